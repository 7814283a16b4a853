// The demo CRM as its user handles it: by the names of its fields, with mouse and keyboard.
import { until } from "./until.mjs";

/**
 * @typedef {object} SavedNote
 * @property {string} form
 * @property {string} category
 * @property {{ name: string | null, text: string }[]} sections
 * @property {Record<string, string>} fields
 */

export class Portal {
  /** @param {import("puppeteer-core").Page} page */
  constructor(page) {
    this.page = page;
  }

  /** @param {string} xpath */
  async #click(xpath) {
    await this.page.locator(`::-p-xpath(${xpath})`).click();
  }

  /** Goes to a tab or sub-tab. @param {string[]} names */
  async go(...names) {
    for (const name of names) await this.#click(`//*[@role="tab"][normalize-space()="${name}"]`);
  }

  /** The first button of a name; its text may go on with a description. @param {string} name */
  async press(name) {
    await this.#click(`(//button[.//*[normalize-space()="${name}"]])[1]`);
  }

  /** @param {string} label @param {string} option */
  async choose(label, option) {
    await this.#click(`//label[normalize-space()="${label}"]/..//*[@role="combobox"]`);
    await this.#click(`//*[@role="option"][normalize-space()="${option}"]`);
    await until(`${option} in ${label}`, async () => (await this.chosen(label)) === option);
  }

  /** What a drop-down shows. @param {string} label */
  async chosen(label) {
    const shown = await this.page.$(
      `::-p-xpath(//label[normalize-space()="${label}"]/..//*[@role="combobox"]/span)`,
    );
    return (await shown?.evaluate((element) => element.textContent)) ?? "";
  }

  /** The text area of a label. @param {string} label */
  #area(label) {
    return `//label[normalize-space()="${label}"]/..//textarea`;
  }

  /** Puts the caret into a text area and types. @param {string} label @param {string} text */
  async type(label, text) {
    await this.#click(this.#area(label));
    await this.page.keyboard.type(text);
  }

  /** @param {string} label @returns {Promise<string>} */
  async textOf(label) {
    const area = await this.page.$(`::-p-xpath(${this.#area(label)})`);
    return (await area?.evaluate((element) => /** @type {HTMLTextAreaElement} */ (element).value)) ?? "";
  }

  /** Puts the caret into the rich-text box and types. @param {string} text */
  async typeNote(text) {
    await this.page.locator("[role=textbox][contenteditable]").click();
    await this.page.keyboard.type(text);
  }

  /** Puts the caret at the end of the rich-text box. */
  async focusNote() {
    await this.page.locator("[role=textbox][contenteditable]").click();
  }

  /** Ctrl+Z where the caret is. */
  async undo() {
    await this.page.keyboard.down("Control");
    await this.page.keyboard.press("KeyZ");
    await this.page.keyboard.up("Control");
  }

  /** The rich-text box as its author sees it. */
  async note() {
    const text = await this.page.$eval("[role=textbox][contenteditable]", (box) =>
      /** @type {HTMLElement} */ (box).innerText,
    );
    return plain(text);
  }

  /** @returns {Promise<SavedNote[]>} */
  async saved() {
    return this.page.evaluate(() =>
      JSON.parse(JSON.stringify(/** @type {{ saved: unknown }} */ (Reflect.get(window, "crm")).saved)),
    );
  }

  /** Presses the form's button and gives the note that was stored. @param {string} button */
  async save(button = "Save") {
    const before = (await this.saved()).length;
    await this.press(button);
    const notes = await until("a saved note", async () => {
      const saved = await this.saved();
      return saved.length > before && saved;
    });
    const note = /** @type {SavedNote} */ (notes.at(-1));
    return { ...note, sections: note.sections.map(({ name, text }) => ({ name, text: plain(text) })) };
  }
}

/** Editors keep a trailing blank as a no-break space; readers see none of it. @param {string} text */
function plain(text) {
  return text.replaceAll("\u00a0", " ").replace(/\n$/, "");
}
