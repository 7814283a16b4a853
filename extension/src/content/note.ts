// Gathering a note from the page: role, note type, sections, companion fields.
import type { NoteInput, PolicyInfo } from "../protocol/note.ts";
import type { NoteForm } from "./fields.ts";
import { plainName } from "./locate.ts";
import { chosenIn } from "./value.ts";

export interface SectionText {
  name: string | null;
  text: string;
}

/** What the person has told us beside the text. */
export interface Told {
  role: string;
  situation: string | null;
}

/** The note type as the form shows it; empty while none is chosen. */
export function noteTypeOf(form: NoteForm): string {
  const { noteType } = form.place;
  if ("fixed" in noteType) return noteType.fixed;
  const control = form.parts.find(noteType.control);
  return control ? chosenIn(control, noteType.control) : "";
}

export function gatherNote(
  form: NoteForm,
  texts: readonly SectionText[],
  told: Told,
  policy: PolicyInfo,
): NoteInput {
  const note: NoteInput = {
    role: told.role,
    note_type: known(noteTypeOf(form), policy),
    sections: texts.map(({ name, text }) => ({ name, text })),
  };
  const fields: Record<string, string> = {};
  for (const [id, locator] of Object.entries(form.place.companions ?? {})) {
    const control = form.parts.find(locator);
    if (control) fields[id] = chosenIn(control, locator);
  }
  if (Object.keys(fields).length > 0) note.fields = fields;
  if (told.situation !== null) note.situation = told.situation;
  return note;
}

/** A name that the policy does not know says nothing about the note: the CRM has types of its own. */
function known(shown: string, policy: PolicyInfo): string | null {
  const name = plainName(shown);
  const isKnown = policy.note_types.some((type) =>
    [type.id, type.title, ...type.aliases].some((other) => plainName(other) === name),
  );
  return isKnown ? shown : null;
}

/** A form whose every section is empty holds no note yet. */
export function isEmptyNote(texts: readonly SectionText[]): boolean {
  return texts.every(({ text }) => text.trim() === "");
}
