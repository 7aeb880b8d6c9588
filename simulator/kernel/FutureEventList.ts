import type { Deadlines } from "./Deadlines.ts";
import { GONE, LATER, SETTLED } from "./EventHeap.ts";
import { ELSEWHERE, HAS_TOKEN, HEAD, TAIL, TOKEN_SEQUENCE } from "./EventLanes.ts";
import { FAR, IN_HEAP, LANE, NEXT, PREVIOUS, SEQUENCE } from "./EventRows.ts";
import { FarEvents } from "./FarEvents.ts";
import { ADDRESS, DOUBLE, DOUBLES, INTS } from "./memory.ts";
import { Region } from "./Region.ts";
import { Slabs } from "./Slabs.ts";

/**
 * The future event list: what will happen, in the order of (time, order of scheduling).
 *
 * The life of an event. `schedule` (any time) or `scheduleInLane` (a constant delay) takes a row and
 * writes (time, sequence, what, subject). The row's number is the handle; whoever may want to cancel keeps it,
 * and forgets it when the event fires. `take` removes the earliest event and leaves its fields
 * readable until the next event is scheduled.
 *
 * Lanes. Events of one constant delay are born in the order of their times. Each delay therefore has a
 * lane, a doubly linked first-in first-out list, of which only a token stands in the heap: a heap of
 * a dozen entries where a hundred thousand leases are armed. Cancelling an event in a lane unlinks it at
 * once. The token keeps the key of the head it was made for; when that head has been cancelled the
 * key is too early, never too late, and the token is renewed when it comes to the top.
 *
 * Deadlines. What nearly never happens needs no event: its time stands in the row that it is about, in a line of
 * its table, for which a lane without events holds a token. Only what is due becomes an event, at the instant at which it is taken.
 *
 * Events of other times stand in a heap (`EventHeap`), or, when a thousand and more are pending, in
 * buckets that are poured into the heap one after the other (`FarEvents`).
 */
export class FutureEventList extends FarEvents {
  /** Simulated time in seconds: the time of the event taken last. */
  now = Number.NaN;
  /** No event is taken that comes later than this, in seconds. */
  until = Number.POSITIVE_INFINITY;
  /** Address of the seconds until the event of the next `scheduleDrawn`. A number in an argument would be allocated first. */
  readonly wait: number;

  /** Events that were taken, and that were cancelled, modulo 2³². */
  private taken = 0;
  private cancelled = 0;
  /** What `taken` was before the first event of this instant. */
  private takenBefore = 0;
  /** What stands elsewhere, for all lanes that have no events. */
  private deadlines: Deadlines | undefined = undefined;

  /** @param wait see `wait` */
  constructor(slabs = new Slabs(), region = new Region(slabs), wait = region.take(2)) {
    super(slabs, region);
    this.wait = wait;
    this.now = 0;
  }

  /** Number of events that will happen: cancelled ones are not among them. */
  get pendingCount(): number {
    return ((this.sequence - this.taken - this.cancelled) | 0) + (this.deadlines?.count ?? 0);
  }

  /** Schedules an event `delay` ≥ 0 seconds from now. Returns its handle. */
  schedule(delay: number, what: number, subject: number): number {
    DOUBLES[(this.wait & ADDRESS) >> 1] = delay;
    return this.scheduleDrawn(what, subject);
  }

  /**
   * Schedules an event at a time, in seconds ≥ now. It happens then and not a rounding earlier or later, as it would at a delay that is
   * the difference of two times: for whatever must not overtake what was to come at the same time. Returns its handle.
   */
  scheduleAt(time: number, what: number, subject: number): number {
    const event = this.newEvent(what, subject);
    DOUBLES[(event & ADDRESS) >> 1] = time;
    this.insert(event);
    return event;
  }

  /** Schedules an event as many seconds from now as stand in `wait`. Returns its handle. */
  scheduleDrawn(what: number, subject: number): number {
    const event = this.newEvent(what, subject);
    DOUBLES[(event & ADDRESS) >> 1] = this.now + DOUBLES[(this.wait & ADDRESS) >> 1]!;
    this.insert(event);
    return event;
  }

