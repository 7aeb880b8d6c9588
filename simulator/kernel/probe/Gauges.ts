import { ADDRESS, DOUBLES } from "../memory.ts";
import { Region } from "../Region.ts";
import type { Clock } from "./Clock.ts";

/** Fields of a gauge, in doubles. */
const VALUE = 0;
/** The integral of the level so far, less what the present level would have given since time 0. */
const BALANCE = 1;
const PEAK = 2;
/** Since when the level is above its peak so far. */
const SINCE = 3;
const FIELDS = 4;
/** Words that a gauge needs. */
export const GAUGE_WORDS = FIELDS * 2;

/**
 * Levels that change by steps (depth, messages in flight, busy slots), each with its integral over time and
 * its peak. A level that lasts no time is no peak: it counts only when the clock moves on.
 *
 * The integral of a level L is L · now − Σ (change · time of the change), so that a change adds one product and
 * need not know when the last one was.
 */
export class Gauges {
  private readonly clock: Clock;
  private readonly region: Region;
  private readonly all: number[] = [];
  private from = Number.NaN;

  constructor(clock: Clock, region = new Region()) {
    this.region = region;
    this.clock = clock;
    this.from = 0;
  }

  /** Adds a gauge at level 0 and returns its address. */
  open(): number {
    return this.openAt(this.region.take(GAUGE_WORDS));
  }

  /** Makes a gauge at level 0 of `GAUGE_WORDS` words that are taken and 0. Returns their address. */
  openAt(gauge: number): number {
    this.all.push(gauge);
    DOUBLES[(gauge >> 1) + SINCE] = this.clock.now;
    return gauge;
  }

  /** Changes a level by `change`. */
  add(gauge: number, change: number): void {
    const at = (gauge & ADDRESS) >> 1;
    const before = DOUBLES[at + VALUE]!;
    const after = before + change;
    DOUBLES[at + VALUE] = after;
    DOUBLES[at + BALANCE]! -= change * this.clock.now;
    if ((change > 0 ? after : before) > DOUBLES[at + PEAK]!) this.passPeak(at, change);
  }

  /** Raises a level by 1. */
  raise(gauge: number): void {
    const at = (gauge & ADDRESS) >> 1;
    const after = DOUBLES[at + VALUE]! + 1;
    DOUBLES[at + VALUE] = after;
    DOUBLES[at + BALANCE]! -= this.clock.now;
    if (after > DOUBLES[at + PEAK]!) this.passPeak(at, 1);
  }

  /** Lowers a level by 1. */
  lower(gauge: number): void {
    const at = (gauge & ADDRESS) >> 1;
    const before = DOUBLES[at + VALUE]!;
    DOUBLES[at + VALUE] = before - 1;
    DOUBLES[at + BALANCE]! += this.clock.now;
    if (before > DOUBLES[at + PEAK]!) this.passPeak(at, -1);
  }

  /** The level that has just changed was, or is from now on, above its peak so far. */
  private passPeak(at: number, change: number): void {
    const before = DOUBLES[at + VALUE]! - change;
    const { now } = this.clock;
    if (now > DOUBLES[at + SINCE]! && before > DOUBLES[at + PEAK]!) DOUBLES[at + PEAK] = before;
    DOUBLES[at + SINCE] = now;
  }

  /** Seconds that have been measured: from the end of the warm-up until now. */
  get span(): number {
    return this.clock.now - this.from;
  }

  /** The present level. */
  valueOf(gauge: number): number {
    return DOUBLES[((gauge & ADDRESS) >> 1) + VALUE]!;
  }

  /** Integral of the level from the end of the warm-up until now. */
  areaOf(gauge: number): number {
    const at = (gauge & ADDRESS) >> 1;
    return DOUBLES[at + BALANCE]! + DOUBLES[at + VALUE]! * this.clock.now;
  }

  /** Time average of the level from the end of the warm-up until now; the level itself when no time has passed. */
  meanOf(gauge: number): number {
    const span = this.clock.now - this.from;
    return span > 0 ? this.areaOf(gauge) / span : this.valueOf(gauge);
  }

  /** Highest level since the end of the warm-up. */
  peakOf(gauge: number): number {
    const at = (gauge & ADDRESS) >> 1;
    const isLasting = this.clock.now > DOUBLES[at + SINCE]! || this.clock.now === this.from;
    return isLasting ? Math.max(DOUBLES[at + PEAK]!, DOUBLES[at + VALUE]!) : DOUBLES[at + PEAK]!;
  }

  /** Begins all integrals and peaks anew (end of the warm-up). The levels stay. */
  restart(): void {
    this.from = this.clock.now;
    for (const gauge of this.all) {
      const at = (gauge & ADDRESS) >> 1;
      DOUBLES[at + BALANCE] = -DOUBLES[at + VALUE]! * this.from;
      DOUBLES[at + SINCE] = this.clock.now;
      DOUBLES[at + PEAK] = 0;
    }
  }
}
