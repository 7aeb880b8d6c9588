import type { Link } from "../model/index.ts";

/** What the links of a system say about a channel's subscription. */
export interface Surroundings {
  /** Consumers have ranks. */
  readonly hasPriorities: boolean;
  /** A dead letter of it can come back to it. */
  readonly goesRound: boolean;
}

/** What links say about the subscriptions of a channel. */
export function surroundingsOf(links: readonly Link[], channel: string): Surroundings {
  return {
    hasPriorities: links.some(
      (link) => link.kind === "subscribe" && link.source === channel && link.priority !== undefined,
    ),
    goesRound: comesBack(links, channel),
  };
}

/** Whether a way of dead letters and bindings leads from a channel back to it. */
function comesBack(links: readonly Link[], id: string): boolean {
  const seen = new Set<string>();
  const open = [id];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const link of links) {
      const leadsOn = link.kind === "dead-letter" || (link.kind === "bind" && at !== id);
      if (!leadsOn || link.source !== at || seen.has(link.target)) continue;
      if (link.target === id) return true;
      seen.add(link.target);
      open.push(link.target);
    }
  }
  return false;
}
