import { EventHeap } from "./EventHeap.ts";
import { CANCELLED, FAR, IN_HEAP, LANE, NEXT } from "./EventRows.ts";
import { ADDRESS, DOUBLE, DOUBLES, INTS } from "./memory.ts";
import type { Region } from "./Region.ts";
import type { Slabs } from "./Slabs.ts";

/** Entries of the heap above which later events are kept out of it. */
const LARGE_HEAP = 256;
/** Events that a bucket is meant for. */
const BUCKET_SIZE = 2;
/** Far events from which on a `Lookahead` is told of them: what fewer are about is in the processor's caches anyway. */
const LOOKS_FROM = 4096;
/** Events of which it is told at once: enough, and at most where a bucket has more. */
const ENOUGH_AHEAD = 8;
export const MOST_AHEAD = 16;

/** Wants to know what will happen next, where many events are pending. */
export interface Lookahead {
  /**
   * So many events are about to happen, in no order. Some may be cancelled already, or be so before: what those were about may be gone.
   * @param events address of their handles, one a word, at most `MOST_AHEAD`
   */
  see(events: number, count: number): void;
}

/**
 * Events that are still far off, in unsorted buckets of equal width, so that the heap stays small however
 * many random times are pending (after the ladder queue of Tang, Goh and Thng, ACM TOMACS 15, 2005).
 *
 * Buckets cover a stretch of time; what lies beyond it waits in one list. The heap holds everything up
 * to the bucket opened last. When it runs out the next bucket is poured into it, and when all are used up
 * the list beyond is spread over new ones. An event is looked at three times, whatever the number
 * pending. Buckets are linked through the rows of their events and need not be ordered: the heap sorts.
 * The bucket of a time never falls as the time grows, so rounding cannot put two events in the wrong
 * order, and equal times always meet in the heap. With few events pending none of this is in use.
 */
export class FarEvents extends EventHeap {
  private bucketHead = new Int32Array(0);
  /** Buckets in use; 0 while all events are in the heap. */
  private bucketCount = 0;
  /** The first bucket that has not been poured into the heap. */
  private nextBucket = 0;
  private start = Number.NaN;
  private perSecond = Number.NaN;
  /** Events in buckets and beyond them, tombstones included. */
  private farCount = 0;
  protected farTombstones = 0;
  private beyondHead = -1;
  private beyondCount = 0;
  private beyondFirst = Number.POSITIVE_INFINITY;
  private beyondSum = Number.NaN;
  private heapLimit = LARGE_HEAP;
  /** Is told what comes next, where somebody wants to know. It changes nothing in the list. */
  lookahead: Lookahead | undefined = undefined;
  /** Address of the events that it is told of, and the first bucket of which it knows nothing. */
  private readonly ahead: number;
  private firstUnseen = 0;

  constructor(slabs: Slabs, region: Region) {
    super(slabs, region);
    this.beyondSum = 0;
    this.ahead = region.take(MOST_AHEAD);
  }

  /** Puts a new event where it belongs: in the heap, in a bucket, or beyond them. */
  protected insert(event: number): void {
    const eventAt = event & ADDRESS;
    if (this.bucketCount > 0) {
      const time = DOUBLES[eventAt >> 1]!;
      const bucket = (time - this.start) * this.perSecond;
      if (bucket >= this.nextBucket) {
        this.putFar(event, time, bucket);
        return;
      }
    } else if (this.heapSize > this.heapLimit) this.thinHeap();
    INTS[eventAt + LANE] = IN_HEAP;
    this.push(event, event);
  }

  /** Marks an event that is far off as cancelled; when most of them are, all such are released. */
  protected buryFar(event: number): void {
    INTS[(event & ADDRESS) + LANE] = CANCELLED;
    this.farTombstones++;
    if (this.farTombstones > 32 && this.farTombstones * 2 > this.farCount) this.sweep();
  }

  /** Pours buckets into the heap until nothing far off can come before its top. */
  protected approach(): void {
    while (this.farCount > 0) {
      if (
        this.heapSize > 0 &&
        (DOUBLES[this.times & DOUBLE]! - this.start) * this.perSecond < this.nextBucket
      )
        return;
      while (this.nextBucket < this.bucketCount && this.bucketHead[this.nextBucket]! < 0)
        this.nextBucket++;
      if (this.nextBucket >= this.bucketCount) this.spread();
      else {
        if (this.nextBucket >= this.firstUnseen && this.farCount > LOOKS_FROM) this.lookAhead();
        this.pour(this.nextBucket++);
      }
    }
    this.bucketCount = 0;
  }

  /** Whether some events may be far off. */
  protected get hasFar(): boolean {
    return this.bucketCount > 0;
  }

