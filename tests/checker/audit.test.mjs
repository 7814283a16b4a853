// A whole export on the checker page: chosen, checked, filtered, saved.
import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import { until } from "../e2e/until.mjs";
import { browsers, Checker, served, start } from "./checker.mjs";

// The situation is given, so that the tests do not hang on how a text is read.
const rows = [
  ["N-1", "fe", "Technical Notes", "[EXO] MX records switched.", "neutral"],
  ["N-2", "nobody", "Service Intent", "Some text.", ""],
  ["N-3", "gm", "Engagement Management", "Licence count confirmed at 210.", "neutral"],
  ["N-4", "Gateway Manager", "Overall Status", "Teams, says the board; #covid-19", "neutral"],
  ["=1+1", "gm", "Engagement Management", 'Said "no"\nand left. #corona', "neutral"],
];
const titles = ["Id", "Author role", "Note Category", "Note text", "Situation"];
/** @param {string} cell */
const quoted = (cell) => (/[",;\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
/** @param {string} separator */
const csv = (separator) =>
  [titles, ...rows].map((row) => row.map(quoted).join(separator)).join("\r\n");
const jsonl = rows
  .map((row) => JSON.stringify(Object.fromEntries(row.map((cell, i) => [titles[i], cell]))))
  .join("\n");

for (const name of browsers) {
  describe(`an export in ${name}`, () => {
    /** @type {import("../harness/serve.mjs").Served} */
    let site;
    /** @type {import("puppeteer-core").Browser} */
    let browser;
    /** @type {string} */
    let folder;
    /** @type {string} */
    let downloads;
    /** @type {Checker} */
    let checker;
    before(async () => {
      folder = await mkdtemp(join(tmpdir(), "export-"));
      downloads = await mkdtemp(join(tmpdir(), "report-"));
      site = await served();
      browser = await start(name, { downloads });
    });
    after(async () => {
      await browser.close();
      await site.close();
      await rm(folder, { recursive: true });
      await rm(downloads, { recursive: true });
    });
    beforeEach(async () => {
      checker = await Checker.open(browser, `${site.origin}/#view=audit`);
    });
    afterEach(async () => {
      assert.deepEqual(checker.errors, []);
      await checker.page.close();
    });

    /**
     * @param {string} file
     * @param {string | Buffer} content
     */
    async function choose(file, content) {
      const path = join(folder, file);
      await writeFile(path, content);
      await (await checker.control("Export file")).uploadFile(path);
    }
    async function check() {
      await checker.page.waitForSelector("#columns:not([hidden])");
      await checker.page.click("#audit-run");
      await checker.page.waitForSelector("#audit-rows tr");
    }
    const table = () =>
      checker.page.$$eval("#audit-rows tr", (found) =>
        found.map((row) => [...row.querySelectorAll("button, .word, .rule")].map((c) => c.textContent)),
      );

    const expected = [
      ["N-1", "Error", "deprecated-note-type"],
      ["N-2", "Not checked", ""],
      ["N-4", "Warning", "malformed-hashtag"],
      ["=1+1", "Warning", "malformed-hashtag"],
    ];
    for (const [file, content] of /** @type {const} */ ([
      ["notes.csv", csv(",")],
      ["notes-de.csv", csv(";")],
      ["notes-excel.txt", Buffer.from(`\ufeff${csv("\t")}`, "utf16le")],
      ["notes.jsonl", jsonl],
    ])) {
      it(`knows the columns of ${file} and checks its notes`, async () => {
        await choose(file, content);
        await check();
        assert.deepEqual(await table(), expected);
        const counts = await checker.page.$eval("#audit-counts", (line) => line.textContent);
        assert.equal(counts, "5 notes1 error2 warnings1 without a finding1 not checked");
      });
    }

    it("filters, and saves what was found as CSV", async () => {
      await choose("notes.csv", csv(","));
      await check();
      await checker.choose("Severity", "Warning");
      assert.equal((await table()).length, 2);
      await checker.type("Contains", "board");
      assert.deepEqual(await table(), [expected[2]]);
      await checker.page.click("#report");
      const saved = await until("the report", async () => {
        const files = await readdir(downloads);
        if (!files.includes("notes-findings.csv")) return null;
        const text = await readFile(join(downloads, "notes-findings.csv"), "utf8");
        return text.endsWith("\n") && text;
      });
      const lines = saved.replace("\ufeff", "").trimEnd().split("\n");
      assert.equal(lines[0], "file,row,id,role,note_type,severity,rule,message");
      assert.equal(lines.length, 5);
      assert.match(lines[1] ?? "", /^notes\.csv,2,N-1,fe,Technical Notes,error,deprecated-note-type,/);
      assert.match(lines[4] ?? "", /^notes\.csv,6,'=1\+1,gm,/);
    });

    it("asks for columns that it cannot guess, and takes one role for all", async () => {
      await choose("odd.csv", "who,what,words,so\nx,Service Intent,Thanks. #covid19,neutral\n");
      await checker.page.waitForSelector("#columns-lacking:not([hidden])");
      assert.equal(await checker.page.$eval("#audit-run", (run) => run.matches(":disabled")), true);
      await checker.page.select("#column-role", "every:gm");
      await checker.page.select("#column-note-type", "column:1");
      await checker.page.select("#column-text", "column:2");
      await checker.page.select("#column-situation", "column:3");
      await check();
      assert.deepEqual(await table(), [["2", "Warning", "malformed-hashtag"]]);
    });

    it("opens a note of the export in the other view", async () => {
      await choose("notes.csv", csv(","));
      await check();
      await checker.page.click("#audit-rows tr:nth-child(3) button");
      await checker.finding("malformed-hashtag");
      assert.equal(await checker.value("Role"), "gm");
      assert.equal(await checker.value("Note type"), "engagement-management");
      assert.equal(await checker.value("Note"), rows[3]?.[3]);
    });

    it("says why a file cannot be read", async () => {
      for (const [file, content, reason] of /** @type {const} */ ([
        ["notes.pdf", "%PDF", "notes.pdf: save the export as CSV or JSONL first."],
        ["empty.csv", "a,b\n", "empty.csv has no rows."],
        ["latin.csv", Buffer.from([0x61, 0x0a, 0xe9, 0x0a]), "latin.csv is not UTF-8 text."],
        ["bad.jsonl", '{"text":"a"}\n{"text"\n', "bad.jsonl, line 2: "],
      ])) {
        await choose(file, content);
        await checker.page.waitForFunction(
          (wanted) => document.querySelector("#audit-reason")?.textContent?.startsWith(wanted),
          {},
          reason,
        );
        assert.equal(await checker.page.$eval("#columns", (form) => form.matches("[hidden]")), true);
      }
    });

    it("stays usable while it checks ten thousand notes", async () => {
      const many = `${titles.join()}\n${"N,gm,Overall Status,Confirmed. #covid19,neutral\n".repeat(10_000)}`;
      await choose("many.csv", many);
      await checker.page.waitForSelector("#columns:not([hidden])");
      await checker.page.click("#audit-run");
      await checker.page.waitForFunction(() =>
        document.querySelector("#audit-counts")?.textContent?.includes("10,000 notes"),
      );
      assert.equal((await table()).length, 200);
      await checker.page.click("#more");
      assert.equal((await table()).length, 400);
    });
  });
}
