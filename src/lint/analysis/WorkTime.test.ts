import { expect, test } from "vitest";
import { lawOf } from "../../../simulator/index.ts";
import { quantileOf } from "./quantileOf.ts";
import { WorkTime } from "./WorkTime.ts";

const exponential = (mean: number) => WorkTime.of({ kind: "exponential", mean });
const constant = (value: number) => WorkTime.of({ kind: "constant", value });

test("one law keeps its own percentiles, whatever is constant beside it", () => {
  const time = WorkTime.sum([
    { time: exponential(2), share: 1 },
    { time: constant(3), share: 1 },
  ]);
  expect(time.isExact).toBe(true);
  expect(time.mean).toBe(5);
  expect(time.percentile(0.5)).toBeCloseTo(3 + 2 * Math.LN2, 9);
  expect(time.shareAbove(7)).toBeCloseTo(Math.exp(-2), 6);
});

test("a lognormal given by p50 and p99 has them", () => {
  const law = lawOf({ distribution: "lognormal", p50: 10, p99: 50 });
  expect(quantileOf(law, 0.5)).toBeCloseTo(10, 9);
  expect(quantileOf(law, 0.99)).toBeCloseTo(50, 9);
});

test("a law through percentiles goes through them and ends at its maximum", () => {
  const law = lawOf({ distribution: "percentiles", p50: 1, p95: 3, p99: 9, maximum: 10 });
  expect([0.5, 0.95, 0.99, 0.9999].map((u) => quantileOf(law, u))).toEqual([
    expect.closeTo(1, 6),
    expect.closeTo(3, 6),
    expect.closeTo(9, 6),
    10,
  ]);
});

test("two exponentials in a row are near the Erlang law that they are", () => {
  const time = WorkTime.sum([
    { time: exponential(1), share: 1 },
    { time: exponential(1), share: 1 },
  ]);
  expect(time.isExact).toBe(false);
  expect([time.mean, time.variance]).toEqual([2, 2]);
  // P(X > x) = (1 + x) e^(−x) = 0.01 at x = 6.638.
  expect(Math.abs(time.percentile(0.99) / 6.638 - 1)).toBeLessThan(0.12);
});

test("what is done in a share of the cases counts in that share", () => {
  const time = WorkTime.sum([
    { time: constant(10), share: 0.25 },
    { time: exponential(1), share: 0 },
  ]);
  expect(time.mean).toBe(2.5);
  expect(time.variance).toBeCloseTo(0.25 * 0.75 * 100);
});

test("gamma and mixture are near their known quantiles", () => {
  // Erlang with 2 stages and mean 2, as above.
  expect(quantileOf({ kind: "erlang", stages: 2, mean: 2 }, 0.99)).toBeCloseTo(6.638, 1);
  const mixture = lawOf({
    distribution: "mixture",
    of: [
      { weight: 95, value: 1 },
      { weight: 5, value: { distribution: "uniform", low: 10, high: 20 } },
    ],
  });
  expect(quantileOf(mixture, 0.9)).toBe(1);
  expect(quantileOf(mixture, 0.99)).toBeCloseTo(18, 1);
});
