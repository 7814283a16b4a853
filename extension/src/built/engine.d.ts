// `notelint:engine`: the loader that wasm-pack writes for crates/wasm. See `build.mjs`.
import type { NoteInput, PolicyInfo, Report } from "../protocol/note.ts";

export class Engine {
  /** Throws an Error that lists every mistake of the policy with its line. */
  constructor(policy: string, files: Record<string, Uint8Array>, name?: string);
  /** Checks by one more policy; throws as the constructor does, and then nothing has changed. */
  add(policy: string, files: Record<string, Uint8Array>, name?: string): void;
  /** Throws an Error that names the unknown role or note type. */
  check(note: NoteInput): Report;
  policy(): PolicyInfo;
  free(): void;
}

export default function start(from: { module_or_path: Response }): Promise<unknown>;
