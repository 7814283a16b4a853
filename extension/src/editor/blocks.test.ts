// @vitest-environment jsdom
import fc from "fast-check";
import { expect, it } from "vitest";
import { Blocks, TELLING } from "./blocks.ts";
import { readText } from "./read-text.ts";

const piece = fc.constantFrom(
  "<p>one <b>two</b></p>",
  "<p><br></p>",
  "<div>a<div>b</div>c</div>",
  "<ul><li>x</li><li>y<ul><li>z</li></ul></li></ul>",
  "<table><tbody><tr><td><p>1</p></td><td></td></tr><tr><td>2</td><td>3</td></tr></tbody></table>",
  '<p>to <span contenteditable="false">@Ana <div>x</div></span>!</p>',
  '<div contenteditable="false"><p>quoted</p></div>',
  "<pre>a\n b</pre>",
  "loose text",
  "<br>",
  "<p>\uFEFF</p>",
);

/** What editors and pages do to a text, at a node chosen by number. */
const changes: Record<string, (node: Element, html: string) => void> = {
  type: (node) => {
    const text = [...node.childNodes].find((child) => child.nodeType === 3);
    if (text) text.nodeValue += "k";
    else node.prepend("k");
  },
  insert: (node, html) => node.insertAdjacentHTML("beforeend", html),
  replace: (node, html) => {
    node.innerHTML = html;
  },
  remove: (node) => node.lastChild?.remove(),
  move: (node) => node.parentElement?.append(node),
  hide: (node) => node.setAttribute("style", "display:none"),
  show: (node) => node.removeAttribute("style"),
  lock: (node) => node.setAttribute("contenteditable", "false"),
  unlock: (node) => node.removeAttribute("contenteditable"),
};

const step = fc.record({
  name: fc.constantFrom(...Object.keys(changes)),
  at: fc.nat(),
  html: piece,
});

it("after any changes, what is kept and what is read anew make the text of a whole reading", () => {
  let kept = 0;
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 6 }),
      fc.array(step, { maxLength: 12 }),
      (html, steps) => {
        const root = document.createElement("div");
        root.contentEditable = "true";
        root.innerHTML = html.join("");
        document.body.replaceChildren(root);
        const blocks = new Blocks();
        const observer = new MutationObserver(() => undefined);
        observer.observe(root, {
          childList: true,
          characterData: true,
          attributes: true,
          attributeFilter: TELLING,
          subtree: true,
        });
        readText(root, blocks);
        for (const { name, at, html } of steps) {
          const nodes = [...root.querySelectorAll("*")].filter((node) => node !== root);
          const node = nodes[at % Math.max(1, nodes.length)];
          if (node) changes[name]?.(node, html);
          else root.innerHTML = html;
          blocks.changed(observer.takeRecords());
          kept += [...root.querySelectorAll("*")].filter((element) => blocks.of(element)).length;
          const partly = readText(root, blocks);
          const wholly = readText(root);
          expect(partly.text).toBe(wholly.text);
          expect(partly.pieces).toEqual(wholly.pieces);
        }
        observer.disconnect();
      },
    ),
    { numRuns: 60 },
  );
  expect(kept).toBeGreaterThan(100);
}, 60_000);
