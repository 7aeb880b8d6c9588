import { ROW_MASK } from "../Rows.ts";

/**
 * Log-bucket histograms of all nodes in shared columns.
 *
 * A bucket is cut out of the bits of the double: its octave (exponent) and the first six bits of its
 * mantissa. 64 buckets an octave make the middle of a bucket differ from anything in it by less than
 * 1/128, so the relative error of a quantile is at most 0.8 %. Range 2⁻³⁰ … 2³⁴ (1 ns … 500 years in
 * seconds); smaller values count as 0. Mean, variance, minimum and maximum are exact.
 * A histogram takes room for an octave only once something falls into it.
 *
 * Values wait in a list and are sorted in some hundreds at a time: taking one in is two stores where it is
 * measured, and the sorting is three short loops in which the cache misses of different nodes overlap. Whoever reads
 * a figure has the list sorted in first.
 */
const OCTAVES = 64;
const LOWEST_EXPONENT = 1023 - 30;
const BUCKETS = 64;
/** Fields of a histogram's moments. */
const COUNT = 0;
const SUM = 1;
const SQUARES = 2;
const MINIMUM = 3;
const MAXIMUM = 4;
const MOMENTS = 8;

/** The histogram that takes nothing in. */
export const UNMEASURED = 0;
/** Values that wait at most. */
const BATCH = 256;

const scratch = new Float64Array(1);
const bits = new Int32Array(scratch.buffer);
const HIGH_WORD = new Uint8Array(new Int32Array([1]).buffer)[0] === 1 ? 1 : 0;

/** What a histogram says, in the unit of its values. All are 0 when nothing was observed. */
export interface HistogramSummary {
  readonly count: number;
  readonly mean: number;
  /** Divisor n − 1. */
  readonly variance: number;
  readonly min: number;
  readonly max: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly p999: number;
}

export class Histograms {
  private moments = new Float64Array(MOMENTS * 16);
  private pageOf = new Int32Array(OCTAVES * 16);
  /** Values in each bucket, modulo 2³². */
  private counts = new Int32Array(BUCKETS * 16);
  private pageCount = 1;
  private count = 0;

  private readonly waitingValues = new Float64Array(BATCH);
  private readonly waitingBits = new Int32Array(this.waitingValues.buffer);
  private readonly waitingOwners = new Int32Array(BATCH);
  /** Their buckets, while they are sorted in. */
  private readonly places = new Int32Array(BATCH);
  private waitingCount = 0;

  constructor() {
    this.open();
  }

  /** Adds a histogram and returns its number. */
  open(): number {
    const histogram = this.count++;
    if (this.count * MOMENTS > this.moments.length) {
      this.moments = grown(this.moments, new Float64Array(this.moments.length * 2));
      this.pageOf = grown(this.pageOf, new Int32Array(this.pageOf.length * 2));
    }
    this.clear(histogram);
    return histogram;
  }

  /** Takes in a value ≥ 0. */
  add(histogram: number, value: number): void {
    if (histogram === UNMEASURED) return;
    const at = this.waitingCount++;
    this.waitingValues[at] = value;
    this.waitingOwners[at] = histogram;
    if (at === BATCH - 1) this.sortIn();
  }

  /**
   * Puts the values that wait into their buckets. Three loops, since what one of them touches of a value nothing else in it waits for:
   * with many nodes each touch is a miss, and the misses of a dozen values then pass at the same time. Two values a round and no call
   * in it: V8 looks at the kind and the place of every column anew in each round, and after each call.
   */
  private sortIn(): void {
    const count = this.waitingCount;
    this.waitingCount = 0;
    if (!this.findPlaces(count)) this.makePlaces(count);
    const { counts, places } = this;
    for (let i = 1; i < count; i += 2) {
      counts[places[i - 1]!]!++;
      counts[places[i]!]!++;
    }
    for (let i = 1; i < count; i += 2) {
      this.addToMoments(i - 1);
      this.addToMoments(i);
    }
    if (count % 2 === 0) return;
    counts[places[count - 1]!]!++;
    this.addToMoments(count - 1);
  }

