// An organisation's own policies, added from files on the settings page: together with the packaged
// one, in its place where they extend it, and not at all where they have a mistake.
import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, it } from "node:test";
import { fileURLToPath } from "node:url";
import { withExtension } from "./with-extension.mjs";

const supportDesk = fileURLToPath(new URL("../../policies/support-desk.toml", import.meta.url));

const extending = `[policy]
id = "harbour"
title = "Harbour Team Notes"
version = "7"
extends = "ftop"
valid_until = 2020-12-31

[rules.missing-hashtag]
enabled = false
`;

/** What is listed as guidance. @param {import("puppeteer-core").Page} page */
const listed = (page) => page.$$eval("#policies li > span", (rows) => rows.map((row) => row.firstChild?.textContent));

/** @param {import("puppeteer-core").Page} page @param {string[]} files */
async function choose(page, ...files) {
  const input = /** @type {import("puppeteer-core").ElementHandle<HTMLInputElement>} */ (
    await page.waitForSelector("#policy-files")
  );
  await page.$eval("#policy-said", (line) => (line.textContent = ""));
  await input.uploadFile(...files);
  await page.waitForFunction(() => document.querySelector("#policy-said")?.textContent);
}

/** The ids of the rules that a note breaks. @param {import("puppeteer-core").Page} page @param {object} note */
async function broken(page, note) {
  const answer = await page.evaluate((asked) => chrome.runtime.sendMessage({ command: "check", note: asked }), note);
  assert.ok(answer.ok, answer.error);
  return answer.value.findings.map((/** @type {{ policy: string, rule: string }} */ { policy, rule }) => `${policy} ${rule}`);
}

const rushed = {
  role: "fm",
  note_type: "Engagement Management",
  sections: [{ name: null, text: "Teams for all by Friday." }],
  situation: "accelerating",
};

withExtension("policies added from files", (stage) => {
  /** @type {string} */
  let folder;
  /** @type {import("puppeteer-core").Page} */
  let page;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "notelint-policies-"));
    page = await stage.session.openExtensionPage("options.html");
    await page.waitForSelector("#policies li small");
  });
  after(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  it("a policy with mistakes is refused with their places, and nothing changes", async () => {
    const before = await listed(page);
    const file = join(folder, "wrong.toml");
    await writeFile(file, '[policy]\nid = "wrong"\ntitle = 3\nversion = "1"\n\n[rules.x]\nkind = "no-such-kind"\n');
    await choose(page, file);
    const mistakes = await page.$eval("#policy-mistakes", (place) => place.textContent ?? "");
    assert.match(mistakes, /wrong\.toml:3:9/);
    assert.match(mistakes, /wrong\.toml:7:8/);
    assert.deepEqual(await listed(page), before);
    const again = await stage.session.openExtensionPage("options.html");
    await again.waitForSelector("#policies li small");
    assert.deepEqual(await listed(again), before);
    await again.close();
    assert.deepEqual(await broken(page, rushed), ["ftop missing-hashtag"]);
  });

  it("another policy is checked by beside the first, with roles of its own", async () => {
    await choose(page, supportDesk);
    assert.equal((await listed(page)).length, 2);
    const roles = await page.$$eval("#role option", (options) => options.map((option) => option.value));
    assert.ok(roles.includes("fm") && roles.includes("lead"), roles.join());
    assert.deepEqual(await broken(page, { ...rushed, role: "agent", note_type: "Fax note", situation: null }), [
      "support-desk no-fax",
    ]);
    assert.deepEqual(await broken(page, rushed), ["ftop missing-hashtag"]);
  });

  it("a policy that extends the packaged one takes its place, and says that its time is over", async () => {
    const file = join(folder, "harbour.toml");
    await writeFile(file, extending);
    await choose(page, file);
    assert.deepEqual(await listed(page), ["Lanternfield Support Desk: how we write call notes", "Harbour Team Notes"]);
    assert.deepEqual(await broken(page, rushed), []);
    const popup = await stage.session.openExtensionPage(stage.session.popup);
    await popup.waitForSelector("#expired:not([hidden])");
    assert.match(await popup.$eval("#expired", (line) => line.textContent ?? ""), /Harbour Team Notes.*2020/);
    await popup.close();
  });

  it("removed policies are gone, and with the last of them the packaged one is back", async () => {
    for (const left of [1, 1]) {
      const [first] = await listed(page);
      await page.$eval("#policy-said", (line) => (line.textContent = ""));
      await page.click("#policies button");
      await page.waitForFunction(() => document.querySelector("#policy-said")?.textContent);
      const now = await listed(page);
      assert.equal(now.length, left);
      assert.notEqual(now[0], first);
    }
    assert.equal(await page.$("#policies button"), null);
    assert.deepEqual(await broken(page, rushed), ["ftop missing-hashtag"]);
  });
});
