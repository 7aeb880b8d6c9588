/** Few, so that a table has grown before machine code is made of the loop over events: that code then knows what growing is. */
const FEWEST_ROWS = 2;
const COPY_LIMIT_ROWS = 1 << 17;
const RESERVED_BYTES = 1 << 30;

/**
 * Mask of a row's number. `(row & ROW_MASK) * stride` is `row * stride` and tells the compiler how large that can get: it then leaves
 * out the looks for overflow and for a sign before each field, a third of the machine code of an access.
 */
export const ROW_MASK = 0x7ffffff;

/**
 * A table of rows of `stride` 32-bit words. Rows that are given back are taken again, the latest first.
 *
 * All fields of a row lie side by side, so that touching a row touches one or two cache lines however
 * many rows there are. `ints` and `floats` are two views of the same memory: field f of row r is
 * `ints[r * stride + f]`, or `floats[(r * stride + f) / 2]` where it is a double (then f is even).
 *
 * Growth: small tables double. From `COPY_LIMIT_ROWS` on the table reserves its full capacity at once:
 * operating systems give memory to a reserved range only when a page is first written, so this costs
 * address space and no memory, and a run never stops to copy hundreds of megabytes.
 */
export class Rows {
  /** All rows as 32-bit integers. Replaced when the table grows: never keep it across an `allocate`. Empty at first, so that V8 sees at once that it changes. */
  ints = new Int32Array(0);
  /** The same memory as doubles. */
  floats = new Float64Array(0);
  /** Rows that have ever been in use: what the table costs in memory. */
  usedCount = 0;
  private capacity = 0;
  /** Rows that have been given back, in order. */
  private free = new Int32Array(0);
  private freeCount = 0;
  private readonly stride: number;
  private readonly what: string;

  /**
   * @param stride number of 32-bit words in a row, even
   * @param what name of what a row stands for, for the message when memory runs out
   */
  constructor(stride: number, what: string) {
    this.stride = stride;
    this.what = what;
  }

  /** Bytes of memory that the rows used so far take. */
  get bytes(): number {
    return this.usedCount * this.stride * 4;
  }

  /** Rows in use. */
  get liveCount(): number {
    return this.usedCount - this.freeCount;
  }

  /** Takes a row; its fields hold what its last user left there. Throws a RangeError when memory cannot be had. */
  allocate(): number {
    if (this.freeCount > 0) return this.free[--this.freeCount]!;
    if (this.usedCount === this.capacity) this.grow();
    return this.usedCount++;
  }

  /** Gives a row back. Its fields stay readable until it is taken again. */
  release(row: number): void {
    if (this.freeCount === this.free.length) this.growFree();
    this.free[this.freeCount++] = row;
  }

  private growFree(): void {
    const grown = new Int32Array(Math.max(FEWEST_ROWS, this.free.length * 2));
    grown.set(this.free);
    this.free = grown;
  }

  private grow(): void {
    const rowBytes = this.stride * 4;
    const doubled = Math.min(Math.max(FEWEST_ROWS, this.capacity * 2), ROW_MASK + 1);
    const reserved = Math.floor(RESERVED_BYTES / rowBytes);
    const isLarge = this.capacity >= COPY_LIMIT_ROWS;
    const old = this.ints;
    const capacity = isLarge ? Math.max(reserved, doubled) : doubled;
    const buffer =
      this.capacity > ROW_MASK
        ? undefined
        : (this.reserve(capacity * rowBytes) ?? this.reserve(doubled * rowBytes));
    if (buffer === undefined) {
      throw new RangeError(
        `No memory for more than ${this.usedCount} ${this.what}: the run holds too many at once. Bound the channels, raise the service rate, or shorten the run.`,
      );
    }
    this.capacity = Math.floor(buffer.byteLength / rowBytes);
    this.ints = new Int32Array(buffer);
    this.floats = new Float64Array(buffer);
    this.ints.set(old);
  }

  private reserve(bytes: number): ArrayBuffer | undefined {
    try {
      return new ArrayBuffer(bytes);
    } catch {
      return undefined;
    }
  }
}
