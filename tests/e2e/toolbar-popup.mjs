// The toolbar popup as the browser itself opens it, over the page in front: only so does it know
// which tab it is about.
import { askFirefoxItself } from "./firefox-itself.mjs";
import { until } from "./until.mjs";

/**
 * Opens the popup. What comes back evaluates expressions in it, in which `document` is the popup's,
 * and gives what is JSON: `ask` those that change nothing, `act` those that do.
 * @param {import("../harness/index.mjs").Session} session
 */
export async function openToolbarPopup(session) {
  return session.name === "chromium" ? inChromium(session) : inFirefox(session);
}

/** @param {import("../harness/index.mjs").Session} session */
async function inChromium(session) {
  const { browser, origin, popup } = session;
  const target = await browser.waitForTarget(
    (other) => other.type() === "service_worker" && other.url().startsWith(origin),
  );
  const worker = await target.worker();
  await worker?.evaluate(() => chrome.action.openPopup());
  const opened = await browser.waitForTarget((other) => other.url() === `${origin}/${popup}`);
  const page = await opened.asPage();
  return {
    /** @param {string} expression @returns {Promise<any>} */
    ask: (expression) => page.evaluate(expression),
    /** @param {string} expression @returns {Promise<any>} */
    act: (expression) => page.evaluate(expression),
    close: () => page.close(),
  };
}

/** @param {import("../harness/index.mjs").Session} session */
async function inFirefox(session) {
  await askFirefoxItself(session, openPopup, session.id);
  // While it opens the popup moves to another frame of the browser, and what is asked meanwhile is
  // lost: such questions are asked again.
  const ask = (/** @type {string} */ expression) =>
    until("an answer of the popup", async () => {
      const answer = await askFirefoxItself(session, evaluate, expression, "1000");
      return answer ? { value: JSON.parse(answer) } : null;
    }).then(({ value }) => value);
  await until("a popup", () => ask(`document.URL.endsWith("popup.html") && document.readyState === "complete"`));
  return {
    /** @param {string} expression @returns {Promise<any>} */
    ask,
    /** @param {string} expression @returns {Promise<any>} */
    act: async (expression) => {
      const answer = await askFirefoxItself(session, evaluate, expression, "10000");
      if (!answer) throw new Error("the popup does not answer");
      return JSON.parse(answer);
    },
    close: () => askFirefoxItself(session, closePopup),
  };
}

const openPopup = `async (id) => {
  const { ExtensionParent } = ChromeUtils.importESModule("resource://gre/modules/ExtensionParent.sys.mjs");
  const { extension } = WebExtensionPolicy.getByID(id);
  await ExtensionParent.apiManager.global.browserActionFor(extension).openPopup(window, false);
}`;

/** Null where no answer comes in time. */
const evaluate = `(expression, patience) => new Promise((done) => {
  const messageManager = document.querySelector(".webextension-popup-browser")?.messageManager;
  if (!messageManager) return done(null);
  const name = "notelint:" + crypto.randomUUID();
  const finish = (answer) => {
    clearTimeout(timer);
    messageManager.removeMessageListener(name, listener);
    done(answer);
  };
  const listener = ({ data }) => finish(data);
  const timer = setTimeout(() => finish(null), Number(patience));
  messageManager.addMessageListener(name, listener);
  const script = "{ const { document } = content; sendAsyncMessage('" + name + "', JSON.stringify((" + expression + ") ?? null)); }";
  messageManager.loadFrameScript("data:application/javascript;charset=utf-8," + encodeURIComponent(script), false);
})`;

const closePopup = `() => document.querySelector(".webextension-popup-browser").closest("panel").hidePopup()`;
