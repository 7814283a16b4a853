// The portal's memory: what was saved in this page, newest first in the list, oldest first here.
import { useSyncExternalStore } from "react";

export interface SavedSection {
  name: string | null;
  text: string;
  html?: string;
}

export interface SavedNote {
  form: "Notes Editor" | "Add Entitlement Status" | "Enterprise Status";
  category: string;
  tenant: string;
  sections: SavedSection[];
  /** The other fields of the form, by their labels. */
  fields: Record<string, string>;
  draft: boolean;
}

declare global {
  interface Window {
    /** What a server would have received; tests read it. */
    crm: { readonly saved: readonly SavedNote[] };
  }
}

let notes: readonly SavedNote[] = [];
const listeners = new Set<() => void>();

window.crm = {
  get saved() {
    return notes;
  },
};

export function save(note: SavedNote): void {
  notes = [...notes, note];
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useSavedNotes(): readonly SavedNote[] {
  return useSyncExternalStore(subscribe, () => notes);
}
