import { EventRows, LANE, NEXT, PREVIOUS, WORDS } from "./EventRows.ts";
import { ROW_MASK } from "./Rows.ts";

/** `laneHead` of a lane whose rows stand in another table (see `Deadlines`). */
export const ELSEWHERE = -2;

/** One first-in first-out list of events for each constant delay. See `FutureEventList` for what they are for. */
export class EventLanes extends EventRows {
  private laneCount = 0;
  protected laneDelay = new Float64Array(16);
  protected laneHead = new Int32Array(16);
  protected laneTail = new Int32Array(16);
  /** Sequence of the event that a lane's token was made for. */
  protected tokenSequence = new Int32Array(16);
  /** Whether a lane has a token in the heap. */
  protected laneHasToken = new Uint8Array(16);
  private readonly laneOfDelay = new Map<number, number>();

  /**
   * The lane of a constant delay; the same delay has the same lane.
   * Throws a RangeError for a delay that is negative or not finite.
   */
  laneFor(delay: number): number {
    if (!(delay >= 0 && delay < Infinity))
      throw new RangeError(`A delay must be a finite number of seconds, 0 or more; got ${delay}.`);
    const known = this.laneOfDelay.get(delay);
    if (known !== undefined) return known;
    const lane = this.openLane();
    this.laneOfDelay.set(delay, lane);
    this.laneDelay[lane] = delay;
    return lane;
  }

  /** A new lane, empty. */
  protected openLane(): number {
    const lane = this.laneCount++;
    if (lane === this.laneDelay.length) this.growLanes();
    this.laneHead[lane] = -1;
    this.laneTail[lane] = -1;
    return lane;
  }

  /** Puts an event at the end of a lane. Returns whether it is the only one there. */
  protected append(event: number, lane: number): boolean {
    const ints = this.rows.ints;
    const base = (event & ROW_MASK) * WORDS;
    const tail = this.laneTail[lane]!;
    ints[base + LANE] = lane;
    ints[base + NEXT] = -1;
    ints[base + PREVIOUS] = tail;
    this.laneTail[lane] = event;
    if (tail >= 0) ints[(tail & ROW_MASK) * WORDS + NEXT] = event;
    else this.laneHead[lane] = event;
    return tail < 0;
  }

  /** Takes an event out of the middle of its lane. */
  protected unlink(event: number, lane: number): void {
    const ints = this.rows.ints;
    const base = (event & ROW_MASK) * WORDS;
    const next = ints[base + NEXT]!;
    const previous = ints[base + PREVIOUS]!;
    if (previous >= 0) ints[(previous & ROW_MASK) * WORDS + NEXT] = next;
    else this.laneHead[lane] = next;
    if (next >= 0) ints[(next & ROW_MASK) * WORDS + PREVIOUS] = previous;
    else this.laneTail[lane] = previous;
  }

  private growLanes(): void {
    const size = this.laneDelay.length * 2;
    const doubled = <T extends Float64Array | Int32Array | Uint8Array>(old: T, grown: T): T => {
      grown.set(old as never);
      return grown;
    };
    this.laneDelay = doubled(this.laneDelay, new Float64Array(size));
    this.laneHead = doubled(this.laneHead, new Int32Array(size));
    this.laneTail = doubled(this.laneTail, new Int32Array(size));
    this.tokenSequence = doubled(this.tokenSequence, new Int32Array(size));
    this.laneHasToken = doubled(this.laneHasToken, new Uint8Array(size));
  }
}
