// What the build puts in place of these names: see `build.mjs`.
declare module "notelint:engine" {
  import type { NoteInput, PolicyInfo, Report } from "../protocol/note.ts";

  export class Engine {
    constructor(policy: string, files: Record<string, Uint8Array>);
    /** Throws an Error that names the unknown role or note type. */
    check(note: NoteInput): Report;
    policy(): PolicyInfo;
    free(): void;
  }
  export default function start(from: { module_or_path: Response }): Promise<unknown>;
}

declare module "notelint:contents" {
  import type { SiteProfile } from "../protocol/site.ts";

  /** Path of the policy in the package, and the files beside it that it may name. */
  export const policy: { path: string; files: string[] };
  export const sites: SiteProfile[];
}