  /** Finds the buckets of so many values, and of one more where they are odd. Returns whether all octaves have room. */
  private findPlaces(count: number): boolean {
    const { places } = this;
    let lacking = 0;
    for (let i = 0; i < count; i += 2) {
      const one = this.placeOf(i);
      const other = this.placeOf(i + 1);
      places[i] = one;
      places[i + 1] = other;
      if (one < BUCKETS || other < BUCKETS) lacking++;
    }
    return lacking === 0;
  }

  /** Where a value that waits is counted; in the page 0, which is nobody's, where its octave has no room yet. */
  private placeOf(i: number): number {
    const code = codeOf(this.waitingBits[(i << 1) | HIGH_WORD]!);
    const page = this.pageOf[(this.waitingOwners[i]! << 6) | (code >> 6)]!;
    return (page << 6) | (code & 63);
  }

  /** Makes room for the octaves that have none. */
  private makePlaces(count: number): void {
    for (let i = 0; i < count; i++) {
      if (this.placeOf(i) < BUCKETS)
        this.newPage(this.waitingOwners[i]!, codeOf(this.waitingBits[(i << 1) | HIGH_WORD]!) >> 6);
      this.places[i] = this.placeOf(i);
    }
  }

  private addToMoments(i: number): void {
    const m = this.moments;
    const value = this.waitingValues[i]!;
    const base = (this.waitingOwners[i]! & ROW_MASK) * MOMENTS;
    m[base + COUNT]! += 1;
    m[base + SUM]! += value;
    m[base + SQUARES]! += value * value;
    if (value < m[base + MINIMUM]!) m[base + MINIMUM] = value;
    if (value > m[base + MAXIMUM]!) m[base + MAXIMUM] = value;
  }

  /** Forgets what a histogram has seen. */
  clear(histogram: number): void {
    this.sortIn();
    const base = histogram * MOMENTS;
    this.moments.fill(0, base, base + MOMENTS);
    this.moments[base + MINIMUM] = Infinity;
    for (let octave = 0; octave < OCTAVES; octave++) {
      const page = this.pageOf[histogram * OCTAVES + octave]!;
      if (page !== 0) this.counts.fill(0, page * BUCKETS, (page + 1) * BUCKETS);
    }
  }

  /** Forgets what all histograms have seen (end of the warm-up). */
  clearAll(): void {
    for (let histogram = 0; histogram < this.count; histogram++) this.clear(histogram);
  }

  /** Adds what `other` holds of its histogram `source` to the histogram `target` of this store. */
  merge(target: number, other: Histograms, source: number): void {
    this.sortIn();
    other.sortIn();
    const [to, from] = [target * MOMENTS, source * MOMENTS];
    for (const field of [COUNT, SUM, SQUARES])
      this.moments[to + field]! += other.moments[from + field]!;
    this.moments[to + MINIMUM] = Math.min(
      this.moments[to + MINIMUM]!,
      other.moments[from + MINIMUM]!,
    );
    this.moments[to + MAXIMUM] = Math.max(
      this.moments[to + MAXIMUM]!,
      other.moments[from + MAXIMUM]!,
    );
    for (let octave = 0; octave < OCTAVES; octave++) {
      const page = other.pageOf[source * OCTAVES + octave]!;
      if (page === 0) continue;
      const own = this.pageOf[target * OCTAVES + octave]! || this.newPage(target, octave);
      for (let b = 0; b < BUCKETS; b++)
        this.counts[own * BUCKETS + b]! += other.counts[page * BUCKETS + b]!;
    }
  }

  /** Number of values taken in. */
  countOf(histogram: number): number {
    if (this.waitingCount > 0) this.sortIn();
    return this.moments[histogram * MOMENTS + COUNT]!;
  }

  /** Exact mean, 0 when empty. */
  meanOf(histogram: number): number {
    const count = this.countOf(histogram);
    return count === 0 ? 0 : this.moments[histogram * MOMENTS + SUM]! / count;
  }

