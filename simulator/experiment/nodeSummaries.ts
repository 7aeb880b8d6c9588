import type { LossCause } from "../channels/causes.ts";
import type { Entrance } from "../channels/Entrance.ts";
import type { GrowthSummary } from "../channels/Growth.ts";
import type { MirrorSummary } from "../channels/MirrorEnd.ts";
import type { ScheduledSummary } from "../channels/Scheduled.ts";
import type { UnreadSummary } from "../channels/StreamLog.ts";
import type { HistogramSummary } from "../kernel/probe/Histograms.ts";
import type { ColdStartSummary } from "../services/ColdStarts.ts";
import type { UnreadableSummary } from "../services/Contracts.ts";
import type { Endpoint, EndpointCounts } from "../services/Endpoint.ts";
import type { LastCrashSummary } from "../services/LastCrash.ts";
import type { OutboxSummary } from "../services/OutboxSummary.ts";
import type { ReceiveSummary } from "../services/Receives.ts";
import type { Server, ServerCounts } from "../services/Server.ts";
import type { Service } from "../services/Service.ts";
import type { ServiceCounts } from "../services/ServiceFigures.ts";
import type { StoreSummary } from "../services/Store.ts";
import type { ClassSummary } from "../services/TimesByClass.ts";
import type { UserCounts, Users } from "../services/Users.ts";
import type { WaitSummary } from "../services/WaitFigures.ts";
import type { WithdrawnSummary } from "../services/Withdrawals.ts";
import type { World } from "../services/World.ts";
import { type FeedSummary, feedSummary } from "./feedSummary.ts";

/** What a run measured of a node, by its kind. Times in seconds. */
export type NodeSummary =
  | {
      readonly kind: "producer";
      readonly produced: number;
      readonly ended: number;
      readonly endToEnd: HistogramSummary;
      /** What its users saw, where it calls endpoints. */
      readonly users?: UserSummary;
    }
  | {
      readonly kind: "queue" | "topic" | "stream";
      readonly published: number;
      readonly refused: number;
      readonly deduplicated: number;
      readonly lost: Partial<Record<LossCause, number>>;
      readonly subscriptions: Readonly<Record<string, FeedSummary>>;
      /** Messages that it holds back until they are due. */
      readonly scheduled?: ScheduledSummary;
      /** Of a stream that nobody reads: what is kept for whoever comes, and what retention has removed. */
      readonly unread?: UnreadSummary;
      /** Mirrors that lead away from a stream, by the id of their link. */
      readonly mirrors?: Readonly<Record<string, MirrorSummary>>;
      /** Of a channel of dead letters: when they came. */
      readonly growth?: GrowthSummary;
    }
  | ({
      readonly kind: "consumer";
      readonly utilization: number;
      readonly waitingTime: HistogramSummary;
      readonly serviceTime: HistogramSummary;
      readonly responseTime: HistogramSummary;
      readonly endToEndTime: HistogramSummary;
      readonly lost: Partial<Record<LossCause, number>>;
    } & ServiceCounts &
      ServiceExtras)
  | ({
      readonly kind: "endpoint";
      readonly utilization: number;
      /** Request → answer, in seconds. */
      readonly latency: HistogramSummary;
      readonly availability: number | undefined;
      /** Answers by status. */
      readonly statuses: Readonly<Record<string, number>>;
      readonly attempts: number;
      readonly crashes: number;
      readonly published: number;
      readonly failed: ServiceCounts["failed"];
      readonly callsMade: number;
      readonly callsRefused: number;
      readonly completed: number;
    } & EndpointCounts &
      ServiceExtras)
  | ({
      readonly kind: "dependency" | "database";
      readonly utilization: number;
      readonly latency: HistogramSummary;
      /** What a database holds by key. */
      readonly store?: StoreSummary;
      readonly outbox?: OutboxSummary;
    } & ServerCounts);

/** What some services have besides: waits for messages of a key, messages that they could not read. */
interface ServiceExtras {
  readonly waits?: WaitSummary;
  readonly unreadable?: readonly UnreadableSummary[];
  readonly withdrawn?: WithdrawnSummary;
  /** Where it asks queues for messages. */
  readonly receives?: ReceiveSummary;
  /** Messages that one handler had at once, where batches are handled as one. */
  readonly batches?: HistogramSummary;
  readonly coldStarts?: ColdStartSummary;
  readonly lastCrash?: LastCrashSummary;
  /** Times by the attributes that choose in a priority queue, and their values. */
  readonly classes?: Readonly<Record<string, Readonly<Record<string, ClassSummary>>>>;
}

