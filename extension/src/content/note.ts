// Gathering a note from the page: role, note type, sections, companion fields.
import type { NoteInput } from "../protocol/note.ts";
import type { NoteForm } from "./fields.ts";
import { shownIn } from "./value.ts";

export interface SectionText {
  name: string | null;
  text: string;
}

/** What the person has told us beside the text. */
export interface Told {
  role: string;
  situation: string | null;
}

export function noteTypeOf(form: NoteForm): string {
  const { noteType } = form.place;
  if ("fixed" in noteType) return noteType.fixed;
  const control = form.parts.find(noteType.control);
  return control ? shownIn(control) : "";
}

export function gatherNote(form: NoteForm, texts: readonly SectionText[], told: Told): NoteInput {
  const note: NoteInput = {
    role: told.role,
    note_type: noteTypeOf(form),
    sections: texts.map(({ name, text }) => ({ name, text })),
  };
  const fields: Record<string, string> = {};
  for (const [id, locator] of Object.entries(form.place.companions ?? {})) {
    const control = form.parts.find(locator);
    if (control) fields[id] = shownIn(control);
  }
  if (Object.keys(fields).length > 0) note.fields = fields;
  if (told.situation !== null) note.situation = told.situation;
  return note;
}

/** A form whose every section is empty holds no note yet. */
export function isEmptyNote(texts: readonly SectionText[]): boolean {
  return texts.every(({ text }) => text.trim() === "");
}
