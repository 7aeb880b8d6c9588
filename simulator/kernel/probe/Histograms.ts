import { ADDRESS, DOUBLES, INTS } from "../memory.ts";
import { Region } from "../Region.ts";
import { BUCKETS, codeOf, edgeOf, HIGH_WORD, middleOf, OCTAVES, octaveOf } from "./logBuckets.ts";

/**
 * Log-bucket histograms of all nodes. One is known by the address of its words: its moments, and for each octave where the octave's
 * buckets stand.
 *
 * What a bucket is, and the error of a quantile, stands in `logBuckets.ts`. Mean, variance, minimum and maximum are exact.
 * A histogram takes room for an octave only once something falls into it.
 *
 * Values wait in a list and are sorted in some hundreds at a time: taking one in is two stores where it is
 * measured, and the sorting is some short loops in which the cache misses of different nodes overlap. Whoever reads
 * a figure has the list sorted in first.
 */
/** A histogram's moments, in doubles. */
const COUNT = 0;
const SUM = 1;
const SQUARES = 2;
const MINIMUM = 3;
const MAXIMUM = 4;
/**
 * Where its octaves stand, in words: the address of the buckets of each, 0 where there are none. Those of a few octaves, from that in
 * the word `NEAREST` on, stand beside the moments as well: most values need no other line of cache.
 */
const NEAREST = 10;
const NEAR = 11;
const NEAR_COUNT = 5;
const PAGES = 16;
const WORDS = PAGES + OCTAVES;

