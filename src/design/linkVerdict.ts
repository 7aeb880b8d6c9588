import { type LinkKind, whyNoLink } from "../../simulator/index.ts";
import type { Design } from "./DesignFile.ts";
import { linkKindFor } from "./edits/connect.ts";

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
  return { kind, says: SENTENCES[kind](from.name ?? source, to.name ?? target) };
}
