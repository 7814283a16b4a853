// How to find a field or a control again that no profile names: by its accessible name, or else by
// what of its markup looks as if it would still be there tomorrow.
import { computeAccessibleName } from "dom-accessibility-api";
import type { FieldProbe } from "../protocol/field.ts";
import { LONGEST_TITLE } from "../protocol/field.ts";
import type { Locator, SiteProfile } from "../protocol/site.ts";
import { noteFormOf } from "./fields.ts";
import { editableAt, isShown, matches, plainName, roleOf } from "./locate.ts";
import { below, frameOf, isHTMLElement, parentOf, upwards } from "./tree.ts";
import { shownIn } from "./value.ts";

const MOST_ELEMENTS = 6_000;
const MOST_CONTROLS = 12;
/** How far above a field a mark is still the field's own. */
const MOST_LEVELS = 8;

const CONTROLS = "select,[role=combobox],[role=listbox],button[aria-haspopup=listbox]";
const EDITABLES = "textarea,input,[contenteditable],body";
const MARKS = [
  "data-testid",
  "data-test-id",
  "data-id",
  "data-field",
  "data-name",
  "name",
  "placeholder",
  "data-placeholder",
  "aria-label",
  "title",
];

export function describeField(
  field: HTMLElement,
  profiles: readonly SiteProfile[],
): Omit<FieldProbe, "origin"> {
  const title = titleOf(field);
  return {
    title,
    locator: locatorOf(field, title),
    isNote: noteFormOf(field, profiles) !== null,
    controls: controlsAround(field),
  };
}

function titleOf(element: Element): string {
  const own = computeAccessibleName(element).trim();
  const frame = frameOf(element.ownerDocument);
  return own || (frame ? computeAccessibleName(frame).trim() : "");
}

function locatorOf(field: HTMLElement, title: string): Locator | null {
  if (plainName(title) !== "" && title.length <= LONGEST_TITLE) {
    return { names: [title], roles: [roleOf(field)] };
  }
  const others = editablesOf(field);
  let levels = 0;
  for (const outer of upwards(field)) {
    if (++levels > MOST_LEVELS) break;
    for (const selector of marksOf(outer)) {
      const found = others.filter((other) => matches(other, { selector }));
      if (found.length === 1 && found[0] === field) return { selector };
    }
  }
  return null;
}

/** Selectors of an element, the steadiest first. */
function* marksOf(element: Element): Generator<string> {
  if (element.id && isSteady(element.id)) yield `[id=${quoted(element.id)}]`;
  for (const mark of MARKS) {
    const value = element.getAttribute(mark)?.trim();
    if (value && value.length <= LONGEST_TITLE) yield `[${mark}=${quoted(value)}]`;
  }
  const classes = [...element.classList].filter(isSteady).slice(0, 3);
  if (classes.length > 0) yield classes.map((name) => `[class~=${quoted(name)}]`).join("");
}

/** A string of CSS. */
const quoted = (value: string) =>
  `"${value.replace(/["\\]/gu, "\\$&").replace(/[\n\r\f]/gu, "\\a ")}"`;

/** Digits are counted up anew in every build or at every visit. */
const isSteady = (name: string) => name.length <= LONGEST_TITLE && !/\d/u.test(name);

function editablesOf(field: HTMLElement): Element[] {
  const isEditor = (other: Element) => other.matches(EDITABLES) && editableAt(other) === other;
  return [field, ...[...nearestFirst(field)].filter(isEditor)];
}

function controlsAround(field: HTMLElement): FieldProbe["controls"] {
  const controls: FieldProbe["controls"] = [];
  const known = new Set<string>();
  for (const element of nearestFirst(field)) {
    if (controls.length === MOST_CONTROLS) break;
    if (!element.matches(CONTROLS) || !isHTMLElement(element) || !isShown(element)) continue;
    const title = withoutChoice(titleOf(element), shownIn(element));
    if (plainName(title) === "" || title.length > LONGEST_TITLE || known.has(title)) continue;
    known.add(title);
    controls.push({ title, locator: { names: [title], roles: [roleOf(element)] } });
  }
  return controls;
}

/** A combobox may say what is chosen in it as the end of its name. */
function withoutChoice(title: string, shown: string): string {
  const apart = shown !== "" && title.endsWith(shown) ? title.slice(0, -shown.length) : title;
  return apart.trim() === "" ? title : apart.trim();
}

/** All other elements of the page that we may see, by how near they stand: around each ancestor in turn. */
function* nearestFirst(field: Element): Generator<Element> {
  const budget = { left: MOST_ELEMENTS };
  let searched = field;
  for (let level = parentOf(field); level; level = parentOf(level)) {
    yield* below(level, searched, budget);
    searched = level;
  }
}
