// The panel as it is opened and left: by a click on a marked word, by the keyboard, and not at all
// where there is nothing to show. And that nothing of ours runs while nobody writes.
import assert from "node:assert/strict";
import { setTimeout } from "node:timers/promises";
import { it } from "node:test";
import { reachClosedRoots } from "./closed-roots.mjs";
import { pressShortcut } from "./shortcut.mjs";
import { until } from "./until.mjs";
import { withExtension } from "./with-extension.mjs";

const note = "MX records are switched. #covid19";

/** @param {import("./with-extension.mjs").Stage} stage @param {string} text */
async function written(stage, text = note) {
  await stage.chooseRole("gm");
  const opened = await stage.openPortal();
  await opened.portal.choose("Note Category", "Engagement Management");
  await opened.portal.typeNote(text);
  return opened;
}

withExtension("the panel", (stage) => {
  it("opens by a click on the marked word, and the click stays the editor's", async () => {
    const { page, portal, notelint } = await written(stage);
    await notelint.chip(/#covid19/);
    // One highlight for each severity, and those that mark nothing now may be empty.
    const place = await until("the marked tag", () =>
      page.evaluate(() => {
        for (const range of [...CSS.highlights.values()].flatMap((highlight) => [...highlight])) {
          if (!String(range).startsWith("#covid19")) continue;
          const box = /** @type {Range} */ (range).getBoundingClientRect();
          return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
        }
        return null;
      }),
    );
    await page.mouse.click(place.x, place.y);
    assert.ok((await notelint.opened()).findings.some(({ message }) => message.includes("#covid19")));
    // The caret is where the click was: what is typed next goes there.
    await page.keyboard.type("Q");
    const text = await portal.note();
    assert.match(text, /^MX records are switched\. #.+Q.*$/);
    assert.equal(text.replace("Q", ""), note);
    await page.close();
  });

  it("by the keyboard takes the focus to the first fix, and Escape gives it back to the caret", async () => {
    const { page, portal, notelint } = await written(stage);
    await notelint.chip(/#covid19/);
    await page.keyboard.press("Home");
    await pressShortcut(stage.session);
    const panel = await notelint.opened();
    assert.equal(panel.focused, "Change to #covid");
    await page.keyboard.press("Escape");
    await until("a closed panel", async () => (await notelint.see()).panel === null);
    await page.keyboard.type("Y");
    assert.equal(await portal.note(), `Y${note}`);
    await page.close();
  });

  it("does not open where there is nothing to show", async () => {
    const { page, portal, notelint } = await written(stage, "MX records are switched.");
    await pressShortcut(stage.session);
    await notelint.staysQuiet();
    await page.keyboard.type(" Done.");
    assert.equal(await portal.note(), "MX records are switched. Done.");
    await page.close();
  });
});

withExtension(
  "the panel's looks",
  (stage) => {
    it("need no colours, and nothing moves where motion is not wanted", async () => {
      const { page, notelint } = await written(stage);
      await page.emulateMediaFeatures([{ name: "prefers-reduced-motion", value: "reduce" }]);
      const devTools = await page.createCDPSession();
      await devTools.send("Emulation.setEmulatedMedia", {
        features: [
          { name: "forced-colors", value: "active" },
          { name: "prefers-reduced-motion", value: "reduce" },
        ],
      });
      await notelint.chip(/#covid19/);
      await notelint.open();
      const reach = await reachClosedRoots(stage.session, page);
      const seen = await reach.read((roots) =>
        roots.flatMap((root) =>
          [...root.querySelectorAll(".chip, .panel, .panel button")].map((element) => {
            const { borderTopStyle, borderTopWidth, animationName, transitionDuration } = getComputedStyle(element);
            return {
              what: element.className,
              border: borderTopStyle !== "none" && parseFloat(borderTopWidth) > 0,
              still: animationName === "none" && transitionDuration.split(", ").every((duration) => duration === "0s"),
            };
          }),
        ),
      );
      assert.ok(seen.length >= 3, JSON.stringify(seen));
      assert.deepEqual(seen.filter(({ what, border }) => /^(chip|panel)\b/.test(what) && !border), []);
      assert.deepEqual(seen.filter(({ still }) => !still), []);
      await page.close();
    });

    it("cost nothing while nobody writes: no script of ours runs", async () => {
      for (const text of ["MX records are switched.", note]) {
        const { page, notelint } = await written(stage, text);
        if (text === note) await notelint.chip(/#covid19/);
        // Whoever leaves the note has done with typing: nothing waits for a pause any more.
        await page.evaluate(() => /** @type {HTMLElement} */ (document.activeElement).blur());
        const devTools = await page.createCDPSession();
        await devTools.send("Profiler.enable");
        await devTools.send("Profiler.setSamplingInterval", { interval: 100 });
        const ran = async () => {
          await devTools.send("Profiler.start");
          await setTimeout(1_000);
          const { profile } = await devTools.send("Profiler.stop");
          return profile.nodes
            .filter(({ callFrame, hitCount }) => callFrame.url.startsWith("chrome-extension:") && (hitCount ?? 0) > 0)
            .map(({ callFrame }) => callFrame.functionName);
        };
        await until("a second of rest", async () => (await ran()).length === 0);
        assert.deepEqual([...(await ran()), ...(await ran())], [], text);
        await page.close();
      }
    });
  },
  ["chromium"],
);
