import fc from "fast-check";
import { expect, test } from "vitest";
import { TimeDistribution } from "../../../simulator/index.ts";
import { convertLaw } from "./convertLaw.ts";
import { lawFigures } from "./lawFigures.ts";

const LAWS = ["uniform", "exponential", "normal", "lognormal", "lognormal-mean", "gamma", "erlang"];
const OTHERS = ["weibull", "pareto", "percentiles", "samples", "mixture", "constant"];
const call = { distribution: "percentiles", p50: "118 ms", p95: "243 ms", p99: "328 ms" } as const;
const figuresOf = (text: unknown) => lawFigures(TimeDistribution.parse(text));
const convert = (to: string, from: unknown) => convertLaw(to, figuresOf(from), "time", from);

test.each([...LAWS, ...OTHERS])("every law becomes a valid %s law", (to) => {
  for (const from of ["20 ms", call, { distribution: "exponential", mean: "1 s" }]) {
    expect(TimeDistribution.safeParse(convert(to, from)).success).toBe(true);
  }
});

test.each(["exponential", "lognormal-mean", "gamma", "erlang", "constant", "mixture"])(
  "%s keeps the mean",
  (to) => {
    const from = { distribution: "lognormal", mean: "140 ms", cv2: 0.5 };
    expect(figuresOf(convert(to, from)).mean).toBeCloseTo(0.14, 3);
  },
);

test.each(["lognormal", "weibull", "pareto", "percentiles"])("%s keeps p50 and p99", (to) => {
  const { p50, p99 } = figuresOf(convert(to, call));
  expect(Math.abs(p50 - 0.118)).toBeLessThan(0.002);
  expect(Math.abs(p99 - 0.328)).toBeLessThan(0.006);
});

test("there and back, a lognormal law is what it was", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 999 }), fc.integer({ min: 2, max: 9 }), (ms, times) => {
      const from = { distribution: "lognormal", p50: `${ms} ms`, p99: `${ms * times} ms` };
      const { p50, p99 } = figuresOf(convert("lognormal", convert("weibull", from)));
      expect(p50 / (ms / 1000)).toBeCloseTo(1, 1);
      expect(p99 / ((ms * times) / 1000)).toBeCloseTo(1, 1);
    }),
    { numRuns: 50 },
  );
});
