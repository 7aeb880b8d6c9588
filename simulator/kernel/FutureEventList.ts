import { EventLanes } from "./EventLanes.ts";
import { CANCELLED, IN_HEAP, LANE, NEXT, PREVIOUS, SEQUENCE, SHIFT } from "./EventRows.ts";

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
 * The heap is binary, over a column of times and a column of ids (an event, or ~lane for a token). The
 * smaller child is chosen by arithmetic, since a branch there is a coin toss for the processor.
 * Taking the top leaves a hole that the next insertion fills: most events schedule one successor, so
 * one sift does the work of two. An event cancelled in the heap stays as a tombstone until it comes
 * to the top; when more than half of the heap are tombstones it is rebuilt.
 */
export class FutureEventList extends EventLanes {
  /** Simulated time in seconds: the time of the event taken last. */
  now = 0;
  private heapTime = new Float64Array(64);
  private heapId = new Int32Array(64);
  private heapSize = 0;
  private hasHole = false;
  private tombstones = 0;
  /** Number of events that will happen: cancelled ones are not among them. */
  get pendingCount(): number {
    return this.liveCount - this.tombstones;
  }

  /** Entries of the heap, tokens and tombstones included. */
  get heapLength(): number {
    return this.heapSize - (this.hasHole ? 1 : 0);
  }

  /** Schedules an event `delay` ≥ 0 seconds from now. Returns its handle. */
  schedule(delay: number, what: number, subject: number): number {
    const event = this.newEvent(what, subject);
    const time = this.now + delay;
    this.floats[event << (SHIFT - 1)] = time;
    this.ints[(event << SHIFT) + LANE] = IN_HEAP;
    if (this.hasHole) {
      this.hasHole = false;
      this.heapTime[0] = time;
      this.heapId[0] = event;
      this.siftDown();
    } else {
      if (this.heapSize === this.heapTime.length) this.growHeap();
      this.heapTime[this.heapSize] = time;
      this.heapId[this.heapSize] = event;
      this.siftUp(this.heapSize++);
    }
    return event;
  }

  /** Schedules an event one lane's delay from now. Returns its handle. */
  scheduleInLane(lane: number, what: number, subject: number): number {
    const event = this.newEvent(what, subject);
    this.floats[event << (SHIFT - 1)] = this.now + this.laneDelay[lane]!;
    if (this.append(event, lane) && this.laneHasToken[lane] === 0) this.pushToken(lane, event);
    return event;
  }

  /** Removes a pending event. Its handle must not have fired or been cancelled before. */
  cancel(event: number): void {
    const base = event << SHIFT;
    const lane = this.ints[base + LANE]!;
    if (lane >= 0) {
      this.unlink(event, lane);
      this.release(event);
      return;
    }
    this.ints[base + LANE] = CANCELLED;
    this.tombstones++;
    if (this.tombstones > 32 && this.tombstones * 2 > this.heapSize) this.removeTombstones();
  }

  /** Time of the next event, or ∞ when nothing is pending. */
  peekTime(): number {
    return this.settleTop() ? this.heapTime[0]! : Infinity;
  }

  /**
   * Takes the next event if its time is at most `limit`, and moves the clock to it.
   * Returns its handle, or −1 when there is none. The fields stay readable until the next `schedule`.
   */
  take(limit: number): number {
    if (!this.settleTop()) return -1;
    const time = this.heapTime[0]!;
    if (time > limit) return -1;
    this.now = time;
    const id = this.heapId[0]!;
    if (id >= 0) {
      this.hasHole = true;
      this.release(id);
      return id;
    }
    return this.takeFromLane(~id);
  }

  /** Takes the head of the lane whose token is on top, and renews the token in place. */
  private takeFromLane(lane: number): number {
    const event = this.laneHead[lane]!;
    const next = this.ints[(event << SHIFT) + NEXT]!;
    this.laneHead[lane] = next;
    if (next >= 0) {
      this.ints[(next << SHIFT) + PREVIOUS] = -1;
      this.renewToken(lane, next);
    } else {
      this.laneTail[lane] = -1;
      this.laneHasToken[lane] = 0;
      this.hasHole = true;
    }
    this.release(event);
    return event;
  }

