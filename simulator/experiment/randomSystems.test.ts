import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  createSimulation,
  type FeedSummary,
  INSTANCE_COLUMN,
  INSTANCE_COLUMNS,
  type NodeSummary,
  type RunSummary,
  Scenario,
  type Simulation,
  System,
} from "../index.ts";
import { randomSystem } from "./random/randomSystem.ts";

/** Far more events than any of these runs has: one that gets there goes round in a circle. */
const EVENTS = 100_000;

/** A short list leaves most choices at the simplest; a long one makes all of them. */
const numbers = fc.array(fc.nat({ max: 999_999 }), { maxLength: 300, size: "max" });

const sum = (counts: Partial<Record<string, number>>): number =>
  Object.values(counts).reduce((total: number, count) => total + (count ?? 0), 0);

function runOf(list: readonly number[]): { simulation: Simulation; system: System } {
  const text = randomSystem(list);
  const system = System.parse(text.system);
  return {
    simulation: createSimulation({ system, scenario: Scenario.parse(text.scenario) }),
    system,
  };
}

/** Advances in slices of time to the end and holds the clock and the number of events to account. */
function advanceToEnd(simulation: Simulation): void {
  for (let before = 0; !simulation.isDone; before = simulation.now) {
    simulation.advanceTo(simulation.now + 1, { maxEvents: EVENTS });
    expect(simulation.now).toBeGreaterThanOrEqual(before);
    expect(simulation.now).toBeLessThanOrEqual(simulation.horizon);
    expect(simulation.eventCount).toBeLessThan(EVENTS);
    if (simulation.now === before) break;
  }
}

/** What is wrong with the sums of a subscription or group, computed from its summary alone. */
function feedProblems(kind: NodeSummary["kind"], feed: FeedSummary): string[] {
  const { entered, delivered, acknowledged, expired, dropped, present } = feed;
  const dead = sum(feed.deadLettered);
  const redelivered = sum(feed.redelivered);
  // Dead letters and what retention took are passed over in a stream, and committed like all others.
  const ended = kind === "stream" ? acknowledged : acknowledged + expired + dropped + dead;
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
  return Object.entries(node.subscriptions).flatMap(([name, feed]) => [
    ...feedProblems(node.kind, feed).map((problem) => `${id}/${name}: ${problem}`),
    // A broker that counts deliveries makes no more of them than it may.
    ...(limit?.limit !== undefined &&
    limit.counts.includes("deliver") &&
    feed.delivered > feed.entered * limit.limit
      ? [`${id}: ${feed.delivered} deliveries of ${feed.entered}, limit ${limit.limit}`]
      : []),
  ]);
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
  const most = delivered * 2 * (attempts === "unlimited" ? Infinity : attempts);
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

/** Causes add up to totals, and the totals to those of the nodes. */
function causeProblems({ nodes, lost, redelivered, deadLettered }: RunSummary): string[] {
  const all = Object.values(nodes);
  const feeds = all.flatMap((node) =>
    "subscriptions" in node ? Object.values(node.subscriptions) : [],
  );
  const again = feeds.reduce((total, feed) => total + sum(feed.redelivered), 0);
  const dead = feeds.reduce((total, feed) => total + sum(feed.deadLettered), 0);
  const gone = all.reduce((total, node) => total + ("lost" in node ? sum(node.lost) : 0), 0);
  return [
    again === redelivered.total && again === sum(redelivered.byCause) ? "" : "redeliveries",
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

function problems(simulation: Simulation, system: System): string[] {
  const summary = simulation.summary();
  return [
    ...simulation.checkInvariants(),
    ...causeProblems(summary),
    ...frameProblems(simulation),
    ...drainProblems(simulation, summary),
    ...Object.entries(summary.nodes).flatMap(([id, node]) => [
      ...channelProblems(id, node, system),
      ...consumerProblems(id, node, summary, system),
    ]),
  ];
}

describe("random systems with random faults", () => {
  it("D11: conserve messages per channel, group and producer, keep the clock and the limits, and end", () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(numbers, (list) => {
        const { simulation, system } = runOf(list);
        simulation.advanceTo(5, { maxEvents: EVENTS });
        expect(problems(simulation, system)).toEqual([]);
        advanceToEnd(simulation);
        expect(problems(simulation, system)).toEqual([]);
        const { lost, redelivered, duplicatesProcessed } = simulation.summary();
        for (const cause of Object.keys(lost)) seen.add(`lost: ${cause}`);
        for (const cause of Object.keys(redelivered.byCause)) seen.add(`again: ${cause}`);
        for (const cause of Object.keys(duplicatesProcessed.byCause)) seen.add(`twice: ${cause}`);
      }),
      { numRuns: 1_000, seed: 20_261_121 },
    );
    // The runs went where the errors live; else the generator is at fault.
    expect([...seen]).toEqual(expect.arrayContaining(SITUATIONS));
  }, 120_000);

  it("have one history, however a run is cut and whoever looks on", () => {
    const cuts = fc.array(
      fc.record({
        seconds: fc.double({ min: 0, max: 4, noNaN: true }),
        events: fc.integer({ min: 1, max: 400 }),
        looks: fc.constantFrom("frame", "summary", "series", "nobody"),
      }),
      { minLength: 1, maxLength: 12 },
    );
    fc.assert(
      fc.property(numbers, cuts, (list, plan) => {
        const whole = runOf(list).simulation;
        whole.advanceTo(Infinity, { maxEvents: EVENTS });
        const cut = runOf(list).simulation;
        for (let i = 0; i < 20 && cut.step(); i++) expect(cut.eventCount).toBe(i + 1);
        for (let i = 0; i < 40 && !cut.isDone; i++) {
          const { seconds, events, looks } = plan[i % plan.length]!;
          cut.advanceTo(cut.now + seconds + 0.01, { maxEvents: events });
          if (looks !== "nobody") cut[looks]();
        }
        cut.advanceTo(Infinity, { maxEvents: EVENTS });
        expect([cut.digest, cut.eventCount, cut.now]).toEqual([
          whole.digest,
          whole.eventCount,
          whole.now,
        ]);
        expect(cut.summary()).toEqual(whole.summary());
      }),
      { numRuns: 200, seed: 7 },
    );
  }, 60_000);
});

const SITUATIONS = [
  "again: consumer-crashed",
  "again: handler-failed",
  "again: lease-expired",
  "again: channel-outage",
  "twice: consumer-crashed",
  "lost: acknowledged-early",
  "lost: channel-outage",
  "lost: dead-lettered-without-target",
  "lost: dropped-when-full",
  "lost: expired",
  "lost: no-subscriber",
  "lost: publication-lost",
  "lost: rejected-when-full",
  "lost: retention",
  "lost: throttled",
  "lost: unroutable",
];
