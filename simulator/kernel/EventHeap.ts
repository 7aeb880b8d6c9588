import { ELSEWHERE, EventLanes, HEAD, TOKEN_SEQUENCE } from "./EventLanes.ts";
import { CANCELLED, IN_HEAP, LANE, SEQUENCE } from "./EventRows.ts";
import { ADDRESS, DOUBLES, INTS } from "./memory.ts";

/** The first entry of the heap is the earliest. */
export const SETTLED = 0;
/** The first entry is gone, and nothing has taken its place. */
export const GONE = 1;
/** The first entry has a later time than it had, and has not sunk yet. */
export const LATER = 2;

/**
 * A binary heap of what comes next, over a column of times and a column of ids (an event, or ~lane for
 * the token of a lane). Equal times are in the order of scheduling; deadlines, which nobody schedules, come before.
 *
 * The smaller child is chosen by arithmetic, since a branch there is a coin toss for the processor.
 * Taking the top leaves a hole that the next insertion fills: most events schedule one successor, so
 * one sift does the work of two. Until somebody needs the order, `top` says what is wrong with it.
 * An event cancelled in the heap stays as a tombstone until it comes to the top; when more than half of
 * the heap are tombstones it is rebuilt.
 */
export class EventHeap extends EventLanes {
  protected heapTime = new Float64Array(64);
  protected heapId = new Int32Array(64);
  /** Entries, the hole included. */
  protected heapSize = 0;
  /** Whether the first entry stands where it belongs. */
  protected top = SETTLED;
  protected heapTombstones = 0;

  /** Entries of the heap, tokens and tombstones included. */
  get heapLength(): number {
    return this.top === GONE ? this.heapSize - 1 : this.heapSize;
  }

  /**
   * Adds an entry whose time is that of an event: of itself, or (for a token) of the head of its lane. Times
   * travel through the columns and not through arguments, where each would cost an allocation.
   */
  protected push(id: number, event: number): void {
    const time = DOUBLES[(event & ADDRESS) >> 1]!;
    if (this.top !== SETTLED) {
      if (this.top === GONE) {
        this.heapTime[0] = time;
        this.heapId[0] = id | 0;
        this.top = LATER;
        return;
      }
      this.settle();
    }
    if (this.heapSize === this.heapTime.length) this.growHeap();
    const place = this.heapSize++;
    this.heapTime[place] = time;
    this.heapId[place] = id | 0;
    this.siftUp(place);
  }

  /** Makes the first entry the earliest again. */
  protected settle(): void {
    if (this.top === GONE) {
      const last = --this.heapSize;
      this.heapTime[0] = this.heapTime[last]!;
      this.heapId[0] = this.heapId[last]!;
    }
    this.top = SETTLED;
    if (this.heapSize > 1) this.siftDown();
  }

  /**
   * Lets the first entry sink as deep as it belongs. Where times are equal `sinkTied` goes on: that looks into other tables, and
   * V8 would look at all columns again in each round.
   */
  private siftDown(): void {
    const times = this.heapTime;
    const ids = this.heapId;
    const time = times[0]!;
    const id = ids[0]!;
    const last = this.heapSize - 1;
    let place = 0;
    let child = 1;
    for (; child <= last; child = (place << 1) | 1) {
      if (child < last) {
        const left = times[child]!;
        const right = times[(child + 1) | 0]!;
        if (left === right) break;
        child = (child + +(right < left)) | 0;
      }
      const smaller = times[child]!;
      if (smaller > time) {
        child = last + 1;
        break;
      }
      if (smaller === time) break;
      times[place] = smaller;
      ids[place] = ids[child]!;
      place = child;
    }
    times[place] = time;
    ids[place] = id;
    if (child <= last) this.sinkTied(place);
  }

