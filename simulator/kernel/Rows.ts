import { ADDRESS, INTS } from "./memory.ts";
import { NoMemory } from "./NoMemory.ts";
import type { Slabs } from "./Slabs.ts";

/** Size of a table's first slab, as a power of two in words. Small, since most runs are. */
const LEAST_POWER = 8;
/** Size of its largest slabs: 256 KB. */
const MOST_POWER = 16;
/** Word of a free row that names the next one. */
const LINK = 5;

/**
 * A table of rows of `stride` 32-bit words in the thread's memory (`memory.ts`). A row is known by its address: field f of row r is
 * `INTS[(r & ADDRESS) + f]`, or `DOUBLES[((r & ADDRESS) + f) >> 1]` where it is a double (then f is even). Rows that are given back are
 * taken again, the latest first.
 *
 * All fields of a row lie side by side, so that touching a row touches one or two cache lines however many rows there are.
 * The table grows slab by slab and moves nothing: a run never stops to copy hundreds of megabytes.
 */
export class Rows {
  /** Rows in all slabs. */
  private count = 0;
  /** The row that is taken next; each that is free names the next one. −1 where none is left. */
  private first = -1;
  private power = LEAST_POWER;
  private readonly slabs: Slabs;
  /** Words of a row. */
  readonly stride: number;
  private readonly what: string;

  /**
   * @param stride number of 32-bit words in a row, even, more than 5
   * @param what name of what a row stands for, for the message when memory runs out
   * @param slabs those of the run
   */
  constructor(stride: number, what: string, slabs: Slabs) {
    this.slabs = slabs;
    this.stride = stride;
    this.what = what;
  }

  /** Takes a row; its fields hold what its last user left there. Throws `NoMemory` when memory cannot be had. */
  allocate(): number {
    if (this.first < 0) this.openSlab();
    const row = this.first;
    this.first = INTS[(row & ADDRESS) + LINK]!;
    return row;
  }

  /** Gives a row back. Its fields stay readable until it is taken again, all but word 5. */
  release(row: number): void {
    INTS[(row & ADDRESS) + LINK] = this.first;
    this.first = row | 0;
  }

  /** Rows in use. They are not counted as they come and go, which each message would do a dozen times: those that are free are, when this is asked. */
  get liveCount(): number {
    let free = 0;
    for (let row = this.first; row >= 0; row = INTS[row + LINK]!) free++;
    return this.count - free;
  }

  private openSlab(): void {
    const slab = this.slabs.open(this.power);
    if (slab < 0)
      throw new NoMemory(
        `No memory for more than ${this.count} ${this.what}: the run holds too many at once. Bound the channels, raise the service rate, or shorten the run.`,
      );
    const count = Math.floor((1 << this.power) / this.stride);
    const last = slab + (count - 1) * this.stride;
    for (let row = slab; row < last; row += this.stride) INTS[row + LINK] = row + this.stride;
    INTS[last + LINK] = -1;
    this.first = slab;
    this.count += count;
    this.power = Math.min(this.power + 1, MOST_POWER);
  }
}
