// What every editor in every setting is held to.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { buildPages, EDITORS } from "./build.mjs";
import { Cell, EditorFailed, launch } from "./cell.mjs";
import { redNear } from "./screen.mjs";
import { serve } from "./server.mjs";
import { leavesNoTrace } from "./session.mjs";

export const SETTINGS = [
  "plain",
  "open-shadow",
  "closed-shadow",
  "frame",
  "srcdoc-frame",
  "blank-frame",
  "scroller",
  "dialog",
  "panel",
  "zoom-67",
  "zoom-200",
  "rtl",
];

const TEXT = [
  "Kickoff held. Moving faster because of the outbreak. #covid19",
  "",
  "first step",
  "second step \u{1F469}\u200D\u{1F469}\u200D\u{1F467} e\u0301",
  "Thanks @Ana and all",
].join("\n");

const IN_SHADOW = ["open-shadow", "closed-shadow"];

/** Editors that nothing was written for: tried where every one of them shows its ways. */
const TRIED = ["jodit", "summernote", "suneditor"];
const settingsOf = (editor) => (TRIED.includes(editor) ? ["plain", "frame", "rtl"] : SETTINGS);

/** Cells in which the editor itself does not start, so that there is no text to read. */
const DOES_NOT_START = (editor, setting) => editor === "ckeditor4" && IN_SHADOW.includes(setting);

/** Cells in which a fix is offered to be copied, because the editor takes no edit at all. */
const COPIES = (editor, setting) => editor === "draft" && IN_SHADOW.includes(setting);

/** Quill takes an undo from the browser there, but the browser then has nothing to redo. */
const HAS_REDO = ({ editor, setting }) => !(editor === "quill" && IN_SHADOW.includes(setting));

/** In Chromium, CKEditor 5 is deaf to selections in a shadow root, and joins what is typed. */
const JOINS_TYPING = ({ editor, setting, engine }) =>
  engine === "chromium" && editor === "ckeditor5" && IN_SHADOW.includes(setting);

const isControl = (editor) => editor.endsWith("textarea");

/** The key that redoes: Quill takes Ctrl+Y on Windows only. */
const redoOf = ({ editor }) => (editor === "quill" ? "Control+Shift+Z" : "Control+y");

const spaced = (text) => text.replaceAll("\u00A0", " ");

function withEdits(text, edits) {
  return [...edits]
    .reverse()
    .reduce(
      (now, { start, end, text: added }) => now.slice(0, start) + added + now.slice(end),
      text,
    );
}

const find = (text, words) => {
  const start = text.indexOf(words);
  assert.ok(start >= 0, `"${words}" is not in ${JSON.stringify(text)}`);
  return { start, end: start + words.length };
};

/** Each kind of fix, made for the text as it is. */
const FIXES = {
  "replaces a word": (text) => [{ ...find(text, "#covid19"), text: "#covid" }],
  "adds at the end": (text) => [{ start: text.length, end: text.length, text: " #covid" }],
  "adds at the start": () => [{ start: 0, end: 0, text: "Now: " }],
  "adds in a list": (text) => {
    const { end } = find(text, "first step");
    return [{ start: end, end, text: " #covid" }];
  },
  "takes a word out": (text) => [{ ...find(text, " of the outbreak"), text: "" }],
  "edits twice in a line": (text) => [
    { ...find(text, "Kickoff"), text: "Start" },
    { ...find(text, "faster"), text: "quicker" },
  ],
  "moves a word to another line": (text) => {
    const { end } = find(text, "second step");
    return [
      { ...find(text, " #covid19"), text: "" },
      { start: end, end, text: " #covid19" },
    ];
  },
};

/** Made in every setting; the others in the plain one, where each editor shows its ways. */
const SOME_FIXES = ["replaces a word", "adds at the end", "moves a word to another line"];

