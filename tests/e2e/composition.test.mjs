// An input method composes a word letter by letter; until it is done, the word is not its author's
// yet. Only Chromium lets a test compose: Firefox's automation has no such command.
import assert from "node:assert/strict";
import { it } from "node:test";
import { withExtension } from "./with-extension.mjs";

/** Steps of typing a full-width near miss, as an input method shows them. */
const steps = ["＃", "＃こ", "＃コロ", "＃corona"];

withExtension("an input method", (stage) => {
  for (const kind of /** @type {const} */ (["rich text", "text area"])) {
    it(`is not disturbed while it composes, and read once it has (${kind})`, async () => {
      const rich = kind === "rich text";
      await stage.chooseRole(rich ? "fm" : "fta");
      const { page, portal, notelint } = await stage.openPortal();
      if (rich) await portal.choose("Note Category", "Engagement Management");
      else await portal.go("Status", "Enterprise status");
      const label = "Current FTC Activities";
      // Proves that the field is watched; then the near miss goes.
      if (rich) await portal.typeNote("ライセンス確認。 #covid19");
      else await portal.type(label, "ライセンス確認。 #covid19");
      await notelint.chip(/#covid19/);
      for (const _ of "#covid19") await page.keyboard.press("Backspace");
      await notelint.nothing();

      await page.evaluate(() => {
        for (const type of ["compositionstart", "compositionend"]) {
          document.addEventListener(type, () => {
            const body = document.body.dataset;
            body[type] = String(Number(body[type] ?? 0) + 1);
          }, true);
        }
      });
      const input = await page.createCDPSession();
      for (const text of steps) {
        await input.send("Input.imeSetComposition", {
          text,
          selectionStart: text.length,
          selectionEnd: text.length,
        });
      }
      await notelint.staysQuiet();
      const ends = () => page.evaluate(() => document.body.dataset["compositionend"] ?? "0");
      assert.equal(await ends(), "0");
      await input.send("Input.insertText", { text: "＃corona" });
      assert.equal(await ends(), "1");
      assert.equal(await page.evaluate(() => document.body.dataset["compositionstart"]), "1");
      await notelint.chip(/＃corona/);
      const text = rich ? await portal.note() : await portal.textOf(label);
      assert.equal(text, "ライセンス確認。 ＃corona");
      await page.close();
    });
  }
}, ["chromium"]);
