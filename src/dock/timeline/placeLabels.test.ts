import { expect, test } from "vitest";
import type { FaultMark } from "./faultLanes.ts";
import { placeLabels } from "./placeLabels.ts";

const range = { from: 0, to: 100 };
const mark = (from: number, to: number, label = "ten chars!"): FaultMark => ({
  id: `${from}`,
  label,
  icon: "crash",
  isStrain: false,
  from,
  to,
  isRandom: false,
  isByHand: false,
});
const places = (marks: FaultMark[]) => placeLabels(marks, range, 1000).map(({ label }) => label);

test("a name stands in its block where it fits, else after it", () => {
  expect(places([mark(0, 20), mark(50, 52)])).toEqual(["inside", "after"]);
});

test("a name never covers the next block, nor the name before", () => {
  expect(places([mark(50, 52), mark(56, 57)])).toEqual(["before", "after"]);
  expect(places([mark(50, 52), mark(58, 60), mark(62, 64)])).toEqual(["before", "hidden", "after"]);
});

test("at the end of the axis the name stands before", () => {
  expect(places([mark(97, 100)])).toEqual(["before"]);
});

test("what lies outside of the range is left out", () => {
  expect(placeLabels([mark(150, 160)], range, 1000)).toEqual([]);
});
