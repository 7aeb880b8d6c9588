import { expect, test } from "vitest";
import { Arrivals } from "./arrival.ts";

const curved = (points: unknown) => ({
  process: "poisson",
  rate: "1/s",
  curves: [{ curve: "points", points }],
});

test.each([
  [{ process: "times", at: ["1 s", "3 s", "2 s"] }, ["at", 2], "ascending order"],
  [{ process: "recorded", seconds: [0, 5, 4, 6] }, ["seconds", 2], "ascending order"],
  [
    curved([
      ["10 s", 1],
      ["5 s", 2],
    ]),
    ["curves", 0, "points", 1, 0],
    "ascending order",
  ],
  [{ process: "scattered", from: "9 s", until: "3 s", count: 5 }, ["until"], "exchange the two"],
])("times that go backwards are refused: %j", (arrivals, path, words) => {
  const { error } = Arrivals.safeParse(arrivals);
  expect(error?.issues).toHaveLength(1);
  expect(error?.issues[0]?.path).toEqual(path);
  expect(error?.issues[0]?.message).toContain(words);
});

test.each([
  { process: "times", at: ["1 s", "1 s", "2 s"] },
  { process: "times", at: [] },
  { process: "recorded", seconds: [0, 0, 4] },
  curved([
    ["5 s", 1],
    ["5 s", 2],
  ]),
  { process: "scattered", from: "3 s", until: "3 s", count: 5 },
])("times that are equal are not: %j", (arrivals) => {
  expect(Arrivals.safeParse(arrivals).success).toBe(true);
});
