// A site profile: where notes live in one CRM. `sites/*.json` are written in this form.

/** How to find one element: by accessible name first, since names survive releases. */
export interface Locator {
  /** Accessible names, any of them; compared without case, colon, asterisk and spare spaces. */
  names?: string[];
  /** ARIA roles, any of them, native or given. Without it: whatever role suits the part. */
  roles?: string[];
  /** Used where no name is found. */
  selector?: string;
  /** What a control shows while nothing is chosen, where that is a text ("Select a status"). */
  empty?: string[];
}

export interface SectionPlace {
  /** The section's title in the policy's words, or null for a form's only text box. */
  name: string | null;
  /** A text box; or a control whose choice is the section's text. */
  field: Locator;
}

/** One form in which one note is written. */
export interface NotePlace {
  id: string;
  /** Where the form begins: a dialog or a region. Without it the nearest matching parts are taken. */
  within?: Locator;
  sections: SectionPlace[];
  /** The note type is fixed by the form, or chosen in one of its controls. */
  noteType: { fixed: string } | { control: Locator };
  /** Fields beside the text that rules look at, by the policy's field id. */
  companions?: Record<string, Locator>;
  save?: Locator;
}

export interface SiteProfile {
  id: string;
  title: string;
  /** Match patterns of the origins that the profile was written for. */
  origins: string[];
  notes: NotePlace[];
}
