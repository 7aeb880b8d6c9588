import type { TimeDistribution } from "./distribution.ts";
import type { Link } from "./link.ts";
import type { System } from "./systemShape.ts";

/** The zones that a node stands in, the innermost first; a channel stands where its broker does. */
export function zonesOf(system: System, id: string): string[] {
  const node = system.nodes[id];
  if (node === undefined) return [];
  const broker = "broker" in node && node.broker !== undefined ? node.broker : undefined;
  const first = node.kind === "broker" ? node.nodeZones?.[0] : undefined;
  if (node.zone === undefined && broker !== undefined) return zonesOf(system, broker);
  return around(system, node.zone ?? first);
}

/** A zone and those around it, outwards. */
export function around(system: System, zone: string | undefined): string[] {
  const zones: string[] = [];
  for (let at = zone; at !== undefined && !zones.includes(at); at = system.nodes[at]?.zone)
    zones.push(at);
  return zones;
}

/** N1. Time of one crossing between the zones of two nodes; undefined where they are in the same one, or none is stated. */
export function zoneLatency(
  system: System,
  source: string,
  target: string,
): TimeDistribution | undefined {
  const there = zonesOf(system, target);
  for (const from of zonesOf(system, source)) {
    for (const to of there) {
      if (from === to) return undefined;
      const latency = stated(system, from, to) ?? stated(system, to, from);
      if (latency !== undefined) return latency;
    }
  }
  return undefined;
}

function stated(system: System, from: string, to: string): TimeDistribution | undefined {
  const zone = system.nodes[from];
  return zone?.kind === "zone" ? zone.latency[to] : undefined;
}

/** N1. What one crossing of a link takes: the link's own time, and that between the zones of its ends. */
export function crossingOf(system: System, link: Link): (TimeDistribution | undefined)[] {
  return [link.latency, zoneLatency(system, link.source, link.target)];
}

/** N1. What the way back takes. */
export function crossingBack(system: System, link: Link): (TimeDistribution | undefined)[] {
  return [link.latency, zoneLatency(system, link.target, link.source)];
}
