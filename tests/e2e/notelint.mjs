// What a person sees of the extension on a page, and what they can do with it.
import { setTimeout } from "node:timers/promises";
import { reachClosedRoots } from "./closed-roots.mjs";
import { until } from "./until.mjs";

/** A fix works once the panel has been in sight this long: people cannot read faster. */
const readFirst = 300;

/**
 * @typedef {object} Seen
 * @property {string | null} chip The chip's accessible name, or null while none is in sight.
 * @property {string} said What a screen reader was told last.
 * @property {Panel | null} panel
 * @property {string[]} mirrored Texts that are underlined over text areas.
 */
/**
 * @typedef {object} Panel
 * @property {string} name
 * @property {{ severity: string, message: string, why: string, fixes: string[], told: string[] }[]} findings
 * @property {string[]} buttons
 * @property {string | null} focused The name of the button that has the focus.
 * @property {string} text
 */

/**
 * Runs in the page's test world: may use nothing from around it.
 * @param {ShadowRoot[]} roots
 * @returns {Seen}
 */
function look(roots) {
  const shown = (/** @type {Element | null} */ element) =>
    element !== null && element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const words = (/** @type {Element | null} */ element) =>
    (element?.textContent ?? "").replace(/\s+/g, " ").trim();
  const named = (/** @type {Element} */ element) => element.getAttribute("aria-label") ?? words(element);
  /** @type {Seen} */
  const seen = { chip: null, said: "", panel: null, mirrored: [] };
  for (const root of roots) {
    const panel = root.querySelector("[role=dialog]");
    const chip = root.querySelector("button[aria-expanded]");
    if (!chip || !panel) {
      for (const span of root.querySelectorAll("span")) {
        if (span.style.textDecoration.includes("underline")) seen.mirrored.push(span.textContent ?? "");
      }
      continue;
    }
    if (shown(chip) && words(chip) !== "") seen.chip = named(chip);
    seen.said = words(root.querySelector("[role=status]"));
    if (!shown(panel)) continue;
    const focused = root.activeElement;
    seen.panel = {
      name: named(panel),
      findings: [...panel.querySelectorAll("li.finding")].map((item) => ({
        severity: words(item.querySelector(".severity strong")),
        message: words(item.querySelector(".message")),
        why: words(item.querySelector(".why")),
        fixes: [...item.querySelectorAll("button")].map(named),
        told: [...item.querySelectorAll(".instruction")].map(words),
      })),
      buttons: [...panel.querySelectorAll("button")].map(named),
      focused: focused ? named(focused) : null,
      text: words(panel),
    };
  }
  return seen;
}

/** Where the chip is, in viewport coordinates. @param {ShadowRoot[]} roots */
function chipPlace(roots) {
  for (const root of roots) {
    const box = root.querySelector("button[aria-expanded]")?.getBoundingClientRect();
    if (box && box.width > 0) return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  }
  return null;
}

/** Where the panel's buttons are. @param {ShadowRoot[]} roots */
function buttonPlaces(roots) {
  return roots.flatMap((root) =>
    [...root.querySelectorAll("[role=dialog] button")].map((button) => {
      const box = button.getBoundingClientRect();
      return {
        name: button.getAttribute("aria-label") ?? (button.textContent ?? "").trim(),
        x: box.x + box.width / 2,
        y: box.y + box.height / 2,
      };
    }),
  );
}

export class NoteLint {
  /** @type {import("puppeteer-core").Page} */
  #page;
  /** @type {import("./closed-roots.mjs").Reach} */
  #reach;
  #openedAt = 0;

  /**
   * @param {import("puppeteer-core").Page} page
   * @param {import("./closed-roots.mjs").Reach} reach
   */
  constructor(page, reach) {
    this.#page = page;
    this.#reach = reach;
  }

  /**
   * @param {import("../harness/index.mjs").Session} session
   * @param {import("puppeteer-core").Page} page
   */
  static async on(session, page) {
    return new NoteLint(page, await reachClosedRoots(session, page));
  }

  /** @returns {Promise<Seen>} */
  see() {
    return this.#reach.read(look);
  }

  /** Waits until the chip says something. @param {RegExp} name */
  async chip(name) {
    return until(
      `a chip that says ${name}`,
      async () => {
        const { chip } = await this.see();
        return chip !== null && name.test(chip) && chip;
      },
      () => this.see(),
    );
  }

