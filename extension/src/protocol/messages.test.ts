import { describe, expect, it } from "vitest";
import { isOpenPanel, LONGEST_NOTE, lengthOf, parseQuestion } from "./messages.ts";

const note = { role: "fm", note_type: null, sections: [{ name: null, text: "Call today." }] };

describe("a message to the background", () => {
  it.each([
    { command: "profiles" },
    { command: "policy" },
    { command: "check", note },
    { command: "check", note: { ...note, fields: { "l1-status": "In Progress" } } },
    { command: "check", note: { ...note, situation: "pausing", language: "de" } },
    { command: "badge", state: { findings: 2, worst: "error", off: false } },
    { command: "badge", state: { findings: 0, worst: null, off: true } },
  ])("is understood: $command", (message) => {
    expect(parseQuestion(message)).toEqual(message);
  });

  it.each([
    ["no object", "check"],
    ["null", null],
    ["a list", [{ command: "policy" }]],
    ["an unknown command", { command: "eval", code: "1" }],
    ["a key too many", { command: "policy", url: "https://example.com" }],
    ["no note", { command: "check" }],
    ["a role that is no text", { command: "check", note: { ...note, role: 7 } }],
    ["a name without end", { command: "check", note: { ...note, role: "x".repeat(501) } }],
    ["a section without text", { command: "check", note: { ...note, sections: [{ name: null }] } }],
    [
      "a section with more",
      { command: "check", note: { ...note, sections: [{ name: null, text: "", html: "" }] } },
    ],
    [
      "too many sections",
      { command: "check", note: { ...note, sections: Array(65).fill({ name: null, text: "" }) } },
    ],
    ["fields that are a list", { command: "check", note: { ...note, fields: ["x"] } }],
    ["a field that is no text", { command: "check", note: { ...note, fields: { a: {} } } }],
    ["a key of another form", { command: "check", note: { ...note, url: "https://example.com" } }],
    ["a negative count", { command: "badge", state: { findings: -1, worst: null, off: false } }],
    ["half a finding", { command: "badge", state: { findings: 0.5, worst: null, off: false } }],
    [
      "an unknown severity",
      { command: "badge", state: { findings: 1, worst: "fatal", off: false } },
    ],
  ])("is refused: %s", (_, message) => {
    expect(parseQuestion(message)).toBeNull();
  });

  it("is copied, so that nothing of the sender's object is left in it", () => {
    const parsed = parseQuestion({ command: "check", note });
    expect(parsed).not.toBeNull();
    expect(parsed && "note" in parsed && parsed.note).not.toBe(note);
  });
});

describe("the length of a note", () => {
  it("counts sections and fields", () => {
    expect(lengthOf({ ...note, fields: { a: "1234" } })).toBe("Call today.".length + 4);
  });

  it("has a bound that a million characters just reach", () => {
    const long = { ...note, sections: [{ name: null, text: "x".repeat(LONGEST_NOTE) }] };
    expect(lengthOf(long)).toBe(LONGEST_NOTE);
  });
});

describe("the command to open the panel", () => {
  it("is nothing but itself", () => {
    expect(isOpenPanel({ command: "open-panel" })).toBe(true);
    expect(isOpenPanel({ command: "open-panel", at: 1 })).toBe(false);
    expect(isOpenPanel("open-panel")).toBe(false);
  });
});
