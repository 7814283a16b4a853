import { expect, it, vi } from "vitest";

vi.mock("../browser.ts", () => ({ api: {} }));
const { together } = await import("./badge.ts");

it("a tab shows the sum of its frames and the worst of their severities", () => {
  expect(
    together({
      0: { findings: 1, worst: "info", off: false },
      7: { findings: 2, worst: "error", off: false },
      9: { findings: 1, worst: "warning", off: false },
    }),
  ).toEqual({ findings: 4, worst: "error", off: false });
});

it("a tab without findings shows nothing", () => {
  expect(together({})).toEqual({ findings: 0, worst: null, off: false });
});

it("one frame that gave way is said for the tab", () => {
  expect(together({ 3: { findings: 0, worst: null, off: true } }).off).toBe(true);
});
