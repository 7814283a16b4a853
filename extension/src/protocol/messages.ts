// What the content script and the pages may ask of the background, and what it answers.
import type { NoteInput, PolicyInfo, Report, Severity } from "./note.ts";
import type { SiteProfile } from "./site.ts";

export type Question =
  /** Check a note. */
  | { command: "check"; note: NoteInput }
  /** Which site profiles suit the sender's page? */
  | { command: "profiles" }
  /** What the loaded policies offer. */
  | { command: "policy" }
  /** Check by these policies too. Only from the extension's own pages. */
  | { command: "add-policies"; files: AddedFile[] }
  /** Check no longer by the policy of this file. Only from the extension's own pages. */
  | { command: "remove-policy"; file: string }
  /** What the toolbar badge shall say of the sender's frame. */
  | { command: "badge"; state: FrameState };

export interface Answers {
  check: Report;
  profiles: SiteProfile[];
  policy: PolicyInfo;
  "add-policies": PolicyInfo;
  "remove-policy": PolicyInfo;
  badge: null;
}

export type Answer<C extends keyof Answers = keyof Answers> =
  | { ok: true; value: Answers[C] }
  | { ok: false; error: string };

/** A policy, or a file that one names. */
export interface AddedFile {
  name: string;
  base64: string;
}

/** What one frame has found. */
export interface FrameState {
  findings: number;
  worst: Severity | null;
  /** The page fights our element: the in-page UI is off. */
  off: boolean;
}

/** From the background to a tab's content scripts. */
export interface OpenPanel {
  command: "open-panel";
}

/** UTF-16 units in all sections and fields together. */
export const LONGEST_NOTE = 1_000_000;
const MOST_SECTIONS = 64;
const LONGEST_NAME = 500;
const MOST_FILES = 32;
/** Characters of base64 in all added files together; the browser keeps at most 10 MB. */
const LARGEST_FILES = 6_000_000;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isName = (value: unknown): value is string =>
  typeof value === "string" && value.length <= LONGEST_NAME;

const isCount = (value: unknown): value is number =>
  typeof value === "number" && Number.isInteger(value) && value >= 0 && value < 10_000;

const isSeverity = (value: unknown): value is Severity =>
  value === "error" || value === "warning" || value === "info";

const hasOnly = (value: Record<string, unknown>, keys: readonly string[]) =>
  Object.keys(value).every((key) => keys.includes(key));

/** The question in a message, or null where the message is not one of ours. */
export function parseQuestion(message: unknown): Question | null {
  if (!isRecord(message)) return null;
  switch (message.command) {
    case "profiles":
    case "policy":
      return hasOnly(message, ["command"]) ? { command: message.command } : null;
    case "check": {
      if (!hasOnly(message, ["command", "note"])) return null;
      const note = parseNote(message.note);
      return note && { command: "check", note };
    }
    case "add-policies": {
      if (!hasOnly(message, ["command", "files"])) return null;
      const files = parseFiles(message.files);
      return files && { command: "add-policies", files };
    }
    case "remove-policy": {
      if (!hasOnly(message, ["command", "file"]) || !isName(message.file)) return null;
      return { command: "remove-policy", file: message.file };
    }
    case "badge": {
      if (!hasOnly(message, ["command", "state"])) return null;
      const state = parseState(message.state);
      return state && { command: "badge", state };
    }
    default:
      return null;
  }
}

export function isOpenPanel(message: unknown): message is OpenPanel {
  return isRecord(message) && message.command === "open-panel" && hasOnly(message, ["command"]);
}

function parseFiles(value: unknown): AddedFile[] | null {
  if (!Array.isArray(value) || value.length > MOST_FILES) return null;
  const files: AddedFile[] = [];
  let size = 0;
  for (const file of value) {
    if (!isRecord(file) || !hasOnly(file, ["name", "base64"])) return null;
    const { name, base64 } = file;
    if (!isName(name) || typeof base64 !== "string") return null;
    size += base64.length;
    files.push({ name, base64 });
  }
  return size <= LARGEST_FILES ? files : null;
}

function parseState(value: unknown): FrameState | null {
  if (!isRecord(value) || !hasOnly(value, ["findings", "worst", "off"])) return null;
  const { findings, worst, off } = value;
  if (!isCount(findings) || typeof off !== "boolean") return null;
  if (worst !== null && !isSeverity(worst)) return null;
  return { findings, worst, off };
}

function parseNote(value: unknown): NoteInput | null {
  if (!isRecord(value)) return null;
  const known = ["role", "note_type", "sections", "fields", "situation", "language"];
  if (!hasOnly(value, known)) return null;
  const { role, note_type, sections, fields, situation, language } = value;
  if (!isName(role) || !(note_type === null || isName(note_type))) return null;
  if (!Array.isArray(sections) || sections.length > MOST_SECTIONS) return null;
  const parsed: NoteInput = { role, note_type, sections: [] };
  for (const section of sections) {
    if (!isRecord(section) || !hasOnly(section, ["name", "text"])) return null;
    const { name, text } = section;
    if ((name !== null && !isName(name)) || typeof text !== "string") return null;
    parsed.sections.push({ name, text });
  }
  if (fields !== undefined) {
    if (!isRecord(fields) || Object.keys(fields).length > MOST_SECTIONS) return null;
    parsed.fields = {};
    for (const [id, shown] of Object.entries(fields)) {
      if (!isName(id) || typeof shown !== "string") return null;
      parsed.fields[id] = shown;
    }
  }
  if (situation !== undefined && situation !== null) {
    if (!isName(situation)) return null;
    parsed.situation = situation;
  }
  if (language !== undefined && language !== null) {
    if (!isName(language)) return null;
    parsed.language = language;
  }
  return parsed;
}

/** How long a note is, in UTF-16 units. */
export function lengthOf(note: NoteInput): number {
  const fields = Object.values(note.fields ?? {});
  return [...note.sections.map((section) => section.text), ...fields].reduce(
    (sum, text) => sum + text.length,
    0,
  );
}
