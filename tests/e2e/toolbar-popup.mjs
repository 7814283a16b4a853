// The toolbar popup as the browser itself opens it, over the page in front: only so does it know
// which tab it is about.
import { askFirefoxItself } from "./firefox-itself.mjs";
import { until } from "./until.mjs";

/**
 * Opens the popup. What comes back evaluates an expression in it, in which `document` is the
 * popup's, and gives what is JSON.
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
    close: () => page.close(),
  };
}

/** @param {import("../harness/index.mjs").Session} session */
async function inFirefox(session) {
  await askFirefoxItself(session, openPopup, session.id);
  await until("a popup", () => askFirefoxItself(session, isThere));
  return {
    /** @param {string} expression @returns {Promise<any>} */
    ask: async (expression) => JSON.parse(await askFirefoxItself(session, evaluate, expression)),
    close: () => askFirefoxItself(session, closePopup),
  };
}

const openPopup = `async (id) => {
  const { ExtensionParent } = ChromeUtils.importESModule("resource://gre/modules/ExtensionParent.sys.mjs");
  const { extension } = WebExtensionPolicy.getByID(id);
  await ExtensionParent.apiManager.global.browserActionFor(extension).openPopup(window, false);
}`;

const isThere = `() => document.querySelector(".webextension-popup-browser")?.currentURI?.spec.endsWith("popup.html") ?? false`;

const evaluate = `(expression) => new Promise((done) => {
  const { messageManager } = document.querySelector(".webextension-popup-browser");
  const listener = ({ data }) => {
    messageManager.removeMessageListener("answer", listener);
    done(data);
  };
  messageManager.addMessageListener("answer", listener);
  const script = "{ const { document } = content; sendAsyncMessage('answer', JSON.stringify((" + expression + ") ?? null)); }";
  messageManager.loadFrameScript("data:application/javascript;charset=utf-8," + encodeURIComponent(script), false);
})`;

const closePopup = `() => document.querySelector(".webextension-popup-browser").closest("panel").hidePopup()`;
