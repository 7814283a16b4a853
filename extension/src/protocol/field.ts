// A note field that the person named by hand, where no site profile knows it.
import type { Locator, NotePlace, SiteProfile } from "./site.ts";

/** What one frame says of the field that was written in last. */
export interface FieldProbe {
  origin: string;
  /** The field's accessible name as it stands on the page; empty where it has none. */
  title: string;
  /** How to find it again; null where it cannot be told from others. */
  locator: Locator | null;
  /** A profile knows it already. */
  isNote: boolean;
  /** Controls of the page that might hold the note type. */
  controls: { title: string; locator: Locator }[];
}

/** A field that is checked because the person said so. */
export interface NamedField {
  /** Match pattern of the pages that it is on. */
  origin: string;
  title: string;
  place: NotePlace;
}

/** Lengths of what a page may have written into a named field. */
export const LONGEST_TITLE = 120;
export const MOST_FIELDS = 100;

export const profileOf = ({ origin, title, place }: NamedField): SiteProfile => ({
  id: "named",
  title,
  origins: [origin],
  notes: [place],
});
