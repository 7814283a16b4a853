// From an editable element on a page to the note that it belongs to, by the site's profiles.
import type { Locator, NotePlace, SectionPlace, SiteProfile } from "../protocol/site.ts";
import { isTextBox, matches, nearest } from "./locate.ts";
import { isConnectedInPage, isHTMLElement, upwards } from "./tree.ts";

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
      const own = place.sections.find((section) => matches(field, section.field));
      if (!own) continue;
      const within = place.within ? holderOf(field, place.within) : null;
      if (place.within && !within) continue;
      return { place, field, within, parts: new Parts(field, own.field, within) };
    }
  }
  return null;
}

function holderOf(field: Element, locator: Locator): Element | null {
  for (const outer of upwards(field)) if (outer !== field && matches(outer, locator)) return outer;
  return null;
}

/** The parts of one form, found once and looked for anew when the page has replaced them. */
export class Parts {
  readonly #found = new Map<Locator, Element | null>();
  readonly #field: Element;
  readonly #within: Element | null;

  constructor(field: Element, locator: Locator, within: Element | null) {
    this.#field = field;
    this.#within = within;
    this.#found.set(locator, field);
  }

  find(locator: Locator): Element | null {
    const known = this.#found.get(locator);
    if (known === null || known?.isConnected) return known;
    const element = nearest(this.#field, locator, this.#within);
    this.#found.set(locator, element);
    return element;
  }

  /** Parts that were missing may have come since: a search costs too much to do at every key. */
  lookAgain(): void {
    for (const [locator, element] of this.#found) if (!element) this.#found.delete(locator);
  }
}

/** The sections of the note that are on the page now. */
export function sectionsOf(form: NoteForm): { section: SectionPlace; element: HTMLElement }[] {
  const found: { section: SectionPlace; element: HTMLElement }[] = [];
  for (const section of form.place.sections) {
    const element = form.parts.find(section.field);
    if (!element || !isHTMLElement(element)) continue;
    if (!found.some((other) => other.element === element)) found.push({ section, element });
  }
  return found;
}

/** The controls whose change asks for a new check: note type and companion fields. */
export function controlsOf(form: NoteForm): Element[] {
  const { noteType, companions } = form.place;
  const locators = Object.values(companions ?? {});
  if ("control" in noteType) locators.push(noteType.control);
  const controls = locators.map((locator) => form.parts.find(locator));
  // A section that is a choice, not a text, changes without a word of an editor.
  const choices = sectionsOf(form)
    .map(({ element }) => element)
    .filter((element) => !isTextBox(element));
  return [...controls.filter((found) => found !== null), ...choices];
}

export function isOnPage(form: NoteForm, document: Document): boolean {
  return isConnectedInPage(form.field, document);
}
