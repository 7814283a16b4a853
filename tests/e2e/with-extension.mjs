// One suite of tests for both browsers, each with the shipped build of the extension and the demo
// CRM that the person has allowed.
import { existsSync } from "node:fs";
import { after, before, describe } from "node:test";
import { fileURLToPath } from "node:url";
import { launch, serve } from "../harness/index.mjs";
import { NoteLint } from "./notelint.mjs";
import { Portal } from "./portal.mjs";

/** A folder of what `cargo xtask build` leaves in `dist/`. @param {string} name */
export function built(name) {
  const path = fileURLToPath(new URL(`../../dist/${name}`, import.meta.url));
  if (!existsSync(path)) throw new Error(`${path} is missing: run "cargo xtask build" first`);
  return path;
}

export class Stage {
  /** @type {import("../harness/index.mjs").Session} */
  session = /** @type {never} */ (null);
  /** @type {import("../harness/serve.mjs").Served} */
  site = /** @type {never} */ (null);

  /** Chooses who writes, where a person does: in the toolbar popup. @param {string} role */
  async chooseRole(role) {
    const popup = await this.session.openExtensionPage(this.session.popup);
    await popup.waitForSelector(`#role option[value="${role}"]`);
    await popup.select("#role", role);
    await popup.waitForFunction(
      async (chosen) => (await chrome.storage.local.get("role"))["role"] === chosen,
      {},
      role,
    );
    await popup.close();
  }

  /** Opens a page of the site in a tab of its own. @param {string} [path] */
  async openPage(path = "/") {
    const page = await this.session.open(`${this.site.origin}${path}`);
    return { page, notelint: await NoteLint.on(this.session, page) };
  }

  /** Opens the demo CRM in a tab of its own. */
  async openPortal() {
    const page = await this.session.open(`${this.site.origin}/`);
    return { page, portal: new Portal(page), notelint: await NoteLint.on(this.session, page) };
  }
}

/** @typedef {"chromium" | "firefox"} Browser */

/** A folder of pages that no CRM would have. */
export const strangers = fileURLToPath(new URL("strangers", import.meta.url));

/**
 * @param {string} what
 * @param {(stage: Stage) => void} suite
 * @param {Browser[]} browsers Both, unless one of them cannot be driven to what is tested.
 * @param {{ dir?: string, csp?: null }} pages The demo CRM, unless said otherwise.
 */
export function withExtension(what, suite, browsers = ["chromium", "firefox"], { dir, ...served } = {}) {
  for (const name of browsers) {
    describe(`${what}, in ${name}`, { timeout: 240_000 }, () => {
      const stage = new Stage();
      before(async () => {
        stage.site = await serve(dir ?? built("crm"), served);
        stage.session = await launch(name, { extensionDir: built(name) });
        await stage.session.grant(stage.site.origin);
      });
      after(async () => {
        await stage.session?.close();
        await stage.site?.close();
      });
      suite(stage);
    });
  }
}
