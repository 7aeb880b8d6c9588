import type { CompetingSettings } from "./CompetingSettings.ts";
import type { Context } from "./Context.ts";
import type { Feed } from "./Feed.ts";

/** D24. Leases that consumers extend while they work. */
export class Renewals {
  private readonly context: Context;
  /** Longest total lease in seconds. */
  private readonly most: number;
  /** When the first lease of the latest delivery began, by entry. */
  private readonly began = new Map<number, number>();

  constructor(context: Context, most: number) {
    this.context = context;
    this.most = most;
  }

  begin(entry: number): void {
    this.began.set(entry, this.context.kernel.events.now);
  }

  end(entry: number): void {
    this.began.delete(entry);
  }

  /** Whether the lease of an entry, which is over now, has been extended meanwhile; and by how many seconds. */
  extension(
    feed: Feed,
    entry: number,
    { timeout = 0, renewEvery = 0 }: CompetingSettings["lease"],
  ): number {
    const { kernel, receiver } = this.context;
    const { now } = kernel.events;
    const began = this.began.get(entry) ?? now;
    if (renewEvery >= timeout || receiver.isAtWork?.(feed, entry) !== true) return 0;
    const renewed = Math.floor(timeout / renewEvery) * renewEvery;
    return Math.min(renewed, began + this.most - now);
  }
}
