// Finding the parts that a site profile names: by accessible name first, by selector second.
import { computeAccessibleName, getRole } from "dom-accessibility-api";
import { findEditable } from "../editor/index.ts";
import type { Locator } from "../protocol/site.ts";
import { below, frameOf, isHTMLElement, parentOf, shadowOf, upwards } from "./tree.ts";

// Bounds of one search, so that a page of thousands of elements costs milliseconds, not seconds.
const MOST_ELEMENTS = 6_000;
const MOST_NAMES = 400;

/** Elements that can be a field, a control, a button, or the region that holds them. */
const CANDIDATES =
  "input,textarea,select,button,dialog,[contenteditable],[role],[aria-label],[aria-labelledby]";

/** A name without what forms put around it: `Next Action: *` is `next action`. */
export function plainName(name: string): string {
  return name
    .replace(/[*:：＊]+/gu, " ")
    .replace(/\s+/gu, " ")
    .trim()
    .toLowerCase();
}

export function nameOf(element: Element): string {
  return plainName(computeAccessibleName(element));
}

export function roleOf(element: Element): string {
  // An editor is a text box whether or not it says so; the body of an editor's frame never does.
  if (element.localName !== "input" && isEditable(element)) return "textbox";
  return element.getAttribute("role")?.trim().split(/\s+/u)[0] || getRole(element) || "";
}

/** Whether an element's name goes on with what is chosen in it. */
function saysItsChoice(element: Element, role: string): boolean {
  const opensList = role === "button" && element.getAttribute("aria-haspopup") === "listbox";
  return role === "combobox" || role === "listbox" || opensList;
}

export function matches(element: Element, locator: Locator): boolean {
  if (locator.roles && !locator.roles.includes(roleOf(element))) return false;
  if (locator.names && hasName(element, locator.names)) return true;
  if (locator.selector) return matchesSelector(element, locator.selector);
  return !locator.names;
}

function hasName(element: Element, names: readonly string[]): boolean {
  const wanted = names.map(plainName);
  const role = roleOf(element);
  const given = namesAround(element);
  return wanted.some((name) =>
    given.some(
      (own) =>
        own === name ||
        // A combobox of Fluent UI adds its present value to its name.
        (saysItsChoice(element, role) && own.startsWith(`${name} `)),
    ),
  );
}

/** An editor in a frame is often named by the frame element. */
function namesAround(element: Element): string[] {
  const frame = frameOf(element.ownerDocument);
  const own = nameOf(element);
  return frame ? [own, nameOf(frame)] : [own];
}

/** The selector may name the element or something that holds it, also outside of its shadow root. */
function matchesSelector(element: Element, selector: string): boolean {
  if (element.matches(selector)) return true;
  const holder = element.parentElement?.closest(selector);
  if (holder) return isEditable(element);
  if (!isEditable(element)) return false;
  for (const outer of upwards(element)) if (outer.matches(selector)) return true;
  return false;
}

/**
 * The element nearest to `from` that the locator names: each ancestor's inside is searched in turn,
 * so that of two forms with the same labels the field's own is taken.
 */
export function nearest(from: Element, locator: Locator, within: Element | null): Element | null {
  const budget = { left: MOST_ELEMENTS };
  let names = MOST_NAMES;
  let searched: Element = from;
  while (searched !== within) {
    const level = parentOf(searched);
    if (!level) return null;
    for (const element of below(level, searched, budget)) {
      if (
        !element.matches(CANDIDATES) &&
        !(locator.selector && element.matches(locator.selector))
      ) {
        continue;
      }
      if (--names < 0) return null;
      if (matches(element, locator) && isShown(element)) return element;
    }
    if (budget.left < 0) return null;
    searched = level;
  }
  return null;
}

/** The editable root that an element is or lies in: a text control, or the outermost editable element. */
export const editableAt = (element: Element) => findEditable(element, shadowOf);

const isEditable = (element: Element) => editableAt(element) === element;

/** Whether an element looks like a text box at first sight: cheap enough for every key. */
export const isTextBox = (element: Element) =>
  element.localName === "textarea" ||
  element.localName === "input" ||
  (isHTMLElement(element) && element.isContentEditable);

export function isShown(element: Element): boolean {
  return typeof element.checkVisibility !== "function" || element.checkVisibility();
}
