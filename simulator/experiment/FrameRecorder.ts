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
import type { World } from "../services/World.ts";
import { feedThrough, isPresent, type LinkParts, linkPartsOf } from "./frameParts.ts";
import type { NodeRows } from "./NodeRows.ts";

/** Departures between two frames that are to be named one by one, shared among all links. */
const DEPARTURES_A_FRAME = 8192;
/** Those of one link, whatever its share. */
const MOST_PER_LINK = 64;
const LEAST_PER_LINK = 8;
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

/** Takes frames of a world. It reads, and changes nothing but its own memory of earlier frames. */
export class FrameRecorder {
  private readonly world: World;
  private readonly nodes: NodeRows;
  private readonly samples: Sample[] = [];
  /** By index. Looked up once: a design keeps its links as long as a run lasts. */
  private readonly linkParts: readonly LinkParts[];
  /** What is read through each link, once somebody does. */
  private readonly feedOfLink: (Feed | undefined)[] = [];

  constructor(world: World, nodes: NodeRows) {
    this.world = world;
    this.nodes = nodes;
    const linkCount = world.linkIds.length;
    const perLink = Math.floor(DEPARTURES_A_FRAME / linkCount);
    world.context.kernel.probe.departures.start(
      linkCount,
      Math.max(LEAST_PER_LINK, Math.min(MOST_PER_LINK, perLink)),
    );
    // A checkpoint does not look into what is frozen; all that stands there it finds in the world.
    this.linkParts = Object.freeze(world.linkIds.map((id) => linkPartsOf(world, id)));
  }

  /** A frame of this moment. @param struck the nodes and links at which a fault lasts */
  take(eventCount: number, struck: ReadonlySet<string>): Frame {
    const { world } = this;
    const nodes = this.nodes.all(struck);
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

  private links(): Float64Array<ArrayBuffer> {
    const { departures } = this.world.context.kernel.probe;
    const links = new Float64Array(this.linkParts.length * LINK_COLUMNS);
    for (let index = 0; index < this.linkParts.length; index++) {
      const parts = this.linkParts[index]!;
      const { wire } = parts;
      this.feedOfLink[index] ??= feedThrough(parts);
      const feed = this.feedOfLink[index];
      const at = index * LINK_COLUMNS;
      const total = departures.totalOf(index);
      links[at + LINK_COLUMN.rate] = total;
      links[at + LINK_COLUMN.isCut] = wire.isCut ? 1 : 0;
      links[at + LINK_COLUMN.isDisturbed] = wire.isDisturbed ? 1 : 0;
      links[at + LINK_COLUMN.lagSeconds] = feed === undefined ? Number.NaN : feed.lagSeconds;
      links[at + LINK_COLUMN.total] = total;
    }
    return links;
  }

  private instances(): Float64Array<ArrayBuffer> {
    const present = this.world.handling.instances.filter(
      (instance) => isPresent(instance) && !instance.service.isHidden,
    );
    const rows = new Float64Array(present.length * INSTANCE_COLUMNS);
    for (let index = 0; index < present.length; index++)
      this.fillInstance(present[index]!, rows, index * INSTANCE_COLUMNS);
    return rows;
  }

  private fillInstance(instance: Instance, rows: Float64Array, at: number): void {
    const { handling, context } = this.world;
    let retrying = 0;
    for (
      let delivery = instance.running.head;
      delivery >= 0;
      delivery = instance.running.nextOf(delivery)
    )
      if (handling.deliveries.attemptOf(delivery) > 1) retrying++;
    rows[at + INSTANCE_COLUMN.node] = instance.service.node;
    rows[at + INSTANCE_COLUMN.slots] = instance.service.concurrency;
    rows[at + INSTANCE_COLUMN.busy] = instance.running.length;
    rows[at + INSTANCE_COLUMN.retrying] = retrying;
    rows[at + INSTANCE_COLUMN.buffered] = instance.buffer.length;
    rows[at + INSTANCE_COLUMN.isCrashed] = instance.isUp ? 0 : 1;
    rows[at + INSTANCE_COLUMN.isPaused] = instance.pauses > 0 ? 1 : 0;
    rows[at + INSTANCE_COLUMN.backIn] = instance.backAt - context.kernel.events.now;
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
