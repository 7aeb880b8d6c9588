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

/**
 * Messages that set out along links since somebody last looked: each one while they are few, only
 * their number when a link carries more than `limit` of them between two looks. Off until somebody looks.
 */
export class Departures {
  isOn = false;
  private limit = 0;
  private list = new Float64Array(0);
  private used = 0;
  private perLink = new Int32Array(0);
  private overflow = new Float64Array(0);
  /** Messages that set out along each link since noting began. */
  totals = new Float64Array(0);

  /** Begins to note departures: at most `limit` of each link between two looks. */
  start(linkCount: number, limit: number): void {
    this.isOn = true;
    this.limit = limit;
    this.list = new Float64Array(DEPARTURE_FIELDS * 1024);
    this.perLink = new Int32Array(linkCount);
    this.overflow = new Float64Array(linkCount * MESSAGE_STATES.length);
    this.totals = new Float64Array(linkCount);
  }

  /** Notes that a message sets out. */
  add(link: number, state: number, time: number, message: number): void {
    this.totals[link]!++;
    if (this.perLink[link]! >= this.limit) {
      this.overflow[link * MESSAGE_STATES.length + state]!++;
      return;
    }
    this.perLink[link]!++;
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

  /** What was noted since the last look, as arrays of their own; then begins anew. */
  take(): { departures: Float64Array<ArrayBuffer>; overflow: Float64Array<ArrayBuffer> } {
    const departures = this.list.slice(0, this.used);
    const overflow = this.overflow.slice();
    this.used = 0;
    this.perLink.fill(0);
    this.overflow.fill(0);
    return { departures, overflow };
  }
}
