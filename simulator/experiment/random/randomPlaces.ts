import type { SystemNodeText } from "../../model/index.ts";
import type { Choices } from "./Choices.ts";

type Node = Pick<SystemNodeText, "kind">;

/** Nodes of a broker and their copies of what they hold. */
export function randomCluster(choices: Choices): object {
  return choices.some("cluster", () => ({
    nodes: 3,
    ...choices.some("broker limits", () => ({ throughput: "200/s", bandwidth: "1 MiB" })),
    fsync: choices.oneOf<unknown>(["before-ack", "never", { every: "500 ms" }]),
    outagePublishes: choices.oneOf(["error", "buffer", "lose"]),
    replication: {
      replicas: 1 + choices.below(3),
      minInSync: 1 + choices.below(2),
      lag: choices.oneOf<unknown>(["0 s", "100 ms", choices.time()]),
      election: choices.oneOf(["in-sync-set", "majority", "async-promotion", "none"]),
      unclean: choices.below(2) === 1,
      detect: "300 ms",
      elect: "200 ms",
    },
  }));
}

/** Two zones apart, and where things stand. */
export function placeInZones(choices: Choices, nodes: Record<string, Node>): void {
  for (const [id, node] of Object.entries(nodes))
    nodes[id] = {
      ...node,
      ...choices.some("zones", () => ({ zone: choices.oneOf(["here", "there"]) })),
    };
  const latency = { there: choices.time() };
  const here = { kind: "zone" as const, latency };
  nodes.here = here;
  nodes.there = { kind: "zone" };
}
