import { describe, expect, it } from "vitest";
import type { Finding } from "../protocol/note.ts";
import { PAUSE, Pause } from "./pause.ts";

const finding = (rule: string, missing: boolean): Finding => ({
  policy: "ftop",
  rule,
  severity: "error",
  message: rule,
  section: null,
  range: { start: 0, end: 0 },
  missing,
  evidence: [],
  fixes: [],
  citation: { title: "", section: "", date: "", url: "" },
});

const missing = finding("missing-hashtag", true);
const wrong = finding("malformed-hashtag", false);

describe("while the author types", () => {
  it("what is wrong shows at once, what is missing waits", () => {
    const pause = new Pause();
    pause.typed(1_000);
    expect(pause.visible([missing, wrong], 1_001)).toEqual([wrong]);
    expect(pause.wait(1_001)).toBe(PAUSE - 1);
  });

  it("each key starts the waiting anew", () => {
    const pause = new Pause();
    for (let at = 0; at < 10 * PAUSE; at += PAUSE - 1) {
      pause.typed(at);
      expect(pause.visible([missing], at + PAUSE - 1)).toEqual([]);
    }
  });

  it("a pause shows what is missing", () => {
    const pause = new Pause();
    pause.typed(0);
    expect(pause.visible([missing], PAUSE)).toEqual([missing]);
    expect(pause.wait(PAUSE)).toBeNull();
  });

  it("a finding that was shown stays while it holds", () => {
    const pause = new Pause();
    pause.typed(0);
    pause.visible([missing], PAUSE);
    pause.typed(PAUSE + 1);
    expect(pause.visible([missing], PAUSE + 2)).toEqual([missing]);
  });

  it("one that went away waits again when it comes back", () => {
    const pause = new Pause();
    pause.typed(0);
    pause.visible([missing], PAUSE);
    pause.typed(PAUSE + 1);
    pause.visible([], PAUSE + 2);
    expect(pause.visible([missing], PAUSE + 3)).toEqual([]);
  });
});

it("leaving the field ends the waiting", () => {
  const pause = new Pause();
  pause.typed(0);
  pause.ended();
  expect(pause.visible([missing], 1)).toEqual([missing]);
});

it("a note that nobody has typed in is shown as it is", () => {
  expect(new Pause().visible([missing], 0)).toEqual([missing]);
});
