// What the person chose, kept in this browser. Never a word of a note.
import { api } from "./browser.ts";

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

export function onSettingsChange(changed: () => void, signal: AbortSignal): void {
  const listener = (_changes: unknown, area: string) => {
    if (area === "local") changed();
  };
  api.storage.onChanged.addListener(listener);
  // Without an id the extension is gone, and its API with it.
  signal.addEventListener("abort", () => {
    if (api.runtime?.id) api.storage.onChanged.removeListener(listener);
  });
}
