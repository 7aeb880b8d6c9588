import { describe, expect, test } from "vitest";
import { CountDistribution, KeyLaw, SizeDistribution, TimeDistribution } from "./distribution.ts";
import type { z } from "./zod.ts";

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
  [{ values: "weights", weights: [0, 0] }, false],
  [{ values: "weights", weights: [0, 1] }, true],
])("key law %j: %s", (law, fits) => {
  expect(KeyLaw.safeParse(law).success).toBe(fits);
});

/** Laws whose parameters contradict one another: where the problem is told, and words of it. */
const CONTRADICTIONS = [
  [{ distribution: "uniform", low: "2 s", high: "1 s" }, "high", "exchange the two"],
  [
    { distribution: "normal", mean: "1 s", deviation: "0 s", truncatedBelow: "2 s" },
    "truncatedBelow",
    "cuts away",
  ],
  [
    { distribution: "normal", mean: "1 s", deviation: "1 ms", truncatedBelow: "2 s" },
    "truncatedBelow",
    "cuts away",
  ],
  [{ distribution: "lognormal", p50: "2 s", p99: "1 s" }, "p99", '"p50"'],
  [{ distribution: "percentiles", p50: "3 s", p95: "2 s", p99: "4 s" }, "p95", '"p50"'],
  [{ distribution: "percentiles", p50: "1 s", p95: "3 s", p99: "2 s" }, "p99", '"p95"'],
  [
    { distribution: "percentiles", minimum: "1 s", p50: "1 s", p95: "2 s", p99: "3 s" },
    "p50",
    '"minimum"',
  ],
  [
    { distribution: "percentiles", p50: "1 s", p95: "2 s", p99: "3 s", maximum: "2 s" },
    "maximum",
    "leave it out",
  ],
] as const;

describe("a law whose parameters contradict one another", () => {
  test.each(CONTRADICTIONS)("is refused: %j", (law, at, words) => {
    const time = TimeDistribution.safeParse(law);
    expect(JSON.stringify(time.error?.issues)).toContain(JSON.stringify(words).slice(1, -1));
    expect(issuePaths(time.error?.issues)).toContainEqual([at]);
    const mixed = { distribution: "mixture", of: [{ weight: 1, value: law }] };
    const mixture = TimeDistribution.safeParse(mixed);
    expect(issuePaths(mixture.error?.issues)).toContainEqual(["of", 0, "value", at]);
  });

  test.each([
    { distribution: "uniform", low: "1 s", high: "1 s" },
    { distribution: "normal", mean: "1 s", deviation: "0 s", truncatedBelow: "1 s" },
    { distribution: "normal", mean: "1 s", deviation: "100 ms", truncatedBelow: "2 s" },
    { distribution: "percentiles", p50: "1 s", p95: "1 s", p99: "1 s", maximum: "1 s" },
  ])("is none while they only touch: %j", (law) => {
    expect(TimeDistribution.safeParse(law).success).toBe(true);
  });

  test.each([
    { distribution: "lognormal", p50: "0 B", p99: "1 KiB" },
    { distribution: "weibull", shape: 1, scale: "0 B" },
    { distribution: "pareto", shape: 1, minimum: "0 B" },
    { distribution: "percentiles", p50: "0 B", p95: "1 B", p99: "2 B" },
  ])("of sizes neither: %j", (law) => {
    expect(SizeDistribution.safeParse(law).success).toBe(false);
  });

  test("of counts neither", () => {
    const law = { distribution: "uniform", low: 3, high: 2 };
    expect(CountDistribution.safeParse(law).success).toBe(false);
    expect(CountDistribution.safeParse({ ...law, high: 3 }).success).toBe(true);
  });
});

type Issue = z.core.$ZodIssue;

/** Paths of all issues, those of the readings of a union included. */
function issuePaths(issues: readonly Issue[] = []): PropertyKey[][] {
  return issues.flatMap((issue) =>
    issue.code === "invalid_union"
      ? issuePaths(issue.errors.flat()).map((path) => [...issue.path, ...path])
      : [[...issue.path]],
  );
}
