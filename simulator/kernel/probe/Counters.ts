import { DOUBLE, DOUBLES } from "../memory.ts";
import { Region } from "../Region.ts";

/** Counts one more. A counter is a place in the thread's memory, so that none of its run's objects is asked for it. */
export const count = (counter: number): void => {
  DOUBLES[counter & DOUBLE]!++;
};

/** Words that a counter needs. */
export const COUNTER_WORDS = 2;

/**
 * Counts of all nodes. A node opens as many neighbors as it has kinds of things to count; a counter is known by its place among the
 * doubles of the thread's memory.
 * `sinceStart` never falls (rates and conservation are computed from it); `value` begins anew at the end
 * of the warm-up.
 */
export class Counters {
  private readonly region: Region;
  /** First counter and number of those that were opened together, in turn. */
  private readonly opened: number[] = [];
  /** What each had counted at the end of the warm-up, if there was one. */
  private readonly base = new Map<number, number>();

  constructor(region = new Region()) {
    this.region = region;
  }

  /** Adds `size` counters next to each other and returns the number of the first. */
  open(size: number): number {
    return this.openAt(this.region.take(size * COUNTER_WORDS), size);
  }

  /** Makes `size` counters of words that are taken and 0. Returns the number of the first. */
  openAt(address: number, size: number): number {
    this.opened.push(address >> 1, size);
    return address >> 1;
  }

  /** Counts one more. */
  add(counter: number): void {
    count(counter);
  }

  /** Counts `amount` more. */
  addMany(counter: number, amount: number): void {
    DOUBLES[counter & DOUBLE]! += amount;
  }

  /** Count since the end of the warm-up. */
  value(counter: number): number {
    return DOUBLES[counter]! - (this.base.get(counter) ?? 0);
  }

  /** Count since the start of the run. */
  sinceStart(counter: number): number {
    return DOUBLES[counter]!;
  }

  /** Sum of `size` neighbors since the end of the warm-up. */
  sum(first: number, size: number): number {
    let total = 0;
    for (let i = 0; i < size; i++) total += this.value(first + i);
    return total;
  }

  /** Begins all values anew (end of the warm-up). */
  restart(): void {
    for (let i = 0; i < this.opened.length; i += 2)
      for (let k = 0; k < this.opened[i + 1]!; k++) {
        const counter = this.opened[i]! + k;
        this.base.set(counter, DOUBLES[counter]!);
      }
  }
}
