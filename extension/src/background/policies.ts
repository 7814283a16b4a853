// Which policies notes are checked by: the packaged ones, and those that the person has added from
// files. Kept in this browser; a set that the engine refuses is never kept.
import { policy as packaged } from "notelint:contents";
import { api } from "../browser.ts";
import type { AddedFile } from "../protocol/messages.ts";
import type { PolicyInfo } from "../protocol/note.ts";
import { type Chosen, readPolicies, writePolicies } from "../settings.ts";
import { startEngine, useEngine } from "./engine.ts";

const nameOf = (path: string) => path.slice(path.lastIndexOf("/") + 1);
const own = [nameOf(packaged.path)];

export async function chosenPolicies(): Promise<Chosen> {
  const { load, added } = await readPolicies();
  return { load: load.length > 0 ? load : own, added };
}

export async function addPolicies(files: AddedFile[]): Promise<PolicyInfo> {
  const { load, added } = await chosenPolicies();
  const policies = files.map(({ name }) => name).filter(isPolicy);
  return keep({
    load: [...new Set([...load, ...policies])],
    added: { ...added, ...Object.fromEntries(files.map(({ name, base64 }) => [name, base64])) },
  });
}

export async function removePolicy(name: string): Promise<PolicyInfo> {
  const { load, added } = await chosenPolicies();
  const left = load.filter((other) => other !== name);
  const stem = name.replace(/\.toml$/u, ".");
  const kept = Object.entries(added).filter(([file]) => !file.startsWith(stem));
  return keep({ load: left.length > 0 ? left : own, added: Object.fromEntries(kept) });
}

/** A policy's cues are TOML too, but no policy. */
const isPolicy = (name: string) => name.endsWith(".toml") && !name.endsWith(".cues.toml");

async function keep(chosen: Chosen): Promise<PolicyInfo> {
  const all = await startEngine(chosen);
  const load = withoutExtended(chosen.load, all.policy());
  const engine = load.length < chosen.load.length ? await startEngine({ ...chosen, load }) : all;
  if (engine !== all) all.free();
  // The packaged policies alone are what holds without a choice: there is nothing to remove.
  const choice = load.join() === own.join() ? [] : load;
  await writePolicies({ load: choice, added: chosen.added });
  useEngine(engine);
  return engine.policy();
}

/** What another one extends is in it already: every finding would come twice. */
function withoutExtended(load: string[], { loaded }: PolicyInfo): string[] {
  const extended = new Set(loaded.map((policy) => policy.extends));
  return load.filter((_, at) => !extended.has(loaded[at]?.id ?? null));
}

/** Whether a message comes from one of the extension's own pages, and not from within a site. */
export function isOwnPage(sender: chrome.runtime.MessageSender): boolean {
  return sender.url?.startsWith(api.runtime.getURL("")) ?? false;
}
