// Starts a real browser with the shipped build of the extension in it, and gives it the site
// permissions that a person would give. The extension holds no code for tests: what differs from
// a person's browser is only who presses "Allow".
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import puppeteer from "puppeteer-core";

/** @typedef {"chromium" | "firefox"} BrowserName */
/**
 * @typedef {object} LaunchOptions
 * @property {string} extensionDir An unpacked extension, such as `dist/chromium`.
 * @property {boolean} [headless] True unless said otherwise.
 * @property {"close" | "keep" | "none"} [firstRun] What becomes of the page that the extension
 *   opens on its first start: closed (so that it cannot take the front from the page under test),
 *   kept, or none is expected.
 * @property {"light" | "dark"} [colourScheme]
 * @property {string} [language] The browser's own language, such as `de`.
 */

/** @type {Record<BrowserName, { variable: string, paths: string[], install: string }>} */
const places = {
  chromium: {
    variable: "NOTELINT_CHROMIUM",
    paths: [
      "/usr/bin/chromium",
      "/usr/bin/chromium-browser",
      "/snap/bin/chromium",
      "/Applications/Chromium.app/Contents/MacOS/Chromium",
    ],
    install: "apt-get install chromium",
  },
  firefox: {
    variable: "NOTELINT_FIREFOX",
    paths: [
      "/usr/bin/firefox-esr",
      "/usr/bin/firefox",
      "/Applications/Firefox.app/Contents/MacOS/firefox",
      "C:\\Program Files\\Mozilla Firefox\\firefox.exe",
    ],
    install: "apt-get install firefox-esr",
  },
};

/**
 * The browser's program: the one that the environment names, or where it usually is.
 * @param {BrowserName} name
 */
export function executable(name) {
  const { variable, paths, install } = places[name];
  const named = process.env[variable];
  if (named) return named;
  const found = paths.find((path) => existsSync(path));
  if (!found) {
    throw new Error(`no ${name} found: ${install}, or set ${variable} to its program`);
  }
  return found;
}

/** Firefox takes the extension's internal address from this pref, so that we know it beforehand. */
const firefoxHost = "6f3e2c1a-8d47-4b0e-9c55-1f0c0de5eed5";

/** @param {string} dir */
async function manifestOf(dir) {
  return JSON.parse(await readFile(join(dir, "manifest.json"), "utf8"));
}

/** The add-on id that the manifest declares. @param {string} dir */
async function addonId(dir) {
  const manifest = await manifestOf(dir);
  const id = manifest.browser_specific_settings?.gecko?.id;
  if (typeof id !== "string") throw new Error(`${dir}/manifest.json has no gecko id`);
  return id;
}

/** @param {LaunchOptions} options */
async function launchChromium({ extensionDir, headless = true, colourScheme, language }) {
  // Chromium refuses to start its sandbox as root, and only then.
  const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  if (colourScheme === "dark") args.push("--force-dark-mode");
  if (language) args.push(`--lang=${language}`, `--accept-lang=${language}`);
  const browser = await puppeteer.launch({
    executablePath: executable("chromium"),
    headless,
    pipe: true,
    enableExtensions: [extensionDir],
    defaultViewport: headless ? { width: 1280, height: 900 } : null,
    args,
    ...(language ? { env: { ...process.env, LANGUAGE: language } } : {}),
  });
  const worker = await browser.waitForTarget(
    (target) => target.type() === "service_worker" && target.url().startsWith("chrome-extension:"),
  );
  const id = new URL(worker.url()).host;
  return { browser, id, origin: `chrome-extension://${id}` };
}

/** @param {LaunchOptions} options */
async function launchFirefox({ extensionDir, headless = true, colourScheme, language }) {
  const id = await addonId(extensionDir);
  const browser = await puppeteer.launch({
    browser: "firefox",
    executablePath: executable("firefox"),
    headless,
    defaultViewport: headless ? { width: 1280, height: 900 } : null,
    // Without it, WebDriver may not open an extension's pages.
    args: ["-remote-allow-system-access"],
    extraPrefsFirefox: {
      // `permissions.request` is granted without the doorhanger, which no page can press.
      "extensions.webextOptionalPermissionPrompts": false,
      "extensions.webextensions.uuids": JSON.stringify({ [id]: firefoxHost }),
      ...(colourScheme
        ? { "layout.css.prefers-color-scheme.content-override": colourScheme === "dark" ? 0 : 1 }
        : {}),
      ...(language ? { "intl.accept_languages": language, "intl.locale.requested": language } : {}),
    },
  });
  await browser.installExtension(extensionDir);
  return { browser, id, origin: `moz-extension://${firefoxHost}` };
}

/** A running browser with the extension in it. */
export class Session {
  #extensionDir;

  /**
   * @param {BrowserName} name
   * @param {import("puppeteer-core").Browser} browser
   * @param {string} id The extension's id, as the browser knows it.
   * @param {string} origin The extension's own origin, without a slash at its end.
   * @param {string} popup Where the manifest says that the toolbar popup is.
   * @param {string} extensionDir
   */
  constructor(name, browser, id, origin, popup, extensionDir) {
    this.#extensionDir = extensionDir;
    this.name = name;
    this.browser = browser;
    this.id = id;
    this.origin = origin;
    this.popup = popup;
  }

