import { INSTANCE_COLUMN, INSTANCE_COLUMNS } from "../../measure/frame.ts";
import type { System } from "../../model/index.ts";
import type { FeedSummary } from "../feedSummary.ts";
import type { NodeSummary } from "../nodeSummaries.ts";
import type { Simulation } from "../Simulation.ts";
import type { RunSummary } from "../summarize.ts";

const sum = (counts: Partial<Record<string, number>>): number =>
  Object.values(counts).reduce((total: number, count) => total + (count ?? 0), 0);

/**
 * Sentences that say what does not come out in a run, for tests: the engine's own invariants, and the same sums
 * once more from nothing but the summary and a frame. Counts must not have been restarted by a warm-up.
 */
export function problemsOf(simulation: Simulation, system: System): string[] {
  const summary = simulation.summary();
  return [
    ...simulation.checkInvariants(),
    ...causeProblems(summary),
    ...frameProblems(simulation),
    ...drainProblems(simulation, summary),
    ...slotProblems(simulation, summary, system),
    ...Object.entries(summary.nodes).flatMap(([id, node]) => [
      ...channelProblems(id, node, system),
      ...consumerProblems(id, node, summary, system),
    ]),
  ];
}

/** What is wrong with the sums of a subscription or group, computed from its summary alone. */
function feedProblems(kind: NodeSummary["kind"], feed: FeedSummary): string[] {
  const { entered, delivered, acknowledged, expired, dropped, redriven, present } = feed;
  const dead = sum(feed.deadLettered);
  const redelivered = sum(feed.redelivered);
  // Dead letters are passed over in a stream, and committed like all others.
  const passed = acknowledged + expired + dropped + redriven + feed.compacted;
  const ended = kind === "stream" ? passed : passed + dead;
  const states = feed.ready.now + feed.delayed.now + feed.inFlight.now;
  return [
    entered === ended + present ? "" : `${entered} entered, ${ended} ended, ${present} present`,
    states <= present ? "" : `${states} ready, delayed or in flight of ${present} present`,
    delivered - redelivered <= entered ? "" : `${delivered - redelivered} first deliveries`,
    Math.min(feed.ready.now, feed.delayed.now, feed.inFlight.now, present) >= 0 ? "" : "below 0",
  ].filter((problem) => problem !== "");
}

function channelProblems(id: string, node: NodeSummary, system: System): string[] {
  if (node.kind !== "queue" && node.kind !== "topic" && node.kind !== "stream") return [];
  const model = system.nodes[id];
  const limit = model?.kind === "queue" ? model.attempts : undefined;
  const { kept, removed } = node.unread ?? { kept: 0, removed: 0 };
  const unread =
    kept + removed <= node.published ? [] : [`${id}: ${kept} kept, ${removed} removed`];
  const feeds = Object.entries(node.subscriptions).flatMap(([name, feed]) => [
    ...feedProblems(node.kind, feed).map((problem) => `${id}/${name}: ${problem}`),
    // A broker that counts deliveries makes no more of them than it may.
    ...(limit?.limit !== undefined &&
    limit.counts.includes("deliver") &&
    feed.delivered > feed.entered * limit.limit
      ? [`${id}: ${feed.delivered} deliveries of ${feed.entered}, limit ${limit.limit}`]
      : []),
  ]);
  return [...unread, ...feeds];
}

