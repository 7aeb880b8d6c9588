import { expect, test } from "vitest";
import { Arrivals, type ArrivalsText } from "../../../simulator/index.ts";
import { arrivalRate } from "./arrivalRate.ts";

const CASES: readonly (readonly [ArrivalsText, number | undefined])[] = [
  [{ process: "poisson", rate: "120/min" }, 2],
  [{ process: "batches", rate: "2/s", size: { distribution: "geometric", mean: 5 } }, 10],
  [{ process: "renewal", interval: { distribution: "exponential", mean: "200 ms" } }, 5],
  [
    {
      process: "mmpp",
      states: [
        { rate: "100/s", meanStay: "1 s" },
        { rate: "0/s", meanStay: "3 s" },
      ],
    },
    25,
  ],
  [{ process: "ramp", from: "1/s", to: "9/s", over: "1 min" }, 9],
  [{ process: "scattered", from: "0 s", until: "10 s", count: 50 }, 5],
  [{ process: "recorded", seconds: [0, 1, 2, 3], repeatEvery: "8 s", speed: 2 }, 1],
  [{ process: "burst", count: 1000 }, undefined],
  [{ process: "closed", users: 10, thinkTime: "1 s" }, undefined],
];

test.each(CASES)("mean rate of %j", (text, rate) => {
  expect(arrivalRate(Arrivals.parse(text))).toBe(rate);
});

test("a curve of points is averaged over its period", () => {
  const at = (between: "linear" | "step") =>
    arrivalRate(
      Arrivals.parse({
        process: "poisson",
        rate: "10/s",
        curves: [
          {
            curve: "points",
            period: "10 s",
            points: [
              ["0 s", 1],
              ["5 s", 3],
            ],
            between,
          },
        ],
      }),
    );
  expect(at("step")).toBeCloseTo(20);
  expect(at("linear")).toBeCloseTo(25);
});
