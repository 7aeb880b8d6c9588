import { setValue } from "../../design/index.ts";
import type { Analysis } from "../Analysis.ts";
import type { Vertex } from "../analysis/MessageFlow.ts";
import { percentText } from "../figures.ts";
import type { Rule, RuleFinding } from "../Rule.ts";

/** Where order is relied on, messages that belong together travel together. */
export const missingKey: Rule = {
  id: "missing-key",
  asks: "Messages whose order matters have a key, and streams are partitioned by it.",
  harm: "done twice or out of order",
  *check(analysis) {
    const { system, flow } = analysis;
    for (const [id, type] of Object.entries(system.messageTypes))
      if (type.ordering === "per-key" && type.key === undefined) yield withoutKey(analysis, id);
    const told = new Set<string>();
    for (const vertex of flow.all) {
      const finding = ofStream(analysis, vertex);
      if (!finding || told.has(vertex.node)) continue;
      told.add(vertex.node);
      yield finding;
    }
  },
};

function withoutKey({ system }: Analysis, id: string): RuleFinding {
  const path = ["system", "messageTypes", id, "key"];
  const [only, ...others] = Object.keys(system.keys);
  const isClear = only !== undefined && others.length === 0;
  return {
    severity: "error",
    target: { kind: "message-type", id, path },
    what: `Readers rely on the order of ${id} for each key, but ${id} has no key.`,
    why: "Without a key nothing tells which messages belong together: a stream spreads them over all its partitions, and a later one overtakes an earlier one.",
    mend: "Say which business key it is ordered by.",
    ...(isClear && {
      fix: {
        label: `Take the key "${only}"`,
        apply: (draft) => setValue(draft, path, only),
      },
    }),
  };
}

function ofStream({ system }: Analysis, { node: id, message }: Vertex): RuleFinding | undefined {
  const stream = system.nodes[id];
  const type = system.messageTypes[message];
  if (stream?.kind !== "stream" || !type || stream.partitions === 1) return undefined;
  const apart = percentText(1 - 1 / stream.partitions);
  if (type.ordering === "per-key" && type.key !== undefined && stream.partitioner !== "key") {
    const path = ["system", "nodes", id, "partitioner"];
    return {
      severity: "error",
      target: { kind: "node", id, path },
      what: `Readers rely on the order of ${message} for each key, but ${stream.name ?? id} is not partitioned by key.`,
      why: `Two messages of one key come into different partitions in ${apart} of the cases, and are then read in any order.`,
      mend: "Partition by key.",
      fix: { label: "Partition by key", apply: (draft) => setValue(draft, path, "key") },
    };
  }
  if (type.ordering !== "total") return undefined;
  const path = ["system", "nodes", id, "partitions"];
  return {
    severity: "error",
    target: { kind: "node", id, path },
    what: `Readers rely on the total order of ${message}, but ${stream.name ?? id} has ${stream.partitions} partitions.`,
    why: `Order holds within one partition; ${apart} of what follows one another stands in different ones.`,
    mend: "Use one partition, or rely on the order for each key only.",
    fix: { label: "Use one partition", apply: (draft) => setValue(draft, path, 1) },
  };
}
