import type { Path, ReferenceProblem } from "./Names.ts";
import { crossingOf } from "./network.ts";
import type { System } from "./systemShape.ts";

/** A way out of a topic that takes no time: its link, and where it leads. */
interface Way {
  readonly id: string;
  readonly target: string;
}

/**
 * Rings of topics that hand a message on to one another at once, by bindings and alternates: it would go round for
 * ever, and no time would pass. Brokers stop it in ways of their own; what is meant is clearer without the ring.
 */
export function checkRings(system: System): ReferenceProblem[] {
  const problems: ReferenceProblem[] = [];
  const ways = new Map<string, Way[]>();
  for (const [id, { kind, source, target }] of Object.entries(system.links)) {
    const leadsOn = kind === "bind" || kind === "alternate";
    if (!leadsOn || source === target || takesTime(system, id)) continue;
    const back = wayBetween(ways, target, source);
    // A link that closes a ring is told of and left out, so that each ring is told of once.
    if (back !== undefined) problems.push(ringAt(["links", id], source, [{ id, target }, ...back]));
    else ways.set(source, [...(ways.get(source) ?? []), { id, target }]);
  }
  return problems;
}

function ringAt(path: Path, start: string, ways: readonly Way[]): ReferenceProblem {
  const nodes = [start, ...ways.map(({ target }) => target)].map((id) => `"${id}"`).join(" → ");
  const links = ways.map(({ id }) => `"${id}"`).join(", ");
  const message = `topics hand a message round in a ring that takes no time: ${nodes}. Remove one of the links ${links}, or give one of them a latency.`;
  return { path, message };
}

/** Whether time passes, or may pass, while a message crosses a link into a channel. */
function takesTime(system: System, id: string): boolean {
  const link = system.links[id]!;
  const target = system.nodes[link.target];
  const own = target !== undefined && "latency" in target ? target.latency : undefined;
  const latencies = [...crossingOf(system, link), own];
  return link.bandwidth !== undefined || latencies.some((each) => each !== undefined && each !== 0);
}

/** The shortest way from a node to another one, undefined if there is none. */
function wayBetween(
  ways: ReadonlyMap<string, readonly Way[]>,
  from: string,
  to: string,
): Way[] | undefined {
  const found = new Map<string, Way[]>([[from, []]]);
  // A map is walked in the order of adding, what is added on the way included.
  for (const [node, way] of found) {
    if (node === to) return way;
    for (const next of ways.get(node) ?? [])
      if (!found.has(next.target)) found.set(next.target, [...way, next]);
  }
  return undefined;
}
