// @vitest-environment jsdom
import { describe, expect, it } from "vitest";
import { wayOf } from "./edits.ts";

describe("the way in which an editor is asked", () => {
  it.each([
    ["one that is not known", "<div id=it contenteditable></div>", "event"],
    ["Froala", "<div id=it class=fr-element contenteditable></div>", "typing"],
    ["CodeMirror 5", "<div class=CodeMirror><div id=it contenteditable></div></div>", "none"],
  ])("%s", (_, html, way) => {
    document.body.innerHTML = html;
    expect(wayOf(document.querySelector("#it") as HTMLElement)).toBe(way);
  });
});
