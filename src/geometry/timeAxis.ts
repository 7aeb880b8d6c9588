import { axisTime } from "../../simulator/index.ts";

/** The stretch of simulated time that the dock shows, in seconds. */
export type TimeRange = { from: number; to: number };

/** Where a time lies in a range: 0 at its start, 1 at its end. */
export function shareOf(time: number, { from, to }: TimeRange): number {
  return (time - from) / (to - from);
}

/** The time at a share of a range. */
export function timeAt(share: number, { from, to }: TimeRange): number {
  return from + Math.min(1, Math.max(0, share)) * (to - from);
}

/** Quarters of the planned time of a run that it takes to show a moment; at least the whole of it. */
export function drainQuarters(now: number, planned: number): number {
  return Math.max(4, Math.ceil((now / planned) * 4));
}

/** Least that is shown of a run, in seconds. */
const LEAST_SHOWN = 60;
/** Share of what is shown at which the playhead asks for more. */
const NEAR_THE_END = 0.8;

/** How much of a run is shown at a moment: the whole of it, its half, a quarter …, with room for what comes. */
export function shownUntil(now: number, length: number): number {
  let shown = length;
  while (shown / 2 >= LEAST_SHOWN && now <= (shown / 2) * NEAR_THE_END) shown /= 2;
  return shown;
}

/** A share as a length in style sheets. */
export const asPercent = (share: number) => `${Number((share * 100).toFixed(3))}%`;

/** Distances of ticks that people can count in, in seconds. */
export const TIME_STEPS: readonly number[] = [
  0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900,
  1800, 3600, 7200, 14_400, 21_600, 43_200, 86_400,
];

/** Room that a tick needs for its label, in pixels. */
const TICK_ROOM = 72;

export type Tick = { time: number; label: string };

/** Ticks of a range on an axis of that many pixels. */
export function ticksOf(range: TimeRange, widthPixels: number): Tick[] {
  const length = range.to - range.from;
  const least = (length * TICK_ROOM) / Math.max(widthPixels, TICK_ROOM);
  const step = TIME_STEPS.find((each) => each >= least) ?? Math.ceil(least / 86_400) * 86_400;
  const first = Math.ceil(range.from / step - 1e-9);
  const count = Math.max(0, Math.ceil((range.to - first * step) / step - 1e-9));
  return Array.from({ length: count }, (_, index) => {
    const time = Number(((first + index) * step).toPrecision(12));
    return { time, label: axisTime(time) };
  });
}
