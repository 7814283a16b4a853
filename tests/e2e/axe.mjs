// axe-core in a page under test.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/**
 * What axe finds wrong, in one line each.
 * @param {import("puppeteer-core").Page} page
 * @param {{ within?: string }} where A selector of what to look at; the whole page unless given.
 */
export async function faults(page, { within } = {}) {
  await page.evaluate(axe);
  return page.evaluate(async (selector) => {
    /** @typedef {{ id: string, nodes: { target: string[] }[] }} Fault */
    /** @type {{ run(where: unknown): Promise<{ violations: Fault[], passes: unknown[] }> }} */
    const tool = Reflect.get(window, "axe");
    const { violations, passes } = await tool.run(selector ?? document);
    if (passes.length === 0) throw new Error("axe has looked at nothing");
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
  }, within ?? null);
}
