import { EventRows, LANE, NEXT, PREVIOUS } from "./EventRows.ts";
import { ADDRESS, DOUBLES, INTS } from "./memory.ts";
import type { Region } from "./Region.ts";
import type { Slabs } from "./Slabs.ts";

/** Words of a lane. Its delay is a double. */
const DELAY = 0;
export const HEAD = 2;
export const TAIL = 3;
/** Sequence of the event that its token was made for; of a lane of deadlines: its number. */
export const TOKEN_SEQUENCE = 4;
/** 1 where it has a token in the heap. */
export const HAS_TOKEN = 5;
/** First and last row of a line of deadlines; they belong to who keeps them. */
export const FIRST_DEADLINE = 6;
export const LAST_DEADLINE = 7;
const WORDS = 8;

/** `HEAD` of a lane whose rows stand in another table (see `Deadlines`). */
export const ELSEWHERE = -2;

/** One first-in first-out list of events for each constant delay, known by the address of its words. See `FutureEventList` for what they are for. */
export class EventLanes extends EventRows {
  private readonly region: Region;
  private laneCount = 0;
  private readonly laneOfDelay = new Map<number, number>();

  constructor(slabs: Slabs, region: Region) {
    super(slabs);
    this.region = region;
  }

  /**
   * The lane of a constant delay; the same delay has the same lane.
   * Throws a RangeError for a delay that is negative or not finite.
   */
  laneFor(delay: number): number {
    if (!(delay >= 0 && delay < Infinity))
      throw new RangeError(`A delay must be a finite number of seconds, 0 or more; got ${delay}.`);
    const known = this.laneOfDelay.get(delay);
    if (known !== undefined) return known;
    const lane = this.openLane(delay);
    this.laneOfDelay.set(delay, lane);
    return lane;
  }

  /** A new lane, empty. */
  protected openLane(delay: number): number {
    const lane = this.region.take(WORDS);
    DOUBLES[(lane + DELAY) >> 1] = delay;
    INTS[lane + HEAD] = -1;
    INTS[lane + TAIL] = -1;
    INTS[lane + TOKEN_SEQUENCE] = this.laneCount++;
    return lane;
  }

  /** Puts an event at the end of a lane. Returns whether it is the only one there. */
  protected append(event: number, lane: number): boolean {
    const laneAt = lane & ADDRESS;
    const eventAt = event & ADDRESS;
    const tail = INTS[laneAt + TAIL]!;
    INTS[eventAt + LANE] = lane;
    INTS[eventAt + NEXT] = -1;
    INTS[eventAt + PREVIOUS] = tail;
    INTS[laneAt + TAIL] = event;
    if (tail >= 0) INTS[(tail & ADDRESS) + NEXT] = event;
    else INTS[laneAt + HEAD] = event;
    return tail < 0;
  }

  /** Takes an event out of the middle of its lane. */
  protected unlink(event: number, lane: number): void {
    const eventAt = event & ADDRESS;
    const laneAt = lane & ADDRESS;
    const next = INTS[eventAt + NEXT]!;
    const previous = INTS[eventAt + PREVIOUS]!;
    if (previous >= 0) INTS[(previous & ADDRESS) + NEXT] = next;
    else INTS[laneAt + HEAD] = next;
    if (next >= 0) INTS[(next & ADDRESS) + PREVIOUS] = previous;
    else INTS[laneAt + TAIL] = previous;
  }
}
