// Sizes of what a browser loads, and what the engine costs as wasm: `cargo xtask bench`.
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";

const root = fileURLToPath(new URL("../..", import.meta.url));
const engineDir = process.env["NOTELINT_ENGINE"] ?? join(root, "target/wasm/pkg");
const shipped = join(root, "dist/chromium");

const sizes = await shippedSizes();
for (const [name, { bytes, gzipped }] of sizes) row(name, kilobytes(bytes), kilobytes(gzipped));

/**
 * @typedef {object} Engine
 * @property {(note: object) => unknown} check
 */
/** @type {{ default: (input: object) => Promise<unknown>, Engine: new (policy: string, files: object) => Engine }} */
const module = await import(pathToFileURL(join(engineDir, "notelint_wasm.js")).href);
const binary = await readFile(join(engineDir, "notelint_wasm_bg.wasm"));
const policy = await readFile(join(root, "policies/ftop.toml"), "utf8");
const files = await policyFiles();

console.log();
row("engine", "median", "worst");
const start = performance.now();
await module.default({ module_or_path: binary });
const engine = new module.Engine(policy, files);
row("start", milliseconds(performance.now() - start), "");

const text =
  "Customer asked us to speed up the Teams rollout because of COVID-19 closures at two sites. " +
  "STATUS: on track. Next action on Friday, owner FastTrack Manager; nothing else has changed. ";
for (const length of [200, 2000, 20_000, 200_000]) {
  const note = text.repeat(Math.ceil(length / text.length)).slice(0, length);
  const times = time(length > 10_000 ? 20 : 200, () =>
    engine.check({
      role: "fm",
      note_type: "Engagement Management",
      sections: [{ name: null, text: note }],
    }),
  );
  row(`check, ${length} letters`, milliseconds(times.median), milliseconds(times.worst));
}

/** @param {number} runs @param {() => unknown} run */
function time(runs, run) {
  for (let warm = 0; warm < runs / 10; warm += 1) run();
  const times = Array.from({ length: runs }, () => {
    const before = performance.now();
    run();
    return performance.now() - before;
  }).sort((a, b) => a - b);
  return { median: times[runs >> 1] ?? 0, worst: times.at(-1) ?? 0 };
}

async function policyFiles() {
  const names = await readdir(join(root, "policies"));
  const own = names.filter((name) => name.startsWith("ftop.") && name !== "ftop.toml");
  const read = own.map(async (name) => [name, await readFile(join(root, "policies", name))]);
  return Object.fromEntries(await Promise.all(read));
}

/** @returns {Promise<[string, { bytes: number, gzipped: number }][]>} */
async function shippedSizes() {
  row("shipped", "KB", "KB gzip");
  const names = await readdir(shipped, { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  /** @type {Record<string, { bytes: number, gzipped: number }>} */
  const groups = {};
  for (const file of files) {
    const content = await readFile(file);
    const gzipped = gzipSync(content, { level: 9 }).length;
    const inner = file.slice(shipped.length + 1).replaceAll("\\", "/");
    const ours = /^(engine\.wasm$|policies\/)/.test(inner) ? ["engine and policies"] : [];
    for (const group of [...ours, ...(/\.(js|wasm)$/.test(inner) ? [inner] : []), "everything"]) {
      const sum = (groups[group] ??= { bytes: 0, gzipped: 0 });
      sum.bytes += content.length;
      sum.gzipped += gzipped;
    }
  }
  return Object.entries(groups).sort(([a], [b]) => a.localeCompare(b));
}

/** @param {string} name @param {string} first @param {string} second */
function row(name, first, second) {
  console.log(name.padEnd(24), first.padStart(10), second.padStart(10));
}

/** @param {number} bytes */
function kilobytes(bytes) {
  return (bytes / 1024).toFixed(1);
}

/** @param {number} duration */
function milliseconds(duration) {
  return `${duration.toFixed(2)} ms`;
}
