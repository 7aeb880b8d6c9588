import type { LinkKind } from "./link.ts";
import { isChannel, type NodeKind } from "./node.ts";

/**
 * What may be linked with what, and why not otherwise. The canvas asks it while a link is drawn,
 * the parser when a file is opened: one rule for both.
 */
const SERVICES: readonly NodeKind[] = ["producer", "consumer", "endpoint", "saga"];

const PUBLISHERS: readonly NodeKind[] = ["producer", "consumer", "endpoint", "saga", "database"];
const CHANNELS: readonly NodeKind[] = ["queue", "topic", "stream"];

/** Sources and targets of each kind of link. */
export const CONNECTIONS: Record<
  LinkKind,
  { sources: readonly NodeKind[]; targets: readonly NodeKind[] }
> = {
  publish: { sources: PUBLISHERS, targets: CHANNELS },
  subscribe: { sources: CHANNELS, targets: ["consumer", "endpoint", "dependency", "saga"] },
  bind: { sources: ["topic"], targets: CHANNELS },
  alternate: { sources: ["topic"], targets: CHANNELS },
  call: { sources: SERVICES, targets: ["endpoint", "dependency"] },
  read: { sources: ["consumer", "endpoint", "saga"], targets: ["database"] },
  write: { sources: ["consumer", "endpoint", "saga"], targets: ["database"] },
  "dead-letter": { sources: ["queue", "topic", "stream", "consumer"], targets: CHANNELS },
  retry: { sources: ["consumer"], targets: CHANNELS },
  mirror: { sources: ["stream"], targets: ["stream"] },
};

/** Kinds of link that may lead from one kind of node to another, the most usual first. */
export function linkKindsBetween(source: NodeKind, target: NodeKind): LinkKind[] {
  return (Object.keys(CONNECTIONS) as LinkKind[]).filter((kind) => {
    const { sources, targets } = CONNECTIONS[kind];
    return sources.includes(source) && targets.includes(target);
  });
}

/** A sentence that says why no link can lead from one kind of node to another. */
export function whyNoLink(source: NodeKind, target: NodeKind): string | undefined {
  if (linkKindsBetween(source, target).length > 0) return undefined;
  if (target === "producer")
    return "A producer takes nothing in. Draw the link from the producer instead.";
  if (
    ["broker", "zone", "registry"].includes(source) ||
    ["broker", "zone", "registry"].includes(target)
  ) {
    return "Brokers, zones and registries hold or guard others; they are not linked.";
  }
  if (source === "dependency")
    return "A dependency only answers. Draw the link from the service that calls it.";
  if (isChannel(source) && target === "database")
    return "A channel does not write. Put a consumer between them.";
  if (isChannel(source) && isChannel(target)) {
    return "Only a topic is bound to other channels; from a queue or stream draw a dead-letter link or put a consumer between.";
  }
  if (target === "consumer")
    return "A consumer is fed by a channel. Put a queue, topic or stream between them.";
  return `Nothing can flow from a ${source} to a ${target}.`;
}
