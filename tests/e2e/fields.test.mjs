// A note field that no profile knows: the person names it in the toolbar popup, and from then on it
// is checked, until they take it back in the settings.
import assert from "node:assert/strict";
import { it } from "node:test";
import { openToolbarPopup } from "./toolbar-popup.mjs";
import { until } from "./until.mjs";
import { strangers, withExtension } from "./with-extension.mjs";

const wrong = "MX records are switched. #covid19";
const message = /#covid19/;

const log = `<label>Kind of entry <select><option>Engagement Management</option><option>Service Intent</option></select></label>
  <div contenteditable="true" role="textbox" aria-label="Work log" style="min-height: 100px"></div>`;

withExtension(
  "a field that nobody knew",
  (stage) => {
    /** A page of somebody else, with a field that is not called a note. @param {string} html */
    async function opened(html) {
      await stage.chooseRole("fm");
      const { page, notelint } = await stage.openPage();
      await page.$eval("main", (main, inner) => (main.innerHTML = inner), html);
      return { page, notelint };
    }

    it("is checked once the person says so, at once and after a reload", async () => {
      const { page, notelint } = await opened(log);
      await page.click("[contenteditable]");
      await page.keyboard.type(wrong);
      await notelint.staysQuiet();
      const popup = await openToolbarPopup(stage.session);
      await until("the field's name", () => popup.ask(`!document.getElementById("field").hidden`));
      assert.equal(await popup.ask(`document.getElementById("field-title").textContent`), "Work log");
      const types = `[...document.querySelectorAll("#field-type optgroup:first-of-type option")].map(({ text }) => text)`;
      assert.deepEqual(await popup.ask(types), ["Kind of entry", "Note Category"]);
      await popup.act(`document.getElementById("field-type").selectedIndex = 1`);
      await popup.act(`document.getElementById("watch-field").click()`);
      await until("the popup's word", () => popup.ask(`document.getElementById("field").hidden`));
      await popup.close();
      await notelint.chip(message);
      await page.reload();
      await page.$eval("main", (main, inner) => (main.innerHTML = inner), log);
      await page.click("[contenteditable]");
      await page.keyboard.type(wrong);
      await notelint.chip(message);
      assert.match((await notelint.open()).text, /Engagement Management/);
      await page.close();
    });

    it("is offered no more, and is no note any more once it is taken back", async () => {
      const { page, notelint } = await opened(log);
      await page.click("[contenteditable]");
      await page.keyboard.type(wrong);
      await notelint.chip(message);
      const popup = await openToolbarPopup(stage.session);
      await until("the findings", () => popup.ask(`document.getElementById("count").textContent`));
      assert.equal(await popup.ask(`document.getElementById("field").hidden`), true);
      await popup.close();
      const settings = await stage.session.openExtensionPage("options.html");
      const remove = await settings.waitForSelector("#fields button");
      await remove?.click();
      await settings.waitForSelector("#fields .quiet");
      await settings.close();
      await page.bringToFront();
      await notelint.nothing();
      await page.close();
    });

    it("is not offered where nothing tells it from others, and the popup says why", async () => {
      const { page } = await opened(`<div contenteditable="true" id="x1">one</div><div contenteditable="true" id="x2">two</div>`);
      await page.click("#x2");
      const popup = await openToolbarPopup(stage.session);
      await until("the field", () => popup.ask(`!document.getElementById("field").hidden`));
      await until("no choice", () => popup.ask(`document.getElementById("field-choice").hidden`));
      assert.match(await popup.ask(`document.getElementById("field-said").textContent`), /could not find this field again/);
      await popup.close();
      await page.close();
    });
  },
  ["chromium", "firefox"],
  { dir: strangers, csp: null },
);
