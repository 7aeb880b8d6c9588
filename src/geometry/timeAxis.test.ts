import { expect, test } from "vitest";
import { asPercent, drainQuarters, shareOf, shownUntil, ticksOf, timeAt } from "./timeAxis.ts";

test("ten minutes on a thousand pixels are counted in minutes", () => {
  const ticks = ticksOf({ from: 0, to: 600 }, 1000);
  expect(ticks.map((tick) => tick.label)).toEqual(
    Array.from({ length: 10 }, (_, minute) => `${minute}:00`),
  );
});

test.each([
  [{ from: 0, to: 300 }, 824, 30],
  [{ from: 0, to: 0.05 }, 800, 0.005],
  [{ from: 0, to: 86_400 }, 500, 14_400],
])("ticks of %o never stand closer than their labels need", (range, width, step) => {
  const [first, second] = ticksOf(range, width);
  expect((second?.time ?? 0) - (first?.time ?? 0)).toBeCloseTo(step, 9);
});

test("a range that begins in the middle begins with the next whole tick", () => {
  expect(ticksOf({ from: 31, to: 95 }, 500)[0]?.time).toBe(40);
});

test("shares and times lead back to one another and stay inside", () => {
  const range = { from: 100, to: 300 };
  expect(shareOf(150, range)).toBe(0.25);
  expect(timeAt(0.25, range)).toBe(150);
  expect(timeAt(-1, range)).toBe(100);
  expect(timeAt(2, range)).toBe(300);
  expect(asPercent(1 / 3)).toBe("33.333%");
});

test("a run without a known end has the room of its plan, and a quarter more as it needs it", () => {
  expect([0, 600, 601, 750, 751].map((now) => drainQuarters(now, 600))).toEqual([4, 4, 5, 5, 6]);
});

test("a long run is shown from its start in halves, with room for what comes", () => {
  expect(shownUntil(0, 600)).toBe(75);
  expect(shownUntil(60, 600)).toBe(75);
  expect(shownUntil(61, 600)).toBe(150);
  expect(shownUntil(300, 600)).toBe(600);
  expect(shownUntil(0, 90)).toBe(90);
});
