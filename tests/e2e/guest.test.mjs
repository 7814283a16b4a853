// The extension is a guest: the page hears and sees nothing of it, and it asks for no more than it
// uses.
import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, it } from "node:test";
import { strictCsp } from "../harness/index.mjs";
import { built, withExtension } from "./with-extension.mjs";

withExtension("a guest in the page", (stage) => {
  it("makes no request that the page could see, and breaks no policy of it", async () => {
    await stage.chooseRole("fm");
    const { page, portal, notelint } = await stage.openPortal();
    const answer = await fetch(`${stage.site.origin}/`);
    assert.equal(answer.headers.get("content-security-policy"), strictCsp);
    await page.evaluate(() => {
      const seen = /** @type {string[]} */ ([]);
      Object.assign(window, { seen });
      addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
        seen.push(`${violatedDirective} ${blockedURI}`),
      );
      addEventListener("message", () => seen.push("message"), true);
    });
    const before = stage.site.requests.length;
    await portal.choose("Note Category", "Engagement Management");
    await portal.typeNote("Due to COVID-19 they want Teams this week. #covid19");
    await notelint.chip(/#covid/);
    await notelint.open();
    await notelint.press("Change to #covid");
    await notelint.gone(/#covid19/);
    assert.deepEqual(stage.site.requests.slice(before), []);
    assert.deepEqual(await page.evaluate(() => Reflect.get(window, "seen")), []);
    const loaded = await page.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => name));
    assert.deepEqual(loaded.filter((url) => !url.startsWith(stage.site.origin)), []);
    await page.close();
  });

  it("puts nothing into the editor, and nothing that the page can read beside it", async () => {
    await stage.chooseRole("fm");
    const { page, portal, notelint } = await stage.openPortal();
    await portal.choose("Note Category", "Engagement Management");
    await portal.typeNote("Due to COVID-19 they want Teams this week. #covid19");
    await notelint.chip(/#covid/);
    await notelint.open();
    const seen = await page.evaluate(() => {
      const editor = /** @type {HTMLElement} */ (document.querySelector("[role=textbox][contenteditable]"));
      const ours = [...document.documentElement.children].filter((child) => !child.matches("head, body"));
      return {
        inEditor: [...editor.querySelectorAll("*")].map(({ localName }) => localName),
        text: document.documentElement.textContent?.includes("Reports will not find"),
        ours: ours.map((host) => ({
          root: host.shadowRoot,
          children: host.childNodes.length,
          names: host.getAttributeNames().filter((name) => !["popover", "style", "aria-hidden"].includes(name)),
        })),
      };
    });
    assert.deepEqual([...new Set(seen.inEditor)].filter((name) => !["div", "br"].includes(name)), []);
    assert.equal(seen.text, false);
    assert.ok(seen.ours.length >= 1);
    for (const host of seen.ours) assert.deepEqual(host, { root: null, children: 0, names: [] });
    await page.close();
  });

  it("is not there on a site that nobody allowed", async () => {
    const { page, portal, notelint } = await stage.openPortal();
    // The same server by another name is another site.
    await page.goto(stage.site.origin.replace("localhost", "127.0.0.1"));
    await portal.typeNote("Due to COVID-19 they want Teams this week. #covid19");
    await notelint.staysQuiet();
    await page.close();
  });
});

describe("the packages", () => {
  for (const name of /** @type {const} */ (["chromium", "firefox"])) {
    it(`${name}: asks for what it uses and shows the web nothing`, async () => {
      const dir = built(name);
      const manifest = JSON.parse(await readFile(join(dir, "manifest.json"), "utf8"));
      assert.equal(manifest.manifest_version, 3);
      assert.equal(manifest.web_accessible_resources, undefined);
      assert.equal(manifest.externally_connectable, undefined);
      assert.equal(manifest.host_permissions, undefined);
      assert.equal(manifest.content_scripts, undefined);
      const scripts = (await readdir(dir)).filter((file) => file.endsWith(".js"));
      const code = (await Promise.all(scripts.map((file) => readFile(join(dir, file), "utf8")))).join("\n");
      /** What in the code needs each permission. @type {Record<string, RegExp>} */
      const uses = {
        activeTab: /\.tabs\.query\(\{\s*active: true/,
        scripting: /\.scripting\.registerContentScripts\(/,
        storage: /\.storage\.local\.set\(/,
      };
      for (const permission of manifest.permissions) {
        assert.match(code, uses[permission] ?? /^never$/, `${permission} is asked for but not used`);
      }
      assert.match(manifest.content_security_policy.extension_pages, /connect-src 'self'/);
      assert.doesNotMatch(code, /\beval\(|new Function\(|XMLHttpRequest|sendBeacon|new WebSocket/);
    });
  }
});
