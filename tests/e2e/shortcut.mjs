// Presses the extension's shortcut for opening the panel, which the browser itself takes before
// any page sees it.
import { askFirefoxItself } from "./firefox-itself.mjs";

/** @param {import("../harness/index.mjs").Session} session */
export async function pressShortcut(session) {
  await (session.name === "chromium" ? inChromium(session) : inFirefox(session));
}

// DevTools keys skip the browser's own shortcuts, and to an extension that DevTools has loaded
// Chromium gives none. So the event is sent as Chromium sends it.
/** @param {import("../harness/index.mjs").Session} session */
async function inChromium(session) {
  const target = await session.browser.waitForTarget(
    (other) => other.type() === "service_worker" && other.url().startsWith(session.origin),
  );
  const worker = await target.worker();
  await worker?.evaluate(async () => {
    const commands = await chrome.commands.getAll();
    if (!commands.some(({ name }) => name === "open-panel")) throw new Error("no such command");
    const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
    /** @type {{ dispatch(command: string, tab: unknown): void }} */ (
      /** @type {unknown} */ (chrome.commands.onCommand)
    ).dispatch("open-panel", tab);
  });
}

// WebDriver types into the page only, so the keys go into the browser's own window.
/** @param {import("../harness/index.mjs").Session} session */
async function inFirefox(session) {
  await askFirefoxItself(session, pressAltShiftN);
}

const pressAltShiftN = `() => {
  const input = Cc["@mozilla.org/text-input-processor;1"].createInstance(Ci.nsITextInputProcessor);
  if (!input.beginInputTransactionForTests(window)) throw new Error("the window takes no keys");
  const keys = [["Alt", "AltLeft", 18], ["Shift", "ShiftLeft", 16], ["N", "KeyN", 78]].map(
    ([key, code, keyCode]) => new KeyboardEvent("", { key, code, keyCode }),
  );
  for (const key of keys) input.keydown(key);
  for (const key of keys.reverse()) input.keyup(key);
}`;
