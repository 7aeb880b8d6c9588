import type { FaultSpan } from "../chaos/Faults.ts";

/** A level that somebody watches, at instants from the end of the warm-up on; NaN where there was nothing to see. */
export interface LevelRecord {
  readonly times: readonly number[];
  readonly values: readonly number[];
}

/** What became of a promise after a fault. */
export interface Recovery {
  readonly fault: string;
  /** Seconds from the end of the fault until it was kept again, to the next fault or the end; undefined where it was not. */
  readonly seconds: number | undefined;
}

/** Whether a promise need not be kept at a time: while a fault lasts, and so long after it. */
export function isExcused(
  time: number,
  within: number | undefined,
  faults: readonly FaultSpan[],
): boolean {
  if (within === undefined) return false;
  return faults.some(({ from, until = Infinity }) => time >= from && time < until + within);
}

/** How long after the end of each fault a promise was kept again. */
export function recoveries(
  { times, values }: LevelRecord,
  isKept: (value: number) => boolean,
  faults: readonly FaultSpan[],
): Recovery[] {
  return faults.flatMap(({ id, until }): Recovery[] => {
    if (until === undefined) return [];
    const next = Math.min(...faults.map(({ from }) => (from > until ? from : Infinity)));
    const seen = times.flatMap((time, i) =>
      time > until && time <= next && !Number.isNaN(values[i]) ? [i] : [],
    );
    const lastBroken = seen.reduce((last, i, n) => (isKept(values[i]!) ? last : n), -1);
    const kept = seen[lastBroken + 1];
    if (lastBroken < 0) return [{ fault: id, seconds: 0 }];
    return [{ fault: id, seconds: kept === undefined ? undefined : times[kept]! - until }];
  });
}
