/**
 * A table of rows of `stride` 32-bit words with a free list.
 *
 * All fields of a row lie side by side, so that touching a row touches one or two cache lines however
 * many rows there are. `ints` and `floats` are two views of the same memory: field f of row r is
 * `ints[r * stride + f]`, or `floats[(r * stride + f) / 2]` where it is a double (then f is even).
 *
 * Growth: small tables double. From `COPY_LIMIT_ROWS` on the table reserves its full capacity at once:
 * operating systems give memory to a reserved range only when a page is first written, so this costs
 * address space and no memory, and a run never stops to copy hundreds of megabytes.
 */
const COPY_LIMIT_ROWS = 1 << 17;
const RESERVED_BYTES = 1 << 30;

export class Rows {
  /** All rows as 32-bit integers. Replaced when the table grows: never keep it across an `allocate`. */
  ints: Int32Array;
  /** The same memory as doubles. */
  floats: Float64Array;
  /** Rows in use. */
  liveCount = 0;
  /** Rows that have ever been in use: what the table costs in memory. */
  usedCount = 0;
  private capacity: number;
  private freeHead = -1;
  private readonly stride: number;
  private readonly linkField: number;
  private readonly what: string;

  /**
   * @param stride number of 32-bit words in a row, even
   * @param linkField the field that chains free rows; the other fields of a released row stay readable until it is allocated again
   * @param what name of what a row stands for, for the message when memory runs out
   */
  constructor(stride: number, linkField: number, what: string, capacity = 64) {
    this.stride = stride;
    this.linkField = linkField;
    this.what = what;
    this.capacity = capacity;
    const buffer = new ArrayBuffer(capacity * stride * 4);
    this.ints = new Int32Array(buffer);
    this.floats = new Float64Array(buffer);
  }

  /** Bytes of memory that the rows used so far take. */
  get bytes(): number {
    return this.usedCount * this.stride * 4;
  }

  /** Takes a row; its fields hold what its last user left there. Throws a RangeError when memory cannot be had. */
  allocate(): number {
    this.liveCount++;
    const row = this.freeHead;
    if (row >= 0) {
      this.freeHead = this.ints[row * this.stride + this.linkField]!;
      return row;
    }
    if (this.usedCount === this.capacity) this.grow();
    return this.usedCount++;
  }

  /** Gives a row back. */
  release(row: number): void {
    this.liveCount--;
    this.ints[row * this.stride + this.linkField] = this.freeHead;
    this.freeHead = row;
  }

  private grow(): void {
    const rowBytes = this.stride * 4;
    const reserved = Math.floor(RESERVED_BYTES / rowBytes);
    let capacity = this.capacity < COPY_LIMIT_ROWS ? this.capacity * 2 : reserved;
    if (capacity <= this.capacity) capacity = this.capacity * 2;
    const old = this.ints;
    const buffer = this.reserve(capacity * rowBytes) ?? this.reserve(this.capacity * 2 * rowBytes);
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
