// The extension's own life while a note is open: its background stopped, itself removed or loaded
// anew, the tab frozen, the page left and come back to.
import assert from "node:assert/strict";
import { it } from "node:test";
import { until } from "./until.mjs";
import { withExtension } from "./with-extension.mjs";

const note = "Due to COVID-19 they want Teams this week.";

/** Runs in the page: our elements, as the page can see them. */
const hosts = () => [...document.documentElement.children].filter((child) => !child.matches("head, body")).length;

/** @param {import("./with-extension.mjs").Stage} stage */
async function written(stage) {
  await stage.chooseRole("fm");
  const opened = await stage.openPortal();
  /** @type {string[]} */
  const errors = [];
  opened.page.on("pageerror", (error) => errors.push(String(error)));
  await opened.portal.choose("Note Category", "Engagement Management");
  await opened.portal.typeNote(`${note} #covid19`);
  await opened.notelint.chip(/#covid/);
  return { ...opened, errors };
}

withExtension("a page that was left", (stage) => {
  it("is served when one comes back to it, once", async () => {
    const { page, portal, notelint, errors } = await written(stage);
    await page.goto(`${stage.site.origin}/nothing-here`);
    await page.goBack();
    await portal.choose("Note Category", "Engagement Management");
    await portal.focusNote();
    if (!(await portal.note()).includes("#covid19")) await portal.typeNote(`${note} #covid19`);
    await notelint.chip(/#covid/);
    assert.equal(await page.evaluate(hosts), 1);
    assert.deepEqual(errors, []);
    await page.close();
  });
});

withExtension(
  "Chromium's life cycle",
  (stage) => {
    it("a background that was stopped between two keys starts for the next", async () => {
      const { page, portal, notelint, errors } = await written(stage);
      for (const _ of " #covid19") await page.keyboard.press("Backspace");
      await notelint.gone(/#covid19/);
      const target = await stage.session.browser.waitForTarget((found) => found.type() === "service_worker");
      const worker = await until("the background's worker", () => target.worker());
      await worker.close();
      await until("a stopped background", async () => !stage.session.browser.targets().includes(target));
      await page.keyboard.type(" #corona");
      await notelint.chip(/#corona/);
      assert.equal(await portal.note(), `${note} #corona`);
      assert.deepEqual(errors, []);
      await page.close();
    });

    it("a tab that was frozen goes on where it was", async () => {
      const { page, portal, notelint } = await written(stage);
      const devTools = await page.createCDPSession();
      await devTools.send("Page.setWebLifecycleState", { state: "frozen" });
      await devTools.send("Page.setWebLifecycleState", { state: "active" });
      await page.bringToFront();
      await page.keyboard.type("!");
      for (const _ of " #covid19!") await page.keyboard.press("Backspace");
      await notelint.gone(/#covid19/);
      assert.equal(await portal.note(), note);
      await page.close();
    });
  },
  ["chromium"],
);

withExtension("an extension that goes and comes", (stage) => {
  it("leaves the text alone, and is there once", async () => {
    const { page, portal, notelint, errors } = await written(stage);
    await notelint.open();
    if (stage.session.name === "chromium") {
      await stage.session.removeExtension();
      await until("a page without us", async () => (await page.evaluate(hosts)) === 0);
      await until("no underline", async () => (await page.evaluate(() => CSS.highlights.size)) === 0);
      await stage.session.installAgain();
      await stage.session.grant(stage.site.origin);
      await stage.chooseRole("fm");
    } else {
      // Firefox updates in place. It ends the old script without a word, so that what it has drawn
      // stays until the new one comes and takes it away.
      await stage.session.installAgain();
    }
    await page.bringToFront();
    await until("a closed panel", async () => (await notelint.see()).panel === null);
    assert.equal(await portal.note(), `${note} #covid19`);
    await portal.typeNote(" More.");
    await notelint.chip(/#covid/);
    assert.equal(await page.evaluate(hosts), 1);
    assert.deepEqual([...new Set(await notelint.underlined())], ["#covid19"]);
    assert.equal(await portal.note(), `${note} #covid19 More.`);
    assert.deepEqual(errors, []);
    await page.close();
  });
});