export function contract(engine) {
  const only = (list, name) =>
    list.filter((item) => !process.env[name] || process.env[name].split(",").includes(item));
  describe(`editors in ${engine}`, () => {
    let browser;
    let page;
    let server;
    before(async () => {
      await buildPages(engine);
      server = await serve(engine);
      browser = await launch(engine);
      page = await browser.newPage();
      await page.setViewport({ width: 1280, height: 900 });
    });
    after(async () => {
      await browser?.close();
      server?.stop();
    });
    for (const editor of only(EDITORS, "EDITORS"))
      test(`${editor} saves the same after 200 edits`, { timeout: 60_000 }, () =>
        leavesNoTrace(page, server.origin, { engine, editor, setting: "plain" }),
      );
    for (const editor of only(EDITORS, "EDITORS"))
      for (const setting of only(settingsOf(editor), "SETTINGS"))
        test(`${editor}, ${setting}`, { timeout: 60_000 }, async () => {
          const opening = Cell.open(page, server.origin, { engine, editor, setting });
          if (DOES_NOT_START(editor, setting)) await assert.rejects(opening, EditorFailed);
          else await keepsContract(await opening);
        });
  });
}

async function keepsContract(cell) {
  const before = await traces(cell);
  await cell.drive("open");
  await readsAndUnderlines(cell);
  if (COPIES(cell.editor, cell.setting)) await refuses(cell);
  else {
    await followsTyping(cell);
    if (JOINS_TYPING(cell)) await undoesTypingToo(cell);
    const every = cell.setting === "plain";
    for (const [name, fix] of Object.entries(FIXES))
      if (every || SOME_FIXES.includes(name)) await fixes(cell, name, fix);
    await keepsTheCaret(cell);
    await refusesOldEdits(cell);
  }
  await cell.drive("close");
  assert.deepEqual(await cell.highlighted(), [], "highlights after the end");
  assert.deepEqual(await traces(cell), before, "traces after the end");
}

async function readsAndUnderlines(cell) {
  const text = await cell.drive("text");
  assert.equal(spaced(text), TEXT, "text as read");
  assert.equal(await cell.model(), TEXT, "text of the model");
  const saved = await cell.saved();
  await underlines(cell, ["#covid19", "second step"]);
  assert.equal(await cell.saved(), saved, "saved value with underlines");
}

/** Underlines words and asks the page, or the screen, what is underlined. */
async function underlines(cell, words) {
  const text = await cell.drive("text");
  const marks = words.map((word) => ({ ...find(text, word), tone: "error" }));
  await cell.drive("underline", marks);
  await areUnderlined(cell, words);
}

async function areUnderlined(cell, words) {
  const sorted = [...words].sort();
  const same = (found) => JSON.stringify(found.sort()) === JSON.stringify(sorted);
  if (!isControl(cell.editor))
    assert.deepEqual(await cell.until(() => cell.highlighted(), same), sorted, "highlighted words");
  const seen = await cell.until(
    async () => {
      // Asked each time: a view may still be behind its model.
      const { start, end } = find(await cell.drive("text"), words[0]);
      const rects = await cell.drive("rects", start, end);
      const red = rects.length ? await redNear(cell.page, rects) : null;
      return { start, end, rects, red };
    },
    ({ rects, red }) => fits(rects, red),
  );
  assert.ok(
    fits(seen.rects, seen.red),
    `painted ${JSON.stringify(seen.red)} for ${JSON.stringify(seen.rects)}`,
  );
  await isUnderThePoint(cell, seen);
}

async function isUnderThePoint(cell, { rects: [box], start, end }) {
  // A frame of the editor's own has a viewport of its own.
  if (cell.editable !== cell.page.mainFrame()) return;
  const offset = await cell.drive("offsetAt", box.x + box.width / 2, box.y + box.height / 2);
  assert.ok(
    offset >= start && offset < end,
    `offset ${offset} under the middle of ${start} to ${end}`,
  );
}

function fits(rects, red) {
  if (!red) return false;
  const left = Math.min(...rects.map((rect) => rect.x));
  const right = Math.max(...rects.map((rect) => rect.x + rect.width));
  const top = Math.min(...rects.map((rect) => rect.y));
  const bottom = Math.max(...rects.map((rect) => rect.y + rect.height));
  return (
    Math.abs(red.left - left) <= 4 &&
    Math.abs(red.right - right) <= 4 &&
    red.top > top &&
    red.bottom <= bottom + (bottom - top) * 0.6 + 4
  );
}

