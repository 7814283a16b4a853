import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { areInOrder, asOneEdit, carry, carryOffset, changeBetween, withEdits } from "./changes.ts";

const text = fc.string({ maxLength: 12, unit: fc.constantFrom("a", "b", " ", "\n") });
const edited = text.chain((old) =>
  fc
    .array(fc.tuple(fc.nat(old.length), fc.nat(3), fc.string({ maxLength: 3 })), { maxLength: 3 })
    .map((parts) => {
      let last = 0;
      const edits = parts
        .sort((a, b) => a[0] - b[0])
        .map(([start, length, added]) => {
          const from = Math.max(last, start);
          last = Math.min(old.length, from + length);
          return { start: from, end: last, text: added };
        });
      return { old, edits };
    }),
);

describe("changes", () => {
  it("name the one stretch in which two texts differ", () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const { start, end, inserted } = changeBetween(before, after);
        const rebuilt =
          before.slice(0, start) + after.slice(start, start + inserted) + before.slice(end);
        expect(rebuilt).toBe(after);
      }),
    );
  });

  it("carry a span to the same words", () => {
    const spans = [{ start: 4, end: 7 }];
    const move = (before: string, after: string) => carry(spans, changeBetween(before, after));
    expect(move("one two six", "one, two six")).toEqual([{ start: 5, end: 8 }]);
    expect(move("one two six", "one two seven")).toEqual([{ start: 4, end: 7 }]);
    expect(move("one two six", "one tvo six")).toEqual([]);
  });
});

describe("edits", () => {
  it("give the same text one by one and as one", () => {
    fc.assert(
      fc.property(edited, ({ old, edits }) => {
        expect(areInOrder(edits, old.length)).toBe(true);
        expect(withEdits(old, [asOneEdit(old, edits)])).toBe(withEdits(old, edits));
        const backwards = [...edits].reverse().reduce((now, edit) => withEdits(now, [edit]), old);
        expect(backwards).toBe(withEdits(old, edits));
      }),
    );
  });

  it("move a caret with the character after it", () => {
    fc.assert(
      fc.property(edited, fc.nat(), ({ old, edits }, at) => {
        const offset = at % (old.length + 1);
        const inside = edits.some((edit) => edit.start <= offset && edit.end > offset);
        fc.pre(offset < old.length && !inside);
        expect(withEdits(old, edits)[carryOffset(offset, edits)]).toBe(old[offset]);
      }),
    );
  });

  it("are refused out of order", () => {
    const back = [
      { start: 3, end: 4, text: "" },
      { start: 1, end: 2, text: "" },
    ];
    expect(areInOrder(back, 9)).toBe(false);
    expect(areInOrder([{ start: 3, end: 10, text: "" }], 9)).toBe(false);
  });
});
