// The page's words: complete in each language, chosen by the reader, put where they belong.
import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { after, before, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { browsers, Checker, served, start } from "./checker.mjs";

const www = new URL("../../www/", import.meta.url);
/** @param {string} language @returns {Promise<Record<string, string>>} */
const catalogue = async (language) =>
  JSON.parse(await readFile(new URL(`locales/${language}.json`, www), "utf8"));
const english = await catalogue("en");
const languages = (await readdir(fileURLToPath(new URL("locales", www))))
  .map((file) => file.replace(/\.json$/, ""))
  .sort();

/** The `{names}` in a text, sorted. @param {string} text */
const names = (text) => [...text.matchAll(/\{\w+\}/g)].map(([name]) => name).sort();

describe("the catalogues", () => {
  it("are those that the page offers", async () => {
    const html = await readFile(new URL("index.html", www), "utf8");
    const offered = [...html.matchAll(/<option value="([^"]+)" lang=/g)].map(([, value]) => value);
    assert.deepEqual(offered.sort(), languages);
  });

  for (const language of languages) {
    it(`say everything in ${language}`, async () => {
      const words = await catalogue(language);
      // Languages without a singular do without the forms for one.
      const plurals = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
      const wanted = Object.keys(english).filter(
        (key) => !key.endsWith(".one") || plurals.includes("one"),
      );
      assert.deepEqual(Object.keys(words), wanted);
      for (const key of wanted) {
        assert.deepEqual(names(words[key] ?? ""), names(english[key] ?? ""), key);
        assert.notEqual(words[key]?.trim(), "", key);
      }
    });
  }

  it("say in English what the page says before it has loaded", async () => {
    const html = await readFile(new URL("index.html", www), "utf8");
    const said = [...html.matchAll(/data-text="([^"]+)"[^>]*>([^<]*)</g)];
    assert.equal(said.length, html.match(/data-text=/g)?.length);
    for (const [, key, text] of said) assert.equal(text, english[key ?? ""], key);
  });
});

for (const name of browsers) {
  describe(`languages in ${name}`, () => {
    /** @type {import("../harness/serve.mjs").Served} */
    let site;
    /** @type {import("puppeteer-core").Browser} */
    let browser;
    before(async () => {
      site = await served();
      browser = await start(name);
    });
    after(async () => {
      await browser.close();
      await site.close();
    });

    it("changes to each language without losing the note", async () => {
      const checker = await Checker.open(browser, `${site.origin}/#role=gm`);
      await checker.type("Note", "Licences confirmed. #covid19");
      await checker.finding("malformed-hashtag");
      for (const language of [...languages.filter((l) => l !== "en"), "en"]) {
        const words = await catalogue(language);
        await checker.page.select("#language", language);
        await checker.page.waitForFunction(
          (wanted) => document.documentElement.lang === wanted,
          {},
          language,
        );
        const note = words["note"] ?? "";
        await checker.holds(note, "Licences confirmed. #covid19");
        await checker.page.waitForFunction(
          (wanted) => document.querySelector("#findings .word")?.textContent === wanted,
          {},
          words["severity.warning"],
        );
        assert.equal(await checker.page.title(), words["title"]);
        assert.match(checker.page.url(), new RegExp(`lang=${language}$`));
        assert.equal(await checker.value(words["role"] ?? ""), "gm");
      }
      assert.deepEqual(checker.errors, []);
    });

    it("begins in the language that the address asks for", async () => {
      const checker = await Checker.open(browser, `${site.origin}/#lang=ja`);
      const words = await catalogue("ja");
      assert.equal(await checker.page.title(), words["title"]);
      await checker.page.select("#role", "fe");
      await checker.page.waitForFunction(() => location.hash === "#role=fe&lang=ja");
    });
  });
}
