// Pages that are hostile or unlucky: they move, hide, cover and flood, and forge events. What the
// author wrote is never touched, and no fix is carried out that the author did not press.
import assert from "node:assert/strict";
import { it } from "node:test";
import { until } from "./until.mjs";
import { withExtension } from "./with-extension.mjs";

const note = "Due to COVID-19 they want Teams this week. #covid19";

withExtension("a hostile page", (stage) => {
  /** A note with a near miss in the CRM; `errors` are those that the page saw. */
  async function written() {
    await stage.chooseRole("fm");
    const opened = await stage.openPortal();
    /** @type {string[]} */
    const errors = [];
    opened.page.on("pageerror", (error) => errors.push(String(error)));
    await opened.portal.choose("Note Category", "Engagement Management");
    await opened.portal.typeNote(note);
    await opened.notelint.chip(/#covid/);
    return { ...opened, errors };
  }

  /** What the toolbar badge says of the CRM's tab. */
  async function badge() {
    const popup = await stage.session.openExtensionPage(stage.session.popup);
    const text = await popup.evaluate(async (pattern) => {
      const [tab] = await chrome.tabs.query({ url: pattern });
      return tab?.id === undefined ? "no tab" : chrome.action.getBadgeText({ tabId: tab.id });
    }, "http://localhost/*");
    await popup.close();
    return text;
  }

  /** Runs in the page: our elements, as the page can see them. */
  const hosts = () => [...document.documentElement.children].filter((child) => !child.matches("head, body")).length;

  it("that takes our element away once gets it back", async () => {
    const { page, notelint } = await written();
    await page.evaluate(() => {
      for (const child of [...document.documentElement.children]) if (!child.matches("head, body")) child.remove();
    });
    await notelint.chip(/#covid/);
    assert.ok((await notelint.open()).text.includes("#covid"));
    await page.close();
  });

  it("that takes it away again and again is given way to, and the badge says so", async () => {
    const { page, portal, notelint, errors } = await written();
    await page.evaluate(() => {
      const tidy = () => {
        for (const child of [...document.documentElement.children]) if (!child.matches("head, body")) child.remove();
      };
      new MutationObserver(tidy).observe(document.documentElement, { childList: true });
      tidy();
    });
    await page.bringToFront();
    await until("a page without us", async () => (await page.evaluate(hosts)) === 0);
    await portal.typeNote(" More.");
    assert.equal(await until("off on the badge", async () => (await badge()) === "off" && "off"), "off");
    assert.equal(await page.evaluate(hosts), 0);
    assert.equal((await portal.note()).replace(" More.", ""), note);
    assert.deepEqual(await notelint.underlined(), []);
    assert.deepEqual(errors, []);
    await page.close();
  });

  it("that hides, clips, moves and fades our element by its style does not", async () => {
    const { page, notelint } = await written();
    const styled = await page.evaluate(() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(`html > :not(head, body) { opacity: 0 !important; display: none !important;
        visibility: hidden !important; clip-path: inset(50%) !important; filter: opacity(0) !important;
        transform: translateX(-4000px) !important; pointer-events: none !important; color: #fff !important; }`);
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
      return [...document.documentElement.children]
        .filter((child) => !child.matches("head, body"))
        .map((host) => {
          const { opacity, display, visibility, clipPath, filter, transform } = getComputedStyle(host);
          return { opacity, display: display !== "none", visibility, clipPath, filter, transform };
        });
    });
    assert.ok(styled.length > 0);
    for (const style of styled) {
      assert.deepEqual(style, { opacity: "1", display: true, visibility: "visible", clipPath: "none", filter: "none", transform: "none" });
    }
    assert.ok((await notelint.open()).text.includes("#covid"));
    await page.close();
  });

  it("that forges clicks and keys at us and at the field changes nothing", async () => {
    const { page, portal, notelint } = await written();
    await notelint.open();
    await notelint.readPanel();
    await page.evaluate(() => {
      const field = /** @type {HTMLElement} */ (document.querySelector("[role=textbox][contenteditable]"));
      const targets = [...document.documentElement.children].filter((child) => !child.matches("head, body"));
      for (const target of [...targets, field, window]) {
        for (const type of ["pointerdown", "mousedown", "pointerup", "mouseup", "click"]) {
          for (let y = 0; y < innerHeight; y += 12) {
            const at = { clientX: innerWidth - 200, clientY: y, bubbles: true, composed: true, cancelable: true };
            target.dispatchEvent(new MouseEvent(type, at));
          }
        }
        // The editor itself believes a forged Enter.
        for (const key of target === field ? ["Escape"] : ["ArrowDown", "Enter", " ", "Escape"]) {
          target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, composed: true, cancelable: true }));
          target.dispatchEvent(new KeyboardEvent("keyup", { key, bubbles: true, composed: true, cancelable: true }));
        }
        target.dispatchEvent(new FocusEvent("focusin", { bubbles: true, composed: true }));
        window.postMessage({ command: "check" }, "*");
      }
    });
    assert.ok((await notelint.see()).panel, "a forged Escape has closed the panel");
    assert.equal(await portal.note(), note);
    await page.close();
  });

  it("that covers the panel gets the click itself, and no fix is carried out", async () => {
    for (const cover of /** @type {const} */ (["popover", "dialog"])) {
      const { page, portal, notelint } = await written();
      await notelint.open();
      await notelint.readPanel();
      const fix = await notelint.placeOf("Change to #covid");
      await page.evaluate((kind) => {
        const element = document.createElement(kind === "dialog" ? "dialog" : "div");
        element.style.cssText = "position:fixed;inset:0;width:auto;height:auto;max-width:none;max-height:none;margin:0;opacity:.01";
        document.body.append(element);
        if (element instanceof HTMLDialogElement) element.showModal();
        else {
          element.popover = "manual";
          element.showPopover();
        }
      }, cover);
      await page.mouse.click(fix.x, fix.y);
      assert.equal(await portal.note(), note, cover);
      await page.close();
    }
  });

  it("that writes itself anew, or puts another body in, is left without a trace", async () => {
    for (const way of /** @type {const} */ (["write", "body"])) {
      const { page, notelint, errors } = await written();
      await page.evaluate((how) => {
        if (how === "body") document.body.replaceWith(document.createElement("body"));
        else {
          document.open();
          document.write("<!doctype html><title>anew</title><p>Another page");
          document.close();
        }
      }, way);
      await until(`nothing of ours (${way})`, async () => (await page.evaluate(hosts)) === 0);
      assert.deepEqual(await notelint.underlined(), []);
      assert.deepEqual(errors, []);
      await page.close();
    }
  });

  it("with 5,000 text areas, and 10,000 changes a second, is written in as ever", async () => {
    await stage.chooseRole("fm");
    const { page, portal, notelint } = await stage.openPortal();
    await page.evaluate(() => {
      const crowd = document.createElement("div");
      crowd.style.cssText = "height:40px;overflow:auto";
      for (let count = 0; count < 5_000; count += 1) crowd.append(document.createElement("textarea"));
      const noise = document.createElement("div");
      noise.hidden = true;
      document.body.append(crowd, noise);
      setInterval(() => {
        for (let count = 0; count < 100; count += 1) {
          noise.append(document.createElement("i"));
          if (noise.childElementCount > 50) noise.firstChild?.remove();
        }
      }, 10);
    });
    await portal.choose("Note Category", "Engagement Management");
    await portal.typeNote(note);
    await notelint.chip(/#covid/);
    assert.equal(await portal.note(), note);
    assert.deepEqual((await portal.save()).sections, [{ name: null, text: note }]);
    await page.close();
  });

  it("that patches the DOM's own methods patches only its own", async () => {
    await stage.chooseRole("fm");
    const { page, portal, notelint } = await stage.openPortal();
    await page.evaluate(() => {
      const seen = /** @type {string[]} */ ([]);
      Object.assign(window, { seen });
      const { attachShadow, append } = Element.prototype;
      Element.prototype.attachShadow = function (options) {
        seen.push("attachShadow");
        return attachShadow.call(this, { ...options, mode: "open" });
      };
      Element.prototype.append = function (...nodes) {
        if (this === document.documentElement) seen.push("append");
        append.apply(this, nodes);
      };
      window.getComputedStyle = () => {
        throw new Error("not for you");
      };
    });
    await portal.typeNote(note);
    await notelint.chip(/#covid/);
    assert.deepEqual(await page.evaluate(() => Reflect.get(window, "seen")), []);
    await page.close();
  });

  it("that is editable as a whole takes its text as ever", async () => {
    const { page, portal, errors } = await written();
    await page.evaluate(() => {
      document.body.contentEditable = "true";
    });
    await portal.typeNote(" More.");
    assert.equal((await portal.note()).length, note.length + 6);
    assert.deepEqual(errors, []);
    await page.close();
  });
});