  /** Puts the extension into the browser again; what it was allowed is forgotten. */
  async installAgain() {
    await this.browser.installExtension(this.#extensionDir);
  }

  /** Takes the extension out of the browser, as a person does on the page of extensions. */
  async removeExtension() {
    await this.browser.uninstallExtension(this.id);
  }

  /**
   * Opens an address in a new tab in front.
   * @param {string} url
   */
  async open(url) {
    const page = await this.browser.newPage();
    await page.bringToFront();
    await page.goto(url);
    return page;
  }

  /**
   * Opens one of the extension's own pages, such as `popup.html`, in a tab.
   * @param {string} path
   */
  async openExtensionPage(path) {
    const page = await this.browser.newPage();
    const url = `${this.origin}/${path}`;
    // Firefox moves the tab to another process on the way and loses the event that ends `goto`.
    const arrived = page.goto(url, { timeout: 0 }).catch(() => null);
    if (this.name === "chromium") await arrived;
    await this.#arrival(page, url);
    return page;
  }

  /**
   * Waits until the tab shows an address. Amid the move to another process it answers nothing, or
   * fails to: then it is asked again.
   * @param {import("puppeteer-core").Page} page
   * @param {string} url
   */
  async #arrival(page, url) {
    const isThere = (/** @type {string} */ wanted) =>
      document.URL.startsWith(wanted) && document.readyState === "complete";
    const deadline = Date.now() + 30_000;
    while (!(await page.evaluate(isThere, url).catch(() => false))) {
      if (Date.now() > deadline) throw new Error(`the tab never came to ${url}`);
      await setTimeout(20);
    }
  }

  /**
   * Decides beforehand that the browser's question for this site will be answered with "Allow",
   * so that the extension's own button can be pressed by a test. In Chromium it is done where a
   * person would also do it: on the extension's card in chrome://extensions.
   * @param {string} site An origin or any address of the site.
   */
  async consent(site) {
    if (this.name === "firefox") return;
    const settings = await this.browser.newPage();
    await settings.goto("chrome://extensions/");
    await settings.evaluate(
      (id, pattern) =>
        /** @type {{ addHostPermission(id: string, host: string): Promise<void> }} */ (
          Reflect.get(chrome, "developerPrivate")
        ).addHostPermission(id, pattern),
      new URL(this.origin).host,
      sitePattern(site),
    );
    await settings.close();
  }

  /**
   * Gives the extension a site, as a person who presses "Allow" does, and waits until the
   * extension has put its content script there. Pages opened afterwards have it.
   * @param {string} site An origin or any address of the site.
   */
  async grant(site) {
    await this.consent(site);
    const pattern = sitePattern(site);
    const page = await this.openExtensionPage(this.popup);
    await page.bringToFront();
    await page.evaluate((origin) => {
      // The browser wants a real press for this call; it does not care what was pressed.
      addEventListener(
        "click",
        (event) => {
          event.preventDefault();
          event.stopImmediatePropagation();
          void chrome.permissions.request({ origins: [origin] }).then((granted) => {
            document.documentElement.dataset["granted"] = String(granted);
          });
        },
        { capture: true, once: true },
      );
    }, pattern);
    await page.mouse.click(2, 2);
    await page.waitForFunction(() => document.documentElement.dataset["granted"] === "true");
    await page.waitForFunction(
      async (origin) => {
        const scripts = await chrome.scripting.getRegisteredContentScripts();
        return scripts.some((script) => script.matches?.includes(origin));
      },
      {},
      pattern,
    );
    await page.close();
  }

  async close() {
    await this.browser.close();
  }
}

/**
 * The match pattern of a site. Firefox knows no ports in patterns: a host stands for all of its.
 * @param {string} site
 */
function sitePattern(site) {
  const { protocol, hostname } = new URL(site);
  return `${protocol}//${hostname}/*`;
}

/**
 * Waits for the page that the extension opens on its first start, and closes it. Firefox's driver
 * does not learn the address of a tab that an extension opened, so each tab is asked for its own.
 * @param {Session} session
 */
async function closeFirstRunPage(session) {
  const deadline = Date.now() + 15_000;
  while (Date.now() < deadline) {
    for (const page of await session.browser.pages()) {
      const url = await page.evaluate(() => document.URL).catch(() => "");
      if (url.startsWith(session.origin)) return page.close();
    }
    await setTimeout(50);
  }
  throw new Error("the extension opened no page on its first start (firstRun: \"none\" if so meant)");
}

/**
 * Starts a browser on a profile of its own, which is deleted when it closes.
 * @param {BrowserName} name
 * @param {LaunchOptions} options
 */
export async function launch(name, options) {
  const popup = (await manifestOf(options.extensionDir)).action?.default_popup ?? "popup.html";
  const { browser, id, origin } = await (name === "chromium"
    ? launchChromium(options)
    : launchFirefox(options));
  const session = new Session(name, browser, id, origin, popup, options.extensionDir);
  if ((options.firstRun ?? "close") === "close") {
    try {
      await closeFirstRunPage(session);
    } catch (error) {
      await session.close();
      throw error;
    }
  }
  return session;
}