  /** Makes the top of the heap a valid entry; false when nothing is pending. */
  private settleTop(): boolean {
    if (this.hasHole) this.fillHole();
    while (this.heapSize > 0) {
      const id = this.heapId[0]!;
      if (id >= 0) {
        if (this.ints[(id << SHIFT) + LANE] === IN_HEAP) return true;
        this.tombstones--;
        this.release(id);
      } else {
        const lane = ~id;
        const head = this.laneHead[lane]!;
        if (head >= 0) {
          if (this.ints[(head << SHIFT) + SEQUENCE] === this.tokenSequence[lane]) return true;
          this.renewToken(lane, head);
          continue;
        }
        this.laneHasToken[lane] = 0;
      }
      this.fillHole();
    }
    return false;
  }

  private pushToken(lane: number, head: number): void {
    this.laneHasToken[lane] = 1;
    this.tokenSequence[lane] = this.ints[(head << SHIFT) + SEQUENCE]!;
    const time = this.floats[head << (SHIFT - 1)]!;
    if (this.hasHole) {
      this.hasHole = false;
      this.heapTime[0] = time;
      this.heapId[0] = ~lane;
      this.siftDown();
    } else {
      if (this.heapSize === this.heapTime.length) this.growHeap();
      this.heapTime[this.heapSize] = time;
      this.heapId[this.heapSize] = ~lane;
      this.siftUp(this.heapSize++);
    }
  }

  /** The token of `lane` is on top of the heap: gives it the key of the present head. */
  private renewToken(lane: number, head: number): void {
    this.tokenSequence[lane] = this.ints[(head << SHIFT) + SEQUENCE]!;
    this.heapTime[0] = this.floats[head << (SHIFT - 1)]!;
    this.siftDown();
  }

  /** Puts the last entry of the heap in place of the first one, which is gone. */
  private fillHole(): void {
    this.hasHole = false;
    const last = --this.heapSize;
    if (last === 0) return;
    this.heapTime[0] = this.heapTime[last]!;
    this.heapId[0] = this.heapId[last]!;
    this.siftDown();
  }

  /** Order of two heap entries of equal time: by the order of scheduling, which may wrap around. */
  private comesBefore(a: number, b: number): boolean {
    const first = a >= 0 ? this.ints[(a << SHIFT) + SEQUENCE]! : this.tokenSequence[~a]!;
    const second = b >= 0 ? this.ints[(b << SHIFT) + SEQUENCE]! : this.tokenSequence[~b]!;
    return ((first - second) | 0) < 0;
  }

  private siftDown(): void {
    const times = this.heapTime;
    const ids = this.heapId;
    const last = this.heapSize - 1;
    const time = times[0]!;
    const id = ids[0]!;
    let place = 0;
    for (let child = 1; child <= last; child = 2 * place + 1) {
      if (child < last) {
        const left = times[child]!;
        const right = times[child + 1]!;
        if (left !== right) child += +(right < left);
        else if (this.comesBefore(ids[child + 1]!, ids[child]!)) child++;
      }
      const smaller = times[child]!;
      if (smaller > time || (smaller === time && this.comesBefore(id, ids[child]!))) break;
      times[place] = smaller;
      ids[place] = ids[child]!;
      place = child;
    }
    times[place] = time;
    ids[place] = id;
  }

  private siftUp(from: number): void {
    let place = from;
    const times = this.heapTime;
    const ids = this.heapId;
    const time = times[place]!;
    const id = ids[place]!;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      const above = times[parent]!;
      if (above < time || (above === time && this.comesBefore(ids[parent]!, id))) break;
      times[place] = above;
      ids[place] = ids[parent]!;
      place = parent;
    }
    times[place] = time;
    ids[place] = id;
  }

  private removeTombstones(): void {
    if (this.hasHole) this.fillHole();
    const count = this.heapSize;
    this.heapSize = 0;
    for (let i = 0; i < count; i++) {
      const id = this.heapId[i]!;
      if (id >= 0 && this.ints[(id << SHIFT) + LANE] === CANCELLED) {
        this.release(id);
        continue;
      }
      this.heapTime[this.heapSize] = this.heapTime[i]!;
      this.heapId[this.heapSize] = id;
      this.siftUp(this.heapSize++);
    }
    this.tombstones = 0;
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