  /**
   * The value below which the share `q` of what was observed lies, to a relative error of 0.8 %; 0 when empty. Looks from the top: times
   * have few octaves above their median and many, nearly empty, below.
   */
  quantileOf(histogram: number, q: number): number {
    const count = this.countOf(histogram);
    if (count === 0) return 0;
    const base = histogram * MOMENTS;
    const wanted = Math.max(1, Math.ceil(q * count));
    if (wanted >= count) return this.moments[base + MAXIMUM]!;
    let left = count - wanted;
    for (let octave = OCTAVES - 1; octave >= 0; octave--) {
      const page = this.pageOf[histogram * OCTAVES + octave]!;
      if (page === 0) continue;
      for (let b = BUCKETS - 1; b >= 0; b--) {
        left -= this.inBucket(page, b);
        if (left >= 0) continue;
        const middle = octave === 0 && b === 0 ? 0 : middleOf(octave, b);
        return Math.min(
          this.moments[base + MAXIMUM]!,
          Math.max(this.moments[base + MINIMUM]!, middle),
        );
      }
    }
    return this.moments[base + MAXIMUM]!;
  }

  /**
   * Number of values above a limit. Within the limit's own bucket values are taken to be spread evenly, so
   * the error is of the second order in the width of a bucket; exact outside of what was observed.
   */
  countAbove(histogram: number, limit: number): number {
    if (this.waitingCount > 0) this.sortIn();
    const base = histogram * MOMENTS;
    if (limit >= this.moments[base + MAXIMUM]!) return 0;
    if (limit < this.moments[base + MINIMUM]!) return this.countOf(histogram);
    let above = 0;
    for (let octave = 0; octave < OCTAVES; octave++) {
      const page = this.pageOf[histogram * OCTAVES + octave]!;
      if (page === 0) continue;
      for (let b = 0; b < BUCKETS; b++) {
        const lower = edgeOf(octave, b);
        const upper = b + 1 < BUCKETS ? edgeOf(octave, b + 1) : edgeOf(octave + 1, 0);
        const share = Math.min(1, Math.max(0, (upper - limit) / (upper - lower)));
        if (share > 0) above += share * this.inBucket(page, b);
      }
    }
    return above;
  }

  /** The usual figures of a histogram. */
  summaryOf(histogram: number): HistogramSummary {
    const base = histogram * MOMENTS;
    const count = this.countOf(histogram);
    const mean = this.meanOf(histogram);
    const spread = this.moments[base + SQUARES]! - count * mean * mean;
    return {
      count,
      mean,
      variance: count > 1 ? Math.max(0, spread / (count - 1)) : 0,
      min: count === 0 ? 0 : this.moments[base + MINIMUM]!,
      max: this.moments[base + MAXIMUM]!,
      p50: this.quantileOf(histogram, 0.5),
      p95: this.quantileOf(histogram, 0.95),
      p99: this.quantileOf(histogram, 0.99),
      p999: this.quantileOf(histogram, 0.999),
    };
  }

  private inBucket(page: number, bucket: number): number {
    return this.counts[page * BUCKETS + bucket]! >>> 0;
  }

  private newPage(histogram: number, octave: number): number {
    const page = this.pageCount++;
    if (this.pageCount * BUCKETS > this.counts.length) {
      this.counts = grown(this.counts, new Int32Array(this.counts.length * 2));
    }
    this.pageOf[histogram * OCTAVES + octave] = page;
    return page;
  }
}

/** Octave and bucket of a value, by the high word of its double: 64 · octave + bucket. */
function codeOf(high: number): number {
  const code = (high >>> 14) - LOWEST_EXPONENT * BUCKETS;
  if (code < 0) return 0;
  return code < OCTAVES * BUCKETS ? code : ((OCTAVES - 1) << 6) | (code & 63);
}

/** Lower edge of a bucket: the double whose exponent and first mantissa bits are the bucket's. */
function edgeOf(octave: number, bucket: number): number {
  bits[HIGH_WORD] = ((octave + LOWEST_EXPONENT) << 20) | (bucket << 14);
  bits[1 - HIGH_WORD] = 0;
  return scratch[0]!;
}

/** Middle of a bucket: half a bucket up from its lower edge. */
function middleOf(octave: number, bucket: number): number {
  bits[HIGH_WORD] = ((octave + LOWEST_EXPONENT) << 20) | (bucket << 14) | (1 << 13);
  bits[1 - HIGH_WORD] = 0;
  return scratch[0]!;
}

function grown<T extends Float64Array | Int32Array>(old: T, larger: T): T {
  larger.set(old);
  return larger;
}
