// The extension's own life: its background is stopped, it is switched off, the page sleeps, is
// left and come back to. What is typed is never touched.
import assert from "node:assert/strict";
import { it } from "node:test";
import { until } from "./until.mjs";
import { built, strangers, withExtension } from "./with-extension.mjs";

const wrong = "MX records are switched. #covid19";
const right = "MX records are switched. #covid";
const fix = "Change to #covid";
const message = /#covid19/;
const suspects = ":root > :not(head, body)";

/** @param {import("./with-extension.mjs").Stage} stage */
async function written(stage) {
  await stage.chooseRole("fm");
  const { page, notelint } = await stage.openPage();
  await page.click("textarea");
  await page.keyboard.type(wrong);
  await notelint.chip(message);
  return { page, notelint };
}

const textOf = (/** @type {import("puppeteer-core").Page} */ page) =>
  page.$eval("textarea", (area) => area.value);

/** A page that is left and come back to is served as it is. @param {import("./with-extension.mjs").Stage} stage */
async function goesBack(stage) {
  const { page, notelint } = await written(stage);
  await page.evaluate(() => Object.assign(window, { kept: true }));
  await page.goto(`${stage.site.origin}/other.html`);
  // `goBack` waits for a load, which a kept page does not have.
  await page.evaluate(() => history.back());
  await until("the note's page", () =>
    page.evaluate(() => document.querySelector("textarea") !== null).catch(() => false),
  );
  assert.equal(await page.evaluate(() => Reflect.get(window, "kept")), true, "the page was not kept");
  assert.equal(await textOf(page), wrong);
  await page.bringToFront();
  await page.click("textarea");
  await page.keyboard.press("End");
  await page.keyboard.type(" Next.");
  await notelint.chip(message);
  await notelint.open();
  await notelint.press(fix);
  await until("the fix", async () => (await textOf(page)) === `${right} Next.`, () => textOf(page));
  await page.close();
}

withExtension(
  "the extension's life",
  (stage) => {
    it("a background that is stopped between two keys is not missed", async () => {
      const { page, notelint } = await written(stage);
      for (const _ of "#covid19") await page.keyboard.press("Backspace");
      await notelint.nothing();
      await page.keyboard.type("#cov");
      await stopBackground(stage);
      await page.keyboard.type("id19");
      await notelint.chip(message);
      assert.equal(await textOf(page), wrong);
      await notelint.open();
      await stopBackground(stage);
      await notelint.press(fix);
      await until("the fix", async () => (await textOf(page)) === right);
      await page.close();
    });

    it("a tab that was frozen goes on where it was", async () => {
      const { page, notelint } = await written(stage);
      const devTools = await page.createCDPSession();
      await devTools.send("Page.setWebLifecycleState", { state: "frozen" });
      await stopBackground(stage);
      await devTools.send("Page.setWebLifecycleState", { state: "active" });
      await page.bringToFront();
      await page.keyboard.type(" Next.");
      await notelint.chip(message);
      await notelint.open();
      // The check of what was just typed may still wait for the background, and then the fix, which
      // is for another text, is not made: the panel asks to press once more.
      await until("the fix", async () => {
        await notelint.press(fix);
        return (await textOf(page)) === `${right} Next.`;
      });
      await page.close();
    });

    it("a page that was left is served again when it is come back to", () => goesBack(stage));

    it("an update while a note is open leaves one chip, and the text as it is", async () => {
      const { page, notelint } = await written(stage);
      // To load it once more is an update: the old one is ended, the new one takes its place.
      await stage.session.browser.installExtension(built("chromium"));
      await page.bringToFront();
      await notelint.nothing();
      assert.equal(await textOf(page), wrong);
      // The new script is put into open pages: it serves as soon as its author writes on.
      await until("a chip of the new script", async () => {
        await page.keyboard.type(" ");
        return (await notelint.see()).chip !== null;
      });
      assert.equal((await textOf(page)).trimEnd(), wrong);
      assert.ok((await page.$$eval(suspects, ({ length }) => length)) <= 2, "two scripts are at work");
      await page.close();
    });

    it("switched off while a note is open, it is gone without trace", async () => {
      const { page, notelint } = await written(stage);
      await notelint.open();
      const settings = await openSettings(stage);
      await settings.evaluate(
        (id) => Reflect.get(chrome, "management").setEnabled(id, false),
        new URL(stage.session.origin).host,
      );
      await page.bringToFront();
      await notelint.nothing();
      await page.keyboard.type(" #covid19");
      await notelint.staysQuiet();
      assert.equal(await textOf(page), `${wrong} #covid19`);
      assert.equal(await page.$$eval(suspects, ({ length }) => length), 0);
      assert.equal(await page.evaluate(() => CSS.highlights.size + document.adoptedStyleSheets.length), 0);
      await page.close();
      await settings.close();
    });
  },
  ["chromium"],
  { dir: strangers, csp: null, cache: "no-cache" },
);

withExtension(
  "a page that sleeps",
  (stage) => {
    it("is served again when it is come back to", () => goesBack(stage));
  },
  ["firefox"],
  { dir: strangers, csp: null, cache: "no-cache" },
);

/** As the browser does with a background that has had nothing to do. @param {import("./with-extension.mjs").Stage} stage */
async function stopBackground({ session }) {
  const isOurs = (/** @type {import("puppeteer-core").Target} */ target) =>
    target.type() === "service_worker" && target.url().startsWith(session.origin);
  const target = session.browser.targets().find(isOurs);
  if (!target) return;
  const gone = new Promise((done) => {
    const listen = (/** @type {import("puppeteer-core").Target} */ other) => {
      if (other !== target) return;
      session.browser.off("targetdestroyed", listen);
      done(null);
    };
    session.browser.on("targetdestroyed", listen);
  });
  await (await target.worker())?.close();
  await gone;
}

/** Where a person reloads an extension and switches it off. @param {import("./with-extension.mjs").Stage} stage */
async function openSettings({ session }) {
  const page = await session.browser.newPage();
  await page.goto("chrome://extensions/");
  return page;
}
