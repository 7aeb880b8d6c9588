import type { LinksFrom } from "./linksBySource.ts";

/** What the links of a system say about a channel's subscription. */
export interface Surroundings {
  /** Consumers have ranks. */
  readonly hasPriorities: boolean;
  /** A dead letter of it can come back to it. */
  readonly goesRound: boolean;
}

/** What links say about the subscriptions of a channel. */
export function surroundingsOf(linksFrom: LinksFrom, channel: string): Surroundings {
  return {
    hasPriorities: (linksFrom.get(channel) ?? []).some(
      ([, link]) => link.kind === "subscribe" && link.priority !== undefined,
    ),
    goesRound: comesBack(linksFrom, channel),
  };
}

/** Whether a way of dead letters and bindings leads from a channel back to it. */
function comesBack(linksFrom: LinksFrom, id: string): boolean {
  const seen = new Set<string>();
  const open = [id];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const [, link] of linksFrom.get(at) ?? []) {
      const leadsOn = link.kind === "dead-letter" || (link.kind === "bind" && at !== id);
      if (!leadsOn || seen.has(link.target)) continue;
      if (link.target === id) return true;
      seen.add(link.target);
      open.push(link.target);
    }
  }
  return false;
}
