// The extension's own pages and the checker page have no fault that axe-core can find, light and
// dark.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, before, describe, it } from "node:test";
import { launch, serve } from "../harness/index.mjs";
import { built } from "./with-extension.mjs";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe finds wrong, in one line each. @param {import("puppeteer-core").Page} page */
async function faults(page) {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    /** @typedef {{ id: string, nodes: { target: string[] }[] }} Fault */
    /** @type {{ run(where: Document): Promise<{ violations: Fault[], passes: unknown[] }> }} */
    const tool = Reflect.get(window, "axe");
    const { violations, passes } = await tool.run(document);
    if (passes.length === 0) throw new Error("axe has looked at nothing");
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
  });
}

for (const name of /** @type {const} */ (["chromium", "firefox"])) {
  for (const colourScheme of /** @type {const} */ (["light", "dark"])) {
    describe(`pages in ${name}, ${colourScheme}`, { timeout: 120_000 }, () => {
      /** @type {import("../harness/index.mjs").Session} */
      let session;
      /** @type {import("../harness/serve.mjs").Served} */
      let site;
      before(async () => {
        site = await serve(built("www"), { csp: null });
        session = await launch(name, { extensionDir: built(name), colourScheme });
      });
      after(async () => {
        await session?.close();
        await site?.close();
      });

      for (const path of ["popup.html", "welcome.html", "options.html"]) {
        it(path, async () => {
          const page = await session.openExtensionPage(path);
          await page.bringToFront();
          const dark = await page.evaluate(() => matchMedia("(prefers-color-scheme: dark)").matches);
          assert.equal(dark, colourScheme === "dark");
          // Roles and rules come from the engine: what matters is on the page once they are there.
          await page.waitForFunction(
            () => document.querySelectorAll("select option[value], input[type=checkbox]").length > 1,
          );
          assert.deepEqual(await faults(page), []);
          await page.close();
        });
      }

      it("the checker page", async () => {
        const page = await session.open(`${site.origin}/`);
        await page.waitForFunction(() => document.querySelectorAll("select option").length > 8);
        assert.deepEqual(await faults(page), []);
        await page.close();
      });
    });
  }
}