/** Attempts: no more than each delivery may have, and each that ended did so in one way. */
function consumerProblems(
  id: string,
  node: NodeSummary,
  summary: RunSummary,
  system: System,
): string[] {
  const model = system.nodes[id];
  if (node.kind !== "consumer" || model?.kind !== "consumer") return [];
  const sources = new Set(
    Object.values(system.links)
      .filter((link) => link.kind === "subscribe" && link.target === id)
      .map((link) => link.source),
  );
  const delivered = [...sources]
    .map((source) => summary.nodes[source]!)
    .flatMap((channel) => ("subscriptions" in channel ? Object.values(channel.subscriptions) : []))
    .reduce((total, feed) => total + feed.delivered + sum(feed.redelivered), 0);
  const { attempts } = model.retry;
  const most =
    delivered === 0 ? 0 : delivered * 2 * (attempts === "unlimited" ? Infinity : attempts);
  const ended = node.completed + sum(node.failed);
  return [
    node.attempts <= most ? "" : `${node.attempts} attempts, at most ${most}`,
    ended <= node.attempts ? "" : `${ended} of ${node.attempts} attempts ended`,
    sum(node.duplicates) <= node.completed ? "" : "more duplicates than completions",
    model.concurrency === "unlimited" || node.utilization <= 1 + 1e-9
      ? ""
      : `utilization ${node.utilization}`,
  ].flatMap((problem) => (problem === "" ? [] : [`${id}: ${problem}`]));
}

/** H9. Nothing is overtaken for `concurrency` where there is only one slot. */
function slotProblems({ scenario }: Simulation, { nodes }: RunSummary, system: System): string[] {
  const scaled = Object.values(scenario.faults).map((f) => f.fault === "scale" && f.target);
  return Object.entries(nodes).flatMap(([id, node]) => {
    const model = system.nodes[id];
    if (node.kind !== "consumer" || model?.kind !== "consumer" || scaled.includes(id)) return [];
    const isOneSlot =
      model.instances === 1 && model.concurrency === 1 && model.autoscaling === undefined;
    const count = isOneSlot ? node.overtakenBy.concurrency : undefined;
    return count === undefined ? [] : [`${id}: ${count} overtaken for concurrency in one slot`];
  });
}

/** Causes add up to totals, and the totals to those of the nodes. */
function causeProblems(summary: RunSummary): string[] {
  const { nodes, lost, redelivered, deadLettered, overtaken } = summary;
  const all = Object.values(nodes);
  const feeds = all.flatMap((node) =>
    "subscriptions" in node ? Object.values(node.subscriptions) : [],
  );
  const again = feeds.reduce((total, feed) => total + sum(feed.redelivered), 0);
  const dead = feeds.reduce((total, feed) => total + sum(feed.deadLettered), 0);
  const late = all.reduce(
    (total, node) => total + (node.kind === "consumer" ? sum(node.overtakenBy) : 0),
    0,
  );
  const gone = all.reduce((total, node) => total + ("lost" in node ? sum(node.lost) : 0), 0);
  return [
    again === redelivered.total && again === sum(redelivered.byCause) ? "" : "redeliveries",
    late === overtaken.total && late === sum(overtaken.byCause) ? "" : "overtakings",
    // A consumer can dead-letter by itself; producers lose publications, which no node of the summary shows.
    dead <= deadLettered ? "" : "dead letters",
    gone <= sum(lost) ? "" : "losses",
  ].filter((problem) => problem !== "");
}

/** Busy slots within the slots of each instance, in the frame. */
function frameProblems(simulation: Simulation): string[] {
  const { instances } = simulation.frame();
  const found: string[] = [];
  for (let row = 0; row < instances.length; row += INSTANCE_COLUMNS) {
    const busy = instances[row + INSTANCE_COLUMN.busy]!;
    const slots = instances[row + INSTANCE_COLUMN.slots]!;
    if (busy > slots) found.push(`instance ${row / INSTANCE_COLUMNS}: ${busy} busy of ${slots}`);
  }
  return found;
}

/** In a drained run in which nothing is left anywhere, every root has ended. */
function drainProblems(simulation: Simulation, { nodes }: RunSummary): string[] {
  if (!simulation.scenario.drain || simulation.world.context.messages.openCount > 0) return [];
  return Object.entries(nodes).flatMap(([id, node]) =>
    node.kind === "producer" && node.produced !== node.ended
      ? [`${id}: ${node.produced} produced, ${node.ended} ended`]
      : [],
  );
}
