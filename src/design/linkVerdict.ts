import { type LinkKind, whyNoLink } from "../../simulator/index.ts";
import type { Design } from "./DesignFile.ts";
import { linkKindFor } from "./edits/connect.ts";
import { checkDesign } from "./parseDesign.ts";

/** What a link between two nodes would be, or why there can be none; a sentence for both. */
export type LinkVerdict = { kind: LinkKind; says: string } | { kind?: undefined; says: string };

const SENTENCES: Record<LinkKind, (source: string, target: string) => string> = {
  publish: (source, target) => `${source} publishes to ${target}`,
  subscribe: (source, target) => `${target} consumes from ${source}`,
  bind: (source, target) => `${target} is bound to ${source}`,
  alternate: (source, target) => `${source} sends what nothing takes to ${target}`,
  call: (source, target) => `${source} calls ${target}`,
  read: (source, target) => `${source} reads ${target}`,
  write: (source, target) => `${source} writes to ${target}`,
  "dead-letter": (source, target) => `${source} hands its dead letters to ${target}`,
  retry: (source, target) => `${source} sends what failed to ${target}`,
  mirror: (source, target) => `${target} mirrors ${source}`,
};

/** Judges a link while it is drawn, by the same rule as the parser. */
export function linkVerdict(design: Design, source: string, target: string): LinkVerdict {
  const nodes = design.system?.nodes ?? {};
  const [from, to] = [nodes[source], nodes[target]];
  if (!from || !to) return { says: "A link needs a node at both ends." };
  if (source === target)
    return { says: "A node is not linked with itself. Lead the link elsewhere." };
  const kind = linkKindFor(design, source, target);
  if (kind === undefined)
    return { says: whyNoLink(from.kind, to.kind) ?? "Nothing can flow between these two." };
  const isThere = Object.values(design.system?.links ?? {}).some(
    (link) => link.source === source && link.target === target && link.kind === kind,
  );
  if (isThere) return { says: "These two are linked already." };
  if (kind === "bind" && closesRing(design, source, target))
    return {
      says: `${to.name ?? target} hands its messages on to ${from.name ?? source} at once: they would go round for ever. Give a link of that way a latency first.`,
    };
  return { kind, says: SENTENCES[kind](from.name ?? source, to.name ?? target) };
}

/** Whether a binding would close a ring of topics that takes no time, which the parser refuses. */
function closesRing(design: Design, source: string, target: string): boolean {
  const links = design.system?.links ?? {};
  // Only who leads on can lead back; the whole design is read for these alone.
  const leadsOn = Object.values(links).some(
    (link) => link.source === target && (link.kind === "bind" || link.kind === "alternate"),
  );
  const closing = { kind: "bind", source, target } as const;
  const system = { ...design.system, links: { ...links, closing } };
  return leadsOn && !checkDesign({ ...design, system }).ok;
}
