// The engine's data as JSON: what a note is on the way in, what a report is on the way out.
// Offsets are UTF-16 code units. `crates/core/src/json.rs` is the other side of this file.

/** What the note says of the customer now, by the id that the policy gives it. */
export type SituationId = string;

/** One box of text of the note. A form with one box has one section without a name. */
export interface Section {
  /** The section's title as the form shows it, or null for a form's only text box. */
  name: string | null;
  text: string;
}

export interface NoteInput {
  /** A role's id. */
  role: string;
  /** The note type as the CRM shows it: an id, a title or a former name; null while none is chosen. */
  note_type: string | null;
  sections: Section[];
  /** Companion fields of the form by the policy's field id, as shown, e.g. `{"l1_status": "In Progress"}`. */
  fields?: Record<string, string>;
  /** The author's own answer about the situation; it overrides the reading. */
  situation?: SituationId | null;
  /** BCP 47 tag of the note's language, where it is known. */
  language?: string | null;
}

export type Severity = "error" | "warning" | "info";

export interface TextRange {
  start: number;
  end: number;
  /** The section that the range is in, where it is not the finding's own. Evidence of a reading names it always, where sections have names. */
  section?: string;
}

export interface TextEdit extends TextRange {
  text: string;
}

/** `safe` adds, `asks` takes something away, `shown` is done by the person elsewhere. */
export type Safety = "safe" | "asks" | "shown";

export type Fix =
  | { title: string; safety: Safety; edits: TextEdit[] }
  | { title: string; safety: Safety; note_type: string }
  | { title: string; safety: Safety; action: string };

export interface Citation {
  title: string;
  section: string;
  date: string;
  url: string;
}

export interface Finding {
  policy: string;
  rule: string;
  severity: Severity;
  message: string;
  /** The section that `range` is in; null for a note of one unnamed section. */
  section: string | null;
  /** An empty range stands for the note as a whole (something is missing). */
  range: TextRange;
  /** True where something is missing: such findings wait for a pause in typing. */
  missing: boolean;
  evidence: TextRange[];
  fixes: Fix[];
  citation: Citation;
}

export interface SituationReading {
  is: SituationId;
  /** What a person calls it, e.g. "speeding up because of COVID-19". */
  title: string;
  certainty: "stated" | "inferred" | "answered";
  evidence: TextRange[];
  /** One line that a person can read. */
  reason: string;
  /** What to ask the author where the reading is inferred; null where there is nothing to ask. */
  question: string | null;
}

export interface Report {
  situation: SituationReading;
  findings: Finding[];
}

/** What the pages need to know of the loaded policies to offer choices. */
export interface PolicyInfo {
  /** In the order in which they were loaded. */
  loaded: LoadedPolicy[];
  roles: Named[];
  note_types: {
    id: string;
    title: string;
    aliases: string[];
    deprecated: boolean;
    sections: Named[];
  }[];
  situations: { id: SituationId; title: string; question: string | null; default: boolean }[];
  rules: { id: string; title: string; severity: Severity; enabled: boolean }[];
  hashtags: string[];
  fields: Named[];
}

export interface LoadedPolicy {
  id: string;
  title: string;
  version: string;
  /** Last day of validity, ISO 8601. */
  valid_until: string | null;
  /** The id of the policy that it began as a copy of. */
  extends: string | null;
}

export interface Named {
  id: string;
  title: string;
}