/** What the users behind a producer saw. */
export interface UserSummary extends UserCounts {
  readonly availability: number | undefined;
  /** From asking to a good answer, in seconds. */
  readonly latency: HistogramSummary;
}

/** What a run measured of each node, by id. */
export function nodeSummaries(world: World): Record<string, NodeSummary> {
  const { histograms } = world.context.kernel.probe;
  const nodes: Record<string, NodeSummary> = {};
  world.nodeIds.forEach((id, index) => {
    const lost = world.context.losses.of(index);
    const channel = world.queues.get(id) ?? world.topics.get(id) ?? world.streams.get(id);
    const service = world.services.get(id);
    const server = world.servers.get(id);
    const producer = world.producers.get(id);
    if (channel !== undefined) nodes[id] = channelSummary(world, id, channel.entrance, lost);
    else if (service !== undefined)
      nodes[id] =
        endpointSummary(world, world.endpoints.get(id)) ?? serviceSummary(world, service, lost);
    else if (server !== undefined) nodes[id] = serverSummary(world, server);
    else if (producer !== undefined)
      nodes[id] = {
        kind: "producer",
        produced: producer.producedCount,
        ended: producer.endedCount,
        endToEnd: histograms.summaryOf(producer.endToEndTimes),
        ...userSummary(world, producer.users),
      };
  });
  return nodes;
}

function userSummary(world: World, users: Users | undefined): { readonly users?: UserSummary } {
  if (users === undefined) return {};
  const latency = world.context.kernel.probe.histograms.summaryOf(users.latencies);
  return { users: { ...users.counts, availability: users.availability, latency } };
}

function serverSummary(world: World, server: Server): NodeSummary {
  const store = world.stores.get(server.id);
  const outbox = world.outboxes.get(server.id);
  return {
    kind: store === undefined ? "dependency" : "database",
    utilization: server.utilization,
    latency: world.context.kernel.probe.histograms.summaryOf(server.latencies),
    ...server.counts,
    ...(store === undefined ? {} : { store: store.summary }),
    ...(outbox === undefined ? {} : { outbox: outbox.summary }),
  };
}

function endpointSummary(world: World, endpoint: Endpoint | undefined): NodeSummary | undefined {
  if (endpoint === undefined) return undefined;
  const { service } = endpoint;
  const { attempts, completed, crashes, published, failed, callsMade, callsRefused } =
    service.figures.counts;
  return {
    kind: "endpoint",
    utilization: utilizationOf(world, service),
    latency: world.context.kernel.probe.histograms.summaryOf(endpoint.latencies),
    availability: endpoint.availability,
    statuses: Object.fromEntries([...endpoint.statuses].sort(([a], [b]) => a - b)),
    attempts,
    crashes,
    published,
    failed,
    completed,
    callsMade,
    callsRefused,
    ...endpoint.counts,
    ...extrasOf(service),
  };
}

function summariesOf(classes: Service["classes"]): NonNullable<ServiceExtras["classes"]> {
  return Object.fromEntries([...classes].map(([attribute, { summary }]) => [attribute, summary]));
}

function extrasOf(service: Service): ServiceExtras {
  const { receives, coldStarts, classes, lastCrash } = service;
  const unreadable = service.contracts?.summary ?? [];
  return {
    ...(service.waits === undefined ? {} : { waits: service.waits.summary }),
    ...(service.withdrawn === undefined ? {} : { withdrawn: service.withdrawn.summary }),
    ...(unreadable.length === 0 ? {} : { unreadable }),
    ...(receives === undefined ? {} : { receives: receives.summary(service.instances) }),
    ...(service.batchFigure < 0 ? {} : { batches: service.batchSummary }),
    ...(coldStarts === undefined ? {} : { coldStarts: coldStarts.summary }),
    ...lastCrash.summary,
    ...(classes.size === 0 ? {} : { classes: summariesOf(classes) }),
  };
}

function channelSummary(
  world: World,
  id: string,
  entrance: Entrance,
  lost: Partial<Record<LossCause, number>>,
): NodeSummary {
  const kind = world.system.nodes[id]?.kind as "queue" | "topic" | "stream";
  const unread = world.streams.get(id)?.unread;
  const leading = world.streams.get(id)?.mirrors?.leading ?? [];
  const scheduled = world.scheduled.summaryOf(world.nodeIds.indexOf(id));
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
    ...(scheduled === undefined ? {} : { scheduled }),
    ...(unread === undefined ? {} : { unread }),
    ...(leading.length === 0
      ? {}
      : { mirrors: Object.fromEntries(leading.map(({ id: link, summary }) => [link, summary])) }),
    ...(entrance.growth === undefined ? {} : { growth: entrance.growth.summary }),
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
    ...extrasOf(service),
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
