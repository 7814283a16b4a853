// What an older script of ours left in the page. Firefox ends the scripts of an extension that is
// updated or switched off without a word, so they cannot tidy up: their successor does.
import { removeOldHighlights } from "../editor/index.ts";
import { isOwnName } from "../panel/host.ts";

export function removeLeftovers(): void {
  for (const home of document.querySelectorAll(":root, dialog:modal")) {
    for (const element of [...home.children]) if (isLeftover(element)) element.remove();
  }
  removeOldHighlights(document);
}

/** An empty element of a name that nobody has defined, with nothing but our one attribute. */
function isLeftover(element: Element): boolean {
  return (
    isOwnName(element.localName) &&
    element.getAttributeNames().join() === "popover" &&
    element.childNodes.length === 0 &&
    element.matches(":not(:defined)")
  );
}