  /** Lets the entry at a place sink as deep as it belongs, by the order of scheduling where times are equal. */
  private sinkTied(from: number): void {
    const last = this.heapSize - 1;
    let place = from;
    for (let child = 2 * place + 1; child <= last; child = 2 * place + 1) {
      if (child < last && this.isBefore(child + 1, child)) child++;
      if (!this.isBefore(child, place)) return;
      this.swap(place, child);
      place = child;
    }
  }

  private siftUp(from: number): void {
    let place = from;
    const times = this.heapTime;
    const ids = this.heapId;
    const time = times[from]!;
    const id = ids[from]!;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      const above = times[parent]!;
      if (above < time) break;
      if (above === time) {
        times[place] = time;
        ids[place] = id;
        this.riseTied(place);
        return;
      }
      times[place] = above;
      ids[place] = ids[parent]!;
      place = parent;
    }
    times[place] = time;
    ids[place] = id;
  }

  /** Lets the entry at a place rise as high as it belongs, by the order of scheduling where times are equal. */
  private riseTied(from: number): void {
    let place = from;
    for (let parent = (place - 1) >> 1; place > 0; parent = (place - 1) >> 1) {
      if (!this.isBefore(place, parent)) return;
      this.swap(place, parent);
      place = parent;
    }
  }

  private swap(one: number, other: number): void {
    const times = this.heapTime;
    const ids = this.heapId;
    const time = times[one]!;
    times[one] = times[other]!;
    times[other] = time;
    const id = ids[one]!;
    ids[one] = ids[other]!;
    ids[other] = id;
  }

  private isBefore(one: number, other: number): boolean {
    const times = this.heapTime;
    if (times[one] !== times[other]) return times[one]! < times[other]!;
    return this.comesBefore(this.heapId[one]!, this.heapId[other]!);
  }

  /** Order of two heap entries of equal time: deadlines first, the rest by the order of scheduling, which may wrap around. */
  private comesBefore(a: number, b: number): boolean {
    const isDeadline = this.isElsewhere(a);
    if (isDeadline !== this.isElsewhere(b)) return isDeadline;
    return ((this.orderOf(a) - this.orderOf(b)) | 0) < 0;
  }

  private orderOf(id: number): number {
    return id >= 0 ? INTS[(id & ADDRESS) + SEQUENCE]! : INTS[(~id & ADDRESS) + TOKEN_SEQUENCE]!;
  }

  /** Whether an id is the token of a lane whose rows stand in another table. */
  private isElsewhere(id: number): boolean {
    return id < 0 && INTS[(~id & ADDRESS) + HEAD] === ELSEWHERE;
  }

  /** Marks an event in the heap as cancelled. */
  protected bury(event: number): void {
    INTS[(event & ADDRESS) + LANE] = CANCELLED;
    this.heapTombstones++;
    if (this.heapTombstones > 32 && this.heapTombstones * 2 > this.heapSize)
      this.rebuildHeap((id) => INTS[(id & ADDRESS) + LANE] === IN_HEAP);
  }

  /** Rebuilds the heap of its tokens and of those events that `keeps` says; others that are cancelled are released. */
  protected rebuildHeap(keeps: (event: number) => boolean): void {
    if (this.top !== SETTLED) this.settle();
    const count = this.heapSize;
    this.heapSize = 0;
    for (let i = 0; i < count; i++) {
      const id = this.heapId[i]!;
      if (id < 0 || keeps(id)) {
        this.heapTime[this.heapSize] = this.heapTime[i]!;
        this.heapId[this.heapSize] = id;
        this.siftUp(this.heapSize++);
      } else if (INTS[(id & ADDRESS) + LANE] === CANCELLED) this.rows.release(id);
    }
    this.heapTombstones = 0;
  }

  private growHeap(): void {
    const times = new Float64Array(this.heapTime.length * 2);
    const ids = new Int32Array(this.heapId.length * 2);
    times.set(this.heapTime);
    ids.set(this.heapId);
    this.heapTime = times;
    this.heapId = ids;
  }
}
