// Pictures of the product at work, for the README and for looking at one's own work.
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { NoteLint } from "../e2e/notelint.mjs";
import { Portal } from "../e2e/portal.mjs";
import { launch } from "./index.mjs";

const note =
  "Call with the IT director today. Offices closed on Monday because of COVID-19, so they want " +
  "Teams for all 4,200 employees by Friday instead of in the autumn. Next: readiness workshop.";

/**
 * @typedef {object} Shown
 * @property {import("./serve.mjs").Served} crm
 * @property {import("./serve.mjs").Served} checker
 * @property {string} dist The folder of the built extensions.
 * @property {string} into Where the pictures go.
 */

/**
 * Takes all pictures, light and dark, and gives their files.
 * @param {Shown} shown
 */
export async function takePictures(shown) {
  await mkdir(shown.into, { recursive: true });
  const files = [];
  for (const scheme of /** @type {const} */ (["light", "dark"])) {
    const session = await launch("chromium", {
      extensionDir: join(shown.dist, "chromium"),
      colourScheme: scheme,
    });
    try {
      const suffix = scheme === "dark" ? "-dark" : "";
      for (const take of [welcomePage, checkerPage, crmWarning, popup]) {
        // The extension stays away from the checker page, which says the same by itself.
        if (take === crmWarning) await session.grant(shown.crm.origin);
        const page = await take(session, shown);
        const file = join(shown.into, `${take.name}${suffix}.png`);
        await page.evaluate(() => Promise.all([...document.images].map((image) => image.decode())));
        await page.screenshot({ path: file });
        await page.close();
        files.push(file);
      }
    } finally {
      await session.close();
    }
  }
  return files;
}

/** Choosing the role is what the welcome page is for; the other pictures need it. @param {Session} session */
async function welcomePage(session) {
  const page = await session.openExtensionPage("welcome.html");
  await page.bringToFront();
  await page.waitForSelector("#role option[value=fm]");
  await page.select("#role", "fm");
  const sample = await NoteLint.on(session, page);
  await sample.chip(/./);
  return page;
}

/** @typedef {import("./browsers.mjs").Session} Session */

/** @param {Session} session @param {Shown} shown */
async function crmWarning(session, { crm }) {
  const page = await session.open(`${crm.origin}/`);
  const portal = new Portal(page);
  await portal.choose("Note Category", "Engagement Management");
  await portal.typeNote(note);
  const notelint = await NoteLint.on(session, page);
  await notelint.chip(/./);
  await notelint.open();
  return page;
}

/** @param {Session} session */
async function popup(session) {
  const page = await session.openExtensionPage(session.popup);
  await page.bringToFront();
  await page.setViewport({ width: 360, height: 420 });
  await page.waitForSelector("#role option[value=fm]");
  return page;
}

/** @param {Session} session @param {Shown} shown */
async function checkerPage(session, { checker }) {
  const page = await session.open(`${checker.origin}/`);
  await page.waitForSelector("#note:enabled");
  await page.select("#role", "fm");
  await page.select("#note-type", await optionOf(page, "#note-type", "Engagement Management"));
  await page.type("#note", note);
  // What is missing is said once the typing has paused.
  await page.waitForFunction(() => document.querySelector("#findings")?.textContent?.includes("#covid"));
  return page;
}

/**
 * The value of the option whose text begins so.
 * @param {import("puppeteer-core").Page} page
 * @param {string} select
 * @param {string} text
 */
async function optionOf(page, select, text) {
  return page.$eval(
    select,
    (element, wanted) => {
      const options = [.../** @type {HTMLSelectElement} */ (element).options];
      const found = options.find((option) => option.text.startsWith(wanted));
      if (!found) throw new Error(`no option ${wanted}`);
      return found.value;
    },
    text,
  );
}
