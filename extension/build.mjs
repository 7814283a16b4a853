// Builds the unpacked extension for one browser. `cargo xtask build` calls it:
//   node build.mjs --target chromium|firefox --wasm DIR --policies DIR --sites DIR --out DIR
// The same input gives the same bytes: no time, no path and no order of the disk goes in.
import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const floors = { chromium: "chrome125", firefox: "firefox140" };
const { target, wasm, policies, sites, out } = readArguments();

const bundling = {
  bundle: true,
  format: "iife",
  target: floors[target],
  charset: "utf8",
  legalComments: "inline",
  logLevel: "warning",
  // The engine's loader would look for its file beside itself; we always say where it is.
  define: { "import.meta.url": '"about:blank"' },
  plugins: [contents(), styles()],
};

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
await Promise.all([
  bundle(),
  writeManifest(),
  cp(join(here, "_locales"), join(out, "_locales"), { recursive: true }),
  copyIcons(),
  copyPages(),
  copyPolicies(),
  cp(join(wasm, "notelint_wasm_bg.wasm"), join(out, "engine.wasm")),
]);

function readArguments() {
  const option = { type: "string" };
  const { values } = parseArgs({
    options: { target: option, wasm: option, policies: option, sites: option, out: option },
  });
  for (const name of ["target", "wasm", "policies", "sites", "out"]) {
    if (!values[name]) throw new Error(`--${name} is missing`);
  }
  if (!(values.target in floors)) throw new Error("--target is chromium or firefox");
  const { target, ...folders } = values;
  const absolute = Object.entries(folders).map(([name, path]) => [name, resolve(path)]);
  return { target, ...Object.fromEntries(absolute) };
}

async function bundle() {
  await build({
    absWorkingDir: here,
    entryPoints: {
      background: "src/background/main.ts",
      content: "src/content/main.ts",
      popup: "src/pages/popup.ts",
      options: "src/pages/options.ts",
      welcome: "src/pages/welcome.ts",
    },
    outdir: out,
    ...bundling,
  });
  await build({
    absWorkingDir: here,
    entryPoints: { probe: "src/content/probe.ts" },
    outdir: out,
    // What the script gives is what the popup gets.
    globalName: "notelintField",
    footer: { js: "notelintField.default;" },
    ...bundling,
  });
}

/** What the package holds: the engine's loader, the policy and its files, the site profiles. */
function contents() {
  return {
    name: "contents",
    setup(build) {
      build.onResolve({ filter: /^notelint:engine$/ }, () => ({
        path: join(wasm, "notelint_wasm.js"),
      }));
      build.onResolve({ filter: /^notelint:contents$/ }, () => ({
        path: "contents",
        namespace: "notelint",
      }));
      build.onLoad({ filter: /.*/, namespace: "notelint" }, async () => ({
        contents: `export const policy = ${JSON.stringify(await policyFiles())};
export const sites = ${JSON.stringify(await siteProfiles())};`,
        loader: "js",
      }));
    },
  };
}

/** `index.json` says which policy is loaded and which files it may name. */
async function policyFiles() {
  const { load, files } = JSON.parse(await readFile(join(policies, "index.json"), "utf8"));
  const beside = files.filter((name) => name !== load[0] && name.startsWith(stem(load[0])));
  return { path: `policies/${load[0]}`, files: beside };
}

function stem(name) {
  return name.slice(0, name.indexOf(".") + 1);
}

async function copyPolicies() {
  const { path, files } = await policyFiles();
  await mkdir(join(out, "policies"));
  for (const name of [basename(path), ...files]) {
    await cp(join(policies, name), join(out, "policies", name));
  }
}

async function siteProfiles() {
  const names = (await readdir(sites)).filter((name) => name.endsWith(".json")).sort();
  return Promise.all(
    names.map(async (name) => {
      const { $schema, ...profile } = JSON.parse(await readFile(join(sites, name), "utf8"));
      return profile;
    }),
  );
}

/** The panel's style as text: the design tokens, then its own. */
function styles() {
  return {
    name: "styles",
    setup(build) {
      build.onLoad({ filter: /\.css$/ }, async ({ path }) => ({
        contents: apart(`${await tokens()}\n${await readFile(path, "utf8")}`),
        loader: "text",
      }));
    },
  };
}

function tokens() {
  return readFile(join(here, "../www/tokens.css"), "utf8");
}

/**
 * In a page `rem` is the page's, not ours, and a custom property of ours could be set from outside:
 * lengths count from the reader's own font size, and the tokens are important.
 */
function apart(css) {
  return css
    .replace(/(\d*\.?\d+)rem\b/g, "calc(var(--nl-rem, 16px) * $1)")
    .replace(/^(\s*--nl-[^;]+);$/gm, "$1 !important;");
}

async function writeManifest() {
  const [base, own] = await Promise.all(
    ["base", target].map(async (name) =>
      JSON.parse(await readFile(join(here, `manifest/${name}.json`), "utf8")),
    ),
  );
  await writeFile(join(out, "manifest.json"), `${JSON.stringify({ ...base, ...own }, null, 2)}\n`);
}

async function copyIcons() {
  await mkdir(join(out, "icons"));
  for (const size of [16, 32, 48, 128]) {
    await cp(join(here, `icons/${size}.png`), join(out, `icons/${size}.png`));
  }
}

async function copyPages() {
  const from = join(here, "src/pages");
  for (const name of (await readdir(from)).sort()) {
    if (/\.(html|css)$/.test(name)) await cp(join(from, name), join(out, name));
  }
  await writeFile(join(out, "tokens.css"), await tokens());
}
