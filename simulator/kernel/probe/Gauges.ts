import { ROW_MASK } from "../Rows.ts";
import type { Clock } from "./Clock.ts";

/** Fields of a gauge. */
const VALUE = 0;
/** The integral of the level so far, less what the present level would have given since time 0. */
const BALANCE = 1;
const PEAK = 2;
/** Since when the level is above its peak so far. */
const SINCE = 3;
const FIELDS = 4;

/**
 * Levels that change by steps (depth, messages in flight, busy slots), each with its integral over time and
 * its peak. A level that lasts no time is no peak: it counts only when the clock moves on.
 *
 * The integral of a level L is L · now − Σ (change · time of the change), so that a change adds one product and
 * need not know when the last one was.
 */
export class Gauges {
  private readonly clock: Clock;
  private rows = new Float64Array(FIELDS * 64);
  private count = 0;
  private from = Number.NaN;

  constructor(clock: Clock) {
    this.clock = clock;
    this.from = 0;
  }

  /** Adds a gauge at level 0 and returns its number. */
  open(): number {
    const gauge = this.count++;
    if (this.count * FIELDS > this.rows.length) {
      const rows = new Float64Array(this.rows.length * 2);
      rows.set(this.rows);
      this.rows = rows;
    }
    this.rows[(gauge & ROW_MASK) * FIELDS + SINCE] = this.clock.now;
    return gauge;
  }

  /** Changes a level by `change`. */
  add(gauge: number, change: number): void {
    const rows = this.rows;
    const base = (gauge & ROW_MASK) * FIELDS;
    const before = rows[base]!;
    const after = before + change;
    rows[base] = after;
    rows[base + BALANCE]! -= change * this.clock.now;
    if ((change > 0 ? after : before) > rows[base + PEAK]!) this.passPeak(base, change);
  }

  /** Raises a level by 1. */
  raise(gauge: number): void {
    const rows = this.rows;
    const base = (gauge & ROW_MASK) * FIELDS;
    const after = rows[base]! + 1;
    rows[base] = after;
    rows[base + BALANCE]! -= this.clock.now;
    if (after > rows[base + PEAK]!) this.passPeak(base, 1);
  }

  /** Lowers a level by 1. */
  lower(gauge: number): void {
    const rows = this.rows;
    const base = (gauge & ROW_MASK) * FIELDS;
    const before = rows[base]!;
    rows[base] = before - 1;
    rows[base + BALANCE]! += this.clock.now;
    if (before > rows[base + PEAK]!) this.passPeak(base, -1);
  }

  /** The level that has just changed was, or is from now on, above its peak so far. */
  private passPeak(base: number, change: number): void {
    const rows = this.rows;
    const before = rows[base]! - change;
    const { now } = this.clock;
    if (now > rows[base + SINCE]! && before > rows[base + PEAK]!) rows[base + PEAK] = before;
    rows[base + SINCE] = now;
  }

  /** Seconds that have been measured: from the end of the warm-up until now. */
  get span(): number {
    return this.clock.now - this.from;
  }

  /** The present level. */
  valueOf(gauge: number): number {
    return this.rows[(gauge & ROW_MASK) * FIELDS + VALUE]!;
  }

  /** Integral of the level from the end of the warm-up until now. */
  areaOf(gauge: number): number {
    const base = (gauge & ROW_MASK) * FIELDS;
    return this.rows[base + BALANCE]! + this.rows[base]! * this.clock.now;
  }

  /** Time average of the level from the end of the warm-up until now; the level itself when no time has passed. */
  meanOf(gauge: number): number {
    const span = this.clock.now - this.from;
    return span > 0 ? this.areaOf(gauge) / span : this.valueOf(gauge);
  }

  /** Highest level since the end of the warm-up. */
  peakOf(gauge: number): number {
    const base = (gauge & ROW_MASK) * FIELDS;
    const isLasting = this.clock.now > this.rows[base + SINCE]! || this.clock.now === this.from;
    return isLasting
      ? Math.max(this.rows[base + PEAK]!, this.rows[base]!)
      : this.rows[base + PEAK]!;
  }

  /** Begins all integrals and peaks anew (end of the warm-up). The levels stay. */
  restart(): void {
    this.from = this.clock.now;
    for (let gauge = 0; gauge < this.count; gauge++) {
      const base = (gauge & ROW_MASK) * FIELDS;
      this.rows[base + BALANCE] = -this.rows[base]! * this.from;
      this.rows[base + SINCE] = this.clock.now;
      this.rows[base + PEAK] = 0;
    }
  }
}
