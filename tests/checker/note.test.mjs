// One note on the checker page, from typing to the last fix, in both browsers.
import assert from "node:assert/strict";
import { after, afterEach, before, describe, it } from "node:test";
import { browsers, Checker, served, start } from "./checker.mjs";

/** What each role writes of a customer who speeds up, and what the guidance then wants of it. */
const roles = /** @type {const} */ ([
  ["FastTrack Manager", "Engagement Management"],
  ["FastTrack Engineer", "Technical Enablement"],
  ["Subject matter expert", "Technical Enablement"],
  ["Adoption subject matter expert", "Engagement Management"],
  ["GMFTA", "Technical Enablement"],
  ["MVM", "Technical Enablement"],
  ["FastTrack Architect", "Enterprise Status"],
  ["Gateway Manager", "Engagement Management"],
]);
const speedsUp = "speeding up because of COVID-19";
const text = "Offices are closed, so Teams for all 900 by Friday.";

/** @type {import("../harness/serve.mjs").Served} */
let site;
before(async () => {
  site = await served();
});
after(() => site.close());

for (const name of browsers) {
  describe(`the checker page in ${name}`, () => {
    /** @type {import("puppeteer-core").Browser} */
    let browser;
    /** @type {Checker} */
    let checker;
    before(async () => {
      browser = await start(name);
    });
    after(() => browser.close());
    afterEach(async () => {
      assert.deepEqual(checker.errors, []);
      await checker.page.close();
    });
    const open = async (hash = "") => {
      checker = await Checker.open(browser, `${site.origin}/${hash}`);
    };

    for (const [role, noteType] of roles) {
      it(`tells a ${role} of a missing hashtag and adds it`, async () => {
        await open();
        await checker.choose("Role", role);
        await checker.choose("Note type", noteType);
        await checker.type("Note", text);
        await checker.choose("Your answer", speedsUp);
        const fix = await checker.button("missing-hashtag", "Add #covid");
        await fix.click();
        await checker.gone("missing-hashtag");
        const fixed = await checker.value("Note");
        assert.match(fixed, /#covid/);
        await checker.history("undo");
        await checker.holds("Note", text);
        await checker.finding("missing-hashtag");
        await checker.history("redo");
        await checker.holds("Note", fixed);
        await checker.gone("missing-hashtag");
      });
    }

    it("underlines a misspelt hashtag while it is typed, and mends it by keyboard", async () => {
      await open("#role=gm&type=engagement-management");
      await checker.type("Note", "Licences confirmed. #covid19");
      await checker.finding("malformed-hashtag");
      assert.deepEqual(await checker.underlined("Note"), [["#covid19", "warning"]]);
      // From the note forward, key by key, to the first fix.
      const focused = () =>
        checker.page.evaluate(() => document.activeElement?.textContent ?? "");
      for (let presses = 0; (await focused()) !== "Change to #covid"; presses += 1) {
        assert.ok(presses < 12, "the fix is within reach of the keyboard");
        await checker.page.keyboard.press("Tab");
      }
      await checker.page.keyboard.press("Enter");
      await checker.holds("Note", "Licences confirmed. #covid");
      assert.equal(await checker.status(), "Done: Change to #covid. Undo brings the text back.");
      await checker.history("undo");
      await checker.holds("Note", "Licences confirmed. #covid19");
    });

    it("does not speak of what is missing before the author pauses", async () => {
      await open("#role=fm&type=engagement-management");
      await checker.choose("Your answer", speedsUp);
      await checker.page.evaluate(() => {
        const times = { typed: 0, told: 0 };
        Object.assign(window, { times });
        document.addEventListener("input", () => {
          times.typed = performance.now();
        });
        const list = document.querySelector("#findings");
        new MutationObserver(() => {
          const there = document.querySelector('[data-rule="missing-hashtag"]');
          if (there && !times.told) times.told = performance.now();
        }).observe(/** @type {Element} */ (list), { childList: true });
      });
      await checker.type("Note", text);
      await checker.finding("missing-hashtag");
      const times = await checker.page.evaluate(
        () => /** @type {{ typed: number, told: number }} */ (Reflect.get(window, "times")),
      );
      assert.ok(times.told - times.typed > 600, `told after ${times.told - times.typed} ms`);
    });

    it("changes the note type where the chosen one is deprecated", async () => {
      await open("#role=fe&type=technical-notes");
      await checker.paste("Note", "[EXO] MX records switched.");
      const finding = await checker.finding("deprecated-note-type");
      assert.equal(await finding.$eval(".word", (word) => word.textContent), "Error");
      await (await finding.$("button"))?.click();
      await checker.gone("deprecated-note-type");
      assert.equal(await checker.value("Note type"), "technical-enablement");
      assert.match(checker.page.url(), /#role=fe&type=technical-enablement$/);
      assert.equal(await checker.status(), "Chosen: Technical Enablement.");
    });

    it("moves the hashtag to the section where it belongs", async () => {
      await open("#role=fta&type=enterprise-status");
      await checker.type("Exec Summary", "12,000 students on Teams this week.");
      await checker.type("Risks", "VPN #covid");
      assert.deepEqual(await checker.underlined("Risks"), [["#covid", "error"]]);
      await (await checker.button("hashtag-outside-section", "Move #covid to Exec Summary")).click();
      await checker.holds("Exec Summary", "12,000 students on Teams this week. #covid");
      await checker.holds("Risks", "VPN");
      await checker.gone("hashtag-outside-section");
    });

    it("reads a whole Enterprise Status note from one box by its headings", async () => {
      await open("#role=fta&type=enterprise-status");
      await checker.paste("Note", "Exec Summary: 12k on Teams in a week\nRisks: VPN #covid");
      await (await checker.button("hashtag-outside-section", "Move #covid to Exec Summary")).click();
      await checker.holds("Note", "Exec Summary: 12k on Teams in a week #covid\nRisks: VPN");
    });

    it("loses no text when the note type changes", async () => {
      await open("#role=fta&type=enterprise-status");
      await checker.type("Note", "First.");
      await checker.type("Risks", "VPN");
      await checker.choose("Note type", "Engagement Management");
      await checker.holds("Note", "First.\nRisks: VPN");
      await checker.finding("wrong-note-type");
    });

    it("takes the author's word for the situation", async () => {
      await open("#role=fm&type=service-intent");
      await checker.paste("Note", "Customer has no intent for Yammer because staff prefer Teams. #covid");
      await checker.choose("Your answer", "pausing or stopping");
      await checker.finding("forbidden-hashtag");
      const action = await (await checker.finding("entitlement-status")).$eval(
        ".action",
        (element) => element.textContent,
      );
      assert.match(action ?? "", /L1/);
      await checker.choose("Your answer", "neither speeding up because of COVID-19 nor pausing");
      await checker.gone("forbidden-hashtag");
      assert.equal(
        await checker.page.$eval("#certainty", (certainty) => certainty.textContent),
        "your answer",
      );
    });

    it("checks the form's other fields along with the note", async () => {
      await open("#role=fm&type=service-intent");
      await checker.paste("Note", "Exchange migration is on hold until July by the customer's wish.");
      await checker.choose("Your answer", "pausing or stopping");
      const finding = await checker.finding("entitlement-status");
      assert.equal(await finding.$eval(".word", (word) => word.textContent), "Hint");
      await checker.page.click("#fields summary");
      await checker.type("Status / L1", "In Progress");
      await checker.page.waitForSelector('.error[data-rule="entitlement-status"]');
    });

    it("shows the place of a finding", async () => {
      await open("#role=gm&type=engagement-management");
      await checker.paste("Note", "😀 Licences confirmed. #corona");
      await (await checker.button("malformed-hashtag", "Show in the note")).click();
      const selected = await (await checker.control("Note")).evaluate((area) =>
        area.value.slice(area.selectionStart ?? 0, area.selectionEnd ?? 0),
      );
      assert.equal(selected, "#corona");
    });

    it("opens an example from the menu", async () => {
      await open();
      await checker.page.click("#examples-button");
      await checker.page.click("#examples [data-example='2']");
      await checker.finding("malformed-hashtag");
      assert.equal(await checker.value("Role"), "fe");
      await checker.page.click("#clear");
      await checker.holds("Note", "");
      await checker.counts("Type or paste a note");
      await checker.page.focus("#note");
      await checker.history("undo");
      await checker.finding("malformed-hashtag");
    });

    it("keeps every letter of 300 that are typed without a pause", async () => {
      await open("#role=fe&type=technical-enablement");
      const long = "Pilot of 40 devices enrolled #covid-19 today. ".repeat(7).slice(0, 300);
      await checker.type("Note", long);
      assert.equal(await checker.value("Note"), long);
      await checker.finding("malformed-hashtag");
    });

    it("checks strange and huge texts, and leaves them as they are", async () => {
      await open("#role=gm&type=engagement-management");
      await checker.choose("Your answer", "neither speeding up because of COVID-19 nor pausing");
      for (const odd of ["a\u0000b", "a\ud800b", "\udfff"]) {
        await checker.paste("Note", `${odd} #covid19`);
        await checker.page.waitForFunction(
          () => document.querySelector("mark.warning")?.textContent === "#covid19",
        );
        await (await checker.button("malformed-hashtag", "Change to #covid")).click();
        await checker.gone("malformed-hashtag");
        assert.equal(await checker.value("Note"), `${odd} #covid`);
      }
      const megabyte = `${"word ".repeat(200_000)}#covid19`;
      await checker.paste("Note", megabyte);
      await checker.finding("malformed-hashtag");
      assert.equal((await checker.value("Note")).length, megabyte.length);
    });
  });
}
