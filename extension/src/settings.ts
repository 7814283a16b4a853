// What the person chose, kept in this browser. Never a word of a note.
import { api } from "./browser.ts";
import { MOST_FIELDS, type NamedField } from "./protocol/field.ts";

export interface Settings {
  /** A role's id, or null until one is chosen. */
  role: string | null;
  /** Ids of rules that are switched off. */
  rulesOff: string[];
}

/** The policies to check by, by file name in their order, and the files that were added. */
export interface Chosen {
  load: string[];
  /** Contents in base64 by file name. */
  added: Record<string, string>;
}

/** Nothing to load means the packaged policy alone. */
export async function readPolicies(): Promise<Chosen> {
  const { policies } = await api.storage.local.get("policies");
  const { load, added } = (policies ?? {}) as Partial<Chosen>;
  return { load: load ?? [], added: added ?? {} };
}

export async function writePolicies(policies: Chosen): Promise<void> {
  await api.storage.local.set({ policies });
}

const nothingChosen: Settings = { role: null, rulesOff: [] };

export async function readSettings(): Promise<Settings> {
  const stored = await api.storage.local.get({ ...nothingChosen });
  const { role, rulesOff } = stored;
  return {
    role: typeof role === "string" ? role : null,
    rulesOff: Array.isArray(rulesOff) ? rulesOff.filter((id) => typeof id === "string") : [],
  };
}

export async function writeSettings(changes: Partial<Settings>): Promise<void> {
  await api.storage.local.set(changes);
}

/** The note fields that the person named by hand. */
export async function readFields(): Promise<NamedField[]> {
  const { fields } = await api.storage.local.get("fields");
  return Array.isArray(fields) ? (fields as NamedField[]) : [];
}

export async function writeFields(fields: NamedField[]): Promise<void> {
  await api.storage.local.set({ fields: fields.slice(-MOST_FIELDS) });
}

/** `changed` hears whether the fields that are notes may be others now. */
export function onSettingsChange(changed: (fields: boolean) => void, signal: AbortSignal): void {
  const listener = (changes: Record<string, unknown>, area: string) => {
    if (area === "local") changed("fields" in changes);
  };
  api.storage.onChanged.addListener(listener);
  // Without an id the extension is gone, and its API with it.
  signal.addEventListener("abort", () => {
    if (api.runtime?.id) api.storage.onChanged.removeListener(listener);
  });
}
