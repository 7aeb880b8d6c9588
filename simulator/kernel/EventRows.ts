import { ADDRESS, DOUBLES, INTS } from "./memory.ts";
import { Rows } from "./Rows.ts";
import type { Slabs } from "./Slabs.ts";

/** Words of an event's row. Words 0 and 1 are its time, as a double. */
const WORDS = 8;
/** Order of scheduling, modulo 2³². */
export const SEQUENCE = 2;
/** What the event is for. */
export const WHAT = 3;
/** Whom it is about. */
export const SUBJECT = 4;
/** Previous event of its lane. */
export const PREVIOUS = 5;
/** Next event of its lane. */
export const NEXT = 6;
/** Its lane, or one of the values below. */
export const LANE = 7;

/** `LANE` of an event that stands in the heap itself. */
export const IN_HEAP = -1;
/** `LANE` of an event that was cancelled where it could not be taken out at once. */
export const CANCELLED = -2;
/** `LANE` of an event that is still far off. */
export const FAR = -3;

/** The rows of pending events, and how they are read. */
export class EventRows {
  readonly rows: Rows;
  /** Events so far, modulo 2³²: the place of the next one in the order of scheduling. */
  protected sequence = 0;

  constructor(slabs: Slabs) {
    this.rows = new Rows(WORDS, "pending events", slabs);
  }

  /** Time of an event, in seconds. */
  timeOf(event: number): number {
    return DOUBLES[(event & ADDRESS) >> 1]!;
  }

  /** What an event is for: the number that was given when it was scheduled. */
  whatOf(event: number): number {
    return INTS[(event & ADDRESS) + WHAT]!;
  }

  /** Whom an event is about: the number that was given when it was scheduled. */
  subjectOf(event: number): number {
    return INTS[(event & ADDRESS) + SUBJECT]!;
  }

  /** Takes a row and gives it the next place in the order of scheduling. */
  protected newEvent(what: number, subject: number): number {
    const event = this.rows.allocate();
    const eventAt = event & ADDRESS;
    INTS[eventAt + SEQUENCE] = this.sequence;
    this.sequence = (this.sequence + 1) | 0;
    // `| 0` says that they are integers: V8 would take them for fractions first, since they come as arguments.
    INTS[eventAt + WHAT] = what | 0;
    INTS[eventAt + SUBJECT] = subject | 0;
    return event;
  }
}
