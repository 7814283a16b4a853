// The one engine for all tabs. It keeps nothing between two notes, so the background may be stopped
// at any time; it is started again by the next question.
import { policy } from "notelint:contents";
import start, { Engine } from "notelint:engine";
import { api } from "../browser.ts";

let starting: Promise<Engine> | undefined;

export function engine(): Promise<Engine> {
  starting ??= load().catch((error: unknown) => {
    // A failed start must not answer every later question with the same old error.
    starting = undefined;
    throw error;
  });
  return starting;
}

async function load(): Promise<Engine> {
  const [text, files] = await Promise.all([
    packaged(policy.path).then((response) => response.text()),
    filesBeside(policy.path, policy.files),
    packaged("engine.wasm").then((response) => start({ module_or_path: response })),
  ]);
  return new Engine(text, files);
}

async function filesBeside(path: string, names: string[]): Promise<Record<string, Uint8Array>> {
  const folder = path.slice(0, path.lastIndexOf("/") + 1);
  const read = names.map(async (name): Promise<[string, Uint8Array]> => {
    const response = await packaged(folder + name);
    return [name, new Uint8Array(await response.arrayBuffer())];
  });
  return Object.fromEntries(await Promise.all(read));
}

async function packaged(path: string): Promise<Response> {
  const response = await fetch(api.runtime.getURL(path));
  if (!response.ok) throw new Error(`The file ${path} of the extension cannot be read.`);
  return response;
}
