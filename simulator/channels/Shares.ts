import type { Context } from "./Context.ts";
import type { MessageFilter } from "./Filter.ts";
import type { Subscription } from "./Subscription.ts";

/** A message that a group has been given, as long as the stream keeps it. */
interface Kept {
  readonly offset: number;
  readonly entry: number;
  readonly id: number;
}

/** A group that shares single messages instead of partitions. */
interface Share {
  readonly subscription: Subscription;
  readonly filter: MessageFilter | undefined;
  /** What comes before is not for it, unless it begins with all that is there. */
  readonly joinsAt: number;
  readonly kept: Kept[][];
}

/** The groups of a stream that share single messages (RULES S19, S21). */
export class Shares {
  readonly list: Share[] = [];
  /** Messages that a partition keeps; what is older is taken from the groups, whoever holds it. */
  limit = Infinity;
  /** Somebody wants to know what is settled, or takes what is not. */
  isWatched = false;
  private readonly context: Context;

  constructor(context: Context) {
    this.context = context;
  }

  get length(): number {
    return this.list.length;
  }

  get subscriptions(): Subscription[] {
    return this.list.map(({ subscription }) => subscription);
  }

  add(subscription: Subscription, filter: MessageFilter | undefined, joinsAt: number): void {
    this.list.push({ subscription, filter, joinsAt, kept: [] });
  }

  /** A message has been appended to a partition: each group gets it. */
  enter(message: number, partition: number, offset: number): void {
    const { now } = this.context.kernel.events;
    for (const share of this.list) {
      const { subscription, filter, joinsAt } = share;
      if (now < joinsAt || (filter !== undefined && !filter.passes(message))) continue;
      if (this.limit === Infinity && !this.isWatched) subscription.enter(message);
      else this.keep(share, message, partition, offset);
    }
    if (this.limit < Infinity) this.trim(partition, offset + 1 - this.limit, "retention");
  }

  /** S27. The offset before which all groups have settled everything, ∞ when nothing is unsettled. */
  settledTo(partition: number): number {
    let first = Infinity;
    for (const { subscription, kept } of this.list) {
      const list = kept[partition] ?? [];
      while (list[0] !== undefined && !subscription.holds(list[0].entry, list[0].id)) list.shift();
      first = Math.min(first, list[0]?.offset ?? Infinity);
    }
    return first;
  }

  private keep({ subscription, kept }: Share, message: number, at: number, offset: number): void {
    const entry = subscription.createEntry(message);
    kept[at] ??= [];
    kept[at].push({ offset, entry, id: this.context.messages.idOf(message) });
    subscription.admit(entry);
  }

  /** S21, S25. What is before an offset is taken, read or not. */
  trim(partition: number, first: number, cause: "retention" | "dropped-when-full"): void {
    for (const { subscription, kept } of this.list) {
      const list = kept[partition] ?? [];
      while (list[0] !== undefined && list[0].offset < first) {
        const { entry, id } = list.shift()!;
        subscription.trim(entry, id, cause);
      }
    }
  }
}