  private putFar(event: number, time: number, bucket: number): void {
    const eventAt = event & ADDRESS;
    this.farCount++;
    INTS[eventAt + LANE] = FAR;
    if (bucket < this.bucketCount) {
      const at = bucket | 0;
      INTS[eventAt + NEXT] = this.bucketHead[at]!;
      this.bucketHead[at] = event;
      return;
    }
    INTS[eventAt + NEXT] = this.beyondHead;
    this.beyondHead = event;
    this.beyondCount++;
    this.beyondSum += time;
    if (time < this.beyondFirst) this.beyondFirst = time;
  }

  /** Tells what the next buckets hold. */
  private lookAhead(): void {
    const ahead = this.ahead & ADDRESS;
    let count = 0;
    let bucket = this.nextBucket;
    for (; bucket < this.bucketCount && count < ENOUGH_AHEAD; bucket++)
      for (let event = this.bucketHead[bucket]!; event >= 0 && count < MOST_AHEAD; count++) {
        INTS[ahead + count] = event;
        event = INTS[(event & ADDRESS) + NEXT]!;
      }
    this.firstUnseen = bucket;
    this.lookahead?.see(ahead, count);
  }

  /** Moves what a bucket holds into the heap. */
  private pour(bucket: number): void {
    const head = this.bucketHead[bucket]!;
    this.bucketHead[bucket] = -1;
    this.pourList(head);
  }

  private pourList(head: number): void {
    for (let event = head; event >= 0; ) {
      const eventAt = event & ADDRESS;
      const next = INTS[eventAt + NEXT]!;
      this.farCount--;
      if (INTS[eventAt + LANE] === CANCELLED) {
        this.farTombstones--;
        this.rows.release(event);
      } else {
        INTS[eventAt + LANE] = IN_HEAP;
        this.push(event, event);
      }
      event = next;
    }
  }

  /**
   * Spreads the events beyond the last bucket over new buckets. They reach twice as far as the mean of
   * the times, so that a few very late events do not make all buckets wide.
   */
  private spread(): void {
    // One by one: an array of a fraction and integers would make fractions of them all.
    const first = this.beyondFirst;
    const count = this.beyondCount;
    const head = this.beyondHead;
    const reach = 2 * (this.beyondSum / count - first);
    this.beyondHead = -1;
    this.beyondCount = 0;
    this.beyondSum = 0;
    this.beyondFirst = Number.POSITIVE_INFINITY;
    this.openBuckets(first, Math.ceil(count / BUCKET_SIZE), reach);
    if (this.bucketCount === 0) {
      this.pourList(head);
      this.heapLimit = Math.max(LARGE_HEAP, 2 * this.heapSize);
      return;
    }
    for (let event = head; event >= 0; ) {
      const eventAt = event & ADDRESS;
      const next = INTS[eventAt + NEXT]!;
      this.farCount--;
      const time = DOUBLES[eventAt >> 1]!;
      if (INTS[eventAt + LANE] === CANCELLED) {
        this.farTombstones--;
        this.rows.release(event);
      } else this.putFar(event, time, (time - first) * this.perSecond);
      event = next;
    }
  }

  /** Empty buckets from `first` on; none when they cannot be told apart. */
  private openBuckets(first: number, count: number, reach: number): void {
    this.start = first;
    this.nextBucket = 0;
    this.firstUnseen = 0;
    this.perSecond = count / reach;
    const isUseful = reach > 0 && this.perSecond > 0 && this.perSecond < Number.POSITIVE_INFINITY;
    this.bucketCount = isUseful ? count : 0;
    if (count > this.bucketHead.length) this.bucketHead = new Int32Array(2 * count);
    this.bucketHead.fill(-1, 0, count);
  }

  /** The heap has grown large: keeps its tokens and spreads its events. */
  private thinHeap(): void {
    this.rebuildHeap((event) => {
      if (INTS[(event & ADDRESS) + LANE] === IN_HEAP)
        this.putFar(event, DOUBLES[(event & ADDRESS) >> 1]!, Number.POSITIVE_INFINITY);
      return false;
    });
    this.heapLimit = LARGE_HEAP;
    if (this.beyondCount > 0) this.spread();
  }

  /** Releases cancelled events that are far off. */
  private sweep(): void {
    for (let bucket = this.nextBucket; bucket < this.bucketCount; bucket++)
      this.bucketHead[bucket] = this.swept(this.bucketHead[bucket]!);
    const before = this.farTombstones;
    this.beyondHead = this.swept(this.beyondHead);
    this.beyondCount -= before - this.farTombstones;
  }

  private swept(head: number): number {
    let kept = -1;
    for (let event = head; event >= 0; ) {
      const eventAt = event & ADDRESS;
      const next = INTS[eventAt + NEXT]!;
      if (INTS[eventAt + LANE] === CANCELLED) {
        this.farTombstones--;
        this.farCount--;
        this.rows.release(event);
      } else {
        INTS[eventAt + NEXT] = kept;
        kept = event;
      }
      event = next;
    }
    return kept;
  }
}
