import type { Feed } from "../channels/Feed.ts";
import { Group } from "../channels/Group.ts";
import {
  type Frame,
  INSTANCE_COLUMN,
  INSTANCE_COLUMNS,
  LINK_COLUMN,
  LINK_COLUMNS,
  NODE_COLUMN,
  NODE_COLUMNS,
  PARTITION_COLUMN,
} from "../measure/frame.ts";
import type { Instance } from "../services/Instance.ts";
import type { Producer } from "../services/Producer.ts";
import type { Server } from "../services/Server.ts";
import type { Service } from "../services/Service.ts";
import type { World } from "../services/World.ts";
import {
  feedThrough,
  type LinkParts,
  linkPartsOf,
  type NodeParts,
  nodePartsOf,
} from "./frameParts.ts";

/** Departures of one link between two frames that are named one by one. */
const DEPARTURES_PER_LINK = 64;
/** Simulated seconds over which rates are taken, at least. */
const RATE_WINDOW = 1;
/** Simulated seconds before which no rate is known: at the start, and after a leap. */
const LEAST_SPAN = 0.2;
/** Frames that are kept to take rates from. */
const KEPT = 128;

/** Totals at an earlier frame. */
interface Sample {
  readonly time: number;
  readonly totals: Float64Array;
}

/** Whether it belongs to the picture: after scale-in an instance is gone as soon as it has finished. */
function isPresent({ isLeaving, running, buffer }: Instance): boolean {
  return !isLeaving || running.length > 0 || buffer.length > 0;
}

/** Takes frames of a world. It reads, and changes nothing but its own memory of earlier frames. */
export class FrameRecorder {
  private readonly world: World;
  private readonly isFaulty: (node: string) => boolean;
  private readonly samples: Sample[] = [];
  /** By index. Looked up once: a design keeps its nodes and links as long as a run lasts. */
  private readonly nodeParts: readonly NodeParts[];
  private readonly linkParts: readonly LinkParts[];
  /** What is read through each link, once somebody does. */
  private readonly feedOfLink: (Feed | undefined)[] = [];

  constructor(world: World, isFaulty: (node: string) => boolean) {
    this.world = world;
    this.isFaulty = isFaulty;
    world.context.kernel.probe.departures.start(world.linkIds.length, DEPARTURES_PER_LINK);
    // A checkpoint does not look into what is frozen; all that stands there it finds in the world.
    this.nodeParts = Object.freeze(world.nodeIds.map((id) => nodePartsOf(world, id)));
    this.linkParts = Object.freeze(world.linkIds.map((id) => linkPartsOf(world, id)));
  }

  /** A frame of this moment. */
  take(eventCount: number): Frame {
    const { world } = this;
    const nodes = new Float64Array(world.nodeIds.length * NODE_COLUMNS).fill(Number.NaN);
    for (let n = 0; n < world.nodeIds.length; n++)
      this.fillNode(n, nodes.subarray(n * NODE_COLUMNS, (n + 1) * NODE_COLUMNS));
    const links = this.links();
    this.fillRates(nodes, links);
    return {
      now: world.context.kernel.events.now,
      eventCount,
      nodes,
      links,
      instances: this.instances(),
      partitions: this.partitions(),
      ...world.context.kernel.probe.departures.take(),
    };
  }

  /** What is known of a node at this moment, into a row of `NODE_COLUMNS`; rates are totals so far. */
  fillNode(index: number, row: Float64Array): void {
    const { id, entrance, service, server, producer } = this.nodeParts[index]!;
    row[NODE_COLUMN.isFaulty] = this.isFaulty(id) ? 1 : 0;
    row[NODE_COLUMN.lost] = this.world.context.losses.sinceStart(index);
    if (entrance !== undefined) this.fillChannel(id, row, entrance.publishedCount);
    if (service !== undefined) this.fillService(service, row);
    if (server !== undefined) this.fillServer(server, row);
    if (producer !== undefined) this.fillProducer(producer, row);
  }

  private fillChannel(id: string, row: Float64Array, published: number): void {
    const { gauges } = this.world.context.kernel.probe;
    const sum = (of: (feed: Feed) => number): number =>
      (this.world.feeds.get(id) ?? []).reduce((total, feed) => total + of(feed), 0);
    // What nobody reads waits for whoever comes, as in a queue without consumers.
    const kept = this.world.streams.get(id)?.unread?.kept ?? 0;
    row[NODE_COLUMN.ready] = kept + sum((feed) => feed.depth);
    row[NODE_COLUMN.inFlight] = sum((feed) => feed.figures.inFlightCount);
    row[NODE_COLUMN.delayed] = sum((feed) => gauges.valueOf(feed.figures.delayedGauge));
    row[NODE_COLUMN.blocked] = this.world.queues.get(id)?.waitingCount ?? 0;
    row[NODE_COLUMN.oldestSeconds] = (this.world.feeds.get(id) ?? []).reduce(
      (oldest, feed) => Math.max(oldest, feed.lagSeconds),
      0,
    );
    row[NODE_COLUMN.peakReady] = sum((feed) => gauges.peakOf(feed.figures.readyGauge));
    row[NODE_COLUMN.totalIn] = published;
    row[NODE_COLUMN.totalOut] = sum((feed) => feed.figures.ackedCount);
    row[NODE_COLUMN.redelivered] = sum((feed) => feed.figures.redeliveredCount);
    row[NODE_COLUMN.deadLettered] = sum((feed) => feed.figures.deadLetteredCount);
    row[NODE_COLUMN.rateIn] = published;
    row[NODE_COLUMN.rateOut] = sum((feed) => feed.figures.deliveredCount);
  }

