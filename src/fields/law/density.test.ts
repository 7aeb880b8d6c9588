import { expect, test } from "vitest";
import type { TimeDistributionText } from "../../../simulator/index.ts";
import { type LawPicture, lawPicture } from "./density.ts";

/** Share of the area under the density that lies before a time. */
function shareBefore({ density }: LawPicture, time: number, end: number): number {
  const steps = 40_000;
  let before = 0;
  let all = 0;
  for (let i = 0; i < steps; i++) {
    const x = ((i + 0.5) / steps) * end;
    const value = density(x);
    all += value;
    if (x < time) before += value;
  }
  return before / all;
}

const picture = (law: TimeDistributionText) => {
  const drawn = lawPicture(law);
  if (!drawn) throw new Error("this law has a picture");
  return drawn;
};

test("the law through percentiles has half of its area before p50 and 5 % after p95", () => {
  const law = picture({ distribution: "percentiles", p50: "118 ms", p95: "243 ms", p99: "328 ms" });
  expect(shareBefore(law, 0.118, 2)).toBeCloseTo(0.5, 2);
  expect(shareBefore(law, 0.243, 2)).toBeCloseTo(0.95, 2);
  expect(shareBefore(law, 0.328, 2)).toBeCloseTo(0.99, 2);
});

test.each<[TimeDistributionText, number, number]>([
  [{ distribution: "lognormal", p50: "100 ms", p99: "400 ms" }, 0.1, 0.5],
  [{ distribution: "exponential", mean: "1 s" }, 1, 1 - Math.exp(-1)],
  [{ distribution: "uniform", low: "1 s", high: "3 s" }, 2, 0.5],
  [{ distribution: "weibull", shape: 2, scale: "1 s" }, 1, 1 - Math.exp(-1)],
  [{ distribution: "normal", mean: "10 s", deviation: "1 s" }, 11, 0.8413],
])("%o has the right share before a time", (law, time, share) => {
  expect(shareBefore(picture(law), time, time * 20)).toBeCloseTo(share, 2);
});

test("what has no spread or no formula has no picture", () => {
  expect(lawPicture("20 ms")).toBeUndefined();
  expect(lawPicture({ distribution: "samples", values: ["1 s", "2 s"] })).toBeUndefined();
});
