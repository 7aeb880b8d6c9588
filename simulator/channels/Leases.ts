import type { Deadlines } from "../kernel/Deadlines.ts";
import { FIRST_DEADLINE, LAST_DEADLINE } from "../kernel/EventLanes.ts";
import type { FutureEventList } from "../kernel/FutureEventList.ts";
import { ADDRESS, DOUBLES, INTS } from "../kernel/memory.ts";
import { DEADLINE, type Entries, NEXT, NO_TIMER, PREVIOUS, TIMER } from "./Entries.ts";

/**
 * Entries that are leased for a constant time (RULES D5), in the order in which their leases end: one line for each time, of all
 * subscriptions, linked through the entries, which stand in no other line meanwhile. Nearly all leases end early, with an ack; so
 * the end of one is no event until it is due.
 *
 * A row says minus its deadline: where its timer is looked for stands the half of that with the sign, which no event has. What is
 * first or last in a line has `~lane` for its neighbor, and so has an empty line for its first and last.
 */
export class Leases implements Deadlines {
  count = 0;
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
    const lane = this.events.laneElsewhere(this, timeout);
    this.laneOfTimeout.set(timeout, lane);
    INTS[lane + FIRST_DEADLINE] = ~lane;
    INTS[lane + LAST_DEADLINE] = ~lane;
    return lane;
  }

  /** The lease of an entry begins, which has no timer. */
  begin(entry: number, lane: number): void {
    const laneAt = lane & ADDRESS;
    const entryAt = entry & ADDRESS;
    const last = INTS[laneAt + LAST_DEADLINE]!;
    DOUBLES[(entryAt + DEADLINE) >> 1] = -(this.events.now + DOUBLES[laneAt >> 1]!);
    INTS[entryAt + NEXT] = ~lane;
    INTS[entryAt + PREVIOUS] = last;
    INTS[laneAt + LAST_DEADLINE] = entry | 0;
    this.count++;
    if (last >= 0) INTS[(last & ADDRESS) + NEXT] = entry | 0;
    else {
      INTS[laneAt + FIRST_DEADLINE] = entry | 0;
      this.events.watch(lane);
    }
  }

  /** The lease of an entry is over, before its time or at it. */
  end(entry: number): void {
    const entryAt = entry & ADDRESS;
    const next = INTS[entryAt + NEXT]!;
    const previous = INTS[entryAt + PREVIOUS]!;
    if (previous >= 0) INTS[(previous & ADDRESS) + NEXT] = next;
    else INTS[(~previous & ADDRESS) + FIRST_DEADLINE] = next;
    if (next >= 0) INTS[(next & ADDRESS) + PREVIOUS] = previous;
    else INTS[(~next & ADDRESS) + LAST_DEADLINE] = previous;
    this.count--;
  }

  earliestOf(lane: number): number {
    const first = INTS[(lane & ADDRESS) + FIRST_DEADLINE]!;
    if (first < 0) return Infinity;
    return -DOUBLES[((first & ADDRESS) + DEADLINE) >> 1]!;
  }

  takeFirst(lane: number): number {
    const entry = INTS[(lane & ADDRESS) + FIRST_DEADLINE]!;
    this.end(entry);
    INTS[(entry & ADDRESS) + TIMER] = NO_TIMER;
    return entry;
  }

  whatOf(entry: number): number {
    return this.whatEnds(this.entries.subscriptionOf(entry));
  }
}
