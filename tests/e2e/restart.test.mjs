// What life.test.mjs cannot do with the drivers of both browsers: a page that the browser has really
// kept for going back to, and Firefox's ways to stop, reload and disable an extension. No driver
// freezes a tab of Firefox.
import assert from "node:assert/strict";
import { after, before, it } from "node:test";
import { fileURLToPath } from "node:url";
import { serve } from "../harness/index.mjs";
import { askFirefoxItself } from "./firefox-itself.mjs";
import { NoteLint } from "./notelint.mjs";
import { until } from "./until.mjs";
import { withExtension } from "./with-extension.mjs";

const note = "Due to COVID-19 they want Teams this week. #covid19";
const field = "textarea, [contenteditable]";

/** Runs in the page: our elements, as the page can see them. */
const hosts = () => [...document.documentElement.children].filter((child) => !child.matches("head, body")).length;

/** @param {import("./with-extension.mjs").Stage} stage */
function onSmallPages(stage) {
  /** @type {import("../harness/serve.mjs").Served} */
  let site;
  before(async () => {
    const dir = fileURLToPath(new URL("hostile-pages", import.meta.url));
    site = await serve(dir, { csp: null, stored: true });
    await stage.chooseRole("fm");
  });
  after(() => site?.close());

  return async (path = "rich.html") => {
    const page = await stage.session.open(`${site.origin}/${path}`);
    /** @type {string[]} */
    const errors = [];
    page.on("pageerror", (error) => errors.push(String(error)));
    const notelint = await NoteLint.on(stage.session, page);
    await page.click(field);
    await page.keyboard.type(note);
    await notelint.chip(/#covid/);
    const text = () => 
      page.$eval(field, (element) => (element instanceof HTMLTextAreaElement ? element.value : element.textContent));
    /** Puts the caret at the end of the note and types. @param {string} more */
    const typeOn = async (more) => {
      await page.click(field);
      await page.keyboard.press("End");
      await page.keyboard.type(more);
    };
    return { page, notelint, errors, text, typeOn, elsewhere: `${site.origin}/many.html?1` };
  };
}

withExtension("a page that was kept for going back", (stage) => {
  const open = onSmallPages(stage);

  it("has its finding, once, and goes on being checked", async () => {
    const { page, notelint, errors, text, typeOn, elsewhere } = await open();
    await page.evaluate(() => {
      addEventListener("pageshow", ({ persisted }) => Object.assign(window, { persisted }));
    });
    await page.goto(elsewhere);
    assert.equal(await page.evaluate(hosts), 0);
    // Firefox's driver waits in vain for a page to load that was kept.
    await page.evaluate(() => history.back());
    const persisted = () => page.evaluate(() => Reflect.get(window, "persisted") === true).catch(() => false);
    await until("the page that was kept", persisted);
    await notelint.chip(/#covid/);
    assert.equal(await page.evaluate(hosts), 1);
    await typeOn(" #corona");
    await notelint.chip(/3 findings/);
    assert.match((await notelint.open()).text, /#corona/);
    assert.equal(await page.evaluate(hosts), 1);
    assert.equal(await text(), `${note} #corona`);
    assert.deepEqual(errors, []);
    await page.close();
  });
});

withExtension(
  "Firefox's life cycle",
  (stage) => {
    const open = onSmallPages(stage);

    it("a background that was stopped between two keys starts for the next", async () => {
      const { page, notelint, errors, text } = await open();
      for (const _ of " #covid19") await page.keyboard.press("Backspace");
      await notelint.gone(/#covid19/);
      await askFirefoxItself(
        stage.session,
        `async (id) => {
          const { extension } = WebExtensionPolicy.getByID(id);
          await extension.terminateBackground({ ignoreDevToolsAttached: true });
          if (extension.backgroundState !== "stopped") throw new Error(extension.backgroundState);
        }`,
        stage.session.id,
      );
      await page.keyboard.type(" #corona");
      await notelint.chip(/#corona/);
      assert.equal(await text(), note.replace("#covid19", "#corona"));
      assert.deepEqual(errors, []);
      await page.close();
    });

    for (const [path, elements] of /** @type {const} */ ([["rich.html", 1], ["area.html", 2]])) {
      it(`loaded anew, the extension is there once, and the text as it was (${path})`, async () => {
        const { page, notelint, errors, text, typeOn } = await open(path);
        assert.equal(await page.evaluate(hosts), elements);
        await notelint.open();
        await askFirefoxItself(stage.session, reload, stage.session.id);
        await page.bringToFront();
        await until("a closed panel", async () => (await notelint.see()).panel === null);
        assert.equal(await text(), note);
        await typeOn("!");
        await notelint.chip(/#covid/);
        assert.equal(await page.evaluate(hosts), elements);
        assert.equal(await text(), `${note}!`);
        assert.deepEqual(errors, []);
        await page.close();
      });
    }

    // The browser ends our script without a word, so that its mark stays until the page is loaded.
    it("disabled, it does nothing any more; enabled again, it is there once", async () => {
      const { page, notelint, errors, text, typeOn } = await open();
      const chip = await notelint.chipPlace();
      await askFirefoxItself(stage.session, disable, stage.session.id);
      await page.mouse.click(chip.x, chip.y);
      await typeOn("!");
      assert.equal((await notelint.see()).panel, null);
      assert.equal(await text(), `${note}!`);
      await askFirefoxItself(stage.session, enable, stage.session.id);
      await page.reload();
      await page.click(field);
      await page.keyboard.type(note);
      await notelint.chip(/#covid/);
      assert.equal(await page.evaluate(hosts), 1);
      assert.deepEqual(errors, []);
      await page.close();
    });
  },
  ["firefox"],
);

/** @param {string} what */
const withAddon = (what) => `async (id) => {
  const { AddonManager } = ChromeUtils.importESModule("resource://gre/modules/AddonManager.sys.mjs");
  const addon = await AddonManager.getAddonByID(id);
  await addon.${what}();
}`;
const reload = withAddon("reload");
const disable = withAddon("disable");
const enable = withAddon("enable");
