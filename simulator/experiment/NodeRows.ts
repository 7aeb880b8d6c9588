import type { Feed } from "../channels/Feed.ts";
import { NODE_COLUMN, NODE_COLUMNS } from "../measure/frame.ts";
import type { Producer } from "../services/Producer.ts";
import type { Server } from "../services/Server.ts";
import type { Service } from "../services/Service.ts";
import type { World } from "../services/World.ts";
import { type ChannelParts, isPresent, type NodeParts, nodePartsOf } from "./frameParts.ts";

/** Columns of a channel that begin at 0, and to which each of its feeds adds. */
const OVER_FEEDS = [
  NODE_COLUMN.inFlight,
  NODE_COLUMN.delayed,
  NODE_COLUMN.oldestSeconds,
  NODE_COLUMN.peakReady,
  NODE_COLUMN.totalOut,
  NODE_COLUMN.redelivered,
  NODE_COLUMN.deadLettered,
  NODE_COLUMN.rateOut,
];
const NO_FEEDS: readonly Feed[] = [];

/**
 * The rows of a frame's nodes. With thousands of nodes they are what a frame costs, sixty times a second: so
 * they are written in place, in loops that make no object.
 */
export class NodeRows {
  private readonly world: World;
  /** By index. Looked up once: a design keeps its nodes as long as a run lasts. */
  private readonly parts: readonly NodeParts[];

  constructor(world: World) {
    this.world = world;
    // A checkpoint does not look into what is frozen; all that stands there it finds in the world.
    this.parts = Object.freeze(world.nodeIds.map((id) => nodePartsOf(world, id)));
  }

  /** All rows, of `NODE_COLUMNS` each, at this moment. @param struck the nodes at which a fault lasts */
  all(struck: ReadonlySet<string>): Float64Array<ArrayBuffer> {
    const rows = new Float64Array(this.parts.length * NODE_COLUMNS);
    for (let node = 0; node < this.parts.length; node++)
      this.fill(node, rows, node * NODE_COLUMNS, struck);
    return rows;
  }

  /** What is known of a node at this moment, from a place in `rows` on; rates are totals so far. */
  fill(node: number, rows: Float64Array, at: number, struck: ReadonlySet<string>): void {
    const { id, channel, service, server, producer } = this.parts[node]!;
    rows.fill(Number.NaN, at, at + NODE_COLUMNS);
    rows[at + NODE_COLUMN.isFaulty] = struck.has(id) ? 1 : 0;
    rows[at + NODE_COLUMN.lost] = this.world.context.losses.sinceStart(node);
    if (channel !== undefined) this.fillChannel(id, channel, rows, at);
    if (service !== undefined) this.fillService(service, rows, at);
    if (server !== undefined) this.fillServer(server, rows, at);
    if (producer !== undefined) this.fillProducer(producer, rows, at);
  }

  private fillChannel(
    id: string,
    { entrance, queue, stream }: ChannelParts,
    rows: Float64Array,
    at: number,
  ): void {
    const published = entrance.publishedCount;
    // What nobody reads waits for whoever comes, as in a queue without consumers.
    rows[at + NODE_COLUMN.ready] = stream?.unread?.kept ?? 0;
    rows[at + NODE_COLUMN.blocked] = queue?.waitingCount ?? 0;
    rows[at + NODE_COLUMN.totalIn] = published;
    rows[at + NODE_COLUMN.rateIn] = published;
    for (const column of OVER_FEEDS) rows[at + column] = 0;
    // Asked for each time: a broadcast may have its first reader at any moment.
    for (const feed of this.world.feeds.get(id) ?? NO_FEEDS) this.addFeed(feed, rows, at);
  }

  private addFeed(feed: Feed, rows: Float64Array, at: number): void {
    const { gauges } = this.world.context.kernel.probe;
    const { figures, lagSeconds } = feed;
    rows[at + NODE_COLUMN.ready]! += feed.depth;
    rows[at + NODE_COLUMN.inFlight]! += figures.inFlightCount;
    rows[at + NODE_COLUMN.delayed]! += gauges.valueOf(figures.delayedGauge);
    rows[at + NODE_COLUMN.peakReady]! += gauges.peakOf(figures.readyGauge);
    rows[at + NODE_COLUMN.totalOut]! += figures.ackedCount;
    rows[at + NODE_COLUMN.redelivered]! += figures.redeliveredCount;
    rows[at + NODE_COLUMN.deadLettered]! += figures.deadLetteredCount;
    rows[at + NODE_COLUMN.rateOut]! += figures.deliveredCount;
    if (lagSeconds > rows[at + NODE_COLUMN.oldestSeconds]!)
      rows[at + NODE_COLUMN.oldestSeconds] = lagSeconds;
  }

