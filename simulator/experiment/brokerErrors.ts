import type { LossCause } from "../channels/causes.ts";
import type { Link, System } from "../model/index.ts";
import { type Profile, profileOf } from "../profiles/index.ts";
import type { World } from "../services/World.ts";

/** How often each error of a broker was met, under the broker's own name, by node. */
export type BrokerErrors = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** Errors and losses of all nodes that have to do with a broker that has a profile, as that broker calls them. */
export function brokerErrorsOf(world: World): BrokerErrors {
  const found: Record<string, Record<string, number>> = {};
  // Without a broker there is no profile, and no need to look for one from each node.
  if (world.context.brokers.length === 0) return found;
  for (const [index, id] of world.nodeIds.entries()) {
    const errors = errorsAt(world, id, index);
    if (Object.keys(errors).length > 0) found[id] = errors;
  }
  return found;
}

/** The broker's own name of a cause at a node, undefined where it has none. */
export function brokerErrorOf(world: World, id: string, cause: string): string | undefined {
  return profileAt(world.system, id)?.errors[cause];
}

function errorsAt(world: World, id: string, index: number): Record<string, number> {
  const profile = profileAt(world.system, id);
  const counts: Record<string, number> = {};
  if (profile === undefined) return counts;
  const add = (cause: string, count: number): void => {
    const name = profile.errors[cause];
    if (name !== undefined && count > 0) counts[name] = (counts[name] ?? 0) + count;
  };
  for (const [cause, count] of Object.entries(world.context.losses.of(index)))
    add(cause satisfies string as LossCause, count);
  for (const { figures } of world.feeds.get(id) ?? []) {
    add("in-flight-limit", figures.counts.pollsRefused);
    add("late-ack", figures.counts.lateAcks);
  }
  add("blocked", world.context.brokers.find((broker) => broker.id === id)?.memory?.alarms ?? 0);
  return counts;
}

/** The profile that has a say at a node: that of its broker, or of the first channel that it publishes to. */
function profileAt(system: System, id: string): Profile | undefined {
  const node = system.nodes[id];
  if (node === undefined) return undefined;
  if (node.kind === "broker") return profileOf(node.profile);
  if ("broker" in node && node.broker !== undefined) return profileAt(system, node.broker);
  const links: readonly Link[] = Object.values(system.links);
  const way = links.find(({ kind, source }) => kind === "publish" && source === id);
  const target = way && system.nodes[way.target];
  return target !== undefined && "broker" in target && target.broker !== undefined
    ? profileAt(system, target.broker)
    : undefined;
}
