import type { MessageState } from "../../../simulator/index.ts";

/** Up to so many dots on a link each message has its own, where there is room for them. */
export const EXACT_DOTS = 40;
/** Dots closer than this on average would be a line. */
const PIXELS_PER_DOT = 9;
const LEAST_DOTS = 6;
const SHORTEST_MS = 250;
const LONGEST_MS = 900;
const MS_PER_PIXEL = 2;
/** Share of the dots below which each stands for fewer messages again. */
const CALM_AGAIN = 0.4;

/** Time a dot travels on the screen, by the length of its link in pixels; the same at every speed. */
export function travelTime(length: number): number {
  return Math.min(LONGEST_MS, Math.max(SHORTEST_MS, 100 + length * MS_PER_PIXEL));
}

/** The most ordinary dots on a link of that length in pixels. */
export function mostDots(length: number): number {
  return Math.round(Math.min(EXACT_DOTS, Math.max(LEAST_DOTS, length / PIXELS_PER_DOT)));
}

/** A mark on its way. */
export interface Flight {
  state: MessageState;
  /** Milliseconds of the layer's own clock, which stands still while the run is paused. */
  departedAt: number;
  /** Messages for which it stands. */
  messages: number;
}

/**
 * The marks of one link. First attempts are drawn one by one as long as there is room, at most 40;
 * where more are under way at once, a dot stands for several. All else is always drawn one by one.
 */
export class Flights {
  /** In order of departure. */
  readonly ordinary: Flight[] = [];
  readonly special: Flight[] = [];
  /** Messages for which a new ordinary dot stands: a power of two. */
  messagesPerDot = 1;
  readonly #most: number;
  #underWay = 0;
  #owed = 0;

  constructor(most = EXACT_DOTS) {
    this.#most = most;
  }

  depart(state: MessageState, count: number, at: number): void {
    if (state !== "first") {
      for (let i = 0; i < count && this.special.length < EXACT_DOTS; i++)
        this.special.push({ state, departedAt: at, messages: 1 });
      return;
    }
    this.#owed += count;
    this.#scale();
    while (this.#owed >= this.messagesPerDot) {
      this.#owed -= this.messagesPerDot;
      this.#underWay += this.messagesPerDot;
      this.ordinary.push({ state, departedAt: at, messages: this.messagesPerDot });
    }
  }

  /** Takes out what has arrived. */
  land(now: number, duration: number): void {
    this.#underWay -= landed(this.ordinary, now, duration);
    landed(this.special, now, duration);
    this.#scale();
  }

  get isEmpty(): boolean {
    return this.ordinary.length === 0 && this.special.length === 0;
  }

  /** The fewest messages for a dot that keep the dots few enough; back a little later than there. */
  #scale(): void {
    const messages = this.#underWay + this.#owed;
    while (messages / this.messagesPerDot > this.#most) this.messagesPerDot *= 2;
    while (this.messagesPerDot > 1 && messages / this.messagesPerDot < this.#most * CALM_AGAIN)
      this.messagesPerDot /= 2;
  }
}

/** Lands what is due; gives the number of messages that it stood for. */
function landed(flights: Flight[], now: number, duration: number): number {
  let count = 0;
  let messages = 0;
  for (const flight of flights) {
    if (now - flight.departedAt < duration) break;
    messages += flight.messages;
    count++;
  }
  if (count > 0) flights.splice(0, count);
  return messages;
}