  private fillService(service: Service, rows: Float64Array, at: number): void {
    const { histograms } = this.world.context.kernel.probe;
    const { figures, feeds } = service;
    let present = 0;
    let inHand = 0;
    let up = 0;
    let paused = 0;
    for (const instance of service.instances) {
      if (!isPresent(instance)) continue;
      present++;
      inHand += instance.running.length + instance.buffer.length;
      if (instance.isUp) up++;
      if (instance.pauses > 0) paused++;
    }
    let ready = 0;
    let oldest = 0;
    let redelivered = 0;
    for (const feed of feeds) {
      ready += feed.depth;
      oldest = Math.max(oldest, feed.lagSeconds);
      redelivered += feed.figures.redeliveredCount;
    }
    const started = figures.startedCount;
    const completed = figures.completedCount;
    rows[at + NODE_COLUMN.ready] = ready;
    rows[at + NODE_COLUMN.inFlight] = inHand;
    rows[at + NODE_COLUMN.oldestSeconds] = oldest;
    rows[at + NODE_COLUMN.utilization] =
      present === 0 ? 0 : service.busySlots / (present * service.concurrency);
    rows[at + NODE_COLUMN.p50] = histograms.quantileOf(figures.responseTimes, 0.5);
    rows[at + NODE_COLUMN.p99] = histograms.quantileOf(figures.responseTimes, 0.99);
    rows[at + NODE_COLUMN.totalIn] = started;
    rows[at + NODE_COLUMN.totalOut] = completed;
    rows[at + NODE_COLUMN.redelivered] = redelivered;
    rows[at + NODE_COLUMN.duplicates] = figures.duplicateCount;
    rows[at + NODE_COLUMN.repeatedEffects] = figures.repeatedEffectCount;
    rows[at + NODE_COLUMN.deadLettered] = figures.deadCount;
    rows[at + NODE_COLUMN.failed] = figures.failedCount;
    rows[at + NODE_COLUMN.instancesUp] = up;
    rows[at + NODE_COLUMN.instancesDown] = present - up;
    rows[at + NODE_COLUMN.instancesPaused] = paused;
    rows[at + NODE_COLUMN.rateIn] = started;
    rows[at + NODE_COLUMN.rateOut] = completed;
  }

  private fillServer(server: Server, rows: Float64Array, at: number): void {
    const { histograms } = this.world.context.kernel.probe;
    const { calls, errors, refused } = server.counts;
    const answered = histograms.countOf(server.latencies);
    rows[at + NODE_COLUMN.ready] = server.waitingCount;
    rows[at + NODE_COLUMN.inFlight] = server.busyCount;
    rows[at + NODE_COLUMN.utilization] = server.load;
    rows[at + NODE_COLUMN.p50] = histograms.quantileOf(server.latencies, 0.5);
    rows[at + NODE_COLUMN.p99] = histograms.quantileOf(server.latencies, 0.99);
    rows[at + NODE_COLUMN.totalIn] = calls;
    rows[at + NODE_COLUMN.totalOut] = answered;
    rows[at + NODE_COLUMN.failed] = errors + refused;
    rows[at + NODE_COLUMN.rateIn] = calls;
    rows[at + NODE_COLUMN.rateOut] = answered;
  }

  private fillProducer(producer: Producer, rows: Float64Array, at: number): void {
    const { histograms } = this.world.context.kernel.probe;
    rows[at + NODE_COLUMN.inFlight] = producer.producedSinceStart - producer.endedSinceStart;
    rows[at + NODE_COLUMN.p50] = histograms.quantileOf(producer.endToEndTimes, 0.5);
    rows[at + NODE_COLUMN.p99] = histograms.quantileOf(producer.endToEndTimes, 0.99);
    rows[at + NODE_COLUMN.totalIn] = producer.producedCount;
    rows[at + NODE_COLUMN.totalOut] = producer.endedCount;
    rows[at + NODE_COLUMN.rateIn] = producer.producedCount;
    rows[at + NODE_COLUMN.rateOut] = producer.endedCount;
  }
}
