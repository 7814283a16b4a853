// Where the reading is not sure, the author is asked; the answer holds for that note and no other.
import assert from "node:assert/strict";
import { it } from "node:test";
import { until } from "./until.mjs";
import { withExtension } from "./with-extension.mjs";

const unsure = "Licence count checked with the admin; some staff at home because of COVID-19, Teams looked at.";
const question = "Is this customer speeding up because of COVID-19?";

withExtension("an unsure reading", (stage) => {
  /** A note in the CRM whose reading is unsure, with the panel open. */
  async function asked() {
    await stage.chooseRole("fm");
    const { page, portal, notelint } = await stage.openPortal();
    await portal.choose("Note Category", "Engagement Management");
    await portal.typeNote(unsure);
    await notelint.chip(/#covid/);
    const panel = await notelint.open();
    return { page, portal, notelint, panel };
  }

  const missing = (/** @type {import("./notelint.mjs").NoteLint} */ notelint) =>
    notelint.see().then(({ panel }) => panel?.findings.find(({ message }) => message.includes("#covid")) ?? null);

  it("is asked about, with its words, and yes makes it certain", async () => {
    const { page, notelint, panel } = await asked();
    assert.ok(panel.text.includes(question), panel.text);
    const [, quote = ""] = /COVID-19\?(.{8,}?)YesNo/.exec(panel.text) ?? [];
    assert.ok(unsure.includes(quote) && quote !== "", panel.text);
    assert.equal((await missing(notelint))?.severity, "Warning");
    await notelint.press("Yes");
    await until("an error", async () => (await missing(notelint))?.severity === "Error", () => notelint.see());
    const { panel: after } = await notelint.see();
    assert.ok(!after?.text.includes(question), after?.text);
    await page.close();
  });

  it("no takes its findings away, also while the note grows, but not for the next note", async () => {
    const { page, portal, notelint } = await asked();
    await notelint.press("No");
    await notelint.gone(/#covid/);
    await portal.typeNote(" More on Tuesday. #covid19");
    await notelint.chip(/#covid19/);
    for (const _ of " #covid19") await page.keyboard.press("Backspace");
    await notelint.gone(/#covid/);
    await portal.save();
    await portal.choose("Note Category", "Engagement Management");
    await portal.typeNote(unsure);
    await notelint.chip(/#covid/);
    assert.ok((await notelint.open()).text.includes(question));
    await page.close();
  });
});
