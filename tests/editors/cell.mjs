// One editor in one setting, driven from a test: real keys and clicks, and the editor library
// in the content script of the driver extension.
import puppeteer from "puppeteer-core";
import { outOf } from "./build.mjs";

export async function launch(engine) {
  if (engine === "chromium")
    return puppeteer.launch({
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      headless: true,
      pipe: true,
      enableExtensions: [`${outOf(engine)}driver`],
      args: ["--no-sandbox", "--disable-dev-shm-usage", "--hide-scrollbars"],
    });
  const browser = await puppeteer.launch({
    browser: "firefox",
    executablePath: process.env.FIREFOX ?? "/usr/bin/firefox-esr",
    headless: true,
  });
  await browser.installExtension(`${outOf(engine)}driver`);
  return browser;
}

/** The editor does not run in this setting, whoever asks. */
export class EditorFailed extends Error {}

export class Cell {
  #id = 0;

  /**
   * `frame` runs the editor (`window.notes` is there), `editable` holds the editable element,
   * which is another frame for CKEditor 4 and TinyMCE, and `driver` runs the editor library.
   */
  constructor(page, cell) {
    Object.assign(this, cell, { page });
  }

  static async open(page, origin, { engine, editor, setting }) {
    await page.goto(`${origin}/page?editor=${editor}&setting=${setting}`);
    const outer = page.mainFrame();
    const frame = setting.endsWith("frame") ? await childOf(outer) : outer;
    await frame.waitForFunction(() => window.notes?.ready || window.notes?.failure, {
      polling: 20,
      timeout: 10_000,
    });
    const failure = await frame.evaluate(() => window.notes.failure);
    if (failure) throw new EditorFailed(failure);
    const inFrame = editor === "tinymce" || editor === "ckeditor4";
    const editable = inFrame ? await childOf(frame) : frame;
    // Half of the frames are reached from outside, for `document.write` takes scripts' ears.
    const driver = setting === "frame" ? frame : outer;
    const cell = new Cell(page, { frame, editable, driver, engine, editor, setting });
    await cell.focusEditor();
    return cell;
  }

  /** Puts the focus into the editor, through whatever shadow roots and frames it is in. */
  async focusEditor() {
    const handle = await this.#editableElement();
    await handle.evaluate((element) => {
      element.scrollIntoView({ block: "center" });
      element.focus();
    });
    await handle.dispose();
  }

  async #editableElement() {
    const handle = await this.editable.evaluateHandle(() => {
      const find = (root) =>
        root.querySelector("textarea:not([hidden]), [contenteditable=true]:not([tabindex='-1'])");
      const shadow = document.querySelector("main")?.shadowRoot ?? window.notes?.root;
      return (shadow && find(shadow)) ?? find(document) ?? document.body;
    });
    return handle.asElement();
  }

  async drive(command, ...args) {
    this.#id += 1;
    const answer = await this.driver.evaluate(
      (message) =>
        new Promise((resolve, reject) => {
          const timer = setTimeout(() => reject(new Error("the driver does not answer")), 5000);
          document.addEventListener(
            "driven",
            (event) => {
              clearTimeout(timer);
              resolve(JSON.parse(event.detail));
            },
            { once: true },
          );
          document.dispatchEvent(new CustomEvent("drive", { detail: JSON.stringify(message) }));
        }),
      { id: this.#id, command, args },
    );
    if (answer.error) throw new Error(answer.error);
    return answer.result;
  }

  /** The words that highlights cover. Asked of the page: Firefox lets no script of ours list them. */
  highlighted() {
    return this.editable.evaluate(() => {
      const found = [];
      CSS.highlights.forEach((highlight) => {
        highlight.forEach((range) => {
          found.push(String(range));
        });
      });
      return found;
    });
  }

  model() {
    return this.frame.evaluate(() => window.notes.editor.model().replaceAll("\u00A0", " "));
  }

  saved() {
    return this.frame.evaluate(() => window.notes.editor.saved());
  }

  async keys(...names) {
    for (const name of names) {
      const parts = name.split("+");
      for (const part of parts.slice(0, -1)) await this.page.keyboard.down(part);
      await this.page.keyboard.press(parts.at(-1));
      for (const part of parts.slice(0, -1).reverse()) await this.page.keyboard.up(part);
    }
  }

  /**
   * Presses a key while the editor and the page agree where the caret is, and waits until they
   * do again. Slate hears of a move up to 100 ms later, and what a faster person types goes to
   * the old place; a move before it has shown what was typed is taken back.
   */
  async moves(name) {
    await this.knowsCaret();
    await this.keys(name);
    await this.knowsCaret();
  }

  async knowsCaret() {
    await this.until(
      () => this.frame.evaluate(() => window.notes.editor.knowsCaret?.() ?? true),
      (known) => known,
    );
  }

  type(text) {
    return this.page.keyboard.type(text);
  }

  /** Asks again until the answer satisfies, and gives the last one if it never does. */
  async until(ask, satisfies, patience = 1500) {
    const end = Date.now() + patience;
    for (;;) {
      const answer = await ask();
      if (satisfies(answer) || Date.now() > end) return answer;
      await new Promise((resolve) => setTimeout(resolve, 15));
    }
  }
}

async function childOf(frame) {
  const end = Date.now() + 10_000;
  for (;;) {
    const [child] = frame.childFrames();
    if (child) return child;
    if (Date.now() > end) throw new Error("no frame came");
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
