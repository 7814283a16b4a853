// What a control shows: the text that a person reads in it.
import type { Locator } from "../protocol/site.ts";
import { plainName } from "./locate.ts";
import { isHTMLElement } from "./tree.ts";

/** What is chosen or written in a control; a "Select …" of the form is nothing. */
export function chosenIn(control: Element, locator: Locator): string {
  const shown = shownIn(control);
  return locator.empty?.some((text) => plainName(text) === plainName(shown)) ? "" : shown;
}

export function shownIn(control: Element): string {
  if (!isHTMLElement(control)) return "";
  switch (control.localName) {
    case "select":
      return [...(control as HTMLSelectElement).selectedOptions]
        .map((option) => option.text.trim())
        .join(", ");
    case "input":
      return inputText(control as HTMLInputElement);
    case "textarea":
      return (control as HTMLTextAreaElement).value;
    default:
      return readText(control);
  }
}

function inputText(input: HTMLInputElement): string {
  if (input.type === "password") return "";
  if (input.type === "checkbox") return input.checked ? "yes" : "no";
  return input.value;
}

/** The text of an element without what is hidden from readers (icon glyphs). */
function readText(element: Element): string {
  const inner = element.querySelector("input");
  if (inner?.value) return inner.value;
  let text = "";
  const walker = element.ownerDocument.createTreeWalker(
    element,
    NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT,
    (node) =>
      node.nodeType === Node.ELEMENT_NODE && (node as Element).ariaHidden === "true"
        ? NodeFilter.FILTER_REJECT
        : NodeFilter.FILTER_ACCEPT,
  );
  while (walker.nextNode()) {
    if (walker.currentNode.nodeType === Node.TEXT_NODE) text += walker.currentNode.nodeValue ?? "";
  }
  return text.replace(/\s+/gu, " ").trim();
}
