// Draws the icon's PNGs from icon.svg: `node icons/draw.mjs` after a change of the drawing.
// Takes Chromium from CHROMIUM or /usr/bin/chromium.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const drawing = readFileSync(join(here, "icon.svg"), "utf8");
const scratch = mkdtempSync(join(tmpdir(), "icon-"));

for (const size of [16, 32, 48, 128]) {
  const page = join(scratch, "icon.html");
  writeFileSync(
    page,
    `<style>html,body{margin:0;background:transparent}svg{display:block;width:${size}px}</style>${drawing}`,
  );
  execFileSync(process.env.CHROMIUM ?? "/usr/bin/chromium", [
    "--headless",
    "--no-sandbox",
    "--hide-scrollbars",
    "--default-background-color=00000000",
    `--window-size=${size},${size}`,
    `--screenshot=${join(here, `${size}.png`)}`,
    `--user-data-dir=${join(scratch, "profile")}`,
    `file://${page}`,
  ]);
}
rmSync(scratch, { recursive: true, force: true });
