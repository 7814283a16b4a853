// The panel for everybody: axe-core finds nothing, light and dark; and it fits a window at 200 % zoom.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { launch, serve } from "../harness/index.mjs";
import { faults } from "./axe.mjs";
import { reachClosedRoots } from "./closed-roots.mjs";
import { NoteLint } from "./notelint.mjs";
import { until } from "./until.mjs";
import { built } from "./with-extension.mjs";

/** The panel's markup and style as they are. @param {ShadowRoot[]} roots */
function copyOf(roots) {
  for (const root of roots) {
    if (!root.querySelector("[role=dialog]")) continue;
    const rules = root.adoptedStyleSheets.flatMap((sheet) => [...sheet.cssRules].map((rule) => rule.cssText));
    return { html: root.innerHTML, css: rules.join("\n") };
  }
  return null;
}

/** Where the panel and its buttons are, and what of it is cut off at the sides. @param {ShadowRoot[]} roots */
function measure(roots) {
  for (const root of roots) {
    const panel = root.querySelector("[role=dialog]");
    if (!panel) continue;
    const { left, top, right, bottom } = panel.getBoundingClientRect();
    const wide = [panel, ...panel.querySelectorAll("*")].filter(
      (element) => element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).overflowX !== "hidden",
    );
    return { left, top, right, bottom, wide: wide.map((element) => element.className || element.localName) };
  }
  return null;
}

for (const name of /** @type {const} */ (["chromium", "firefox"])) {
  for (const colourScheme of /** @type {const} */ (["light", "dark"])) {
    describe(`the panel in ${name}, ${colourScheme}`, { timeout: 120_000 }, () => {
      /** @type {import("../harness/index.mjs").Session} */
      let session;
      /** @type {import("../harness/serve.mjs").Served} */
      let site;
      /** @type {import("puppeteer-core").Page} */
      let page;
      /** @type {NoteLint} */
      let notelint;
      before(async () => {
        site = await serve(built("crm"), { csp: null });
        session = await launch(name, { extensionDir: built(name), colourScheme });
        page = await session.openExtensionPage("welcome.html");
        await page.bringToFront();
        await page.waitForSelector("#role option[value=fm]");
        await page.select("#role", "fm");
        notelint = await NoteLint.on(session, page);
        await notelint.finding(/#covid/);
        await page.$eval("#note-type", (element) => element.scrollIntoView());
        await notelint.open();
      });
      after(async () => {
        await session?.close();
        await site?.close();
      });

      it("has no fault that axe-core can find", async () => {
        const reach = await reachClosedRoots(session, page);
        const copy = await until("the panel's markup", () => reach.read(copyOf));
        const other = await session.open(`${site.origin}/`);
        await other.evaluate(async ({ html, css }) => {
          const host = document.createElement("div");
          const root = host.attachShadow({ mode: "open" });
          root.innerHTML = `<style>${css}</style>${html}`;
          document.body.replaceChildren(host);
          host.popover = "manual";
          host.showPopover();
          await Promise.all(root.getAnimations().map(({ finished }) => finished));
        }, copy);
        assert.deepEqual(await faults(other, { within: "div" }), []);
        await other.close();
      });

      it("fits a small window, as at 200 % zoom", async () => {
        await page.setViewport({ width: 640, height: 450 });
        await page.$eval("#note", (element) => element.scrollIntoView({ block: "center" }));
        await notelint.chip(/#covid/);
        const panel = await notelint.open();
        const reach = await reachClosedRoots(session, page);
        const box = await until("a panel in the window", async () => {
          const box = await reach.read(measure);
          return box && box.right <= 640 && box.bottom <= 450 ? box : null;
        });
        assert.ok(box.left >= 0 && box.top >= 0, JSON.stringify(box));
        assert.deepEqual(box.wide, []);
        await notelint.press(panel.findings[0]?.fixes[0] ?? "");
        await notelint.gone(/#covid/);
      });
    });
  }
}