  private fillService(service: Service, row: Float64Array): void {
    const { histograms } = this.world.context.kernel.probe;
    const { figures, feeds } = service;
    let [present, inHand, up, paused] = [0, 0, 0, 0];
    for (const instance of service.instances) {
      if (!isPresent(instance)) continue;
      present++;
      inHand += instance.running.length + instance.buffer.length;
      if (instance.isUp) up++;
      if (instance.pauses > 0) paused++;
    }
    let [ready, oldest, redelivered] = [0, 0, 0];
    for (const feed of feeds) {
      ready += feed.depth;
      oldest = Math.max(oldest, feed.lagSeconds);
      redelivered += feed.figures.redeliveredCount;
    }
    row[NODE_COLUMN.ready] = ready;
    row[NODE_COLUMN.inFlight] = inHand;
    row[NODE_COLUMN.oldestSeconds] = oldest;
    row[NODE_COLUMN.utilization] =
      present === 0 ? 0 : service.busySlots / (present * service.concurrency);
    row[NODE_COLUMN.p50] = histograms.quantileOf(figures.responseTimes, 0.5);
    row[NODE_COLUMN.p99] = histograms.quantileOf(figures.responseTimes, 0.99);
    row[NODE_COLUMN.totalIn] = figures.startedCount;
    row[NODE_COLUMN.totalOut] = figures.completedCount;
    row[NODE_COLUMN.redelivered] = redelivered;
    row[NODE_COLUMN.duplicates] = figures.duplicateCount;
    row[NODE_COLUMN.repeatedEffects] = figures.repeatedEffectCount;
    row[NODE_COLUMN.deadLettered] = figures.deadCount;
    row[NODE_COLUMN.failed] = figures.failedCount;
    row[NODE_COLUMN.instancesUp] = up;
    row[NODE_COLUMN.instancesDown] = present - up;
    row[NODE_COLUMN.instancesPaused] = paused;
    row[NODE_COLUMN.rateIn] = figures.startedCount;
    row[NODE_COLUMN.rateOut] = figures.completedCount;
  }

  private fillServer(server: Server, row: Float64Array): void {
    const { histograms } = this.world.context.kernel.probe;
    const { calls, errors, refused } = server.counts;
    row[NODE_COLUMN.ready] = server.waitingCount;
    row[NODE_COLUMN.inFlight] = server.busyCount;
    row[NODE_COLUMN.utilization] = server.load;
    row[NODE_COLUMN.p50] = histograms.quantileOf(server.latencies, 0.5);
    row[NODE_COLUMN.p99] = histograms.quantileOf(server.latencies, 0.99);
    row[NODE_COLUMN.totalIn] = calls;
    row[NODE_COLUMN.totalOut] = histograms.countOf(server.latencies);
    row[NODE_COLUMN.failed] = errors + refused;
    row[NODE_COLUMN.rateIn] = calls;
    row[NODE_COLUMN.rateOut] = histograms.countOf(server.latencies);
  }

  private fillProducer(producer: Producer, row: Float64Array): void {
    const { histograms } = this.world.context.kernel.probe;
    row[NODE_COLUMN.inFlight] = producer.producedSinceStart - producer.endedSinceStart;
    row[NODE_COLUMN.p50] = histograms.quantileOf(producer.endToEndTimes, 0.5);
    row[NODE_COLUMN.p99] = histograms.quantileOf(producer.endToEndTimes, 0.99);
    row[NODE_COLUMN.totalIn] = producer.producedCount;
    row[NODE_COLUMN.totalOut] = producer.endedCount;
    row[NODE_COLUMN.rateIn] = producer.producedCount;
    row[NODE_COLUMN.rateOut] = producer.endedCount;
  }

