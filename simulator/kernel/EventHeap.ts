import { ELSEWHERE, EventLanes, HEAD, TOKEN_SEQUENCE } from "./EventLanes.ts";
import { CANCELLED, IN_HEAP, LANE, SEQUENCE } from "./EventRows.ts";
import { ADDRESS, DOUBLE, DOUBLES, INTS } from "./memory.ts";
import { NoMemory } from "./NoMemory.ts";
import type { Region } from "./Region.ts";
import type { Slabs } from "./Slabs.ts";

/** Entries for which there is room at first, as a power of two. */
const LEAST_POWER = 8;

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
  /** Where the time of the first entry stands among the doubles, and the address of its id; those of the others follow. */
  protected times: number;
  protected ids: number;
  /** Entries, the hole included. */
  protected heapSize = 0;
  /** Entries for which there is room. Behind them, as behind the last one, stands a time that never comes. */
  private room = (1 << LEAST_POWER) - 1;
  private power = LEAST_POWER;
  private readonly slabs: Slabs;
  /** Whether the first entry stands where it belongs. */
  protected top = SETTLED;
  protected heapTombstones = 0;

  constructor(slabs: Slabs, region: Region) {
    super(slabs, region);
    this.slabs = slabs;
    this.times = this.openSlab(LEAST_POWER + 1) >> 1;
    this.ids = this.openSlab(LEAST_POWER);
    DOUBLES.fill(Infinity, this.times, this.times + this.room + 1);
  }

  /** Entries of the heap, tokens and tombstones included. */
  get heapLength(): number {
    return this.top === GONE ? this.heapSize - 1 : this.heapSize;
  }

  /**
   * Adds an entry whose time is that of an event: of itself, or (for a token) of the head of its lane. Times
   * travel through the columns and not through arguments, where each would cost an allocation.
   */
  protected push(id: number, event: number): void {
    if (this.top === GONE) {
      DOUBLES[this.times & DOUBLE] = DOUBLES[(event & ADDRESS) >> 1]!;
      INTS[this.ids & ADDRESS] = id;
      this.top = LATER;
    } else this.pushBelow(id, event);
  }

  /** Adds an entry where there is a first one. */
  private pushBelow(id: number, event: number): void {
    if (this.top !== SETTLED) this.settle();
    const time = DOUBLES[(event & ADDRESS) >> 1]!;
    if (this.heapSize === this.room) this.growHeap();
    const place = this.heapSize++;
    DOUBLES[(this.times + place) & DOUBLE] = time;
    INTS[(this.ids + place) & ADDRESS] = id;
    this.siftUp(place);
  }

  /** Makes the first entry the earliest again. */
  protected settle(): void {
    if (this.top === GONE) {
      const last = --this.heapSize;
      DOUBLES[this.times & DOUBLE] = DOUBLES[(this.times + last) & DOUBLE]!;
      INTS[this.ids & ADDRESS] = INTS[(this.ids + last) & ADDRESS]!;
      DOUBLES[(this.times + last) & DOUBLE] = Infinity;
    }
    this.top = SETTLED;
    if (this.heapSize > 1) this.siftDown();
  }

  /** Lets the first entry sink as deep as it belongs. Where times are equal `sinkTied` goes on, which looks into other tables. */
  private siftDown(): void {
    const { times, ids } = this;
    const time = DOUBLES[times & DOUBLE]!;
    const id = INTS[ids & ADDRESS]!;
    const last = this.heapSize - 1;
    let place = 0;
    let isTied = false;
    for (let child = 1; child <= last; child = (place << 1) | 1) {
      // Behind the last entry stands one that never comes, so there are always two to choose from.
      const left = DOUBLES[(times + child) & DOUBLE]!;
      const right = DOUBLES[(times + child + 1) & DOUBLE]!;
      const smaller = (child + +(right < left)) | 0;
      const next = DOUBLES[(times + smaller) & DOUBLE]!;
      if (next >= time || left === right) {
        isTied = next <= time;
        break;
      }
      DOUBLES[(times + place) & DOUBLE] = next;
      INTS[(ids + place) & ADDRESS] = INTS[(ids + smaller) & ADDRESS]!;
      place = smaller;
    }
    DOUBLES[(times + place) & DOUBLE] = time;
    INTS[(ids + place) & ADDRESS] = id;
    if (isTied) this.sinkTied(place);
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
    const { times, ids } = this;
    const time = DOUBLES[(times + from) & DOUBLE]!;
    const id = INTS[(ids + from) & ADDRESS]!;
    let place = from;
    let isTied = false;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      const above = DOUBLES[(times + parent) & DOUBLE]!;
      if (above <= time) {
        isTied = above === time;
        break;
      }
      DOUBLES[(times + place) & DOUBLE] = above;
      INTS[(ids + place) & ADDRESS] = INTS[(ids + parent) & ADDRESS]!;
      place = parent;
    }
    DOUBLES[(times + place) & DOUBLE] = time;
    INTS[(ids + place) & ADDRESS] = id;
    if (isTied) this.riseTied(place);
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
    const time = this.timeAt(one);
    const id = this.idAt(one);
    DOUBLES[this.times + one] = this.timeAt(other);
    INTS[this.ids + one] = this.idAt(other);
    DOUBLES[this.times + other] = time;
    INTS[this.ids + other] = id;
  }

  private isBefore(one: number, other: number): boolean {
    const [time, than] = [this.timeAt(one), this.timeAt(other)];
    return time === than ? this.comesBefore(this.idAt(one), this.idAt(other)) : time < than;
  }

  private timeAt(place: number): number {
    return DOUBLES[(this.times + place) & DOUBLE]!;
  }

  private idAt(place: number): number {
    return INTS[(this.ids + place) & ADDRESS]!;
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
      const id = this.idAt(i);
      if (id < 0 || keeps(id)) {
        DOUBLES[this.times + this.heapSize] = this.timeAt(i);
        INTS[this.ids + this.heapSize] = id;
        this.siftUp(this.heapSize++);
      } else if (INTS[(id & ADDRESS) + LANE] === CANCELLED) this.rows.release(id);
    }
    DOUBLES.fill(Infinity, this.times + this.heapSize, this.times + count);
    this.heapTombstones = 0;
  }

  private growHeap(): void {
    this.power++;
    const times = this.openSlab(this.power + 1) >> 1;
    const ids = this.openSlab(this.power);
    DOUBLES.copyWithin(times, this.times, this.times + this.room);
    INTS.copyWithin(ids, this.ids, this.ids + this.room);
    DOUBLES.fill(Infinity, times + this.room, times + (1 << this.power));
    this.room = (1 << this.power) - 1;
    this.times = times;
    this.ids = ids;
  }

  private openSlab(power: number): number {
    const slab = this.slabs.open(power);
    if (slab < 0)
      throw new NoMemory("No memory for so many pending events: the run holds too many at once.");
    return slab;
  }
}
