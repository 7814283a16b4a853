// What the page must be for everybody: readable, reachable, at any size and in any colours.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, before, describe, it } from "node:test";
import { browsers, Checker, served, start } from "./checker.mjs";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe-core holds against the page as it is now. @param {import("puppeteer-core").Page} page */
async function complaints(page) {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { violations } = await Reflect.get(window, "axe").run(document);
    return /** @type {{ id: string, nodes: { html: string }[] }[]} */ (violations).map(
      ({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`,
    );
  });
}

/** Whether nothing sticks out of the page sideways. @param {import("puppeteer-core").Page} page */
const fits = (page) =>
  page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    return [...document.querySelectorAll("body *")]
      .filter((element) => element.checkVisibility() && !element.closest(".table, .heard, .skip"))
      .filter((element) => element.getBoundingClientRect().right > width + 1)
      .map((element) => `${element.tagName} ${element.id} ${element.className}`);
  });

for (const name of browsers) {
  for (const colourScheme of /** @type {const} */ (["light", "dark"])) {
    describe(`the page's looks in ${name}, ${colourScheme}`, () => {
      /** @type {import("../harness/serve.mjs").Served} */
      let site;
      /** @type {import("puppeteer-core").Browser} */
      let browser;
      /** @type {Checker} */
      let checker;
      before(async () => {
        site = await served();
        browser = await start(name, { colourScheme });
        checker = await Checker.open(browser, `${site.origin}/`);
        if (name === "chromium") {
          await checker.page.emulateMediaFeatures([
            { name: "prefers-color-scheme", value: colourScheme },
          ]);
        }
      });
      after(async () => {
        await browser.close();
        await site.close();
      });

      it("is in those colours", async () => {
        const ground = await checker.page.evaluate(
          () => getComputedStyle(document.body).backgroundColor,
        );
        assert.equal(ground, colourScheme === "dark" ? "rgb(18, 20, 24)" : "rgb(245, 246, 248)");
      });

      it("leaves axe-core nothing to complain of", async () => {
        assert.deepEqual(await complaints(checker.page), []);
        for (const example of [0, 1, 2, 3, 4, 5]) {
          await checker.page.click("#examples-button");
          if (example === 0) assert.deepEqual(await complaints(checker.page), []);
          await checker.page.click(`[data-example="${example}"]`);
          assert.deepEqual(await complaints(checker.page), [], `example ${example}`);
        }
        await checker.page.click("#view-audit");
        assert.deepEqual(await complaints(checker.page), []);
        await checker.page.click("#view-note");
      });

      it("fits narrow windows and large letters", async () => {
        for (const example of [0, 1, 4]) {
          await checker.page.click("#examples-button");
          await checker.page.click(`[data-example="${example}"]`);
          for (const [width, letters] of /** @type {const} */ ([
            [320, "100%"],
            [1280, "200%"],
            [640, "200%"],
          ])) {
            await checker.page.setViewport({ width, height: 800 });
            await checker.page.evaluate((size) => {
              document.documentElement.style.fontSize = size;
            }, letters);
            assert.deepEqual(await fits(checker.page), [], `${width} px, letters ${letters}`);
          }
          await checker.page.evaluate(() => {
            document.documentElement.style.fontSize = "";
          });
          await checker.page.setViewport({ width: 1280, height: 900 });
        }
      });

      it("lays the underlines exactly below the words", async () => {
        await checker.page.click("#clear");
        await checker.paste("Note", `${"long words and short ".repeat(40)}\n\tend  #covid19 here`);
        const heights = await checker.page.$eval("#note-box", (box) => {
          const area = /** @type {HTMLTextAreaElement} */ (box.querySelector("textarea"));
          const mirror = /** @type {HTMLElement} */ (box.querySelector(".mirror"));
          const type = (/** @type {Element} */ element) => {
            const { font, letterSpacing, lineHeight, padding, whiteSpace } =
              getComputedStyle(element);
            return [font, letterSpacing, lineHeight, padding, whiteSpace];
          };
          return {
            scrolls: area.scrollHeight - area.clientHeight,
            narrower: area.clientWidth - mirror.clientWidth,
            area: type(area),
            mirror: type(mirror),
          };
        });
        assert.equal(heights.scrolls, 0);
        assert.equal(heights.narrower, 0);
        assert.deepEqual(heights.area, heights.mirror);
      });
    });
  }
}
