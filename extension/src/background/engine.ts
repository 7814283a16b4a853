// The one engine for all tabs. It keeps nothing between two notes, so the background may be stopped
// at any time; it is started again by the next question.
import { policy as packaged } from "notelint:contents";
import start, { Engine } from "notelint:engine";
import { api } from "../browser.ts";
import type { Chosen } from "../settings.ts";
import { chosenPolicies } from "./policies.ts";

let starting: Promise<Engine> | undefined;

export function engine(): Promise<Engine> {
  starting ??= chosenPolicies()
    .then(startEngine)
    .catch((error: unknown) => {
      // A failed start must not answer every later question with the same old error.
      starting = undefined;
      throw error;
    });
  return starting;
}

/** Answers by this engine from now on. */
export function useEngine(engine: Engine): void {
  void starting?.then((old) => old !== engine && old.free()).catch(() => undefined);
  starting = Promise.resolve(engine);
}

/** An engine for these policies. Throws where one of them has a mistake, with all its mistakes. */
export async function startEngine({ load, added }: Chosen): Promise<Engine> {
  const [files] = await Promise.all([
    packagedFiles(),
    fetchPackaged("engine.wasm").then((response) => start({ module_or_path: response })),
  ]);
  for (const [name, base64] of Object.entries(added)) files[name] = bytesOf(base64);
  const policies = load.map((name) => {
    const bytes = files[name];
    if (!bytes) throw new Error(`The policy file ${name} is not there any more.`);
    return { name, text: new TextDecoder().decode(bytes) };
  });
  const [first, ...others] = policies;
  if (!first) throw new Error("No policy is loaded.");
  const engine = new Engine(first.text, files, first.name);
  try {
    for (const { name, text } of others) engine.add(text, files, name);
  } catch (error) {
    engine.free();
    throw error;
  }
  return engine;
}

async function packagedFiles(): Promise<Record<string, Uint8Array>> {
  const folder = packaged.path.slice(0, packaged.path.lastIndexOf("/") + 1);
  const names = [packaged.path.slice(folder.length), ...packaged.files];
  const read = names.map(async (name): Promise<[string, Uint8Array]> => {
    const response = await fetchPackaged(folder + name);
    return [name, new Uint8Array(await response.arrayBuffer())];
  });
  return Object.fromEntries(await Promise.all(read));
}

async function fetchPackaged(path: string): Promise<Response> {
  const response = await fetch(api.runtime.getURL(path));
  if (!response.ok) throw new Error(`The file ${path} of the extension cannot be read.`);
  return response;
}

const bytesOf = (base64: string) =>
  Uint8Array.from(atob(base64), (char) => char.codePointAt(0) ?? 0);
