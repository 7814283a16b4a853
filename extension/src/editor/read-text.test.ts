// @vitest-environment jsdom
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readText } from "./read-text.ts";

function read(html: string) {
  const root = document.createElement("div");
  root.contentEditable = "true";
  root.innerHTML = html;
  document.body.replaceChildren(root);
  return readText(root);
}

describe("the text as its author sees it", () => {
  const cases: [string, string, string][] = [
    ["paragraphs", "<p>one</p><p>two</p>", "one\ntwo"],
    ["an empty paragraph", "<p>one</p><p><br></p><p>two</p>", "one\n\ntwo"],
    ["an empty first line", "<div><br></div><div>one</div>", "\none"],
    ["an empty last line", "<div>one</div><div><br></div>", "one\n"],
    ["line breaks", "one<br>two<br><br>three", "one\ntwo\n\nthree"],
    ["a break that only holds the line open", "<p>one<br></p><p>two</p>", "one\ntwo"],
    ["text before a block", "one<div>two</div>three", "one\ntwo\nthree"],
    ["nested blocks", "<div><div><p>one</p></div></div><div>two</div>", "one\ntwo"],
    ["lists", "<ul><li>one</li><li>two<ul><li>three</li></ul></li></ul>", "one\ntwo\nthree"],
    ["marks", "<p>a<b>b</b><i>c</i> d</p>", "abc d"],
    ["no-break spaces", "<p>a&nbsp; b&nbsp;</p>", "a  b "],
    ["white space between tags", "<p>\n  one\n  two </p>\n<p> three</p>", "one two\nthree"],
    ["white space around marks", "<p>one <b> two</b> </p>", "one two"],
    ["fillers", "<p>\uFEFFone\u200B</p><p>\uFEFF</p><p>two</p>", "one\n\ntwo"],
    [
      "a preformatted block",
      '<div style="white-space:pre-wrap">a  b\nc\n</div><p>d</p>',
      "a  b\nc\nd",
    ],
    ["emoji and combining marks", "<p>e\u0301 👩‍👩‍👧 ok</p>", "e\u0301 👩‍👩‍👧 ok"],
    ["a mention", '<p>to <span contenteditable="false">@Ana</span>!</p>', "to @Ana!"],
    [
      "bullets that an editor writes itself",
      '<div><span contenteditable="false">•</span>one</div><div><span contenteditable="false">2.</span>two</div>',
      "one\ntwo",
    ],
    [
      "a number that cannot be edited",
      '<p>in <span contenteditable="false">2.</span> days</p>',
      "in 2. days",
    ],
    ["an emoji that is an image", '<p>a<img alt="🙂">b</p>', "a🙂b"],
    ["another image", '<p>a<img alt="chart">b</p>', "a\uFFFCb"],
    ["an editor's own image", '<p>a<img alt=""></p>', "a"],
    [
      "a placeholder",
      '<p><span contenteditable="false" class="cm-placeholder">Type</span></p>',
      "",
    ],
    ["hidden text", '<p>a<span style="display:none">b</span></p>', "a"],
    ["buttons", "<p>a<button>x</button></p>", "a"],
    [
      "a table",
      "<table><tbody><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></tbody></table>",
      "a\tb\nc\td",
    ],
    [
      "a table of paragraphs",
      "<table><tbody><tr><td><p>a</p></td><td><p>b</p></td></tr><tr><td><p>c</p></td></tr></tbody></table><p>d</p>",
      "a\tb\nc\nd",
    ],
    [
      "an empty cell",
      "<table><tbody><tr><td>a</td><td><br></td><td>c</td></tr></tbody></table>",
      "a\t\tc",
    ],
    ["nothing", "<p><br></p>", ""],
  ];
  for (const [name, html, text] of cases)
    it(name, () => {
      expect(read(html).text).toBe(text);
    });
});

