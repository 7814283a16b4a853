// @vitest-environment jsdom
import { describe, expect, it } from "vitest";
import { findEditable } from "./find.ts";

function found(html: string) {
  document.body.innerHTML = html;
  const target = document.querySelector("#target");
  return target && findEditable(target)?.id;
}

describe("the editable element that an event is about", () => {
  const cases: [string, string, string | undefined][] = [
    ["a text area", "<textarea id=target></textarea>", "target"],
    ["a line", "<input id=target>", "target"],
    [
      "a text area that cannot be written in",
      "<textarea id=target readonly></textarea>",
      undefined,
    ],
    ["a one-time code", "<input id=target autocomplete=one-time-code>", undefined],
    ["a password", "<input id=target type=password>", undefined],
    ["a word in a rich text", "<div id=root contenteditable><p id=target>x</p></div>", "root"],
    [
      "the outermost of two",
      "<div id=root contenteditable><b contenteditable=true id=target>x</b></div>",
      "root",
    ],
    [
      "where CodeMirror 5 catches keys",
      "<div class=CodeMirror><div><textarea id=target></textarea></div></div>",
      undefined,
    ],
    ["where Ace does", "<div class=ace_editor><textarea id=target></textarea></div>", undefined],
  ];
  it.each(cases)("%s", (_, html, id) => {
    expect(found(html)).toBe(id);
  });
});
