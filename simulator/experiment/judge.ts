import type { FaultSpan } from "../chaos/Faults.ts";
import type { Objective } from "../model/index.ts";
import type { Service } from "../services/Service.ts";
import type { World } from "../services/World.ts";
import { availability, order, reads, replies, staleness } from "./judgeServices.ts";
import { utilizationOf } from "./nodeSummaries.ts";
import { recoveriesOf } from "./recoveriesOf.ts";
import { isExcused, type LevelRecord, type Recovery } from "./recovery.ts";

/** How an objective came out. */
export interface Verdict {
  readonly id: string;
  readonly objective: Objective["objective"];
  readonly name: string | undefined;
  /** Undefined when the engine does not measure this yet, or the run stopped before its end; `reason` says so. */
  readonly passed: boolean | undefined;
  readonly measured: number | undefined;
  readonly limit: number;
  readonly reason: string | undefined;
  /** Of what is to be kept again so long after each fault: when it was. */
  readonly recoveries?: readonly Recovery[];
}

/** What ended at a node, and what of it ended well, between instants from the end of the warm-up on. */
export interface OutcomeRecord {
  readonly times: readonly number[];
  readonly good: readonly number[];
  readonly all: readonly number[];
}

/** What objectives are held against. */
export interface Evidence {
  readonly world: World;
  readonly faults: readonly FaultSpan[];
  /** Lag in messages of each consumer. */
  lagOf(node: string): LevelRecord;
  /** Age of the oldest message that waits for each consumer. */
  lagSecondsOf(node: string): LevelRecord;
  /** What ended at the node of an objective between the instants. */
  outcomes(objective: Objective): OutcomeRecord;
  /** Histogram of the times of the messages that an objective chooses by their attributes; undefined when not measured. */
  chosenBy(objective: Objective): number | undefined;
  /** Seconds from the creation of a message of one type to that of another of the same root, by percentile; undefined when not measured. */
  timeBetween(from: string, to: string, percentile: number): number | undefined;
}

/** Holds an objective against a run. */
export function judge(id: string, objective: Objective, evidence: Evidence): Verdict {
  const [measured, limit, isUpperBound] = measure(objective, evidence);
  const about = { id, objective: objective.objective, name: objective.name, limit };
  if (measured === undefined)
    return { ...about, passed: undefined, measured, reason: whyUnknown(objective) };
  return {
    ...about,
    measured,
    passed: isUpperBound ? measured <= limit : measured >= limit,
    reason: undefined,
    ...recoveriesOf(objective, evidence),
  };
}

function whyUnknown({ objective }: Objective): string {
  return objective === "effects"
    ? "where an effect has a key of its own, nobody knows for which keys it should have happened"
    : "this is not measured yet";
}

type Measure = readonly [measured: number | undefined, limit: number, isUpperBound: boolean];

function measure(objective: Objective, evidence: Evidence): Measure {
  const { world } = evidence;
  switch (objective.objective) {
    case "latency":
      return [latency(objective, evidence), objective.below, true];
    case "lost":
      return [
        objective.message === undefined ? lostCount(world) : undefined,
        objective.atMost,
        true,
      ];
    case "dead-lettered":
      return [deadLetters(world, objective.channel), objective.atMost, true];
    case "duplicates":
      return [duplicates(world, objective), objective.atMost, true];
    case "depth":
      return [depth(world, objective), objective.atMost, true];
    case "lag":
      return [worst(objective, evidence, evidence.lagOf(objective.node)), objective.below, true];
    case "throughput":
      return [throughput(world, objective.node), objective.atLeast, false];
    case "utilization":
      return [utilization(world, objective.node), objective.below, true];
    case "sagas":
      return [sagas(world, objective), objective.atMost, true];
    case "effects":
      return [effectBreaches(world, objective), objective.atMost, true];
    case "lag-time":
      return [
        worst(objective, evidence, evidence.lagSecondsOf(objective.node)),
        objective.below,
        true,
      ];
    default:
      return measureServices(objective, evidence);
  }
}

type Further = Extract<
  Objective,
  {
    objective:
      | "availability"
      | "order"
      | "reads"
      | "replies"
      | "staleness"
      | "invariant"
      | "never-after";
  }
>;

function measureServices(objective: Further, evidence: Evidence): Measure {
  const { world } = evidence;
  switch (objective.objective) {
    case "availability":
      return [availability(evidence, objective), objective.atLeast, false];
    case "order":
      return [order(world, objective), objective.atMost, true];
    case "reads":
      return [reads(world, objective), objective.atMost, true];
    case "replies":
      return [replies(world, objective), objective.atMost, true];
    case "staleness":
      return [staleness(world, objective), objective.below, true];
    default: {
      const violations = world.handling.interpreter.effects.ledger?.violationsOf(objective);
      return [violations?.count, objective.atMost, true];
    }
  }
}

