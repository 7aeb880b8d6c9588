import type { Messages } from "../channels/Messages.ts";
import type { Clock } from "../kernel/probe/Clock.ts";

/**
 * What a dependency remembers of idempotency keys (RULES K5). A key that is new in each root and remembered forever
 * needs no memory: the root itself knows what has happened for it.
 */
export class KeyMemory {
  private readonly clock: Clock;
  private readonly key: number;
  private readonly window: number;
  private readonly isByRoot: boolean;
  /** Time at which each key was first acted on; in that order. */
  private readonly times = new Map<number, number>();

  /** @param key index of the key among the values of a root @param isByRoot the key has a new value in each root */
  constructor(clock: Clock, key: number, window: number, isByRoot: boolean) {
    this.clock = clock;
    this.key = key;
    this.window = window;
    this.isByRoot = isByRoot && window === Infinity;
  }

  /** Whether the key of a message has been acted on before. If not it is now. */
  recognizes(messages: Messages, message: number, effect: number): boolean {
    if (this.isByRoot) return messages.effectsOf(messages.rootOf(message), effect) > 0;
    const { now } = this.clock;
    for (const [key, time] of this.times) {
      if (now - time <= this.window) break;
      this.times.delete(key);
    }
    const key = messages.rootValue(message, this.key);
    if (this.times.has(key)) return true;
    this.times.set(key, now);
    return false;
  }
}
