import { expect, test } from "vitest";
import { laneShares } from "./laneShares.ts";

test("the fullest lane is the longest, and lag has one scale for all", () => {
  const lanes = laneShares([
    { start: 0, end: 1000, committed: 990 },
    { start: 0, end: 500, committed: 450 },
  ]);
  expect(lanes[0]?.end).toBeCloseTo(0.9);
  expect(lanes[1]?.end).toBeCloseTo(0.45);
  expect((lanes[1]?.behind ?? 0) / (lanes[0]?.behind ?? 1)).toBeCloseTo(5);
});

test("an empty stream has no length and a stream that nobody reads has no lag", () => {
  expect(laneShares([{ start: 0, end: 0, committed: 0 }])).toEqual([{ end: 0, behind: 0 }]);
  expect(laneShares([{ start: 0, end: 10, committed: Number.NaN }])[0]?.behind).toBe(0);
});

test("more than six partitions are grouped", () => {
  const partitions = Array.from({ length: 48 }, () => ({ start: 0, end: 8, committed: 8 }));
  expect(laneShares(partitions)).toHaveLength(6);
});
