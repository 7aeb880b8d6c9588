import { describe, expect, test } from "vitest";
import { CountDistribution, KeyLaw, SizeDistribution, TimeDistribution } from "./distribution.ts";

const VALID = [
  "20 ms",
  { distribution: "uniform", low: "1 s", high: "3 s" },
  { distribution: "exponential", mean: "2 s" },
  { distribution: "normal", mean: "2 s", deviation: "1 s", truncatedBelow: "500 ms" },
  { distribution: "lognormal", p50: "100 ms", p99: "1 s" },
  { distribution: "lognormal", mean: "100 ms", cv2: 2 },
  { distribution: "gamma", shape: 2, mean: "1 s" },
  { distribution: "erlang", stages: 3, mean: "1 s" },
  { distribution: "weibull", shape: 0.7, scale: "1 s" },
  { distribution: "pareto", shape: 1.5, minimum: "10 ms" },
  { distribution: "percentiles", p50: "118 ms", p95: "243 ms", p99: "328 ms" },
  { distribution: "samples", values: ["1 ms", "2 ms"] },
  {
    distribution: "mixture",
    of: [
      { weight: 9, value: "1 ms" },
      { weight: 1, value: { distribution: "exponential", mean: "1 s" } },
    ],
  },
] as const;

describe("laws of time", () => {
  test.each(VALID)("%j", (law) => {
    expect(TimeDistribution.safeParse(law).success).toBe(true);
  });

  test("give seconds at every depth", () => {
    expect(TimeDistribution.parse("20 ms")).toBe(0.02);
    expect(TimeDistribution.parse(VALID[12])).toEqual({
      distribution: "mixture",
      of: [
        { weight: 9, value: 0.001 },
        { weight: 1, value: { distribution: "exponential", mean: 1 } },
      ],
    });
  });

  test.each([
    [{ distribution: "lognormal", p50: "1 s" }],
    [{ distribution: "lognormal", mean: "1 s" }],
    [{ distribution: "lognormal" }],
    [{ distribution: "lognormal", p50: "1 s", p99: "2 s", mean: "1 s", cv2: 1 }],
    [{ distribution: "lognormal", p50: "1 s", cv2: 1 }],
    [{ distribution: "exponential", mean: "0 s" }],
    [{ distribution: "exponential" }],
    [{ distribution: "exponential", mean: "1 s", median: "1 s" }],
    [{ distribution: "cauchy", mean: "1 s" }],
    [{ distribution: "samples", values: [] }],
    [{ distribution: "mixture", of: [] }],
    [{ distribution: "mixture", of: [{ weight: 0, value: "1 s" }] }],
    [{ distribution: "erlang", stages: 0, mean: "1 s" }],
    [{ distribution: "percentiles", p50: "1 s", p99: "2 s" }],
    [0.02],
    ["-1 s"],
  ])("refuse %j", (law) => {
    expect(TimeDistribution.safeParse(law).success).toBe(false);
  });

  test("a lognormal with half of its parameters says which belong together", () => {
    const { error } = TimeDistribution.safeParse({ distribution: "lognormal", p50: "1 s" });
    expect(JSON.stringify(error?.issues)).toContain("p50 and p99, or mean and cv2");
  });
});

test("laws of sizes give bytes", () => {
  expect(SizeDistribution.parse("40 KiB")).toBe(40_960);
  expect(SizeDistribution.safeParse("40 ms").success).toBe(false);
});

test("laws of counts are whole numbers", () => {
  expect(CountDistribution.parse(6)).toBe(6);
  expect(CountDistribution.safeParse(1.5).success).toBe(false);
  expect(CountDistribution.safeParse({ distribution: "geometric", mean: 0.5 }).success).toBe(false);
});

test.each([
  [{ values: "unique" }, true],
  [{ values: "zipf", count: 10_000, exponent: 1.1 }, true],
  [{ values: "zipf", count: 0, exponent: 1.1 }, false],
  // Its table could not be had.
  [{ values: "zipf", count: 1_000_000_000, exponent: 1.1 }, false],
  [{ values: "uniform", count: 1_000_000_000 }, true],
  [{ values: "uniform", count: 1_000_000_000_000 }, false],
  [{ values: "weights", weights: [] }, false],
  [{ values: "weights", weights: [-1] }, false],
])("key law %j: %s", (law, fits) => {
  expect(KeyLaw.safeParse(law).success).toBe(fits);
});
