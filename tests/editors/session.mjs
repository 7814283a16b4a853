// The same two hundred edits with the editor library at work and without it.
import assert from "node:assert/strict";
import { Cell } from "./cell.mjs";

const WORDS = ["call", "#covid", "held", "e\u0301", "pilot", "next"];
const KEYS = ["ArrowLeft", "Home", "End", "ArrowUp", "Enter", "Backspace", "ArrowDown", "Delete"];

/** Every run of the script presses the same keys in the same order. */
async function edit(cell, eachTime) {
  await cell.moves("Control+End");
  for (let step = 0; step < 200; step += 1) {
    const key = KEYS[(step * 7) % KEYS.length];
    if (step % 3 === 2) await cell.moves(key);
    else await cell.type(`${WORDS[(step * 5) % WORDS.length][0]}`);
    if (step % 20 === 19) await eachTime();
  }
}

async function run(page, origin, cell, isWatched) {
  const opened = await Cell.open(page, origin, cell);
  if (isWatched) await opened.drive("open");
  const settled = () =>
    opened.frame.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
    );
  await edit(opened, async () => {
    await settled();
    if (!isWatched) return;
    const text = await opened.drive("text");
    const marks = [0, 5, 11].map((start) => ({ start, end: start + 4, tone: "warning" }));
    await opened.drive(
      "underline",
      marks.filter(({ end }) => end <= text.length),
    );
  });
  await settled();
  if (isWatched) await opened.drive("close");
  return opened.saved();
}

export async function leavesNoTrace(page, origin, cell) {
  const alone = await run(page, origin, cell, false);
  const watched = await run(page, origin, cell, true);
  assert.notEqual(alone.length, 0);
  assert.equal(identity(watched), identity(alone), `saved by ${cell.editor}`);
}

/** Draft.js names each block by chance, CKEditor 5 each item of a list. */
const identity = (saved) => saved.replace(/"key":"[a-z0-9]+"|data-list-item-id="[a-z0-9]+"/g, "");
