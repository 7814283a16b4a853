// Choosing an option in a control of the form, as a person would: the page's own code does the rest.
import { plainName } from "./locate.ts";
import { isHTMLElement } from "./tree.ts";
import { shownIn } from "./value.ts";

/** How long a list may take to open, in milliseconds. */
const OPENS_WITHIN = 2_000;

/** Chooses the option of one of these names. False where the control has none, or would not. */
export async function choose(control: Element, names: readonly string[]): Promise<boolean> {
  if (!isHTMLElement(control)) return false;
  const wanted = names.map(plainName);
  const isWanted = (shown: string) => wanted.includes(plainName(shown));
  if (isWanted(shownIn(control))) return true;
  if (control.localName === "select") return chooseInSelect(control as HTMLSelectElement, isWanted);
  return chooseInList(control, isWanted);
}

function chooseInSelect(select: HTMLSelectElement, isWanted: (shown: string) => boolean): boolean {
  const option = [...select.options].find((other) => isWanted(other.text) && !other.disabled);
  if (!option || select.disabled) return false;
  select.value = option.value;
  select.dispatchEvent(new Event("input", { bubbles: true, composed: true }));
  select.dispatchEvent(new Event("change", { bubbles: true }));
  return isWanted(shownIn(select));
}

async function chooseInList(
  combobox: HTMLElement,
  isWanted: (shown: string) => boolean,
): Promise<boolean> {
  if (combobox.ariaDisabled === "true") return false;
  const wasOpen = combobox.ariaExpanded === "true";
  if (!wasOpen) press(combobox);
  const root = combobox.ownerDocument;
  const find = () => options(combobox).find((option) => isWanted(shownIn(option)));
  const option = await whenChanged(root, () => find() ?? null);
  if (!option) {
    if (!wasOpen && combobox.ariaExpanded === "true") press(combobox);
    return false;
  }
  press(option);
  return (await whenChanged(root, () => isWanted(shownIn(combobox)) || null)) === true;
}

/** The options of the list that the combobox has opened. */
function options(combobox: Element): HTMLElement[] {
  const root = combobox.getRootNode() as Document | ShadowRoot;
  const named = (combobox.getAttribute("aria-controls") ?? combobox.getAttribute("aria-owns") ?? "")
    .split(/\s+/u)
    .map((id) => (id ? root.getElementById(id) : null))
    .filter((list) => list !== null);
  const lists =
    named.length > 0 ? named : [...combobox.ownerDocument.querySelectorAll("[role=listbox]")];
  return lists.flatMap((list) => [...list.querySelectorAll<HTMLElement>("[role=option]")]);
}

function press(element: HTMLElement): void {
  const given = { bubbles: true, cancelable: true, composed: true, button: 0 };
  element.dispatchEvent(new PointerEvent("pointerdown", given));
  element.dispatchEvent(new MouseEvent("mousedown", given));
  element.dispatchEvent(new PointerEvent("pointerup", given));
  element.dispatchEvent(new MouseEvent("mouseup", given));
  element.click();
}

/** Looks now and after every change of the page, until something is found or the time is over. */
export function whenChanged<T>(root: Node, look: () => T | null): Promise<T | null> {
  return new Promise((resolve) => {
    const end = (found: T | null) => {
      observer.disconnect();
      clearTimeout(timer);
      resolve(found);
    };
    const observer = new MutationObserver(() => {
      const found = look();
      if (found !== null) end(found);
    });
    const timer = setTimeout(() => end(look()), OPENS_WITHIN);
    observer.observe(root, {
      subtree: true,
      childList: true,
      attributes: true,
      characterData: true,
    });
    const found = look();
    if (found !== null) end(found);
  });
}
