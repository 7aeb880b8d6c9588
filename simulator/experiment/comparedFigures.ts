import type { SystemText } from "../model/index.ts";
import type { RunSummary } from "./summarize.ts";

export type FigureName =
  | "duplicates"
  | "overtakings"
  | "lost"
  | "deadLettered"
  | "lag"
  | "latencyP50"
  | "latencyP99";

/** What is compared between brokers, in the order of a report. */
export const FIGURES: readonly { name: FigureName; label: string; unit: "messages" | "s" }[] = [
  { name: "duplicates", label: "handled twice", unit: "messages" },
  { name: "overtakings", label: "overtaken", unit: "messages" },
  { name: "lost", label: "lost", unit: "messages" },
  { name: "deadLettered", label: "dead-lettered", unit: "messages" },
  { name: "lag", label: "mean lag", unit: "messages" },
  { name: "latencyP50", label: "p50 latency", unit: "s" },
  { name: "latencyP99", label: "p99 latency", unit: "s" },
];

export type Figures = Readonly<Record<FigureName, number>>;

/**
 * The figures of one run. Lag is the time average of what is ready in all channels that have a
 * consumer; latency runs from a message's birth to the end of its handler, at the slowest consumer.
 */
export function figuresOf(system: SystemText, summary: RunSummary): Figures {
  const consumers = Object.values(summary.nodes).flatMap((node) =>
    node.kind === "consumer" ? [node] : [],
  );
  const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);
  const most = (numbers: readonly number[]) => Math.max(0, ...numbers.filter(Number.isFinite));
  return {
    duplicates: summary.duplicatesProcessed.total,
    overtakings: sum(consumers.map(({ overtaken }) => overtaken)),
    lost: sum(Object.values(summary.lost)),
    deadLettered: summary.deadLettered,
    lag: sum(lagsOf(system, summary)),
    latencyP50: most(consumers.map(({ endToEndTime }) => endToEndTime.p50)),
    latencyP99: most(consumers.map(({ endToEndTime }) => endToEndTime.p99)),
  };
}

function lagsOf(system: SystemText, summary: RunSummary): number[] {
  const read = new Set(
    Object.values(system.links ?? {}).flatMap(({ kind, source }) =>
      kind === "subscribe" ? [source] : [],
    ),
  );
  return Object.entries(summary.nodes).flatMap(([id, node]) =>
    read.has(id) && "subscriptions" in node
      ? Object.values(node.subscriptions).map(({ ready }) => ready.mean)
      : [],
  );
}
