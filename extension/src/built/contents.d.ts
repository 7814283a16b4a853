// `notelint:contents`: what the package holds, written by `build.mjs`.
import type { SiteProfile } from "../protocol/site.ts";

/** Path of the policy in the package, and the files beside it that it may name. */
export const policy: { path: string; files: string[] };
export const sites: SiteProfile[];
