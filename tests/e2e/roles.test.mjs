// Each of the eight roles writes a note that breaks a rule, sees why, puts it right with the
// mouse, takes it back with Ctrl+Z, puts it right with the keyboard, and saves.
import assert from "node:assert/strict";
import { it } from "node:test";
import { pressShortcut } from "./shortcut.mjs";
import { until } from "./until.mjs";
import { withExtension } from "./with-extension.mjs";

/**
 * @typedef {object} Case
 * @property {string} role
 * @property {string} breaks The rule, in words.
 * @property {string} category What the form shows; for Create Note and Enterprise Status it is fixed.
 * @property {"notes" | "time" | "enterprise"} [form] The Notes Editor, unless said otherwise.
 * @property {string} text
 * @property {RegExp} message
 * @property {string} severity
 * @property {string[]} underlined What the author sees underlined; none where nothing is said.
 * @property {string} fix
 * @property {string} savedText
 * @property {string} [savedCategory] Where the fix changes it.
 */

/** @type {Case[]} */
const cases = [
  {
    role: "fm",
    breaks: "the hashtag is missing",
    category: "Engagement Management",
    text: "Call with the CIO: because of COVID-19 they are accelerating the rollout and want Teams for all 900 staff by Friday.",
    message: /#covid is missing/,
    severity: "Error",
    underlined: [],
    fix: "Add #covid",
    savedText:
      "Call with the CIO: because of COVID-19 they are accelerating the rollout and want Teams for all 900 staff by Friday. #covid",
  },
  {
    role: "fe",
    breaks: "the note type is deprecated",
    category: "Technical Notes",
    text: "[EXO] MX records switched.",
    message: /Technical Notes is deprecated/,
    severity: "Error",
    underlined: [],
    fix: "Change the note type to Technical Enablement",
    savedText: "[EXO] MX records switched.",
    savedCategory: "Technical Enablement",
  },
  {
    role: "sme",
    breaks: "a customer who pauses carries the hashtag",
    category: "Technical Enablement",
    form: "time",
    text: "[TEAMS] The customer has put the Teams rollout on hold until July. #covid",
    message: /#covid does not belong here/,
    severity: "Error",
    underlined: ["#covid"],
    fix: "Remove #covid",
    savedText: "[TEAMS] The customer has put the Teams rollout on hold until July.",
  },
  {
    role: "adoption-sme",
    breaks: "the hashtag is misspelt",
    category: "Engagement Management",
    text: "Because of COVID-19 they are accelerating adoption of Teams. #covid-19",
    message: /Reports will not find “#covid-19”/,
    severity: "Warning",
    underlined: ["#covid-19"],
    fix: "Change to #covid",
    savedText: "Because of COVID-19 they are accelerating adoption of Teams. #covid",
  },
  {
    role: "gmfta",
    breaks: "the note type is not the role's",
    category: "Engagement Management",
    text: "Due to COVID-19 the customer asks us to speed up the Teams deployment: all 4,000 staff must work from home by Monday. #covid",
    message: /Engagement Management is not the note type for a GMFTA/,
    severity: "Error",
    underlined: [],
    fix: "Change the note type to Technical Enablement",
    savedText: "Due to COVID-19 the customer asks us to speed up the Teams deployment: all 4,000 staff must work from home by Monday. #covid",
    savedCategory: "Technical Enablement",
  },
  {
    role: "mvm",
    breaks: "the hashtag is missing",
    category: "Technical Enablement",
    text: "Due to COVID-19 the customer asks us to speed up the mailbox migration: all staff must work from home by Monday.",
    message: /#covid is missing/,
    severity: "Error",
    underlined: [],
    fix: "Add #covid",
    savedText:
      "Due to COVID-19 the customer asks us to speed up the mailbox migration: all staff must work from home by Monday. #covid",
  },
  {
    role: "fta",
    breaks: "the hashtag is not in the Executive Summary",
    category: "Enterprise Status",
    form: "enterprise",
    text: "Branch network is slow. #covid",
    message: /#covid stands in Risks; it belongs in Exec Summary/,
    severity: "Error",
    underlined: ["#covid"],
    fix: "Move #covid to Exec Summary",
    savedText: "Branch network is slow.",
  },
  {
    role: "gm",
    breaks: "the hashtag is glued to a word",
    category: "Engagement Management",
    text: "Because of COVID-19 they want to accelerate the Teams deployment by Friday#covid",
    message: /Reports will not find/,
    severity: "Warning",
    underlined: ["#covid"],
    fix: "Put a space before #covid",
    savedText: "Because of COVID-19 they want to accelerate the Teams deployment by Friday #covid",
  },
];

