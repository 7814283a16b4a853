import { describe, expect, it } from "vitest";
import { Guard, READ_FIRST } from "./guard.ts";

const uncovered = () => true;
// Identity is all that the guard looks at.
const element = () => ({}) as Element;

describe("a press in the panel is believed", () => {
  it("when the panel was visible long enough", () => {
    const guard = new Guard();
    guard.shown(100, []);
    expect(guard.allows(100 + READ_FIRST - 1, [], uncovered)).toBe(false);
    expect(guard.allows(100 + READ_FIRST, [], uncovered)).toBe(true);
  });

  it("never while the panel is hidden", () => {
    const guard = new Guard();
    expect(guard.allows(1e9, [], uncovered)).toBe(false);
    guard.shown(0, []);
    guard.hidden();
    expect(guard.allows(1e9, [], uncovered)).toBe(false);
  });

  it("not when something opened above it", () => {
    const guard = new Guard();
    const [dialog, popover] = [element(), element()];
    guard.shown(0, [dialog]);
    expect(guard.allows(1_000, [dialog], uncovered)).toBe(true);
    expect(guard.allows(1_000, [dialog, popover], uncovered)).toBe(false);
  });

  it("not when it is covered", () => {
    const guard = new Guard();
    guard.shown(0, []);
    expect(guard.allows(1_000, [], () => false)).toBe(false);
  });
});