  /** Schedules an event one lane's delay from now. Returns its handle. */
  scheduleInLane(lane: number, what: number, subject: number): number {
    const laneAt = lane & ADDRESS;
    const event = this.newEvent(what, subject);
    DOUBLES[(event & ADDRESS) >> 1] = this.now + DOUBLES[laneAt >> 1]!;
    if (this.append(event, lane) && INTS[laneAt + HAS_TOKEN] === 0) this.pushToken(lane, event);
    return event;
  }

  /** Opens a lane for a line of deadlines, which are those of all such lanes, each so many seconds after it was set. Returns its address. */
  laneElsewhere(deadlines: Deadlines, delay: number): number {
    const lane = this.openLane(delay);
    INTS[(lane & ADDRESS) + HEAD] = ELSEWHERE;
    this.deadlines = deadlines;
    return lane;
  }

  /** A line of deadlines was empty, and is so no longer. */
  watch(lane: number): void {
    const laneAt = lane & ADDRESS;
    if (INTS[laneAt + HAS_TOKEN] !== 0) return;
    INTS[laneAt + HAS_TOKEN] = 1;
    const row = this.rows.allocate();
    DOUBLES[(row & ADDRESS) >> 1] = this.deadlines!.earliestOf(lane);
    this.push(~lane, row);
    this.rows.release(row);
  }

  /** Removes a pending event. Its handle must not have fired or been cancelled before. */
  cancel(event: number): void {
    const lane = INTS[(event & ADDRESS) + LANE]!;
    this.cancelled = (this.cancelled + 1) | 0;
    if (lane >= 0) {
      this.unlink(event, lane);
      this.rows.release(event);
    } else if (lane === FAR) this.buryFar(event);
    else this.bury(event);
  }

  /** No event is taken until `until` is set anew. */
  halt(): void {
    this.until = Number.NEGATIVE_INFINITY;
  }

  /** Moves the clock on to a time before which nothing is pending. */
  moveTo(time: number): void {
    if (time <= this.now) return;
    this.now = time;
    this.takenBefore = this.taken;
  }

  /** Events that were taken at this instant, since it began or since they were counted anew. */
  get takenNow(): number {
    return (this.taken - this.takenBefore) | 0;
  }

  /** Counts the events of this instant anew. */
  countAnew(): void {
    this.takenBefore = this.taken;
  }

  /** Time of the next event, or ∞ when nothing is pending. */
  peekTime(): number {
    return this.findNext() ? DOUBLES[this.times & DOUBLE]! : Infinity;
  }

  /**
   * Takes the next event if it comes by `until`, and moves the clock to it.
   * Returns its handle, or −1 when there is none. The fields stay readable until the next `schedule`.
   */
  take(): number {
    if (this.top !== SETTLED) this.settle();
    if (this.hasFar) this.approach();
    if (this.heapSize === 0) return -1;
    const time = DOUBLES[this.times & DOUBLE]!;
    const id = INTS[this.ids & ADDRESS]!;
    let event = id;
    if (id >= 0) {
      if (this.heapTombstones > 0 && this.isGone(id)) return this.takeSought();
      if (time > this.until) return -1;
      this.top = GONE;
    } else {
      const laneAt = ~id & ADDRESS;
      event = INTS[laneAt + HEAD]!;
      if (event < 0 || INTS[(event & ADDRESS) + SEQUENCE] !== INTS[laneAt + TOKEN_SEQUENCE])
        return this.takeElsewhere(~id);
      if (time > this.until) return -1;
      this.takeHead(laneAt, event);
    }
    if (time > this.now) this.moveTo(time);
    this.taken = (this.taken + 1) | 0;
    this.rows.release(event);
    return event;
  }

  /** The token on top is not that of an event which is there: a deadline is due, or the lane has lost the event it was for. */
  private takeElsewhere(lane: number): number {
    const time = DOUBLES[this.times & DOUBLE]!;
    if (!this.isDue()) return this.takeSought();
    if (time > this.until) return -1;
    const event = this.takeDeadline(lane);
    if (time > this.now) this.moveTo(time);
    this.taken = (this.taken + 1) | 0;
    this.rows.release(event);
    return event;
  }

  /** The top of the heap is not the next event. */
  private takeSought(): number {
    return this.seek() ? this.take() : -1;
  }

