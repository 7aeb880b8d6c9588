import { expect, test } from "vitest";
import { niceMaximum } from "./chartOptions.ts";

test.each([
  [0, 1],
  [0.4, 1],
  [9, 10],
  [121, 200],
  [486, 600],
  [1240, 2000],
  [720, 800],
])("a highest value of %d is drawn on a scale to %d", (highest, maximum) => {
  expect(niceMaximum(highest)).toBe(maximum);
});
