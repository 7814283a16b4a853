// Writing is never disturbed: nothing is lost or reordered, a clean note stays quiet, nobody is
// told of what is missing in the middle of a sentence, dialogs are served like pages.
import assert from "node:assert/strict";
import { it } from "node:test";
import { pressShortcut } from "./shortcut.mjs";
import { until } from "./until.mjs";
import { withExtension } from "./with-extension.mjs";

/** 300 characters, with findings that come and go on the way. */
const long =
  "Call with the CIO today: due to COVID-19 the customer asks us to speed up Teams. #covid19 is what they wrote, " +
  "1,200 people work from home by Monday; pilot of 40 done, VPN is the bottleneck (see mail). We agreed: EXO first, " +
  "then Teams, then OneDrive. Next call on Tuesday at 9:30 with all, as we said.";

withExtension("writing", (stage) => {
  it("300 characters without a pause arrive in order, in the rich-text box", async () => {
    assert.equal(long.length, 300);
    await stage.chooseRole("fm");
    const { page, portal, notelint } = await stage.openPortal();
    await portal.choose("Note Category", "Engagement Management");
    await portal.typeNote(long);
    assert.equal(await portal.note(), long);
    await notelint.chip(/#covid19/);
    assert.equal(await portal.note(), long);
    assert.deepEqual((await portal.save()).sections, [{ name: null, text: long }]);
    await page.close();
  });

  it("300 characters without a pause arrive in order, in a text area", async () => {
    await stage.chooseRole("fta");
    const { page, portal, notelint } = await stage.openPortal();
    await portal.go("Status", "Enterprise status");
    await portal.type("Current FTC Activities", long);
    assert.equal(await portal.textOf("Current FTC Activities"), long);
    await notelint.chip(/./);
    assert.equal(await portal.textOf("Current FTC Activities"), long);
    await page.close();
  });

  it("a clean note has no finding, and is saved as it was typed", async () => {
    await stage.chooseRole("fe");
    const { page, portal, notelint } = await stage.openPortal();
    await portal.choose("Note Category", "Technical Enablement");
    // The near miss proves that the note is checked; taking it back leaves a clean one.
    await portal.typeNote("[EXO] MX records switched. #covid19");
    await notelint.chip(/#covid19/);
    for (const _ of " #covid19") await page.keyboard.press("Backspace");
    await notelint.nothing();
    assert.deepEqual(await notelint.underlined(), []);
    await page.focus("::-p-xpath(//label[normalize-space()='Next Action Owner']/..//input)");
    await notelint.staysQuiet();
    assert.deepEqual((await portal.save()).sections, [{ name: null, text: "[EXO] MX records switched." }]);
    await page.close();
  });

  it("another note category and another role are checked at once", async () => {
    await stage.chooseRole("fe");
    const { page, portal, notelint } = await stage.openPortal();
    await portal.choose("Note Category", "Engagement Management");
    await portal.typeNote("[EXO] MX records switched.");
    await notelint.finding(/Engagement Management is not the note type for a FastTrack Engineer/);
    await portal.choose("Note Category", "Technical Enablement");
    await notelint.nothing();
    await stage.chooseRole("fm");
    await page.bringToFront();
    await notelint.finding(/Technical Enablement is not the note type for a FastTrack Manager/);
    await page.close();
  });

  it("the badge shows how many findings there are", async () => {
    await stage.chooseRole("fe");
    const { page, portal, notelint } = await stage.openPortal();
    await portal.choose("Note Category", "Technical Notes");
    await portal.typeNote("[EXO] MX records switched. #covid19");
    await notelint.finding(/deprecated/);
    const panel = await notelint.open();
    assert.ok(panel.findings.length >= 2);
    const own = await stage.session.openExtensionPage(stage.session.popup);
    const badge = () =>
      own.evaluate(async () => {
        const tabs = await chrome.tabs.query({});
        return Promise.all(tabs.map(({ id }) => chrome.action.getBadgeText(id === undefined ? {} : { tabId: id })));
      });
    await until(`a badge of ${panel.findings.length}`, async () => (await badge()).includes(String(panel.findings.length)), badge);
    await own.close();
    await page.close();
  });

  it("in a modal dialog the keyboard reaches the panel and comes back", async () => {
    await stage.chooseRole("fm");
    const { page, portal, notelint } = await stage.openPortal();
    await portal.go("Status", "Service status");
    await portal.press("Add Entitlement Status");
    const text = "Exchange migration is on hold until July by the customer's wish. #covid";
    await portal.type("Status note", text);
    await notelint.finding(/#covid does not belong here/);
    await pressShortcut(stage.session);
    await notelint.opened();
    await notelint.pressByKeyboard("Remove #covid");
    await notelint.gone(/#covid does not belong here/);
    await notelint.close();
    const clean = "Exchange migration is on hold until July by the customer's wish.";
    assert.equal(await portal.textOf("Status note"), clean);
    await portal.choose("Status / L1", "On Hold");
    const saved = await portal.save("Add");
    assert.equal(saved.category, "Service Intent");
    assert.equal(saved.fields["Status / L1"], "On Hold");
    assert.deepEqual(saved.sections, [{ name: null, text: clean }]);
    await page.close();
  });
});