/** The histogram that takes nothing in. */
export const UNMEASURED = 0;
/** Values that wait at most. */
const BATCH = 256;
const IN_BATCH = BATCH - 1;
/** Histograms from which on they are looked at ahead of time: fewer stand in the processor's caches anyway. */
const MANY = 256;

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
  private readonly region: Region;
  private readonly all: number[] = [];
  /** Addresses of the values that wait (doubles), of whose they are, and of their buckets while they are sorted in. */
  private readonly values: number;
  private readonly owners: number;
  private readonly places: number;
  private waitingCount = 0;
  /** Values in each octave of the histogram that was asked for a quantile last: whoever wants one of its quantiles wants others. */
  private readonly octaves = new Float64Array(OCTAVES);
  /** Which histogram that was; `UNMEASURED` once something may have changed. */
  private counted = UNMEASURED;
  /** The lowest of its octaves that is counted. */
  private countedTo = OCTAVES;

  constructor(region = new Region()) {
    this.region = region;
    this.values = region.take(BATCH * 2);
    this.owners = region.take(BATCH);
    this.places = region.take(BATCH);
  }

  /** Adds a histogram and returns its address. */
  open(): number {
    const histogram = this.region.take(WORDS);
    this.all.push(histogram);
    DOUBLES[(histogram >> 1) + MINIMUM] = Infinity;
    return histogram;
  }

  /** Takes in a value ≥ 0. */
  add(histogram: number, value: number): void {
    if (histogram === UNMEASURED) return;
    const at = this.waitingCount++;
    DOUBLES[((this.values & ADDRESS) >> 1) + at] = value;
    INTS[(this.owners & ADDRESS) + at] = histogram;
    if (at === BATCH - 1) this.sortIn();
  }

  /**
   * Puts the values that wait into their buckets. Several loops, since what one of them touches of a value nothing else in it waits for:
   * with many nodes each touch is a miss, and the misses of a dozen values then pass at the same time.
   */
  private sortIn(): void {
    const count = this.waitingCount;
    this.waitingCount = 0;
    this.counted = UNMEASURED;
    if (this.all.length > MANY) this.fetch(count);
    if (!this.findPlaces(count)) this.makePlaces(count);
    const places = this.places & ADDRESS;
    for (let i = 0; i < count; i++) INTS[INTS[places + (i & IN_BATCH)]! & ADDRESS]!++;
    for (let i = 0; i < count; i++) this.addToMoments(i);
  }

  /**
   * Looks at the histogram of each value once before anything is done with one. A loop so short has the misses of a dozen looks under
   * way at the same time; what it writes down is of no use, but for that V8 leaves out no look.
   */
  private fetch(count: number): void {
    const owners = this.owners & ADDRESS;
    let seen = 0;
    for (let i = 0; i < count; i++)
      seen ^= INTS[(INTS[owners + (i & IN_BATCH)]! & ADDRESS) + NEAREST]!;
    INTS[this.places & ADDRESS] = seen;
  }

  /** Finds the buckets of so many values. Returns whether all octaves have room. */
  private findPlaces(count: number): boolean {
    const places = this.places & ADDRESS;
    let lacking = 0;
    for (let i = 0; i < count; i++) {
      const place = this.placeOf(i);
      INTS[places + (i & IN_BATCH)] = place;
      if (place < BUCKETS) lacking++;
    }
    return lacking === 0;
  }

  /** Where a value that waits is counted; below `BUCKETS`, where nobody's words are, while its octave has no room. */
  private placeOf(i: number): number {
    const code = codeOf(this.highWordOf(i));
    const owner = INTS[(this.owners & ADDRESS) + (i & IN_BATCH)]! & ADDRESS;
    const octave = code >> 6;
    const near = octave - INTS[owner + NEAREST]!;
    const page = near >>> 0 < NEAR_COUNT ? NEAR + near : PAGES + octave;
    return INTS[(owner + page) & ADDRESS]! + (code & 63);
  }

  private highWordOf(i: number): number {
    return INTS[(this.values & ADDRESS) + (((i & IN_BATCH) << 1) | HIGH_WORD)]!;
  }

  /** Makes room for the octaves that have none. */
  private makePlaces(count: number): void {
    for (let i = 0; i < count; i++) {
      if (this.placeOf(i) < BUCKETS)
        this.newPage(INTS[this.owners + i]!, codeOf(this.highWordOf(i)) >> 6);
      INTS[this.places + i] = this.placeOf(i);
    }
  }

  private addToMoments(i: number): void {
    const value = DOUBLES[((this.values & ADDRESS) >> 1) + (i & IN_BATCH)]!;
    const at = (INTS[(this.owners & ADDRESS) + (i & IN_BATCH)]! & ADDRESS) >> 1;
    DOUBLES[at + COUNT]! += 1;
    DOUBLES[at + SUM]! += value;
    DOUBLES[at + SQUARES]! += value * value;
    if (value < DOUBLES[at + MINIMUM]!) DOUBLES[at + MINIMUM] = value;
    if (value > DOUBLES[at + MAXIMUM]!) DOUBLES[at + MAXIMUM] = value;
  }

  /** Forgets what a histogram has seen. */
  clear(histogram: number): void {
    this.sortIn();
    const at = histogram >> 1;
    DOUBLES.fill(0, at, at + MAXIMUM + 1);
    DOUBLES[at + MINIMUM] = Infinity;
    for (let octave = 0; octave < OCTAVES; octave++) {
      const page = INTS[histogram + PAGES + octave]!;
      if (page !== 0) INTS.fill(0, page, page + BUCKETS);
    }
  }

  /** Forgets what all histograms have seen (end of the warm-up). */
  clearAll(): void {
    for (const histogram of this.all) this.clear(histogram);
  }

  /** Adds what `other` holds of its histogram `source` to the histogram `target` of this store. */
  merge(target: number, other: Histograms, source: number): void {
    this.sortIn();
    other.sortIn();
    const [to, from] = [target >> 1, source >> 1];
    for (const field of [COUNT, SUM, SQUARES]) DOUBLES[to + field]! += DOUBLES[from + field]!;
    DOUBLES[to + MINIMUM] = Math.min(DOUBLES[to + MINIMUM]!, DOUBLES[from + MINIMUM]!);
    DOUBLES[to + MAXIMUM] = Math.max(DOUBLES[to + MAXIMUM]!, DOUBLES[from + MAXIMUM]!);
    for (let octave = 0; octave < OCTAVES; octave++) {
      const page = INTS[source + PAGES + octave]!;
      if (page === 0) continue;
      const own = INTS[target + PAGES + octave]! || this.newPage(target, octave);
      for (let b = 0; b < BUCKETS; b++) INTS[own + b]! += INTS[page + b]!;
    }
  }

  /** Number of values taken in. */
  countOf(histogram: number): number {
    if (this.waitingCount > 0) this.sortIn();
    return DOUBLES[(histogram >> 1) + COUNT]!;
  }

  /** Exact mean, 0 when empty. */
  meanOf(histogram: number): number {
    const count = this.countOf(histogram);
    return count === 0 ? 0 : DOUBLES[(histogram >> 1) + SUM]! / count;
  }

  /**
   * The value below which the share `q` of what was observed lies, to a relative error of 0.8 %; 0 when empty. Looks from the top: times
   * have few octaves above their median and many, nearly empty, below.
   */
  quantileOf(histogram: number, q: number): number {
    const count = this.countOf(histogram);
    if (count === 0) return 0;
    const at = histogram >> 1;
    const wanted = Math.max(1, Math.ceil(q * count));
    if (wanted >= count) return DOUBLES[at + MAXIMUM]!;
    let left = count - wanted;
    let octave = octaveOf(DOUBLES[at + MAXIMUM]!);
    for (; octave >= 0; octave--) {
      const inIt = this.inOctave(histogram, octave);
      if (left < inIt) break;
      left -= inIt;
    }
    // Of more than 2³² values in one bucket some are not counted there.
    if (octave < 0) return DOUBLES[at + MAXIMUM]!;
    const page = INTS[histogram + PAGES + octave]!;
    let bucket = BUCKETS;
    while (left >= 0) left -= this.inBucket(page, --bucket);
    const middle = octave === 0 && bucket === 0 ? 0 : middleOf(octave, bucket);
    return Math.min(DOUBLES[at + MAXIMUM]!, Math.max(DOUBLES[at + MINIMUM]!, middle));
  }

  /** Values in an octave of a histogram. Whoever asks for one has asked for all above it, down from that of the maximum. */
  private inOctave(histogram: number, octave: number): number {
    if (this.counted !== histogram) {
      this.counted = histogram;
      this.countedTo = OCTAVES;
    }
    if (octave >= this.countedTo) return this.octaves[octave]!;
    const page = INTS[histogram + PAGES + octave]!;
    let sum = 0;
    // Four at a time, which wait for the sum once.
    if (page !== 0)
      for (let b = 0; b < BUCKETS; b += 4)
        sum +=
          this.inBucket(page, b) +
          this.inBucket(page, b + 1) +
          (this.inBucket(page, b + 2) + this.inBucket(page, b + 3));
    this.octaves[octave] = sum;
    this.countedTo = octave;
    return sum;
  }

  /**
   * Number of values above a limit. Within the limit's own bucket values are taken to be spread evenly, so
   * the error is of the second order in the width of a bucket; exact outside of what was observed.
   */
  countAbove(histogram: number, limit: number): number {
    if (this.waitingCount > 0) this.sortIn();
    const at = histogram >> 1;
    if (limit >= DOUBLES[at + MAXIMUM]!) return 0;
    if (limit < DOUBLES[at + MINIMUM]!) return this.countOf(histogram);
    let above = 0;
    for (let octave = 0; octave < OCTAVES; octave++) {
      const page = INTS[histogram + PAGES + octave]!;
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
    const at = histogram >> 1;
    const count = this.countOf(histogram);
    const mean = this.meanOf(histogram);
    const spread = DOUBLES[at + SQUARES]! - count * mean * mean;
    return {
      count,
      mean,
      variance: count > 1 ? Math.max(0, spread / (count - 1)) : 0,
      min: count === 0 ? 0 : DOUBLES[at + MINIMUM]!,
      max: DOUBLES[at + MAXIMUM]!,
      p50: this.quantileOf(histogram, 0.5),
      p95: this.quantileOf(histogram, 0.95),
      p99: this.quantileOf(histogram, 0.99),
      p999: this.quantileOf(histogram, 0.999),
    };
  }

  private inBucket(page: number, bucket: number): number {
    return INTS[page + bucket]! >>> 0;
  }

  private newPage(histogram: number, octave: number): number {
    const page = this.region.take(BUCKETS);
    INTS[histogram + PAGES + octave] = page;
    // The octave 0 is that of no time at all: it says nothing of where the others will be.
    if (INTS[histogram + NEAREST] === 0) INTS[histogram + NEAREST] = Math.max(0, octave - 2);
    const nearest = histogram + PAGES + INTS[histogram + NEAREST]!;
    INTS.copyWithin(histogram + NEAR, nearest, nearest + NEAR_COUNT);
    return page;
  }
}