  /** Takes the head of the lane whose token is on top, and gives the token the key of the next. */
  private takeHead(lane: number, event: number): void {
    const laneAt = lane & ADDRESS;
    const next = INTS[(event & ADDRESS) + NEXT]!;
    INTS[laneAt + HEAD] = next;
    if (next >= 0) {
      INTS[(next & ADDRESS) + PREVIOUS] = -1;
      this.renewToken(lane, next);
    } else {
      INTS[laneAt + TAIL] = -1;
      INTS[laneAt + HAS_TOKEN] = 0;
      this.top = GONE;
    }
  }

  /** Makes an event of the deadline that is due. */
  private takeDeadline(lane: number): number {
    const deadlines = this.deadlines!;
    const row = deadlines.takeFirst(lane);
    const event = this.newEvent(deadlines.whatOf(row), row);
    DOUBLES[(event & ADDRESS) >> 1] = DOUBLES[this.times & DOUBLE]!;
    this.awaitDeadline(lane);
    return event;
  }

  /** The token of a line of deadlines is on top of the heap: gives it the time of what is first there now. */
  private awaitDeadline(lane: number): void {
    const earliest = this.deadlines!.earliestOf(lane);
    if (earliest < Infinity) {
      DOUBLES[this.times & DOUBLE] = earliest;
      this.top = LATER;
    } else {
      INTS[(lane & ADDRESS) + HAS_TOKEN] = 0;
      this.top = GONE;
    }
  }

  /** Makes the top of the heap the next event; false when nothing is pending. */
  private findNext(): boolean {
    if (this.top !== SETTLED) this.settle();
    if (this.hasFar) this.approach();
    return this.heapSize > 0 && (this.isDue() || this.seek());
  }

  /** Whether the top of the heap is the next event. It may be gone or late by now, but never early. */
  private isDue(): boolean {
    const id = INTS[this.ids & ADDRESS]!;
    if (id >= 0) return this.heapTombstones === 0 || !this.isGone(id);
    const head = INTS[(~id & ADDRESS) + HEAD]!;
    if (head >= 0)
      return INTS[(head & ADDRESS) + SEQUENCE] === INTS[(~id & ADDRESS) + TOKEN_SEQUENCE];
    return head === ELSEWHERE && this.deadlines!.earliestOf(~id) === DOUBLES[this.times & DOUBLE];
  }

  /** Whether an event that stands in the heap was cancelled. */
  private isGone(event: number): boolean {
    return INTS[(event & ADDRESS) + LANE] !== IN_HEAP;
  }

  /** Removes what is gone from the top of the heap, and lets sink what is late, until the next event is there. */
  private seek(): boolean {
    do {
      this.correctTop();
      this.settle();
      if (this.hasFar) this.approach();
      if (this.heapSize === 0) return false;
    } while (!this.isDue());
    return true;
  }

  private correctTop(): void {
    const id = INTS[this.ids & ADDRESS]!;
    const head = id >= 0 ? id : INTS[(~id & ADDRESS) + HEAD]!;
    if (id >= 0) {
      this.heapTombstones--;
      this.rows.release(id);
      this.top = GONE;
    } else if (head >= 0) this.renewToken(~id, head);
    else if (head === ELSEWHERE) this.awaitDeadline(~id);
    else {
      INTS[(~id & ADDRESS) + HAS_TOKEN] = 0;
      this.top = GONE;
    }
  }

  private pushToken(lane: number, head: number): void {
    const laneAt = lane & ADDRESS;
    INTS[laneAt + HAS_TOKEN] = 1;
    INTS[laneAt + TOKEN_SEQUENCE] = INTS[(head & ADDRESS) + SEQUENCE]!;
    this.push(~lane, head);
  }

  /** The token of `lane` is on top of the heap: gives it the key of the present head. */
  private renewToken(lane: number, head: number): void {
    const headAt = head & ADDRESS;
    INTS[(lane & ADDRESS) + TOKEN_SEQUENCE] = INTS[headAt + SEQUENCE]!;
    DOUBLES[this.times & DOUBLE] = DOUBLES[headAt >> 1]!;
    this.top = LATER;
  }
}
