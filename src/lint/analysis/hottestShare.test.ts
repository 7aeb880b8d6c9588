import { expect, test } from "vitest";
import { hottestShare } from "./hottestShare.ts";

test("values go to the partitions in turn", () => {
  expect(hottestShare({ values: "unique" }, 4)).toBe(0.25);
  expect(hottestShare({ values: "uniform", count: 3 }, 12)).toBeCloseTo(1 / 3);
  expect(hottestShare({ values: "uniform", count: 10 }, 4)).toBeCloseTo(0.3);
  expect(hottestShare({ values: "weights", weights: [5, 3, 1, 1] }, 2)).toBeCloseTo(0.6);
  // Harmonic weights 1, 1/2, 1/3, 1/4: the first partition has 1 + 1/3 of 25/12.
  expect(hottestShare({ values: "zipf", count: 4, exponent: 1 }, 2)).toBeCloseTo(16 / 25);
});

test("the long tail of a large population is an integral, and next to the sum", () => {
  let total = 0;
  let hot = 0;
  for (let k = 1; k <= 300_000; k++) {
    total += k ** -1.2;
    if (k % 8 === 1) hot += k ** -1.2;
  }
  const law = { values: "zipf", count: 300_000, exponent: 1.2 } as const;
  expect(hottestShare(law, 8)).toBeCloseTo(hot / total, 6);
});
