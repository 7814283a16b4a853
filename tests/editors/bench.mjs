// What a keystroke in a 20,000-character note costs us: `node bench.mjs [chromium|firefox]`.
import { buildPages } from "./build.mjs";
import { Cell, launch } from "./cell.mjs";
import { serve } from "./server.mjs";

const engine = process.argv[2] ?? "chromium";
const EDITORS = ["textarea", "contenteditable", "roosterjs", "tiptap", "quill", "slate"];

await buildPages(engine);
const server = await serve(engine);
const browser = await launch(engine);
const page = await browser.newPage();
for (const editor of EDITORS) {
  const cell = await Cell.open(page, server.origin, { engine, editor, setting: "plain" });
  await cell.frame.evaluate(() => window.notes.mountLong(20_000));
  await cell.focusEditor();
  await cell.drive("open");
  const text = await cell.drive("text");
  const marks = Array.from({ length: 10 }, (_, index) => index * 1_900);
  await cell.drive(
    "underline",
    marks.map((start) => ({ start, end: start + 9, tone: "error" })),
  );
  await cell.drive("measure");
  for (let key = 0; key < 120; key += 1) {
    await cell.type("abcdefgh "[key % 9]);
    await cell.frame.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  }
  const costs = (await cell.drive("costs")).sort((a, b) => a - b);
  const at = (share) => costs[Math.floor(costs.length * share)]?.toFixed(2);
  console.log(
    `${engine} ${editor}: ${text.length} characters, ${costs.length} frames, median ${at(0.5)} ms, p95 ${at(0.95)} ms`,
  );
  await cell.drive("close");
}
await browser.close();
server.stop();
