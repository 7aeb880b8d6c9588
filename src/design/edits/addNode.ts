import type { NodeKind, NodeTextOf } from "../../../simulator/index.ts";
import type { Design } from "../DesignFile.ts";
import { freshId } from "../freshId.ts";
import { GRID } from "../nodeSize.ts";
import { newMessageType, systemOf } from "./systemOf.ts";

/** What can be added from the palette: kinds of nodes, and kinds in a certain role. */
export type Placeable = NodeKind | "dead-letters";

/** What the palette offers, in its order. */
export const PLACEABLE_KINDS = [
  "producer",
  "endpoint",
  "broker",
  "queue",
  "topic",
  "stream",
  "dead-letters",
  "consumer",
  "saga",
  "database",
  "dependency",
  "registry",
  "zone",
] as const satisfies readonly Placeable[];

const NAMES: Record<Placeable, string> = {
  producer: "Producer",
  endpoint: "Endpoint",
  broker: "Broker",
  queue: "Queue",
  topic: "Topic",
  stream: "Stream",
  "dead-letters": "Dead letters",
  consumer: "Consumer",
  saga: "Saga",
  database: "Database",
  dependency: "Dependency",
  registry: "Registry",
  zone: "Zone",
};

/** Name on the screen of what can be added. */
export function nameOfPlaceable(kind: Placeable): string {
  return NAMES[kind];
}

/** What a thing of the palette is as the end of a link. */
export function linkEndOf(thing: Placeable): { kind: NodeKind; role?: "dead-letter" } {
  return thing === "dead-letters" ? { kind: "queue", role: "dead-letter" } : { kind: thing };
}

/**
 * Adds a node with settings that run as they are.
 * @param at top left corner, in pixels at 100 %; snapped to the grid
 * @returns the id of the new node
 */
export function addNode(draft: Design, kind: Placeable, at: { x: number; y: number }): string {
  const system = systemOf(draft);
  const id = freshId(idStem(kind), system.nodes);
  system.nodes[id] = startingNode(draft, kind, nextName(draft, kind));
  draft.layout ??= {};
  draft.layout.nodes ??= {};
  draft.layout.nodes[id] = [snap(at.x), snap(at.y)];
  return id;
}

/** The nearest place on the grid. */
export function snap(coordinate: number): number {
  return Math.round(coordinate / GRID) * GRID + 0;
}

function idStem(kind: Placeable): string {
  return kind === "dead-letters" ? "dlq" : kind;
}

/** A name for a new thing that no node has yet. */
export function nextName(draft: Design, kind: Placeable): string {
  const taken = new Set(Object.values(systemOf(draft).nodes).map((node) => node.name));
  const base = NAMES[kind];
  if (!taken.has(base)) return base;
  for (let n = 2; ; n++) if (!taken.has(`${base} ${n}`)) return `${base} ${n}`;
}

type StartingNode = NodeTextOf<NodeKind>;

function startingNode(draft: Design, kind: Placeable, name: string): StartingNode {
  switch (kind) {
    case "producer":
      return {
        kind,
        name,
        messages: { [firstMessageType(draft)]: 1 },
        arrivals: { process: "poisson", rate: "10/s" },
      };
    case "consumer":
      return {
        kind,
        name,
        instances: 2,
        handlers: { "*": [{ do: "work", time: { distribution: "exponential", mean: "100 ms" } }] },
        retry: {
          attempts: 5,
          backoff: { kind: "exponential", first: "200 ms", max: "10 s", jitter: "full" },
        },
      };
    case "dead-letters":
      return { kind: "queue", name, role: "dead-letter" };
    case "stream":
      return { kind, name, partitions: 4 };
    case "endpoint":
      return { kind, name, handler: [{ do: "work", time: "20 ms" }] };
    case "saga":
      return {
        kind,
        name,
        mode: "orchestrated",
        correlation: firstKey(draft),
        begins: firstMessageType(draft),
        steps: [{ name: "Step 1" }],
      };
    default:
      return { kind, name };
  }
}

function firstMessageType(draft: Design): string {
  const [existing] = Object.keys(systemOf(draft).messageTypes);
  return existing ?? newMessageType(draft, "OrderPlaced");
}

function firstKey(draft: Design): string {
  const system = systemOf(draft);
  const [existing] = Object.keys(system.keys ?? {});
  if (existing !== undefined) return existing;
  system.keys = { order: { field: "orderId" } };
  return "order";
}
