import type { System } from "../model/index.ts";
import type { LinksFrom } from "./linksBySource.ts";

/** What the links of a system say about a channel's subscription. */
export interface Surroundings {
  /** Consumers have ranks. */
  readonly hasPriorities: boolean;
  /** A dead letter of it can come back to it. */
  readonly goesRound: boolean;
  /** Dead letters come to it that keep their clock. */
  readonly takesAges: boolean;
}

/** What the links of a system say about the subscriptions of each of its channels. */
export function surroundingsIn(
  system: System,
  linksFrom: LinksFrom,
): (channel: string) => Surroundings {
  const ageing = new Set<string>();
  for (const { kind, source, target } of Object.values(system.links))
    if (kind === "dead-letter" && keepsClock(system.nodes[source])) ageing.add(target);
  return (channel) => ({
    hasPriorities: (linksFrom.get(channel) ?? []).some(
      ([, link]) => link.kind === "subscribe" && link.priority !== undefined,
    ),
    goesRound: comesBack(linksFrom, channel),
    takesAges: ageing.has(channel),
  });
}

function keepsClock(node: System["nodes"][string] | undefined): boolean {
  if (node?.kind === "queue") return node.deadLetter.clock === "keeps";
  if (node?.kind !== "topic" && node?.kind !== "stream") return false;
  return Object.values(node.subscriptions).some(({ deadLetter }) => deadLetter.clock === "keeps");
}

/** Whether a way of dead letters, bindings and alternates leads from a channel back to it. */
function comesBack(linksFrom: LinksFrom, id: string): boolean {
  const seen = new Set<string>();
  const open = [id];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const [, link] of linksFrom.get(at) ?? []) {
      const isRouted = link.kind === "bind" || link.kind === "alternate";
      const leadsOn = link.kind === "dead-letter" || (isRouted && at !== id);
      if (!leadsOn || seen.has(link.target)) continue;
      if (link.target === id) return true;
      seen.add(link.target);
      open.push(link.target);
    }
  }
  return false;
}
