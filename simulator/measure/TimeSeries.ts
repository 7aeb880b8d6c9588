/** What a series shows of its quantity in a bucket: the time average of a level, or a count divided by time. */
export interface Quantity {
  /** Index of the node that it belongs to. */
  readonly node: number;
  readonly name: string;
  /** Integral of the level, or count, since the start of the measurement. Never falls, but at the end of the warm-up. */
  total(): number;
}

/** A series: the mean of its quantity in each bucket of `width` seconds. */
export interface Series {
  readonly node: number;
  readonly name: string;
  readonly width: number;
  readonly values: readonly number[];
}

/**
 * Series of all quantities over one grid of buckets. When the grid is full, neighbors are joined and each
 * bucket lasts twice as long: memory is bounded by the resolution and not by the length of the run.
 */
export class TimeSeries {
  private readonly quantities: readonly Quantity[];
  private readonly capacity: number;
  private readonly values: Float64Array[];
  private readonly before: Float64Array;
  private used = 0;
  /** Seconds of a bucket. */
  width: number;

  /** @param width seconds of a bucket at first @param capacity buckets at most, even */
  constructor(quantities: readonly Quantity[], width: number, capacity = 512) {
    this.quantities = quantities;
    this.capacity = capacity;
    this.width = width;
    this.values = quantities.map(() => new Float64Array(capacity));
    this.before = new Float64Array(quantities.length);
  }

  /** The time of the next bucket's end. */
  get nextEnd(): number {
    return (this.used + 1) * this.width;
  }

  /** A bucket has ended: the clock stands at `nextEnd`. */
  close(): void {
    if (this.used === this.capacity) this.halve();
    this.quantities.forEach((quantity, q) => {
      const total = quantity.total();
      const change = total - this.before[q]!;
      this.values[q]![this.used] = (change < 0 ? total : change) / this.width;
      this.before[q] = total;
    });
    this.used++;
    if (this.used === this.capacity) this.halve();
  }

  /** The series of each quantity so far. */
  get series(): Series[] {
    return this.quantities.map(({ node, name }, q) => ({
      node,
      name,
      width: this.width,
      values: Array.from(this.values[q]!.subarray(0, this.used)),
    }));
  }

  private halve(): void {
    for (const values of this.values) {
      for (let i = 0; i < this.used / 2; i++) values[i] = (values[2 * i]! + values[2 * i + 1]!) / 2;
    }
    this.used /= 2;
    this.width *= 2;
  }
}
