import type { Probe } from "../kernel/probe/Probe.ts";

/** Buckets that there is room for at first. */
const FEWEST_BUCKETS = 8;

/** What a series shows in a bucket: the time average of a level, or a count divided by time. */
export interface Quantity {
  /** Index of the node that it belongs to. */
  readonly node: number;
  readonly name: string;
  /** Gauges whose levels are added up. */
  readonly gauges: readonly number[];
  /** Or the counter that is divided by time, −1 if none. */
  readonly counter: number;
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
 *
 * Nothing is written while events happen: a bucket's value is what the integral of a level, or a count,
 * has grown by when the bucket ends. The values of one bucket lie side by side, so that closing it is one
 * pass over three arrays however many nodes there are.
 */
export class TimeSeries {
  private readonly probe: Probe;
  private readonly capacity: number;
  private quantities: readonly Quantity[];
  /** Numbers of all gauges that are added up, quantity after quantity, and where each quantity's begin. */
  private gauges = new Int32Array(0);
  private firstGauge = new Int32Array(1);
  private counters = new Int32Array(0);
  /** The value of quantity q in bucket b at `b * quantities.length + q`. */
  private values: Float64Array;
  private readonly before: Float64Array;
  private used = 0;
  /** Seconds of a bucket. */
  width: number;

  /** @param width seconds of a bucket at first @param capacity buckets at most, even */
  constructor(probe: Probe, quantities: readonly Quantity[], width: number, capacity = 512) {
    this.probe = probe;
    this.quantities = quantities;
    this.capacity = capacity;
    this.width = width;
    this.values = new Float64Array(quantities.length * Math.min(capacity, FEWEST_BUCKETS));
    this.before = new Float64Array(quantities.length);
    this.measure(quantities);
  }

  /** The same quantities are measured at other gauges from now on (instances have come). */
  measure(quantities: readonly Quantity[]): void {
    // What a checkpoint need not look into: it never changes.
    this.quantities = Object.freeze(quantities);
    this.gauges = Int32Array.from(quantities.flatMap(({ gauges }) => gauges));
    this.counters = Int32Array.from(quantities, ({ counter }) => counter);
    this.firstGauge = new Int32Array(quantities.length + 1);
    for (const [q, { gauges }] of quantities.entries())
      this.firstGauge[q + 1] = this.firstGauge[q]! + gauges.length;
  }

  /** The time of the next bucket's end. */
  get nextEnd(): number {
    return (this.used + 1) * this.width;
  }

  /** Buckets that are over. */
  get bucketCount(): number {
    return this.used;
  }

  /** A bucket has ended: the clock stands at `nextEnd`. */
  close(): void {
    const count = this.before.length;
    const row = this.used * count;
    if (row === this.values.length) this.grow();
    const { before, values, width } = this;
    for (let q = 0; q < count; q++) {
      const total = this.totalOf(q);
      const change = total - before[q]!;
      // At the end of the warm-up counts and integrals begin anew.
      values[row + q] = (change < 0 ? total : change) / width;
      before[q] = total;
    }
    this.used++;
    if (this.used === this.capacity) this.halve();
  }

  private grow(): void {
    const size = Math.min(this.capacity, Math.max(1, this.used) * 2) * this.before.length;
    const grown = new Float64Array(size);
    grown.set(this.values);
    this.values = grown;
  }

  /** The series of each quantity so far. */
  get series(): Series[] {
    const count = this.quantities.length;
    return this.quantities.map(({ node, name }, q) => ({
      node,
      name,
      width: this.width,
      values: Array.from({ length: this.used }, (_, b) => this.values[b * count + q]!),
    }));
  }

  /** Integral of a level, or a count, since the start of the measurement. */
  private totalOf(q: number): number {
    const counter = this.counters[q]!;
    if (counter >= 0) return this.probe.counters.value(counter);
    const { gauges } = this.probe;
    const end = this.firstGauge[q + 1]!;
    let total = 0;
    for (let i = this.firstGauge[q]!; i < end; i++) total += gauges.areaOf(this.gauges[i]!);
    return total;
  }

  private halve(): void {
    const { values } = this;
    const count = this.quantities.length;
    for (let b = 0; b < this.used / 2; b++) {
      const [to, from] = [b * count, 2 * b * count];
      for (let q = 0; q < count; q++)
        values[to + q] = (values[from + q]! + values[from + count + q]!) / 2;
    }
    this.used /= 2;
    this.width *= 2;
  }
}
