/** States of a message on its way, as the page draws them. */
export const MESSAGE_STATES = [
  "first",
  "retry",
  "duplicate",
  "poison",
  "compensation",
  "dead-letter",
] as const;
export type MessageState = (typeof MESSAGE_STATES)[number];

/** Numbers of the states. */
export const STATE_FIRST = 0;
export const STATE_RETRY = 1;
export const STATE_DUPLICATE = 2;
export const STATE_POISON = 3;
export const STATE_COMPENSATION = 4;
export const STATE_DEAD_LETTER = 5;

/** Numbers of a departure: link, state, time, message. */
export const DEPARTURE_FIELDS = 4;

/** What is known of a link lies in one line of cache: all that set out, those that are named since the last look, and how many more of each state. */
const TOTAL = 0;
const NAMED = 1;
const MORE = 2;
const ROW = 8;

/**
 * Messages that set out along links since somebody last looked: each one while they are few, only
 * their number when a link carries more than `limit` of them between two looks. Off until somebody looks.
 */
export class Departures {
  isOn = false;
  private limit = 0;
  private list = new Float64Array(0);
  private used = 0;
  private rows = new Float64Array(0);

  /** Begins to note departures: at most `limit` of each link between two looks. */
  start(linkCount: number, limit: number): void {
    this.isOn = true;
    this.limit = limit;
    this.list = new Float64Array(DEPARTURE_FIELDS * 1024);
    this.rows = new Float64Array(linkCount * ROW);
  }

  /** Notes that a message sets out. */
  add(link: number, state: number, time: number, message: number): void {
    const row = link * ROW;
    this.rows[row + TOTAL]!++;
    if (this.rows[row + NAMED]! >= this.limit) this.rows[row + MORE + state]!++;
    else {
      this.rows[row + NAMED]!++;
      this.name(link, state, time, message);
    }
  }

  private name(link: number, state: number, time: number, message: number): void {
    if (this.used + DEPARTURE_FIELDS > this.list.length) {
      const grown = new Float64Array(this.list.length * 2);
      grown.set(this.list);
      this.list = grown;
    }
    this.list[this.used] = link;
    this.list[this.used + 1] = state;
    this.list[this.used + 2] = time;
    this.list[this.used + 3] = message;
    this.used += DEPARTURE_FIELDS;
  }

  /** Messages that set out along a link since noting began. */
  totalOf(link: number): number {
    return this.rows[link * ROW + TOTAL]!;
  }

  /** What was noted since the last look, as arrays of their own; then begins anew. */
  take(): { departures: Float64Array<ArrayBuffer>; overflow: Float64Array<ArrayBuffer> } {
    const { rows } = this;
    const states = MESSAGE_STATES.length;
    const departures = this.list.slice(0, this.used);
    const overflow = new Float64Array((rows.length / ROW) * states);
    for (let row = 0, at = 0; row < rows.length; row += ROW, at += states) {
      for (let state = 0; state < states; state++) overflow[at + state] = rows[row + MORE + state]!;
      rows.fill(0, row + NAMED, row + ROW);
    }
    this.used = 0;
    return { departures, overflow };
  }
}
