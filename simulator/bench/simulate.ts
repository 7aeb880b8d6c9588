import {
  createSimulation,
  type NodeSummary,
  notSimulated,
  type Observation,
  type RunSummary,
  Scenario,
  System,
} from "../index.ts";
import type { Workload } from "./designs.ts";
import type { Measured } from "./Measured.ts";

type ConsumerSummary = Extract<NodeSummary, { kind: "consumer" }>;
type ChannelSummary = Extract<NodeSummary, { kind: "queue" | "topic" | "stream" }>;

/** Runs a design as the app does, and reads what the workload must show. */
export function simulate(
  { system, scenario }: Workload,
  messages: number,
  observation: Observation = "everything",
): Measured {
  const missing = notSimulated(system, scenario);
  if (missing.length > 0) throw new Error(`not simulated: ${missing.join(", ")}`);
  const simulation = createSimulation({
    system: System.parse(system),
    scenario: Scenario.parse(scenario),
    observation,
  });
  const [begun, worked] = [performance.now(), process.cpuUsage()];
  simulation.advanceTo(Number.POSITIVE_INFINITY);
  const seconds = (performance.now() - begun) / 1e3;
  const { user, system: kernel } = process.cpuUsage(worked);
  const summary = simulation.summary();
  simulation.dispose();
  return { seconds, cpuSeconds: (user + kernel) / 1e6, ...figuresOf(summary, messages) };
}

function figuresOf(
  summary: RunSummary,
  messages: number,
): Omit<Measured, "seconds" | "cpuSeconds"> {
  const nodes = Object.values(summary.nodes);
  const consumers = nodes.filter((node) => node.kind === "consumer");
  const channels = nodes.filter((node) => "subscriptions" in node);
  const feeds = channels.flatMap(({ subscriptions }: ChannelSummary) =>
    Object.values(subscriptions),
  );
  const produced = nodes.reduce((n, node) => n + (node.kind === "producer" ? node.produced : 0), 0);
  if (produced !== messages) throw new Error(`made ${produced} messages instead of ${messages}`);
  const isChain = feeds.length > 1;
  const times = consumers.map((node: ConsumerSummary) => node.endToEndTime);
  const latency = Object.fromEntries(
    (["mean", "p50", "p95", "p99", "p999"] as const).map((word) => [
      word,
      average(times.map((time) => time[word])),
    ]),
  );
  if (!isChain) {
    const mean_queue = average(feeds.map(({ ready, inFlight }) => ready.mean + inFlight.mean));
    return { events: 2 * messages, values: { ...latency, mean_queue } };
  }
  const total = (of: (consumer: ConsumerSummary) => number) =>
    consumers.reduce((sum, consumer) => sum + of(consumer), 0);
  const acks = feeds.reduce((sum, feed) => sum + feed.acknowledged, 0);
  const [attempts, retries] = [total((c) => c.attempts), total((c) => c.retried)];
  return {
    events: 2 * messages + attempts + acks + retries,
    values: {
      ...latency,
      mean_queue: average(feeds.map(({ ready }) => ready.mean)),
      busy: 4 * average(consumers.map(({ utilization }) => utilization)),
      attempts,
      acks,
      retries,
      dead: total((c) => c.deadLettered),
    },
  };
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
