import type { Fault } from "../model/index.ts";
import { around } from "../model/network.ts";
import type { World } from "../services/World.ts";

/** F10. All that stands in a zone goes at once: services crash, servers, brokers and channels do not answer. */
export function zoneOutage(
  world: World,
  { target }: Extract<Fault, { fault: "zone-outage" }>,
  apply: (fault: Fault) => () => void,
): () => void {
  const undo = Object.entries(world.system.nodes)
    .filter(([, node]) => node.kind !== "zone" && around(world.system, node.zone).includes(target))
    .map(([id, node]): (() => void) => {
      if (node.kind === "consumer" || node.kind === "endpoint")
        return apply({
          fault: "crash",
          target: id,
          instance: "all",
          while: "always",
          for: Infinity,
        });
      if (node.kind === "producer") return apply({ fault: "spike", target: id, factor: 0 });
      return apply({ fault: "outage", target: id });
    });
  undo.push(...nodesInZone(world, target).map((fault) => nodeLoss(world, fault)));
  return () => {
    for (const mend of undo) mend();
  };
}

/** B3 … B7. A node of a broker is gone: what stands on it fails over, or waits until it is back. */
export function nodeLoss(
  world: World,
  { target, node, power }: Extract<Fault, { fault: "node-loss" }>,
): () => void {
  const home = world.system.nodes[target];
  const id = home !== undefined && "broker" in home ? home.broker : target;
  const broker = world.context.brokers.find((each) => each.id === id);
  for (const channel of broker?.lose(node, power) ?? []) {
    const feeds = world.feeds.get(channel.id) ?? [];
    world.lifecycle.dropAll(feeds.filter((feed) => feed.keepsDeliveries !== true));
    restart(world, channel.id);
  }
  return () => broker?.restore(node);
}

/** B10, B11. What a queue or topic has once the node that it stands on has begun anew. */
export function restart(world: World, channel: string): void {
  (world.queues.get(channel) ?? world.topics.get(channel))?.restarted();
}

/** Broker nodes that stand in a zone by themselves. */
function nodesInZone(world: World, zone: string): Extract<Fault, { fault: "node-loss" }>[] {
  const { system } = world;
  return Object.entries(system.nodes).flatMap(([target, broker]) =>
    broker.kind === "broker" && !around(system, broker.zone).includes(zone)
      ? (broker.nodeZones ?? []).flatMap((each, node) =>
          around(system, each).includes(zone)
            ? [{ fault: "node-loss" as const, target, node, power: false }]
            : [],
        )
      : [],
  );
}

/** B8. Nodes of brokers that a cut between two zones parts from the rest: those on the side with fewer of them. */
export function nodesParted(
  { system }: World,
  [first, second]: readonly [string, string],
): Extract<Fault, { fault: "node-loss" }>[] {
  return Object.entries(system.nodes).flatMap(([target, broker]) => {
    if (broker.kind !== "broker") return [];
    const side = (zone: string): number[] =>
      (broker.nodeZones ?? []).flatMap((each, node) =>
        around(system, each).includes(zone) ? [node] : [],
      );
    const [here, there] = [side(first), side(second)];
    if (here.length === 0 || there.length === 0) return [];
    const parted = here.length < there.length ? here : there;
    return parted.map((node) => ({ fault: "node-loss" as const, target, node, power: false }));
  });
}
