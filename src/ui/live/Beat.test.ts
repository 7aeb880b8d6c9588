import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { paintOnBeat } from "./Beat.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function manualBeat() {
  const listeners = new Set<() => void>();
  return {
    beat: {
      subscribe: (listener: () => void) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    tick: () => {
      for (const listener of listeners) listener();
    },
  };
}

test("sixty beats a second are painted ten times, and the last one is never dropped", () => {
  const { beat, tick } = manualBeat();
  let value = 0;
  const painted: number[] = [];
  paintOnBeat(beat, 10, () => painted.push(value));
  for (value = 1; value <= 60; value++) {
    vi.advanceTimersByTime(1000 / 60);
    tick();
  }
  value = 60;
  vi.advanceTimersByTime(200);
  expect(painted.length).toBeGreaterThanOrEqual(9);
  expect(painted.length).toBeLessThanOrEqual(13);
  expect(painted.at(-1)).toBe(60);
});

test("nothing is painted after it was stopped", () => {
  const { beat, tick } = manualBeat();
  const paint = vi.fn();
  const stop = paintOnBeat(beat, 10, paint);
  tick();
  tick();
  stop();
  expect(paint).toHaveBeenCalledTimes(2);
  vi.advanceTimersByTime(1000);
  tick();
  expect(paint).toHaveBeenCalledTimes(2);
});

test("painters of one rhythm paint at the same moment, whenever they joined", () => {
  const { beat, tick } = manualBeat();
  const painted: string[] = [];
  paintOnBeat(beat, 10, () => painted.push("first"));
  tick();
  vi.advanceTimersByTime(60);
  paintOnBeat(beat, 10, () => painted.push("second"));
  painted.length = 0;
  vi.advanceTimersByTime(50);
  tick();
  vi.advanceTimersByTime(100);
  expect(painted).toEqual(["first", "second"]);
});
