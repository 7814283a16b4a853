// The checker page as a person has it: the built files, a browser of its own, nothing else.
import { fileURLToPath } from "node:url";
import puppeteer from "puppeteer-core";
import { executable, serve } from "../harness/index.mjs";

/** @typedef {import("../harness/browsers.mjs").BrowserName} BrowserName */

export const built = fileURLToPath(new URL("../../dist/www", import.meta.url));

/** @type {BrowserName[]} */
export const browsers = ["chromium", "firefox"];

/** What any server of the page should send; the page's own `<meta>` says the same. */
export const csp = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

/**
 * A browser without an extension.
 * @param {BrowserName} name
 * @param {{ downloads?: string, colourScheme?: "light" | "dark" }} [options]
 */
export async function start(name, { downloads, colourScheme = "light" } = {}) {
  const common = {
    executablePath: executable(name),
    headless: true,
    defaultViewport: { width: 1280, height: 900 },
  };
  if (name === "firefox") {
    return puppeteer.launch({
      ...common,
      browser: "firefox",
      extraPrefsFirefox: {
        "intl.accept_languages": "en",
        "layout.css.prefers-color-scheme.content-override": colourScheme === "dark" ? 0 : 1,
        ...(downloads
          ? { "browser.download.folderList": 2, "browser.download.dir": downloads }
          : {}),
      },
    });
  }
  const root = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const browser = await puppeteer.launch({
    ...common,
    args: [...root, "--lang=en", ...(colourScheme === "dark" ? ["--force-dark-mode"] : [])],
  });
  if (downloads) {
    const session = await browser.target().createCDPSession();
    await session.send("Browser.setDownloadBehavior", {
      behavior: "allow",
      downloadPath: downloads,
    });
  }
  return browser;
}

/** Serves the built page. @param {string} [dir] */
export const served = (dir = built) => serve(dir, { csp });

/** The page in one tab, by the words that a person reads. */
export class Checker {
  /** @param {import("puppeteer-core").Page} page */
  constructor(page) {
    this.page = page;
    /** @type {string[]} What went wrong in the page. */
    this.errors = [];
    page.on("pageerror", (error) => this.errors.push(String(error)));
  }

  /**
   * Opens the page and waits until it can be used.
   * @param {import("puppeteer-core").Browser} browser
   * @param {string} address
   */
  static async open(browser, address) {
    const checker = new Checker(await browser.newPage());
    await checker.page.goto(address);
    await checker.page.waitForSelector("#role:enabled");
    return checker;
  }

  /**
   * The control that has this accessible name.
   * @param {string} name
   */
  async control(name) {
    const handle = await this.page.evaluateHandle((wanted) => {
      const controls = document.querySelectorAll("input, select, textarea");
      return [...controls].find((control) => {
        const { labels } = /** @type {HTMLInputElement} */ (control);
        return [...(labels ?? [])].some((label) => label.textContent?.trim() === wanted);
      });
    }, name);
    const element = handle.asElement();
    if (!element) throw new Error(`there is no control named ${name}`);
    return /** @type {import("puppeteer-core").ElementHandle<HTMLInputElement>} */ (element);
  }

  /**
   * Chooses in a drop-down by what it shows.
   * @param {string} name
   * @param {string} text
   */
  async choose(name, text) {
    const control = await this.control(name);
    const value = await control.evaluate((element, wanted) => {
      const select = /** @type {HTMLSelectElement} */ (/** @type {unknown} */ (element));
      return [...select.options].find((option) => option.text === wanted)?.value;
    }, text);
    if (value === undefined) throw new Error(`${name} does not offer ${text}`);
    await control.select(value);
  }

  /** @param {string} name */
  async value(name) {
    return (await this.control(name)).evaluate((element) => element.value);
  }

  /**
   * Types into a text box.
   * @param {string} name
   * @param {string} text
   */
  async type(name, text) {
    const control = await this.control(name);
    await control.click();
    await this.page.keyboard.type(text);
  }

  /**
   * Puts a text into a box as a paste does: all at once.
   * @param {string} name
   * @param {string} text
   */
  async paste(name, text) {
    const control = await this.control(name);
    await control.evaluate((element, pasted) => {
      element.focus();
      element.value = pasted;
      element.dispatchEvent(
        new InputEvent("input", { bubbles: true, inputType: "insertFromPaste" }),
      );
    }, text);
  }

  /** The ids of the rules whose findings are shown, in order. */
  rules() {
    return this.page.$$eval("#findings [data-rule]", (items) =>
      items.map((item) => item.getAttribute("data-rule")),
    );
  }

  /** Waits for the finding of a rule. @param {string} rule */
  async finding(rule) {
    const found = await this.page.waitForSelector(`[data-rule="${rule}"]`);
    if (!found) throw new Error(`no finding of ${rule}`);
    return found;
  }

  /** Waits until no finding of a rule is there. @param {string} rule */
  async gone(rule) {
    await this.page.waitForSelector(`[data-rule="${rule}"]`, { hidden: true });
  }

  /**
   * Waits for what the line of counts says.
   * @param {string} text
   */
  async counts(text) {
    await this.page.waitForFunction(
      (wanted) => document.querySelector("#counts")?.textContent?.includes(wanted),
      {},
      text,
    );
  }

  /** What is underlined in the box of this name: text and kind. @param {string} name */
  async underlined(name) {
    const control = await this.control(name);
    return control.evaluate((element) =>
      [...(element.parentElement?.querySelectorAll("mark") ?? [])].map((mark) => [
        mark.textContent,
        mark.className,
      ]),
    );
  }

  /**
   * A button by what it says, in the finding of a rule.
   * @param {string} rule
   * @param {string} text
   */
  async button(rule, text) {
    const finding = await this.finding(rule);
    for (const button of await finding.$$("button")) {
      if ((await button.evaluate((element) => element.textContent)) === text) return button;
    }
    throw new Error(`the finding of ${rule} has no button ${text}`);
  }

  /** @param {"undo" | "redo"} what */
  async history(what) {
    const { keyboard } = this.page;
    const modifier = process.platform === "darwin" ? "Meta" : "Control";
    await keyboard.down(modifier);
    if (what === "redo") await keyboard.down("Shift");
    await keyboard.press("KeyZ");
    if (what === "redo") await keyboard.up("Shift");
    await keyboard.up(modifier);
  }

  /**
   * Waits until the box of this name holds a text.
   * @param {string} name
   * @param {string} text
   */
  async holds(name, text) {
    const control = await this.control(name);
    await this.page.waitForFunction(
      (element, wanted) => element.value === wanted,
      {},
      control,
      text,
    );
  }

  /** What the screen reader was last told. */
  status() {
    return this.page.$eval("#status", (status) => status.textContent);
  }
}