  /**
   * Waits until the chip tells of findings and one of them says this, whether or not the panel is
   * open. @param {RegExp} message
   */
  async finding(message) {
    await until(
      `a finding ${message}`,
      async () => (await this.messages()).some((found) => message.test(found)),
      () => this.see(),
    );
  }

  /** Waits until no finding says this any more. @param {RegExp} message */
  async gone(message) {
    await until(
      `no finding ${message}`,
      async () => !(await this.messages()).some((found) => message.test(found)),
      () => this.see(),
    );
  }

  /** What the findings say: all of them in an open panel, the worst one on the chip. */
  async messages() {
    const { chip, panel } = await this.see();
    if (panel) return panel.findings.map((found) => found.message);
    return chip === null ? [] : [chip];
  }

  /** Closes the panel with Escape, where it is open. */
  async close() {
    if ((await this.see()).panel === null) return;
    await this.#page.keyboard.press("Escape");
    await until("a closed panel", async () => (await this.see()).panel === null, () => this.see());
  }

  /** Waits until there is neither chip nor panel nor underline. */
  async nothing() {
    await until(
      "no chip",
      async () => {
        const { chip, panel, mirrored } = await this.see();
        return chip === null && panel === null && mirrored.length === 0;
      },
      () => this.see(),
    );
  }

  /** Watches for as long as the longest wait of the extension, twice over, that nothing comes. */
  async staysQuiet() {
    const end = performance.now() + 1_500;
    while (performance.now() < end) {
      const seen = await this.see();
      if (seen.chip !== null || seen.mirrored.length > 0) {
        throw new Error(`not quiet: ${JSON.stringify(seen, null, 1)}`);
      }
      await setTimeout(50);
    }
  }

  /** The texts that are underlined in editors and text areas. @returns {Promise<string[]>} */
  async underlined() {
    const inEditors = await this.#page.evaluate(() =>
      [...CSS.highlights.values()].flatMap((highlight) => [...highlight].map(String)),
    );
    return [...inEditors, ...(await this.see()).mirrored];
  }

  /** Where the chip is, whether or not something lies over it. */
  async chipPlace() {
    return until("a chip to press", () => this.#reach.read(chipPlace));
  }

  /** Opens the panel by a press on the chip, and gives what it says. */
  async open() {
    const place = await this.chipPlace();
    await this.#page.mouse.click(place.x, place.y);
    return this.opened();
  }

  /** Waits until the panel is open, and gives what it says. */
  async opened() {
    const panel = await until("an open panel", async () => (await this.see()).panel, () => this.see());
    this.#openedAt = performance.now();
    return panel;
  }

  /** Lets as much time go by as a person needs to read: before, a fix would not work. */
  async readPanel() {
    const left = this.#openedAt + readFirst - performance.now();
    if (left > 0) await setTimeout(left);
  }

  /** The panel's buttons and where they are, in viewport coordinates. */
  buttons() {
    return this.#reach.read(buttonPlaces);
  }

  /** Waits until nothing of ours fades or moves. */
  async still() {
    await until("an end of the animations", () =>
      this.#reach.read((roots) => roots.every((root) => root.getAnimations().length === 0)),
    );
  }

  /** The middle of the chip in viewport coordinates, or null where there is none now. */
  chipIfAny() {
    return this.#reach.read(chipPlace);
  }

  /** Where a button of the panel is. @param {string} name */
  async placeOf(name) {
    return until(
      `a button "${name}"`,
      async () => (await this.#reach.read(buttonPlaces)).find((button) => button.name === name) ?? null,
      () => this.see(),
    );
  }

  /** Presses a button of the panel with the mouse. @param {string} name */
  async press(name) {
    await this.readPanel();
    const place = await this.placeOf(name);
    await this.#page.mouse.click(place.x, place.y);
  }

  /** Moves the focus to a button of the panel with the arrow keys, and presses it. @param {string} name */
  async pressByKeyboard(name) {
    await this.readPanel();
    const { panel } = await this.see();
    const tries = panel?.buttons.length ?? 0;
    for (let step = 0; step <= tries; step += 1) {
      if ((await this.see()).panel?.focused === name) {
        await this.#page.keyboard.press("Enter");
        return;
      }
      await this.#page.keyboard.press("ArrowDown");
    }
    throw new Error(`the arrow keys do not reach "${name}": ${JSON.stringify(panel?.buttons)}`);
  }
}
