// A form of somebody else's, on a page that is hostile or unlucky (attacks.test.mjs does the same to
// the CRM): what a person sees is either whole or gone, and nothing of the note is lost.
import assert from "node:assert/strict";
import { it } from "node:test";
import { PNG } from "pngjs";
import { until } from "./until.mjs";
import { strangers, withExtension } from "./with-extension.mjs";

const wrong = "MX records are switched. #covid19";
const right = "MX records are switched. #covid";
const fix = "Change to #covid";
const message = /#covid19/;

/** The elements that a page may suspect to be ours. */
const suspects = ":root > :not(head, body)";

withExtension(
  "a hostile page",
  (stage) => {
    /** A note with a finding. @param {string} [field] */
    async function written(field = "textarea") {
      await stage.chooseRole("fm");
      const { page, notelint } = await stage.openPage();
      await page.click(field);
      await page.keyboard.type(wrong);
      await notelint.chip(message);
      return { page, notelint };
    }

    const textOf = (/** @type {import("puppeteer-core").Page} */ page) =>
      page.$eval("textarea", (area) => area.value);

    it("that writes itself anew is served anew", async () => {
      const { page, notelint } = await written();
      await page.evaluate(() => {
        document.open();
        document.write("<!doctype html><label>Note <textarea></textarea></label>");
        document.close();
      });
      await notelint.nothing();
      await page.click("textarea");
      await page.keyboard.type(wrong);
      await notelint.chip(message);
      assert.equal(await textOf(page), wrong);
      await page.close();
    });

    it("that replaces its body takes the old note's marks with it, and the new one is served", async () => {
      const { page, notelint } = await written();
      await page.evaluate(() => {
        const body = document.createElement("body");
        const area = document.createElement("textarea");
        area.setAttribute("aria-label", "Note");
        body.append(area);
        document.body.replaceWith(body);
      });
      await notelint.nothing();
      await page.click("textarea");
      await page.keyboard.type(wrong);
      await notelint.chip(message);
      assert.equal(await textOf(page), wrong);
      await page.close();
    });

    it("that patches what elements can do neither stops us nor learns of us", async () => {
      await stage.chooseRole("fm");
      const { page, notelint } = await stage.openPage();
      await page.evaluate(() => {
        const seen = /** @type {string[]} */ ([]);
        Object.assign(window, { seen });
        const refuse = (/** @type {object} */ prototype, /** @type {string[]} */ ...names) => {
          for (const name of names) {
            Object.defineProperty(prototype, name, {
              value: () => {
                seen.push(name);
                throw new Error(`no ${name} here`);
              },
            });
          }
        };
        refuse(Element.prototype, "append", "remove", "attachShadow", "setAttribute", "matches", "closest");
        refuse(HTMLElement.prototype, "showPopover", "hidePopover", "focus");
        refuse(EventTarget.prototype, "addEventListener", "dispatchEvent");
        refuse(Node.prototype, "appendChild", "insertBefore", "getRootNode");
        refuse(Document.prototype, "createElement", "execCommand", "createRange");
        Reflect.set(window, "MutationObserver", undefined);
        Reflect.set(window, "requestAnimationFrame", undefined);
      });
      await page.evaluate(() => document.querySelector("textarea")?.setSelectionRange(0, 0));
      const box = await page.evaluate(() => {
        const { x, y } = /** @type {Element} */ (document.querySelector("textarea")).getBoundingClientRect();
        return { x, y };
      });
      await page.mouse.click(box.x + 30, box.y + 20);
      await page.keyboard.type(wrong);
      await notelint.chip(message);
      await notelint.open();
      await notelint.press(fix);
      await until("the fix", async () => (await page.evaluate(() => document.querySelector("textarea")?.value)) === right);
      assert.deepEqual(await page.evaluate(() => Reflect.get(window, "seen")), []);
      await page.close();
    });

    it("that forges clicks and keys presses nothing", async () => {
      const { page, notelint } = await written();
      await notelint.open();
      await notelint.readPanel();
      const places = await notelint.buttons();
      await page.evaluate(
        ({ selector, places }) => {
          for (const element of document.querySelectorAll(selector)) {
            for (const { x, y } of places) {
              for (const type of ["pointerdown", "mousedown", "pointerup", "mouseup", "click"]) {
                const given = { bubbles: true, cancelable: true, composed: true, clientX: x, clientY: y, detail: 1 };
                element.dispatchEvent(new MouseEvent(type, given));
              }
            }
            for (const key of ["ArrowDown", "Enter", " ", "Escape"]) {
              for (const type of ["keydown", "keypress", "keyup"]) {
                element.dispatchEvent(new KeyboardEvent(type, { key, bubbles: true, composed: true }));
                document.dispatchEvent(new KeyboardEvent(type, { key, bubbles: true, composed: true }));
              }
            }
            if (element instanceof HTMLElement) element.click();
          }
          window.postMessage({ command: "open-panel" }, "*");
        },
        { selector: suspects, places },
      );
      assert.ok((await notelint.see()).panel, "a forged Escape has closed the panel");
      assert.equal(await textOf(page), wrong);
      // What a person presses, at the same place, does count.
      await notelint.press(fix);
      await until("the fix", async () => (await textOf(page)) === right);
      await page.close();
    });

    it("whose body can be edited keeps nothing of us in it", async () => {
      await stage.chooseRole("fm");
      const { page, notelint } = await stage.openPage();
      await page.evaluate(() => {
        document.body.replaceChildren(document.createElement("p"));
        document.body.setAttribute("contenteditable", "true");
        document.body.setAttribute("aria-label", "Note");
        document.body.style.minHeight = "200px";
      });
      await page.click("body");
      await page.keyboard.type(wrong);
      await notelint.chip(message);
      assert.deepEqual(await notelint.underlined(), ["#covid19"]);
      await notelint.open();
      await notelint.press(fix);
      await until("the fix", async () => (await page.$eval("body", (body) => body.innerText.trim())) === right);
      assert.deepEqual(
        await page.$eval("body", (body) => [...body.querySelectorAll("*")].map((element) => element.outerHTML.slice(0, 3))),
        ["<p>"],
      );
      await page.close();
    });

    /** @type {Record<string, string>} */
    const styles = {
      "the root transparent": ":root { opacity: 0.02 !important }",
      "the root blurred": ":root { filter: blur(30px) opacity(0.1) !important }",
      "the root cut off": ":root { clip-path: inset(100%) !important }",
      "all but its body transparent": ":root > :not(head, body), * > [popover] { opacity: 0 !important; filter: opacity(0) !important; clip-path: inset(100%) !important; transform: translate(-9999px) !important; visibility: hidden !important; mask: linear-gradient(transparent, transparent) !important; animation: gone 1s infinite !important } @keyframes gone { from, to { opacity: 0 } }",
    };
    for (const [what, css] of Object.entries(styles)) {
      it(`that makes ${what} leaves the chip as it is, or has none`, async () => {
        const { page, notelint } = await written();
        const picture = async () => {
          const place = await until("the chip's place", () => notelint.chipIfAny());
          const clip = { x: Math.round(place.x) - 12, y: Math.round(place.y) - 6, width: 24, height: 12 };
          return PNG.sync.read(Buffer.from(await page.screenshot({ clip })));
        };
        await notelint.still();
        const before = await picture();
        await page.evaluate((text) => {
          const style = document.createElement("style");
          style.textContent = text;
          document.head.append(style);
        }, css);
        await page.keyboard.type(" Done.");
        await until("a chip that looks as before, or none", async () => {
          const { chip } = await notelint.see();
          return chip === null || alike(before, await picture()) > 0.9;
        });
        assert.equal(await textOf(page), `${wrong} Done.`);
        await page.close();
      });
    }

    it("that hides our element by its attributes has them taken off", async () => {
      const { page, notelint } = await written();
      await page.$$eval(suspects, (elements) => {
        for (const element of elements) {
          element.setAttribute("style", "display: none !important; opacity: 0 !important");
          element.setAttribute("hidden", "");
          element.setAttribute("inert", "");
        }
      });
      await notelint.chip(message);
      await notelint.open();
      await notelint.press(fix);
      await until("the fix", async () => (await textOf(page)) === right);
      await page.close();
    });

    for (const through of [false, true]) {
      it(`that covers the panel with a popover${through ? " that lets clicks through" : ""} gets no fix pressed`, async () => {
        const { page, notelint } = await written();
        await notelint.open();
        await notelint.readPanel();
        const button = (await notelint.buttons()).find(({ name }) => name === fix);
        assert.ok(button);
        await page.evaluate((letsThrough) => {
          const cover = document.createElement("div");
          cover.popover = "manual";
          cover.style.cssText = "inset: 0; width: 100vw; height: 100vh; margin: 0; background: white";
          if (letsThrough) cover.style.pointerEvents = "none";
          cover.textContent = "Win a prize";
          document.body.append(cover);
          cover.showPopover();
        }, through);
        await page.mouse.click(button.x, button.y);
        await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
        assert.equal(await textOf(page), wrong);
        if (through) {
          // The press brought the panel to the front: now it can be read, and then pressed.
          await notelint.opened();
          await notelint.press(fix);
          await until("the fix", async () => (await textOf(page)) === right);
        }
        await page.close();
      });
    }

    it("that opens a modal dialog over the panel gets no fix pressed", async () => {
      const { page, notelint } = await written();
      await notelint.open();
      await notelint.readPanel();
      const button = (await notelint.buttons()).find(({ name }) => name === fix);
      assert.ok(button);
      await page.evaluate(() => {
        const dialog = document.createElement("dialog");
        dialog.style.cssText = "pointer-events: none; opacity: 0.01";
        document.body.append(dialog);
        dialog.showModal();
      });
      await page.mouse.click(button.x, button.y);
      await page.keyboard.press("Enter");
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
      assert.equal(await textOf(page), wrong);
      await page.close();
    });

    it("whose own popover lies over a text area has no underline drawn on it", async () => {
      const { page, notelint } = await written();
      await until("an underline", async () => (await notelint.underlined()).includes("#covid19"));
      const picture = async () => {
        const box = await page.$eval("[popover]", (menu) => {
          const { x, y, width, height } = menu.getBoundingClientRect();
          return { x: x + 4, y: y + 4, width: width - 8, height: height - 8 };
        });
        return PNG.sync.read(Buffer.from(await page.screenshot({ clip: box })));
      };
      await page.evaluate(() => {
        const area = /** @type {Element} */ (document.querySelector("textarea"));
        const { left, top } = area.getBoundingClientRect();
        const menu = document.createElement("div");
        menu.popover = "manual";
        menu.style.cssText = `inset: ${top}px auto auto ${left}px; width: 300px; height: 60px; margin: 0; border: 0; background: white`;
        document.body.append(menu);
        menu.showPopover();
      });
      for (const _ of "#covid19") await page.keyboard.press("Backspace");
      await notelint.nothing();
      await page.keyboard.type("#covid19");
      await notelint.chip(message);
      await until("an underline again", async () => (await notelint.underlined()).includes("#covid19"));
      const shown = await picture();
      assert.equal(shown.data.every((value) => value === 255), true, "something is drawn on the page's popover");
      await page.close();
    });
  },
  undefined,
  { dir: strangers, csp: null },
);

/** The share of pixels in which two pictures are alike. @param {import("pngjs").Picture} one @param {import("pngjs").Picture} other */
function alike(one, other) {
  let same = 0;
  for (let at = 0; at < one.data.length; at += 4) {
    const apart = [0, 1, 2].map((channel) => Math.abs((one.data[at + channel] ?? 0) - (other.data[at + channel] ?? 0)));
    if (Math.max(...apart) <= 8) same += 1;
  }
  return (same * 4) / one.data.length;
}
