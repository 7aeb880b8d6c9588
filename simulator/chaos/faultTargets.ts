import { Group } from "../channels/Group.ts";
import type { Fault, Link } from "../model/index.ts";
import { zonesOf } from "../model/network.ts";
import type { Instance } from "../services/Instance.ts";
import type { World } from "../services/World.ts";

/** The instances that a fault strikes. `random` draws one anew each time it is asked. */
export function instancesOf(
  world: World,
  fault: Extract<Fault, { fault: "crash" | "pause" }>,
  stream: number,
): readonly Instance[] {
  const instances = world.services.get(fault.target)?.instances ?? [];
  if (fault.instance === "all" || instances.length === 0) return instances;
  const number =
    fault.instance === "random"
      ? world.context.kernel.streams.integer(stream, instances.length)
      : fault.instance;
  return instances[number] === undefined ? [] : [instances[number]!];
}

/** Links that a cut-off severs: the one named, or all of a node, or all between the nodes of two zones. */
export function linksOfCut(
  world: World,
  target: Extract<Fault, { fault: "cut-off" }>["target"],
): string[] {
  const links = Object.entries(world.system.links);
  if ("link" in target) return [target.link];
  if ("node" in target)
    return links
      .filter(([, link]) => link.source === target.node || link.target === target.node)
      .map(([id]) => id);
  const [first, second] = target.zones;
  const isIn = (id: string, zone: string): boolean => zonesOf(world.system, id).includes(zone);
  const isBetween = ({ source, target }: Link, from: string, to: string): boolean =>
    isIn(source, from) && isIn(target, to);
  return links
    .filter(([, link]) => isBetween(link, first, second) || isBetween(link, second, first))
    .map(([id]) => id);
}

/** Channels that go down with a node: itself, or all that a broker holds. */
export function channelsOf(world: World, target: string): string[] {
  const node = world.system.nodes[target];
  if (node?.kind !== "broker") return [target];
  return Object.entries(world.system.nodes)
    .filter(
      ([, each]) =>
        (each.kind === "queue" || each.kind === "topic" || each.kind === "stream") &&
        each.broker === target,
    )
    .map(([id]) => id);
}

/** The instances that a crash strikes and that are up. */
export function standing(
  world: World,
  fault: Extract<Fault, { fault: "crash" }>,
  stream: number,
): Instance[] {
  return instancesOf(world, fault, stream).filter((instance) => instance.isUp);
}

/** The groups that read a stream, or by which a consumer reads. */
export function groupsOf(world: World, target: string): Group[] {
  const feeds =
    world.feeds.get(target) ??
    (world.services.get(target)?.instances ?? []).flatMap(({ members }) =>
      members.map((member) => member.subscription),
    );
  return [...new Set(feeds)].filter((feed) => feed instanceof Group);
}