function latency(
  objective: Extract<Objective, { objective: "latency" }>,
  { world, timeBetween, chosenBy }: Evidence,
): number | undefined {
  const { of, percentile } = objective;
  if ("from" in of)
    return objective.where === undefined ? timeBetween(of.from, of.to, percentile) : undefined;
  const all =
    world.services.get(of.node)?.figures.responseTimes ??
    world.servers.get(of.node)?.latencies ??
    world.producers.get(of.node)?.endToEndTimes;
  const histogram = objective.where === undefined ? all : chosenBy(objective);
  return histogram === undefined
    ? undefined
    : world.context.kernel.probe.histograms.quantileOf(histogram, percentile);
}

function lostCount(world: World): number {
  return world.nodeIds.reduce(
    (total, _, node) =>
      total + Object.values(world.context.losses.of(node)).reduce((sum, count) => sum + count, 0),
    0,
  );
}

function deadLetters(world: World, channel: string | undefined): number {
  const isTarget = Object.values(world.system.links).some(
    (link) => link.kind === "dead-letter" && link.target === channel,
  );
  // Of a dead-letter channel: what has come to it; of any other: what left it that way.
  if (channel !== undefined && isTarget) {
    const { queues, topics, streams } = world;
    const target = queues.get(channel) ?? topics.get(channel) ?? streams.get(channel);
    return target?.entrance.publishedCount ?? 0;
  }
  const feeds =
    channel === undefined ? [...world.feeds.values()].flat() : (world.feeds.get(channel) ?? []);
  const byServices =
    channel === undefined
      ? [...world.services.values()].reduce(
          (total, service) => total + (service.deadLetterPort ? service.figures.deadCount : 0),
          0,
        )
      : 0;
  return byServices + feeds.reduce((total, feed) => total + feed.figures.deadLetteredCount, 0);
}

function duplicates(
  world: World,
  objective: Extract<Objective, { objective: "duplicates" }>,
): number | undefined {
  const { effects } = world.handling.interpreter;
  if (objective.effect !== undefined) {
    const effect = effects.names.indexOf(objective.effect);
    return effect < 0 ? undefined : effects.repeatedCount(effect);
  }
  const services =
    objective.node === undefined
      ? [...world.services.values()]
      : [world.services.get(objective.node)].filter((each): each is Service => each !== undefined);
  return services.reduce((total, service) => total + service.figures.duplicateCount, 0);
}

function depth(world: World, { channel, at }: Extract<Objective, { objective: "depth" }>): number {
  const { gauges } = world.context.kernel.probe;
  return (world.feeds.get(channel) ?? []).reduce(
    (worst, feed) =>
      Math.max(
        worst,
        at === "end"
          ? gauges.valueOf(feed.figures.readyGauge)
          : gauges.peakOf(feed.figures.readyGauge),
      ),
    0,
  );
}

/** The highest level at any time; with `within`, outside of the faults and that long after each. */
function worst(
  { within }: { readonly within?: number | undefined },
  { faults }: Evidence,
  { times, values }: LevelRecord,
): number {
  return values.reduce(
    (highest, value, i) =>
      isExcused(times[i]!, within, faults) ? highest : Math.max(highest, value),
    0,
  );
}

function throughput(world: World, node: string): number | undefined {
  const { gauges, histograms } = world.context.kernel.probe;
  const count =
    world.services.get(node)?.figures.completedCount ??
    world.producers.get(node)?.producedCount ??
    (world.servers.has(node) ? histograms.countOf(world.servers.get(node)!.latencies) : undefined);
  return count === undefined || gauges.span <= 0 ? undefined : count / gauges.span;
}

function utilization(world: World, node: string): number | undefined {
  const service = world.services.get(node);
  return service === undefined
    ? world.servers.get(node)?.utilization
    : utilizationOf(world, service);
}

/** Roots that break the promise: with the effect more than once, or (of those that have ended) without it. */
function effectBreaches(
  world: World,
  { effect: name, times, atMost }: Extract<Objective, { objective: "effects" }>,
): number | undefined {
  const { effects } = world.handling.interpreter;
  const effect = effects.names.indexOf(name);
  if (effect < 0) return undefined;
  const { rootsRepeated, missing } = effects.counts(effect);
  if (times === "at-most-once") return rootsRepeated;
  if (times === "at-least-once") return missing;
  if (missing !== undefined) return rootsRepeated + missing;
  // What happened too often is known all the same, and breaks the promise.
  return rootsRepeated > atMost ? rootsRepeated : undefined;
}

function sagas(
  world: World,
  { saga: id, outcome }: Extract<Objective, { objective: "sagas" }>,
): number | undefined {
  const all =
    id === undefined ? world.sagaList : [world.sagas.get(id)].filter((saga) => saga !== undefined);
  if (all.length === 0) return undefined;
  return all.reduce(
    (total, saga) =>
      total + (outcome === "unended" ? saga.runningCount : saga.figures.countOf(outcome)),
    0,
  );
}
