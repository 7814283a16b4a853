// The extension's own pages and the checker page have no fault that axe-core can find, light and
// dark.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { launch, serve } from "../harness/index.mjs";
import { faults } from "./axe.mjs";
import { built } from "./with-extension.mjs";

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
