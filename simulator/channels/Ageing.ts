import type { CompetingSettings } from "./CompetingSettings.ts";
import type { Context } from "./Context.ts";

/** D23. How the rank of what waits in a priority queue rises. */
export class Ageing {
  private readonly context: Context;
  /** Seconds of waiting that raise a message by one rank. */
  private readonly every: number;

  constructor(context: Context, every: number) {
    this.context = context;
    this.every = every;
  }

  /** The one whose turn it is among the firsts of each lane: the highest by now; of equals, the one that entered first. */
  firstOf(candidates: readonly number[]): number {
    const { entries } = this.context;
    let first = -1;
    let highest = -Infinity;
    for (const entry of candidates) {
      if (entry < 0) continue;
      const rank = this.rankOf(entry);
      const isEarlier = rank === highest && entries.enteredAt(entry) < entries.enteredAt(first);
      if (rank < highest || (rank === highest && !isEarlier)) continue;
      first = entry;
      highest = rank;
    }
    return first;
  }

  private rankOf(entry: number): number {
    const { entries, kernel, types } = this.context;
    const waited = kernel.events.now - entries.enteredAt(entry);
    return (types.ranks[entries.laneOf(entry)] ?? 0) + Math.floor(waited / this.every);
  }
}

/** How ranks rise in a queue, undefined where they do not. */
export function ageingOf(
  context: Context,
  { ageing, discipline }: CompetingSettings,
): Ageing | undefined {
  if (ageing === undefined || discipline !== "priority") return undefined;
  return new Ageing(context, ageing.every);
}
