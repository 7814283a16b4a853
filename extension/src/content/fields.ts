// From an editable element on a page to the note that it belongs to, by the site's profiles.
import type { Locator, NotePlace, SiteProfile } from "../protocol/site.ts";
import { editableAt, matches, nearest } from "./locate.ts";
import { isConnectedInPage, upwards } from "./tree.ts";

/** One note's place on the page, with the parts that were found there. */
export interface NoteForm {
  place: NotePlace;
  /** The note field that led here. */
  field: HTMLElement;
  within: Element | null;
  parts: Parts;
}

/** The note that an editable element belongs to, or null where no profile names it. */
export function noteFormOf(field: HTMLElement, profiles: readonly SiteProfile[]): NoteForm | null {
  for (const profile of profiles) {
    for (const place of profile.notes) {
      if (!place.sections.some((section) => matches(field, section.field))) continue;
      const within = place.within ? holderOf(field, place.within) : null;
      if (place.within && !within) continue;
      return { place, field, within, parts: new Parts(field, within) };
    }
  }
  return null;
}

function holderOf(field: Element, locator: Locator): Element | null {
  for (const outer of upwards(field)) if (outer !== field && matches(outer, locator)) return outer;
  return null;
}

/** How long a part that was not found is believed to be missing, in milliseconds. */
const MISSING_FOR = 1_000;

/** The parts of one form, found once and looked for anew when the page has replaced them. */
export class Parts {
  readonly #found = new Map<Locator, { element: Element | null; at: number }>();
  readonly #field: Element;
  readonly #within: Element | null;

  constructor(field: Element, within: Element | null) {
    this.#field = field;
    this.#within = within;
  }

  find(locator: Locator): Element | null {
    const known = this.#found.get(locator);
    if (known) {
      const { element, at } = known;
      if (element?.isConnected) return element;
      if (!element && performance.now() - at < MISSING_FOR) return null;
    }
    const element = nearest(this.#field, locator, this.#within);
    this.#found.set(locator, { element, at: performance.now() });
    return element;
  }

  /** The editable element of a section. */
  field(locator: Locator): HTMLElement | null {
    if (matches(this.#field, locator)) return this.#field as HTMLElement;
    const element = this.find(locator);
    return element && editableAt(element);
  }
}

/** The sections of the note that are on the page now. */
export function sectionsOf(form: NoteForm): { name: string | null; element: HTMLElement }[] {
  const sections: { name: string | null; element: HTMLElement }[] = [];
  for (const section of form.place.sections) {
    const element = form.parts.field(section.field);
    if (element && !sections.some((other) => other.element === element)) {
      sections.push({ name: section.name, element });
    }
  }
  return sections;
}

/** The controls whose change asks for a new check: note type and companion fields. */
export function controlsOf(form: NoteForm): Element[] {
  const { noteType, companions } = form.place;
  const locators = Object.values(companions ?? {});
  if ("control" in noteType) locators.push(noteType.control);
  return locators.map((locator) => form.parts.find(locator)).filter((found) => found !== null);
}

export function isOnPage(form: NoteForm, document: Document): boolean {
  return isConnectedInPage(form.field, document);
}
