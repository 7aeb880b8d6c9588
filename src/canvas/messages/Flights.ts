import type { MessageState } from "../live/Live.ts";

/** Up to so many dots on a link each message has its own. */
export const EXACT_DOTS = 40;
const SHORTEST_MS = 250;
const LONGEST_MS = 900;
const MS_PER_PIXEL = 2;

/** Time a dot travels on the screen, by the length of its link in pixels; the same at every speed. */
export function travelTime(length: number): number {
  return Math.min(LONGEST_MS, Math.max(SHORTEST_MS, 100 + length * MS_PER_PIXEL));
}

/** A message on its way. */
export interface Flight {
  state: MessageState;
  /** Milliseconds of the layer's own clock, which stands still while the run is paused. */
  departedAt: number;
}

/**
 * The dots of one link. Up to 40 first attempts are drawn one by one; where more would be under way
 * at once, a dot stands for several. Everything else is always drawn one by one.
 */
export class Flights {
  /** In order of departure. */
  readonly ordinary: Flight[] = [];
  readonly special: Flight[] = [];
  /** Messages for which one ordinary dot stands. */
  messagesPerDot = 1;
  #owed = 0;

  depart(state: MessageState, count: number, at: number): void {
    if (state !== "first") {
      for (let i = 0; i < count && this.special.length < EXACT_DOTS; i++)
        this.special.push({ state, departedAt: at });
      return;
    }
    this.#owed += count;
    while (this.#owed >= this.messagesPerDot) {
      this.#owed -= this.messagesPerDot;
      if (this.ordinary.length >= EXACT_DOTS) this.messagesPerDot *= 2;
      else this.ordinary.push({ state, departedAt: at });
    }
  }

  /** Takes out what has arrived. */
  land(now: number, duration: number): void {
    landed(this.ordinary, now, duration);
    landed(this.special, now, duration);
    if (this.messagesPerDot > 1 && this.ordinary.length < EXACT_DOTS / 4) this.messagesPerDot /= 2;
  }

  get isEmpty(): boolean {
    return this.ordinary.length === 0 && this.special.length === 0;
  }
}

function landed(flights: Flight[], now: number, duration: number): void {
  let count = 0;
  while (count < flights.length && now - (flights[count]?.departedAt ?? 0) >= duration) count++;
  if (count > 0) flights.splice(0, count);
}
