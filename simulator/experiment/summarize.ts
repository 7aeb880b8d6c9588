import {
  LOSS_CAUSES,
  type LossCause,
  REDELIVERY_CAUSES,
  type RedeliveryCause,
} from "../channels/causes.ts";
import type { Feed } from "../channels/Feed.ts";
import type { SubscriptionCounts } from "../channels/SubscriptionFigures.ts";
import type { FaultSpan } from "../chaos/Faults.ts";
import type { HistogramSummary } from "../kernel/probe/Histograms.ts";
import type { EffectCounts } from "../services/EffectFigures.ts";
import type { SagaSummary } from "../services/SagaFigures.ts";
import type { ServerCounts } from "../services/Server.ts";
import type { Service } from "../services/Service.ts";
import type { ServiceCounts } from "../services/ServiceFigures.ts";
import type { World } from "../services/World.ts";
import { type ExemplarSummary, exemplarsOf } from "./exemplarsOf.ts";
import type { Verdict } from "./judge.ts";

/** A level over the measured time: its time average, its highest value, and where it stands now. */
export interface LevelSummary {
  readonly mean: number;
  readonly max: number;
  readonly now: number;
}

/** One subscription or consumer group. */
export interface FeedSummary extends SubscriptionCounts {
  /** Messages that have entered and not ended, in whatever state; a stream's end when their position is committed. */
  readonly present: number;
  readonly ready: LevelSummary;
  readonly delayed: LevelSummary;
  readonly inFlight: LevelSummary;
  /** Age in seconds of the oldest message that is ready. */
  readonly lagSeconds: number;
}

/** What a run measured of a node, by its kind. Times in seconds. */
export type NodeSummary =
  | {
      readonly kind: "producer";
      readonly produced: number;
      readonly ended: number;
      readonly endToEnd: HistogramSummary;
    }
  | {
      readonly kind: "queue" | "topic" | "stream";
      readonly published: number;
      readonly refused: number;
      readonly deduplicated: number;
      readonly lost: Partial<Record<LossCause, number>>;
      readonly subscriptions: Readonly<Record<string, FeedSummary>>;
    }
  | ({
      readonly kind: "consumer";
      readonly utilization: number;
      readonly waitingTime: HistogramSummary;
      readonly serviceTime: HistogramSummary;
      readonly responseTime: HistogramSummary;
      readonly endToEndTime: HistogramSummary;
      readonly lost: Partial<Record<LossCause, number>>;
    } & ServiceCounts)
  | ({
      readonly kind: "dependency" | "database";
      readonly utilization: number;
      readonly latency: HistogramSummary;
    } & ServerCounts);

/** Everything that a run measured, as `sluice run --json` prints it. */
export interface RunSummary {
  readonly seed: number;
  readonly simulatedSeconds: number;
  readonly events: number;
  readonly nodes: Readonly<Record<string, NodeSummary>>;
  readonly messageTypes: Readonly<Record<string, { readonly created: number }>>;
  /** Messages lost, by cause. */
  readonly lost: Partial<Record<LossCause, number>>;
  /** Messages handled to the end more than once, by cause. */
  readonly duplicatesProcessed: {
    readonly total: number;
    readonly byCause: Partial<Record<RedeliveryCause, number>>;
  };
  readonly redelivered: {
    readonly total: number;
    readonly byCause: Partial<Record<RedeliveryCause, number>>;
  };
  /** Messages dead-lettered, all channels together. */
  readonly deadLettered: number;
  readonly effects: Readonly<Record<string, EffectCounts>>;
  /** For each sort of trouble the first root messages that it happened to. */
  readonly exemplars: readonly ExemplarSummary[];
  readonly sagas: Readonly<Record<string, SagaSummary>>;
  readonly faults: readonly FaultSpan[];
  readonly objectives: readonly Verdict[];
  /** Hash of the whole event history. */
  readonly digest: string;
  readonly notSimulated: readonly string[];
}

/** Sums up what a world has measured. */
export function summarize(
  world: World,
  about: Pick<RunSummary, "seed" | "events" | "faults" | "objectives" | "digest" | "notSimulated">,
): RunSummary {
  const services = [...world.services.values()];
  const duplicates = addUp(
    REDELIVERY_CAUSES,
    services.map((service) => service.figures.counts.duplicates),
  );
  const feeds = [...world.feeds.values()].flat();
  const redelivered = addUp(
    REDELIVERY_CAUSES,
    feeds.map((feed) => feed.figures.counts.redelivered),
  );
  const { effects } = world.handling.interpreter;
  return {
    seed: about.seed,
    simulatedSeconds: world.context.kernel.events.now,
    events: about.events,
    nodes: nodeSummaries(world),
    messageTypes: Object.fromEntries(
      world.context.types.names.map((name, type) => [
        name,
        { created: world.context.types.createdCount(type) },
      ]),
    ),
    lost: addUp(
      LOSS_CAUSES,
      world.nodeIds.map((_, node) => world.context.losses.of(node)),
    ),
    duplicatesProcessed: { total: totalOf(duplicates), byCause: duplicates },
    redelivered: { total: totalOf(redelivered), byCause: redelivered },
    deadLettered:
      feeds.reduce((total, feed) => total + feed.figures.deadLetteredCount, 0) +
      services.reduce(
        (total, service) => total + (service.deadLetterPort ? service.figures.deadCount : 0),
        0,
      ),
    effects: Object.fromEntries(
      effects.names.map((name, effect) => [name, effects.counts(effect)]),
    ),
    exemplars: exemplarsOf(world),
    sagas: Object.fromEntries([...world.sagas].map(([id, saga]) => [id, saga.figures.summary])),
    faults: about.faults,
    objectives: about.objectives,
    digest: about.digest,
    notSimulated: about.notSimulated,
  };
}

