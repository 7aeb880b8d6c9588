import { expect, test } from "vitest";
import { laneNow } from "./LaneNow.tsx";

const mark = (from: number, to: number) => ({ from, to, isRandom: false });

test("a lane says how its faults stand: to come, at work, between two, over", () => {
  const marks = [mark(30, 40), mark(90, 100)];
  expect(laneNow(marks, 0)).toBe("in 0:30");
  expect(laneNow(marks, 29.5)).toBe("in 0:01");
  expect(laneNow(marks, 31.84)).toBe("8.2 s left");
  expect(laneNow(marks, 40)).toBe("in 0:50");
  expect(laneNow(marks, 100)).toBe("over");
});

test("what strikes by chance has no time", () => {
  expect(laneNow([{ from: 0, to: 600, isRandom: true }], 5)).toBe("by chance");
});
