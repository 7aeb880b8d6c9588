import type { SystemText } from "../model/index.ts";
import type { FeedSummary } from "./feedSummary.ts";
import type { RunSummary } from "./summarize.ts";

export type FigureName =
  | "duplicates"
  | "overtakings"
  | "lost"
  | "deadLettered"
  | "lag"
  | "lagTime"
  | "latencyP50"
  | "latencyP99";

/** What is compared between brokers, in the order of a report. */
export const FIGURES: readonly { name: FigureName; label: string; unit: "messages" | "s" }[] = [
  { name: "duplicates", label: "handled twice", unit: "messages" },
  { name: "overtakings", label: "overtaken", unit: "messages" },
  { name: "lost", label: "lost", unit: "messages" },
  { name: "deadLettered", label: "dead-lettered", unit: "messages" },
  { name: "lag", label: "mean lag", unit: "messages" },
  { name: "lagTime", label: "mean time unsettled", unit: "s" },
  { name: "latencyP50", label: "p50 latency", unit: "s" },
  { name: "latencyP99", label: "p99 latency", unit: "s" },
];

export type Figures = Readonly<Record<FigureName, number>>;

/** What the figures count that might be read in another way. */
export const WHAT_FIGURES_COUNT =
  "Lag is what has come in and is not settled, in all channels that have a consumer: what waits, what is " +
  "handed out, and in a log all between the end and the committed position. Latency runs from a message's " +
  "birth to the end of its handler, at the slowest consumer. Consumers have as many slots on each product; where " +
  "a group shares partitions each slot is a consumer of its own, and a fault of one process strikes all that " +
  "were its slots.";

/**
 * The figures of one run. Lag is a time average; by Little's law it is the mean time for which a message is
 * unsettled, times the rate at which they come.
 * @param warmUp seconds at the start that are not measured
 */
export function figuresOf(system: SystemText, summary: RunSummary, warmUp: number): Figures {
  const consumers = Object.values(summary.nodes).flatMap((node) =>
    node.kind === "consumer" ? [node] : [],
  );
  const most = (numbers: readonly number[]) => Math.max(0, ...numbers.filter(Number.isFinite));
  return {
    duplicates: summary.duplicatesProcessed.total,
    overtakings: sum(consumers.map(({ overtaken }) => overtaken)),
    lost: sum(Object.values(summary.lost)),
    deadLettered: summary.deadLettered,
    ...lagOf(feedsRead(system, summary), summary.simulatedSeconds - warmUp),
    latencyP50: most(consumers.map(({ endToEndTime }) => endToEndTime.p50)),
    latencyP99: most(consumers.map(({ endToEndTime }) => endToEndTime.p99)),
  };
}

/** All subscriptions and groups of channels that have a consumer. */
function feedsRead(system: SystemText, summary: RunSummary): FeedSummary[] {
  const read = new Set(
    Object.values(system.links ?? {}).flatMap(({ kind, source }) =>
      kind === "subscribe" ? [source] : [],
    ),
  );
  return Object.entries(summary.nodes).flatMap(([id, node]) =>
    read.has(id) && "subscriptions" in node ? Object.values(node.subscriptions) : [],
  );
}

function lagOf(
  feeds: readonly FeedSummary[],
  seconds: number,
): { readonly lag: number; readonly lagTime: number } {
  const lag = sum(
    feeds.flatMap(({ ready, delayed, inFlight, uncommitted }) =>
      [ready, delayed, inFlight, uncommitted].map(({ mean }) => mean),
    ),
  );
  const entered = sum(feeds.map((feed) => feed.entered));
  return { lag, lagTime: entered === 0 ? 0 : (lag * seconds) / entered };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
