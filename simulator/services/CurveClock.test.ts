import { describe, expect, it, test } from "vitest";
import { LoadCurve } from "../model/index.ts";
import { CurveClock } from "./CurveClock.ts";
import { LoadCurves } from "./LoadCurves.ts";

type Points = readonly (readonly [time: number, factor: number])[];

const points = (list: Points, more: object = {}) =>
  LoadCurve.parse({ curve: "points", points: list.map(([t, f]) => [`${t} s`, f]), ...more });
const sinusoid = (period: string, amplitude: number) =>
  LoadCurve.parse({ curve: "sinusoid", period, amplitude });
const clockOf = (...curves: LoadCurve[]) => new CurveClock(new LoadCurves(curves));

/** The middle rule. All breaks are at halves of a second, hence between two parts: only the bends count, with their square. */
function sumOf(curves: readonly LoadCurve[], from: number, until: number): number {
  const width = 0.5 / 200;
  const parts = Math.round((until - from) / width);
  const load = new LoadCurves(curves);
  let sum = 0;
  for (let i = 0; i < parts; i++) sum += load.at(from + (i + 0.5) * width) * width;
  return sum;
}

const STEP = points(
  [
    [0, 1],
    [3, 0],
    [5, 4],
  ],
  { between: "step", period: "10 s" },
);
const DAY = points(
  [
    [2, 0.5],
    [7, 2],
    [9, 0],
  ],
  { period: "12 s" },
);
const ONCE = points([
  [1, 3],
  [8, 0.25],
]);
const WAVE = sinusoid("8 s", 1);

describe("the clock of the curves", () => {
  test.each([
    ["steps that repeat", [STEP]],
    ["lines that repeat", [DAY]],
    ["lines that end", [ONCE]],
    ["a sinusoid", [WAVE]],
    ["several", [STEP, DAY, ONCE, WAVE]],
  ])("advances as the integral of %s, and comes to a wait when it has", (_name, curves) => {
    const clock = clockOf(...curves);
    for (const [from, until] of [
      [0, 4.5],
      [2.5, 17],
      [11, 300.5],
    ] as const) {
      const sum = sumOf(curves, from, until);
      expect(clock.advance(from, until)).toBeCloseTo(sum, 2);
      const seconds = clock.secondsUntil(sum / 2, from, Infinity);
      expect(clock.advance(from, from + seconds)).toBeCloseTo(sum / 2, 9);
    }
  });

  it("is exact for lines: from 0 it rises to t²/2", () => {
    const clock = clockOf(
      points([
        [0, 0],
        [100, 100],
      ]),
    );
    for (let n = 1; n <= 1000; n++)
      expect(clock.secondsUntil(n, 0, Infinity)).toBeCloseTo(Math.sqrt(2 * n), 12);
  });

  it("passes over whole cycles as if it had gone through them", () => {
    const clock = clockOf(STEP);
    // 3 + 5 · 4 s of the clock in each 10 s; the last 0.5 s come at factor 1.
    expect(clock.secondsUntil(23, 0, Infinity)).toBe(10);
    expect(clock.secondsUntil(23e3 + 0.5, 0, Infinity)).toBeCloseTo(10e3 + 0.5, 3);
    expect(clock.advance(0, 10e9 + 0.5)).toBeCloseTo(23e9 + 0.5, 3);
    // Nothing passes from 3 s to 5 s: what is due at 3 s comes then, not after the pause.
    expect(clock.secondsUntil(23e3 + 3, 0, Infinity)).toBeCloseTo(10e3 + 3, 3);
  });

  it("never comes to a wait when the factor is 0 for ever", () => {
    const odd = points(
      [
        [0, 1],
        [1, 0],
      ],
      { between: "step", period: "2 ns" },
    );
    const never = points([[0, 0]], { period: "1 ns" });
    expect(clockOf(points([[0, 0]])).secondsUntil(1, 0, Infinity)).toBe(Infinity);
    expect(clockOf(never).secondsUntil(1, 0, 1e12)).toBe(Infinity);
    expect(clockOf(never, odd).secondsUntil(1, 0, 1e12)).toBe(Infinity);
    expect(
      clockOf(
        points([
          [0, 1],
          [5, 0],
        ]),
      ).secondsUntil(2.6, 0, Infinity),
    ).toBe(Infinity);
  });

  it("looks no further than its end where the periods have no cycle", () => {
    const ones = points([[0, 0]], { period: "1 s" });
    const clock = clockOf(ones, sinusoid("1.414213562373095 s", 0.5));
    expect(clock.secondsUntil(1, 0, 1000)).toBe(Infinity);
  });
});
