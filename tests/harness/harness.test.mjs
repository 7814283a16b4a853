// The harness itself, on the smallest extension that asks for a site.
import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { launch, serve } from "./index.mjs";

const extensionDir = fileURLToPath(new URL("./probe-extension", import.meta.url));
const hasProbe = () => document.documentElement.dataset["probe"] ?? null;

/** A tab that is just going away has no address. @param {import("puppeteer-core").Page} page */
const addressOf = (page) => page.evaluate(() => document.URL).catch(() => "");

/** @type {string} */
let dir;
/** @type {import("./serve.mjs").Served} */
let site;
before(async () => {
  dir = await mkdtemp(join(tmpdir(), "harness-site-"));
  await writeFile(join(dir, "index.html"), "<!doctype html><title>Site</title><p>A site</p>");
  site = await serve(dir);
});
after(async () => {
  await site.close();
  await rm(dir, { recursive: true });
});

describe("serve", () => {
  it("sends a strict Content-Security-Policy and stays in its folder", async () => {
    const home = await fetch(`${site.origin}/`);
    assert.equal(home.status, 200);
    assert.match(home.headers.get("content-security-policy") ?? "", /script-src 'self';/);
    for (const path of ["/..%2f..%2fetc%2fpasswd", "/none.html", "/%00", "/%ff"]) {
      assert.equal((await fetch(site.origin + path)).status, 404, path);
    }
  });
});

for (const name of /** @type {const} */ (["chromium", "firefox"])) {
  describe(name, { timeout: 90_000 }, () => {
    /** @type {import("./index.mjs").Session} */
    let session;
    before(async () => {
      session = await launch(name, { extensionDir });
    });
    after(() => session.close());

    it("closes the first-run page", async () => {
      const pages = await session.browser.pages();
      const urls = await Promise.all(pages.map(addressOf));
      assert.deepEqual(
        urls.filter((url) => url.startsWith(session.origin)),
        [],
      );
    });

    it("grants a site only when told to, and then for good", async () => {
      const page = await session.open(`${site.origin}/`);
      assert.equal(await page.evaluate(hasProbe), null);
      await session.grant(site.origin);
      await page.reload();
      assert.equal(await page.evaluate(hasProbe), "here");
      await page.close();
    });
  });

  describe(`${name}: the extension's own button`, { timeout: 90_000 }, () => {
    /** @type {import("./index.mjs").Session} */
    let session;
    before(async () => {
      session = await launch(name, { extensionDir });
    });
    after(() => session.close());

    it("is answered as consent said", async () => {
      await session.consent(site.origin);
      const popup = await session.openExtensionPage(session.popup);
      await popup.click("#allow");
      await popup.waitForFunction(
        () => document.querySelector("#answer")?.textContent === "allowed",
      );
      const page = await session.open(`${site.origin}/`);
      assert.equal(await page.evaluate(hasProbe), "here");
    });
  });
}
