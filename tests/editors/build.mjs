// Bundles the editor pages and the driver extension into dist/editors.
import { cp, mkdir, readdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = new URL("./", import.meta.url);
/** Each engine has a folder of its own, for their suites run side by side. */
export const outOf = (engine) => fileURLToPath(new URL(`../../dist/editors/${engine}/`, here));

export const EDITORS = (await readdir(new URL("pages/", here)))
  .filter(
    (name) => !["note.ts", "page.ts", "page.css", "panel-setting.ts", "modules.d.ts"].includes(name),
  )
  .map((name) => name.slice(0, -3))
  .sort();

export async function buildPages(engine) {
  const out = outOf(engine);
  await mkdir(`${out}pages`, { recursive: true });
  const pages = fileURLToPath(new URL("pages/", here));
  await build({
    entryPoints: [
      ...EDITORS.map((name) => ({ in: `editor:${name}`, out: name })),
      { in: `${pages}panel-setting.ts`, out: "panel-setting" },
    ],
    bundle: true,
    outdir: `${out}pages`,
    format: "iife",
    target: "es2022",
    define: { "process.env.NODE_ENV": '"production"', global: "globalThis" },
    loader: { ".svg": "text" },
    plugins: [entries(pages)],
    logLevel: "error",
  });
  await build({
    entryPoints: [fileURLToPath(new URL("driver/driver.ts", here))],
    bundle: true,
    outfile: `${out}driver/driver.js`,
    format: "iife",
    target: "es2022",
    logLevel: "error",
  });
  await cp(new URL("driver/manifest.json", here), `${out}driver/manifest.json`);
  await cp(new URL("pages/page.css", here), `${out}pages/page.css`);
}

/** Each page is its editor's `mount` given to `open`. */
function entries(pages) {
  return {
    name: "entries",
    setup(builder) {
      builder.onResolve({ filter: /^editor:/ }, ({ path }) => ({ path, namespace: "entry" }));
      builder.onLoad({ filter: /.*/, namespace: "entry" }, ({ path }) => ({
        contents: `import { mount } from "./${path.slice(7)}.ts"; import { open } from "./page.ts"; open(mount);`,
        resolveDir: pages,
        loader: "ts",
      }));
    },
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  await buildPages(process.argv[2] ?? "chromium");