async function followsTyping(cell) {
  const was = await cell.drive("changes");
  await cell.keys("Control+Home");
  await cell.type("Hi ");
  const typed = `Hi ${TEXT}`;
  assert.equal(
    await cell.until(
      () => cell.model(),
      (text) => text === typed,
    ),
    typed,
    "typed text",
  );
  assert.ok(
    (await cell.until(
      () => cell.drive("changes"),
      (now) => now > was,
    )) > was,
    "told of typing",
  );
  await areUnderlined(cell, ["#covid19", "second step"]);
}

async function fixes(cell, name, fix) {
  const old = await cell.model();
  // A model may be ahead of what its view has drawn.
  const raw = await cell.until(
    () => cell.drive("text"),
    (text) => spaced(text) === old,
  );
  assert.equal(spaced(raw), old, `text before it ${name}`);
  const saved = await cell.saved();
  const edits = fix(raw);
  const wanted = spaced(withEdits(raw, edits));
  const is = (text) => (now) => now === text;
  assert.equal(await cell.drive("apply", edits, raw), "applied", name);
  assert.equal(spaced(await cell.drive("text")), wanted, `text after it ${name}`);
  assert.equal(await cell.until(() => cell.model(), is(wanted)), wanted, `model after it ${name}`);
  const fixed = await cell.saved();
  const steps = await press(cell, "Control+z", edits.length, old);
  assert.equal(await cell.model(), old, `undone: ${name}`);
  assert.equal(await cell.saved(), saved, `saved after undoing: ${name}`);
  for (let step = 0; step < steps; step += 1) await cell.keys(redoOf(cell));
  if (!HAS_REDO(cell)) return;
  assert.equal(await cell.until(() => cell.model(), is(wanted)), wanted, `redone: ${name}`);
  assert.equal(await cell.saved(), fixed, `saved after redoing: ${name}`);
  await press(cell, "Control+z", edits.length, old);
  assert.equal(await cell.model(), old, `undone again: ${name}`);
}

/** One Ctrl+Z takes back the fix and what was typed just before it; the next fix stands alone. */
async function undoesTypingToo(cell) {
  const raw = await cell.drive("text");
  assert.equal(await cell.drive("apply", FIXES["replaces a word"](raw), raw), "applied");
  await press(cell, "Control+z", 1, TEXT);
  assert.equal(await cell.model(), TEXT);
}

/** Presses a key until the model is as wanted; how often it took. */
async function press(cell, key, most, wanted) {
  for (let times = 1; times <= most; times += 1) {
    await cell.keys(key);
    const now = await cell.until(
      () => cell.model(),
      (text) => text === wanted,
      times < most ? 300 : 1500,
    );
    if (now === wanted) return times;
  }
  return most;
}

/** A fix elsewhere leaves the caret where it was, and typing goes on there. */
async function keepsTheCaret(cell) {
  await cell.moves("Control+End");
  await cell.type("!");
  const before = await cell.until(
    () => cell.model(),
    (text) => text.endsWith("!"),
  );
  const raw = await cell.until(
    () => cell.drive("text"),
    (text) => spaced(text) === before,
  );
  const edits = [{ ...find(raw, "#covid19"), text: "#covid" }];
  assert.equal(await cell.drive("apply", edits, raw), "applied");
  await cell.type("?");
  const wanted = `${before.replace("#covid19", "#covid")}?`;
  assert.equal(
    await cell.until(
      () => cell.model(),
      (text) => text === wanted,
    ),
    wanted,
    "typed on",
  );
}

async function refusesOldEdits(cell) {
  const now = await cell.model();
  const edits = [{ start: 0, end: 2, text: "Ho" }];
  assert.equal(await cell.drive("apply", edits, "another text"), "stale");
  assert.equal(await cell.model(), now);
}

async function refuses(cell) {
  const raw = await cell.drive("text");
  const saved = await cell.saved();
  for (const fix of Object.values(FIXES)) {
    assert.equal(await cell.drive("apply", fix(raw), raw), "refused");
    assert.equal(await cell.drive("text"), raw);
    assert.equal(await cell.saved(), saved);
  }
}

/** Everything of ours that could be left in a page. */
function traces(cell) {
  return cell.editable.evaluate(() => {
    const roots = [document, window.notes?.root].filter(Boolean);
    return {
      beside: Array.from(document.documentElement.children, (element) => element.localName),
      sheets: roots.map((root) => root.adoptedStyleSheets.length),
      highlights: CSS.highlights.size,
    };
  });
}