/** A word, with what editors do to it: marks around it, no-break spaces, fillers. */
const word = fc.stringMatching(/^[a-z#é👍]{1,6}$/u);
const line = fc.array(word, { maxLength: 4 }).map((words) => words.join(" "));
const note = fc.array(line, { minLength: 1, maxLength: 5 });

const asParagraphs = (lines: string[], wrap: (line: string) => string) =>
  lines.map((text) => `<p>${text ? wrap(text) : "<br>"}</p>`).join("");
const asBreaks = (lines: string[], wrap: (line: string) => string) =>
  `${lines.map((text) => (text ? wrap(text) : "")).join("<br>")}${lines.at(-1) ? "" : "<br>"}`;
const asList = (lines: string[], wrap: (line: string) => string) =>
  `<ul>\n${lines.map((text) => `  <li>${text ? wrap(text) : "<br>"}</li>\n`).join("")}</ul>`;

const wraps: ((line: string) => string)[] = [
  (text) => text,
  (text) => `<b>${text.slice(0, 2)}</b>${text.slice(2)}`,
  (text) => text.replaceAll(" ", "&nbsp;"),
  (text) => text.replaceAll(" ", "\n   "),
  (text) => `<span>\uFEFF${text.replaceAll(" ", "</span> <span>")}</span>`,
  (text) => text.replaceAll(" ", "\u200B "),
];

const markup = fc.record({
  lines: note,
  block: fc.constantFrom(asParagraphs, asBreaks, asList),
  wrap: fc.constantFrom(...wraps),
});

describe("for any note in any markup", () => {
  it("reads the lines that were written", () => {
    fc.assert(
      fc.property(markup, ({ lines, block, wrap }) => {
        expect(read(block(lines, wrap)).text).toBe(lines.join("\n"));
      }),
    );
  });

  it("finds every range again in the DOM", () => {
    fc.assert(
      fc.property(markup, fc.nat(), fc.nat(), ({ lines, block, wrap }, from, length) => {
        const map = read(block(lines, wrap));
        const start = from % (map.text.length + 1);
        const end = Math.min(map.text.length, start + 1 + (length % 6));
        const slice = map.text.slice(start, end);
        const range = map.range(start, end);
        const shown = (text: string) => text.replace(/[\s\u200B\uFEFF]/g, "");
        expect(shown(range?.toString() ?? "")).toBe(shown(slice));
      }),
    );
  });

  it("comes back from every place to its offset", () => {
    fc.assert(
      fc.property(markup, ({ lines, block, wrap }) => {
        const map = read(block(lines, wrap));
        for (let offset = 0; offset <= map.text.length; offset += 1) {
          const place = map.caret(offset);
          expect(map.offset(place.node, place.offset)).toBe(offset);
        }
      }),
    );
  });

  it("has pieces in order that make up the text, save for what separates lines", () => {
    fc.assert(
      fc.property(markup, ({ lines, block, wrap }) => {
        const map = read(block(lines, wrap));
        let at = 0;
        for (const piece of map.pieces) {
          expect(map.text.slice(at, piece.start)).toMatch(/^\n?$/);
          expect(piece.start).toBeGreaterThanOrEqual(at);
          at = piece.end;
        }
      }),
    );
  });
});

describe("places to type at", () => {
  it("are beside a mention, not in it", () => {
    const map = read('<p>to <span contenteditable="false">@Ana</span></p>');
    const place = map.caret(map.text.length);
    expect([place.node.nodeName, place.offset]).toEqual(["P", 2]);
    expect(map.touchesIsland(4, 5)).toBe(true);
    expect(map.touchesIsland(0, 3)).toBe(false);
  });

  it("are in the empty paragraph that the offset is in", () => {
    const map = read("<p>one</p><p><br></p><p>two</p>");
    expect(map.caret(4).node).toBe(map.root.children[1]);
    expect(map.caret(3).node).toBe(map.root.querySelector("p")?.firstChild);
    expect(map.caret(5).node).toBe(map.root.children[2]?.firstChild);
  });

  it("are the editor itself when it is empty", () => {
    const map = read("");
    expect(map.caret(0)).toEqual({ node: map.root, offset: 0 });
  });
});
