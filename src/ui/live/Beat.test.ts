import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { holdPainters, paintOnBeat, paintWhatWaits, sampleOnBeat } from "./Beat.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  holdPainters(false);
  vi.useRealTimers();
});

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

test("what waits for its moment is painted at once when that is asked, and only once", () => {
  const { beat, tick } = manualBeat();
  const paint = vi.fn();
  const stop = paintOnBeat(beat, 10, paint);
  tick();
  tick();
  const before = paint.mock.calls.length;
  paintWhatWaits();
  expect(paint).toHaveBeenCalledTimes(before + 1);
  vi.advanceTimersByTime(1000);
  paintWhatWaits();
  expect(paint).toHaveBeenCalledTimes(before + 1);
  tick();
  tick();
  stop();
  const atStop = paint.mock.calls.length;
  paintWhatWaits();
  expect(paint).toHaveBeenCalledTimes(atStop);
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

test("while a hand moves the picture all painters paint in the same few frames, and records have no gap", () => {
  const { beat, tick } = manualBeat();
  const moments: Record<string, number[]> = { quick: [], slow: [], sample: [] };
  const note = (name: string) => () => void moments[name]?.push(performance.now());
  vi.advanceTimersByTime(70);
  const stops = [
    paintOnBeat(beat, 30, note("quick")),
    paintOnBeat(beat, 8, note("slow")),
    sampleOnBeat(beat, 10, note("sample")),
  ];
  holdPainters(true);
  for (let frame = 0; frame < 120; frame++) {
    vi.advanceTimersByTime(1000 / 60);
    tick();
  }
  // The first call of each is that of joining.
  expect(moments.quick?.length).toBeLessThanOrEqual(5);
  expect(moments.quick?.slice(1)).toEqual(moments.slow?.slice(1));
  expect(moments.sample?.length).toBeGreaterThanOrEqual(18);
  holdPainters(false);
  vi.advanceTimersByTime(500);
  const before = moments.quick?.length ?? 0;
  for (let frame = 0; frame < 60; frame++) {
    vi.advanceTimersByTime(1000 / 60);
    tick();
  }
  expect((moments.quick?.length ?? 0) - before).toBeGreaterThanOrEqual(25);
  for (const stop of stops) stop();
});