/** The other sections of an Enterprise Status note, which the form wants filled in. */
const summary = "Because of COVID-19 they are accelerating Teams for 12k users.";

/** @param {import("./portal.mjs").Portal} portal @param {Case} note */
async function write(portal, note) {
  if (note.form === "enterprise") {
    await portal.go("Status", "Enterprise status");
    await portal.choose("Reason", "Deployment accelerated");
    await portal.choose("Status", "Green");
    await portal.type("Exec Summary", summary);
    await portal.type("O365 Deployment Status Current Overview", "EXO 100 %, Teams 20 %");
    await portal.type("Next Update", "4 May");
    await portal.type("Risks", note.text);
    return;
  }
  if (note.form === "time") {
    await portal.go("Time");
    await portal.press("Create Note");
    await until("the category of the task", async () => (await portal.chosen("Note Category")) === note.category);
  } else await portal.choose("Note Category", note.category);
  await portal.typeNote(note.text);
}

withExtension("a note that breaks a rule", (stage) => {
  for (const note of cases) {
    it(`${note.role}: ${note.breaks}`, async () => {
      await stage.chooseRole(note.role);
      const { page, portal, notelint } = await stage.openPortal();
      const read = () => (note.form === "enterprise" ? portal.textOf("Risks") : portal.note());
      const reads = (/** @type {string} */ text) =>
        until(JSON.stringify(text), async () => (await read()) === text, read);
      const changesType = note.savedCategory !== undefined;
      await write(portal, note);

      // The finding: chip, underline, panel with its reason.
      await notelint.finding(note.message);
      for (const words of note.underlined) {
        await until(`"${words}" underlined`, async () => (await notelint.underlined()).includes(words), () =>
          notelint.underlined(),
        );
      }
      const panel = await notelint.open();
      const found = panel.findings.find(({ message }) => note.message.test(message));
      assert.ok(found, JSON.stringify(panel));
      assert.equal(found.severity, note.severity);
      assert.match(found.why, /FTOP Notes Guidance.*2019-10-03/);
      assert.ok(found.fixes.includes(note.fix), JSON.stringify(found.fixes));

      // By mouse, and back.
      await notelint.press(note.fix);
      await notelint.gone(note.message);
      await reads(note.savedText);
      await notelint.close();
      if (changesType) {
        assert.equal(await portal.chosen("Note Category"), note.savedCategory);
        await portal.choose("Note Category", note.category);
        await portal.focusNote();
      } else await portal.undo();
      await reads(note.text);
      await notelint.finding(note.message);

      // By keyboard alone, and saved.
      await pressShortcut(stage.session);
      await notelint.opened();
      await notelint.pressByKeyboard(note.fix);
      await notelint.gone(note.message);
      await notelint.close();
      const saved = await portal.save();
      assert.equal(saved.category, note.savedCategory ?? note.category);
      if (note.form === "enterprise") {
        const texts = Object.fromEntries(saved.sections.map(({ name, text }) => [name, text]));
        assert.equal(texts["Risks"], note.savedText);
        assert.equal(texts["Exec Summary"], `${summary} #covid`);
      } else assert.deepEqual(saved.sections, [{ name: null, text: note.savedText }]);
      await page.close();
    });
  }
});
