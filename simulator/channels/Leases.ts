import type { Deadlines } from "../kernel/Deadlines.ts";
import type { FutureEventList } from "../kernel/FutureEventList.ts";
import { ROW_MASK } from "../kernel/Rows.ts";
import { DEADLINE, type Entries, NEXT, NO_TIMER, PREVIOUS, STRIDE, TIMER } from "./Entries.ts";

/**
 * Entries that are leased for a constant time (RULES D5), in the order in which their leases end: one line for each time, of all
 * subscriptions, linked through the entries, which stand in no other line meanwhile. Nearly all leases end early, with an ack; so
 * the end of one is no event until it is due.
 *
 * A row says minus its deadline: where its timer is looked for stands the half of that with the sign, which no event has. What is
 * first or last in a line has `~lane` for its neighbor.
 */
export class Leases implements Deadlines {
  count = 0;
  /** Seconds that the leases of a lane last. */
  private timeout = new Float64Array(16);
  /** First and last entry of a lane, ~lane where it is empty. */
  private head = new Int32Array(16);
  private tail = new Int32Array(16);
  private readonly laneOfTimeout = new Map<number, number>();
  private readonly events: FutureEventList;
  private readonly entries: Entries;
  private readonly whatEnds: (subscription: number) => number;

  /** @param whatEnds what the event at the end of a lease is for, by the number of its subscription */
  constructor(
    events: FutureEventList,
    entries: Entries,
    whatEnds: (subscription: number) => number,
  ) {
    this.events = events;
    this.entries = entries;
    this.whatEnds = whatEnds;
  }

  /** The lane of the leases that last so many seconds. */
  laneFor(timeout: number): number {
    const known = this.laneOfTimeout.get(timeout);
    if (known !== undefined) return known;
    const lane = this.events.laneElsewhere(this);
    this.laneOfTimeout.set(timeout, lane);
    while (lane >= this.timeout.length) this.grow();
    this.timeout[lane] = timeout;
    this.head[lane] = ~lane;
    this.tail[lane] = ~lane;
    return lane;
  }

  /** The lease of an entry begins, which has no timer. */
  begin(entry: number, lane: number): void {
    const { ints, floats } = this.entries.rows;
    const base = (entry & ROW_MASK) * STRIDE;
    const last = this.tail[lane]!;
    floats[(base + DEADLINE) >> 1] = -(this.events.now + this.timeout[lane]!);
    ints[base + NEXT] = ~lane;
    ints[base + PREVIOUS] = last;
    this.tail[lane] = entry | 0;
    this.count++;
    if (last >= 0) ints[(last & ROW_MASK) * STRIDE + NEXT] = entry | 0;
    else {
      this.head[lane] = entry | 0;
      this.events.watch(lane);
    }
  }

  /** The lease of an entry is over, before its time or at it. */
  end(entry: number): void {
    const { ints } = this.entries.rows;
    const base = (entry & ROW_MASK) * STRIDE;
    const next = ints[base + NEXT]!;
    const previous = ints[base + PREVIOUS]!;
    if (previous >= 0) ints[(previous & ROW_MASK) * STRIDE + NEXT] = next;
    else this.head[~previous] = next;
    if (next >= 0) ints[(next & ROW_MASK) * STRIDE + PREVIOUS] = previous;
    else this.tail[~next] = previous;
    this.count--;
  }

  earliestOf(lane: number): number {
    const first = this.head[lane]!;
    if (first < 0) return Infinity;
    return -this.entries.rows.floats[((first & ROW_MASK) * STRIDE + DEADLINE) >> 1]!;
  }

  takeFirst(lane: number): number {
    const entry = this.head[lane]!;
    this.end(entry);
    this.entries.rows.ints[(entry & ROW_MASK) * STRIDE + TIMER] = NO_TIMER;
    return entry;
  }

  whatOf(entry: number): number {
    return this.whatEnds(this.entries.subscriptionOf(entry));
  }

  private grow(): void {
    const size = this.timeout.length * 2;
    const timeout = new Float64Array(size);
    const head = new Int32Array(size);
    const tail = new Int32Array(size);
    timeout.set(this.timeout);
    head.set(this.head);
    tail.set(this.tail);
    this.timeout = timeout;
    this.head = head;
    this.tail = tail;
  }
}
