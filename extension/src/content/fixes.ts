// Carrying out a fix: edits through the editor, a note type through the form's own control.
import type { EditorField } from "../editor/index.ts";
import type { Outcome } from "../panel/model.ts";
import type { Finding, Fix, PolicyInfo, TextEdit } from "../protocol/note.ts";
import { say } from "../strings.ts";
import { choose } from "./companion.ts";
import type { NoteForm } from "./fields.ts";

/** A section with its editor, and its text at the time of the check. */
export interface OpenSection {
  name: string | null;
  /** Null where the section is a choice in a control, not a text. */
  field: EditorField | null;
  text: string;
}

export async function carryOut(
  finding: Finding,
  fix: Fix,
  sections: readonly OpenSection[],
  form: NoteForm,
  policy: () => Promise<PolicyInfo>,
): Promise<Outcome> {
  if ("edits" in fix) return edit(finding, fix.edits, sections);
  if ("note_type" in fix) return file(fix.note_type, form, await policy());
  return { did: false, said: fix.action, copy: null };
}

/** The section that a range of a finding lies in. */
export function sectionOf<S extends { name: string | null }>(
  sections: readonly S[],
  name: string | null,
): S | null {
  return (
    sections.find((section) => section.name === name) ??
    (sections.length === 1 ? (sections[0] ?? null) : null)
  );
}

async function edit(
  finding: Finding,
  edits: readonly TextEdit[],
  sections: readonly OpenSection[],
): Promise<Outcome> {
  const bySection = new Map<OpenSection, TextEdit[]>();
  for (const one of edits) {
    const section = sectionOf(sections, one.section ?? finding.section);
    if (!section?.field) {
      const name = one.section ?? finding.section ?? "";
      return { did: false, said: say("sectionMissing", name), copy: one.text.trim() || null };
    }
    bySection.set(section, [...(bySection.get(section) ?? []), one]);
  }
  // What adds comes first: if an editor refuses, nothing has been taken away yet.
  const ordered = [...bySection].sort(([, a], [, b]) => added(b) - added(a));
  for (const [section, own] of ordered) {
    const inOrder = [...own].sort((a, b) => a.start - b.start);
    const applied = await section.field?.apply(inOrder, section.text);
    if (applied === "stale") return { did: false, said: say("textChanged"), copy: null };
    if (applied === "refused") {
      const text = own.map((one) => one.text.trim()).join("");
      return { did: false, said: say(text ? "refusedCopy" : "refused"), copy: text || null };
    }
  }
  return { did: true, said: say("fixed") };
}

const added = (edits: readonly TextEdit[]) =>
  edits.reduce((sum, one) => sum + one.text.length - (one.end - one.start), 0);

async function file(noteType: string, form: NoteForm, policy: PolicyInfo): Promise<Outcome> {
  const { noteType: place } = form.place;
  const control = "control" in place ? form.parts.find(place.control) : null;
  const names = namesOf(noteType, policy);
  if (control && (await choose(control, names))) return { did: true, said: say("fixed") };
  return { did: false, said: say("chooseYourself", noteType), copy: null };
}

/** A note type's title, id and former names: the form may show any of them. */
function namesOf(noteType: string, policy: PolicyInfo): string[] {
  const known = policy.note_types.find((type) => type.id === noteType || type.title === noteType);
  return known ? [known.title, known.id, ...known.aliases] : [noteType];
}