  private links(): Float64Array<ArrayBuffer> {
    const { totals } = this.world.context.kernel.probe.departures;
    const links = new Float64Array(this.linkParts.length * LINK_COLUMNS);
    this.linkParts.forEach((parts, index) => {
      const { wire } = parts;
      this.feedOfLink[index] ??= feedThrough(parts);
      const feed = this.feedOfLink[index];
      const row = links.subarray(index * LINK_COLUMNS, (index + 1) * LINK_COLUMNS);
      row[LINK_COLUMN.rate] = totals[index]!;
      row[LINK_COLUMN.isCut] = wire.isCut ? 1 : 0;
      row[LINK_COLUMN.isDisturbed] = wire.isDisturbed ? 1 : 0;
      row[LINK_COLUMN.lagSeconds] = feed === undefined ? Number.NaN : feed.lagSeconds;
      row[LINK_COLUMN.total] = totals[index]!;
    });
    return links;
  }

  private instances(): Float64Array<ArrayBuffer> {
    const present = this.world.handling.instances.filter(
      (instance) => isPresent(instance) && !instance.service.isHidden,
    );
    const rows = new Float64Array(present.length * INSTANCE_COLUMNS);
    present.forEach((instance, index) => {
      this.fillInstance(
        instance,
        rows.subarray(index * INSTANCE_COLUMNS, (index + 1) * INSTANCE_COLUMNS),
      );
    });
    return rows;
  }

  private fillInstance(instance: Instance, row: Float64Array): void {
    const { handling, context } = this.world;
    let retrying = 0;
    for (
      let delivery = instance.running.head;
      delivery >= 0;
      delivery = instance.running.nextOf(delivery)
    )
      if (handling.deliveries.attemptOf(delivery) > 1) retrying++;
    row[INSTANCE_COLUMN.node] = instance.service.node;
    row[INSTANCE_COLUMN.slots] = instance.service.concurrency;
    row[INSTANCE_COLUMN.busy] = instance.running.length;
    row[INSTANCE_COLUMN.retrying] = retrying;
    row[INSTANCE_COLUMN.buffered] = instance.buffer.length;
    row[INSTANCE_COLUMN.isCrashed] = instance.isUp ? 0 : 1;
    row[INSTANCE_COLUMN.isPaused] = instance.pauses > 0 ? 1 : 0;
    row[INSTANCE_COLUMN.backIn] = instance.backAt - context.kernel.events.now;
  }

  private partitions(): Float64Array<ArrayBuffer> {
    const rows: number[] = [];
    for (const [id, feeds] of this.world.feeds) {
      feeds.forEach((feed, g) => {
        if (!(feed instanceof Group)) return;
        feed.partitions.forEach((partition, p) => {
          const row: number[] = [];
          row[PARTITION_COLUMN.node] = this.world.nodeIds.indexOf(id);
          row[PARTITION_COLUMN.group] = g;
          row[PARTITION_COLUMN.partition] = p;
          row[PARTITION_COLUMN.end] = partition.end;
          row[PARTITION_COLUMN.position] = partition.position;
          row[PARTITION_COLUMN.committed] = partition.committed;
          rows.push(...row);
        });
      });
    }
    return Float64Array.from(rows, Number);
  }

  /** The rate columns hold totals so far: turns them into rates against an earlier frame. */
  private fillRates(nodes: Float64Array, links: Float64Array): void {
    const time = this.world.context.kernel.events.now;
    const nodeCount = nodes.length / NODE_COLUMNS;
    const linkCount = links.length / LINK_COLUMNS;
    const totals = new Float64Array(nodeCount * 2 + linkCount);
    for (let n = 0; n < nodeCount; n++) {
      totals[n * 2] = nodes[n * NODE_COLUMNS + NODE_COLUMN.rateIn]!;
      totals[n * 2 + 1] = nodes[n * NODE_COLUMNS + NODE_COLUMN.rateOut]!;
    }
    for (let l = 0; l < linkCount; l++)
      totals[nodeCount * 2 + l] = links[l * LINK_COLUMNS + LINK_COLUMN.rate]!;
    const earlier = this.earlierSample(time, totals);
    const span = time - earlier.time;
    const rate = (i: number): number =>
      span >= LEAST_SPAN ? Math.max(0, totals[i]! - earlier.totals[i]!) / span : Number.NaN;
    for (let n = 0; n < nodeCount; n++) {
      nodes[n * NODE_COLUMNS + NODE_COLUMN.rateIn] = rate(n * 2);
      nodes[n * NODE_COLUMNS + NODE_COLUMN.rateOut] = rate(n * 2 + 1);
    }
    for (let l = 0; l < linkCount; l++)
      links[l * LINK_COLUMNS + LINK_COLUMN.rate] = rate(nodeCount * 2 + l);
  }

  /** The youngest sample that is at least a window old, else the oldest; and keeps this one for later. */
  private earlierSample(time: number, totals: Float64Array): Sample {
    const { samples } = this;
    if (samples.length === 0 || time > samples[samples.length - 1]!.time)
      samples.push({ time, totals });
    while (samples.length > KEPT || (samples.length > 2 && samples[1]!.time <= time - RATE_WINDOW))
      samples.shift();
    return samples[0]!;
  }
}
