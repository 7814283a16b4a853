import { expect, it } from "vitest";
import { Fight, MOST_REVERTS, WITHIN } from "./fight.ts";

const reverts = (times: readonly number[]) => {
  const fight = new Fight();
  return times.map((at) => fight.reverted(at));
};

it("one more revert than allowed within the time is a fight", () => {
  const times = Array.from({ length: MOST_REVERTS + 1 }, (_, at) => at * 10);
  expect(reverts(times)).toEqual([...Array(MOST_REVERTS).fill(false), true]);
});

it("the same number, slower, is a page that renders often", () => {
  const step = WITHIN / MOST_REVERTS;
  const times = Array.from({ length: 50 }, (_, at) => at * step);
  expect(reverts(times)).not.toContain(true);
});
