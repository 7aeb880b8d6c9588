import { expect, test } from "vitest";
import { placeNames } from "./placeNames.ts";

const name = (label: string, left: number, width = 50) => ({ label, left, width });

test("names stand in the lowest row, over one another only where they would touch", () => {
  expect(placeNames([name("a", 0), name("b", 100), name("c", 120)], 2, 1000)).toEqual([
    { label: "a", left: 0, row: 1 },
    { label: "b", left: 100, row: 1 },
    { label: "c", left: 120, row: 0 },
  ]);
});

test("a name that would run out of the picture ends at its edge", () => {
  expect(placeNames([name("a", 180)], 2, 200)).toEqual([{ label: "a", left: 150, row: 1 }]);
});

test("what has no room is left out rather than written over another", () => {
  const placed = placeNames([name("a", 0), name("b", 10), name("c", 20)], 2, 1000);
  expect(placed.map(({ label }) => label)).toEqual(["a", "b"]);
});
