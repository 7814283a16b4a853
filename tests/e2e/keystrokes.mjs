// What a keystroke in a long note costs on the page's main thread, with all that the shipped
// extension does there: `node tests/e2e/keystrokes.mjs`. A sampling profiler says how long our
// code runs, the layouts that it forces included. Chromium only: Firefox offers no profiler here.
import { launch, serve } from "../harness/index.mjs";
import { Portal } from "./portal.mjs";
import { built, Stage } from "./with-extension.mjs";

const keys = 150;
const letters = 21_500;
/** Microseconds between two samples. */
const interval = 100;

const sentence =
  "Because of COVID-19 they are accelerating Teams; the pilot of 40 is done and EXO comes next week. ";
const long = [...Array(Math.ceil(letters / sentence.length)).keys()]
  .map((at) => (at % 4 === 3 ? `${sentence.trim()}\n` : sentence))
  .join("");

/** @type {Record<string, (portal: Portal) => Promise<void>>} */
const fields = {
  "rich text": async (portal) => {
    await portal.choose("Note Category", "Engagement Management");
    await portal.focusNote();
  },
  textarea: async (portal) => {
    await portal.go("Status", "Enterprise status");
    await portal.type("Current FTC Activities", "");
  },
};

const stage = new Stage();
stage.site = await serve(built("crm"));
stage.session = await launch("chromium", { extensionDir: built("chromium") });
try {
  await stage.session.grant(stage.site.origin);
  for (const [name, enter] of Object.entries(fields)) {
    await stage.chooseRole(name === "textarea" ? "fta" : "fm");
    const { page, portal, notelint } = await stage.openPortal();
    await enter(portal);
    await page.evaluate((text) => document.execCommand("insertText", false, text), `${long} #covid19`);
    await notelint.chip(/./);
    const costs = await profiled(page);
    console.log(
      `${name}: ${letters} characters, ${costs.length} keystrokes, median ${at(costs, 0.5)} ms, p95 ${at(costs, 0.95)} ms`,
    );
    await page.close();
  }
} finally {
  await stage.session.close();
  await stage.site.close();
}

/**
 * Types, and gives what each keystroke cost: our time from one key to the next, in milliseconds.
 * @param {import("puppeteer-core").Page} page
 */
async function profiled(page) {
  const devTools = await page.createCDPSession();
  await devTools.send("Profiler.enable");
  await devTools.send("Profiler.setSamplingInterval", { interval });
  await devTools.send("Profiler.start");
  for (let key = 0; key < keys; key += 1) {
    // The marker's own frame in the profile tells the keystrokes apart.
    await page.evaluate(function keystrokeBegins() {
      const end = performance.now() + 1;
      while (performance.now() < end);
    });
    await page.keyboard.type("abcdefgh "[key % 9] ?? " ");
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 60))));
  }
  const { profile } = await devTools.send("Profiler.stop");
  await devTools.detach();
  return costsIn(profile);
}

/** @param {import("puppeteer-core").Protocol.Profiler.Profile} profile */
function costsIn({ nodes, samples = [], timeDeltas = [] }) {
  /** @type {Map<number, boolean>} */
  const ours = new Map();
  const markers = new Set();
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])));
  for (const { id, callFrame } of nodes) {
    if (callFrame.functionName === "keystrokeBegins" || markers.has(parents.get(id) ?? -1)) markers.add(id);
    ours.set(id, callFrame.url.startsWith("chrome-extension:") || ours.get(parents.get(id) ?? -1) === true);
  }
  const names = new Map(nodes.map(({ id, callFrame }) => [id, callFrame.functionName]));
  /** @param {number} from */
  const chain = (from) => {
    const parts = [];
    for (let id = from; ours.get(id); id = parents.get(id) ?? -1) parts.push(names.get(id) || "()");
    return parts.join(" < ");
  };
  /** @type {number[]} */
  const costs = [];
  let now = 0;
  let marked = Number.NEGATIVE_INFINITY;
  /** @type {Map<string, number>} */
  const byFunction = new Map();
  samples.forEach((sample, at) => {
    const took = (timeDeltas[at + 1] ?? 0) / 1000;
    now += took;
    if (markers.has(sample)) {
      // Samples of one marker lie close together, two markers a keystroke apart.
      if (now - marked > 30) costs.push(0);
      marked = now;
    }
    if (!ours.get(sample) || costs.length === 0) return;
    costs[costs.length - 1] = (costs.at(-1) ?? 0) + took;
    const name = `${process.argv.includes("--worst") ? costs.length : ""} ${chain(sample)}`;
    byFunction.set(name, (byFunction.get(name) ?? 0) + took);
  });
  if (process.argv.includes("--functions"))
    console.table([...byFunction].sort(([, a], [, b]) => b - a).slice(0, 16));
  return costs.sort((a, b) => a - b);
}

/** @param {number[]} sorted @param {number} share */
function at(sorted, share) {
  return sorted[Math.floor(sorted.length * share)]?.toFixed(2);
}
