// An editor that takes no change from us: the panel says so, offers the text to copy, and the note is
// as it was.
import assert from "node:assert/strict";
import { it } from "node:test";
import { until } from "./until.mjs";
import { strangers, withExtension } from "./with-extension.mjs";

const wrong = "MX records are switched. #covid19";

withExtension(
  "an editor that refuses a fix",
  (stage) => {
    it("is left alone, and the fix can be copied and pasted", async () => {
      await stage.chooseRole("fm");
      const { page, notelint } = await stage.openPage();
      await page.$eval("main", (main) => {
        const editor = document.createElement("div");
        editor.contentEditable = "true";
        editor.setAttribute("role", "textbox");
        editor.setAttribute("aria-label", "Note");
        // What no key was pressed for is not the author's, and is taken back.
        let pressed = false;
        let text = "";
        editor.addEventListener("keydown", ({ isTrusted }) => (pressed = isTrusted));
        editor.addEventListener("input", () => {
          if (pressed) text = editor.textContent ?? "";
          else editor.textContent = text;
          pressed = false;
        });
        main.append(editor);
      });
      const editor = "main [contenteditable]";
      await page.click(editor);
      await page.keyboard.type(wrong);
      await notelint.chip(/#covid19/);
      await notelint.open();
      await notelint.press("Change to #covid");
      const copy = await until("the offer to copy", async () => {
        const buttons = (await notelint.see()).panel?.buttons ?? [];
        return buttons.find((name) => name === "Copy") ?? null;
      });
      assert.equal(await page.$eval(editor, (element) => element.textContent), wrong);
      await notelint.press(copy);
      await until("the word that it is copied", async () => (await notelint.see()).panel?.text.includes("Copied.") ?? false);
      await page.keyboard.press("Escape");
      await page.click("textarea");
      await page.keyboard.down("Control");
      await page.keyboard.press("v", { commands: ["Paste"] });
      await page.keyboard.up("Control");
      await until("the text from the clipboard", () => page.$eval("textarea", (area) => area.value === "#covid"));
      await page.close();
    });
  },
  ["chromium", "firefox"],
  { dir: strangers, csp: null },
);