function nodeSummaries(world: World): Record<string, NodeSummary> {
  const { histograms } = world.context.kernel.probe;
  const nodes: Record<string, NodeSummary> = {};
  world.nodeIds.forEach((id, index) => {
    const lost = world.context.losses.of(index);
    const channel = world.queues.get(id) ?? world.topics.get(id) ?? world.streams.get(id);
    const service = world.services.get(id);
    const server = world.servers.get(id);
    const producer = world.producers.get(id);
    if (channel !== undefined) nodes[id] = channelSummary(world, id, channel.entrance, lost);
    else if (service !== undefined) nodes[id] = serviceSummary(world, service, lost);
    else if (server !== undefined)
      nodes[id] = {
        kind: world.system.nodes[id]?.kind === "database" ? "database" : "dependency",
        utilization: server.utilization,
        latency: histograms.summaryOf(server.latencies),
        ...server.counts,
      };
    else if (producer !== undefined)
      nodes[id] = {
        kind: "producer",
        produced: producer.producedCount,
        ended: producer.endedCount,
        endToEnd: histograms.summaryOf(producer.endToEndTimes),
      };
  });
  return nodes;
}

function channelSummary(
  world: World,
  id: string,
  entrance: {
    readonly publishedCount: number;
    readonly refusedCount: number;
    readonly deduplicatedCount: number;
  },
  lost: Partial<Record<LossCause, number>>,
): NodeSummary {
  const kind = world.system.nodes[id]?.kind as "queue" | "topic" | "stream";
  const subscriptions = Object.fromEntries(
    (world.feeds.get(id) ?? []).map((feed) => [feed.id, feedSummary(world, feed)]),
  );
  return {
    kind,
    published: entrance.publishedCount,
    refused: entrance.refusedCount,
    deduplicated: entrance.deduplicatedCount,
    lost,
    subscriptions,
  };
}

function feedSummary(world: World, feed: Feed): FeedSummary {
  const { gauges } = world.context.kernel.probe;
  const level = (gauge: number): LevelSummary => ({
    mean: gauges.meanOf(gauge),
    max: gauges.peakOf(gauge),
    now: gauges.valueOf(gauge),
  });
  return {
    ...feed.figures.counts,
    present: feed.figures.presentCount,
    ready: level(feed.figures.readyGauge),
    delayed: level(feed.figures.delayedGauge),
    inFlight: level(feed.figures.inFlightGauge),
    lagSeconds: feed.lagSeconds,
  };
}

function serviceSummary(
  world: World,
  service: Service,
  lost: Partial<Record<LossCause, number>>,
): NodeSummary {
  const { histograms } = world.context.kernel.probe;
  const { figures } = service;
  return {
    kind: "consumer",
    utilization: utilizationOf(world, service),
    waitingTime: histograms.summaryOf(figures.waitingTimes),
    serviceTime: histograms.summaryOf(figures.serviceTimes),
    responseTime: histograms.summaryOf(figures.responseTimes),
    endToEndTime: histograms.summaryOf(figures.endToEndTimes),
    lost,
    ...figures.counts,
  };
}

/** Time average of running handlers / slots, mean over the instances; unlimited slots count as one. */
export function utilizationOf(world: World, service: Service): number {
  const slots = service.settings.concurrency === "unlimited" ? 1 : service.concurrency;
  const { instances } = service;
  if (instances.length === 0) return 0;
  return (
    instances.reduce(
      (sum, instance) => sum + world.context.kernel.probe.gauges.meanOf(instance.busyGauge) / slots,
      0,
    ) / instances.length
  );
}

function addUp<N extends string>(
  names: readonly N[],
  counts: readonly Partial<Record<N, number>>[],
): Partial<Record<N, number>> {
  const sums: Partial<Record<N, number>> = {};
  for (const name of names) {
    const sum = counts.reduce((total, each) => total + (each[name] ?? 0), 0);
    if (sum > 0) sums[name] = sum;
  }
  return sums;
}

function totalOf(counts: Partial<Record<string, number>>): number {
  return Object.values(counts).reduce((total: number, count) => total + (count ?? 0), 0);
}
