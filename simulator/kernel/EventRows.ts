import { ROW_MASK, Rows } from "./Rows.ts";

/** Words of an event's row. Words 0 and 1 are its time, as a double. */
export const WORDS = 8;
/** The same in doubles: the time stands in the first. */
export const DOUBLES = WORDS / 2;
/** Order of scheduling, modulo 2³². */
export const SEQUENCE = 2;
/** What the event is for. */
const WHAT = 3;
/** Whom it is about. */
const SUBJECT = 4;
/** Next event of its lane. */
export const NEXT = 5;
/** Previous event of its lane. */
export const PREVIOUS = 6;
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
  readonly rows = new Rows(WORDS, "pending events");
  private sequence = 0;

  /** Time of an event, in seconds. */
  timeOf(event: number): number {
    return this.rows.floats[(event & ROW_MASK) * DOUBLES]!;
  }

  /** One of the two 32-bit words of an event's time. */
  wordOf(event: number, word: number): number {
    return this.rows.ints[(event & ROW_MASK) * WORDS + word]!;
  }

  /** What an event is for: the number that was given when it was scheduled. */
  whatOf(event: number): number {
    return this.rows.ints[(event & ROW_MASK) * WORDS + WHAT]!;
  }

  /** Whom an event is about: the number that was given when it was scheduled. */
  subjectOf(event: number): number {
    return this.rows.ints[(event & ROW_MASK) * WORDS + SUBJECT]!;
  }

  /** Takes a row and gives it the next place in the order of scheduling. */
  protected newEvent(what: number, subject: number): number {
    const event = this.rows.allocate();
    const base = (event & ROW_MASK) * WORDS;
    const ints = this.rows.ints;
    ints[base + SEQUENCE] = this.sequence;
    this.sequence = (this.sequence + 1) | 0;
    // `| 0` says that they are integers: V8 would take them for fractions first, since they come as arguments.
    ints[base + WHAT] = what | 0;
    ints[base + SUBJECT] = subject | 0;
    return event;
  }
}
