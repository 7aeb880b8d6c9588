import {
  type Frame,
  INSTANCE_COLUMN,
  INSTANCE_COLUMNS,
  isChannel,
  LINK_COLUMN,
  LINK_COLUMNS,
  NODE_COLUMN,
  NODE_COLUMNS,
  PARTITION_COLUMN,
  PARTITION_COLUMNS,
  type SystemNode,
} from "../../../simulator/index.ts";
import type { ResolvedDesign } from "../../design/index.ts";
import {
  type Health,
  type InstanceFigures,
  type NodeFigures,
  type PartitionFigures,
  unmeasured,
} from "./Live.ts";
import { Strain } from "./Strain.ts";

/** A tank without a limit or objective is not full before it has held so many messages. */
const LEAST_SCALE = 20;

interface Known {
  index: number;
  node: SystemNode;
  /** Depth and lag that objectives allow; NaN without one. */
  objective: number;
  /** Indexes of the links at the node, and of those that lead out of it. */
  links: readonly number[];
  outgoing: readonly number[];
  strain: Strain;
  frame: Frame | undefined;
  figures: NodeFigures;
}

/** Reads what the faces show out of a frame. Each node is read once for a frame. */
export class FrameFigures {
  readonly #known = new Map<string, Known>();
  readonly #of: Pick<ResolvedDesign, "system" | "objectives">;
  readonly #nodeCount: number;
  #rowsOf: { frame: Frame; instances: number[][]; partitions: number[][] } | undefined;

  constructor(resolved: ResolvedDesign) {
    this.#of = resolved;
    const { nodes, links } = resolved.system;
    const { touching, outgoing } = linksByNode(Object.values(links));
    const objectives = objectivesOf(resolved);
    Object.entries(nodes).forEach(([id, node], index) => {
      this.#known.set(id, {
        index,
        node,
        objective: objectives.get(id) ?? Number.NaN,
        links: touching.get(id) ?? [],
        outgoing: outgoing.get(id) ?? [],
        strain: new Strain(),
        frame: undefined,
        figures: unmeasured(),
      });
    });
    this.#nodeCount = this.#known.size;
  }

  /** Whether it reads for this design; where things stand makes no difference. */
  isOf({ system, objectives }: ResolvedDesign): boolean {
    return this.#of.system === system && this.#of.objectives === objectives;
  }

  /** Whether a frame is of this system; for a moment after an edit it is of the one before. */
  fits(frame: Frame): boolean {
    return frame.nodes.length === this.#nodeCount * NODE_COLUMNS;
  }

  of(nodeId: string, frame: Frame): NodeFigures | undefined {
    const known = this.#known.get(nodeId);
    if (!known) return undefined;
    if (known.frame !== frame) {
      known.frame = frame;
      this.#read(known, frame);
    }
    return known.figures;
  }

  isFaulty(nodeId: string, frame: Frame): boolean {
    const index = this.#known.get(nodeId)?.index;
    return index !== undefined && frame.nodes[index * NODE_COLUMNS + NODE_COLUMN.isFaulty] === 1;
  }

  #read(known: Known, frame: Frame): void {
    const { node, figures } = known;
    const column = (name: keyof typeof NODE_COLUMN) =>
      frame.nodes[known.index * NODE_COLUMNS + NODE_COLUMN[name]] ?? Number.NaN;
    const isConsumer = node.kind === "consumer";
    figures.rate = goesIn(node) ? column("rateIn") : column("rateOut");
    // A topic hands on copies: its rate is that of all its bindings together.
    if (node.kind === "topic") figures.rate = rateOfLinks(frame, known.outgoing);
    figures.endRate = node.kind === "producer" ? column("rateOut") : Number.NaN;
    figures.ready = column("ready");
    figures.inFlight = column("inFlight");
    // Dead letters are meant to lie: their age is no strain.
    const isLine = isChannel(node.kind) && !("role" in node && node.role === "dead-letter");
    figures.oldest = isLine ? column("oldestSeconds") : Number.NaN;
    figures.lagMessages = isConsumer ? column("ready") : Number.NaN;
    figures.lagSeconds = isConsumer ? column("oldestSeconds") : Number.NaN;
    figures.utilization = column("utilization");
    figures.p99 = column("totalOut") > 0 ? column("p99") : Number.NaN;
    figures.redeliveries = isConsumer ? column("redelivered") : 0;
    // Done twice is done twice, whether the handler came to its end both times or not.
    figures.duplicates = isConsumer ? Math.max(column("duplicates"), column("repeatedEffects")) : 0;
    figures.objective = isConsumer ? Number.NaN : known.objective;
    const limit = "capacity" in node ? node.capacity.messages : undefined;
    figures.scale = limit ?? Math.max(LEAST_SCALE, known.objective || 0, column("peakReady"));
    const rows = this.#rows(frame);
    figures.instances = instancesOf(frame, rows.instances[known.index] ?? []);
    figures.partitions = partitionsOf(frame, rows.partitions[known.index] ?? []);
    figures.health = healthOf(known, frame, column("blocked"));
  }

  /** Rows of instances and partitions by node, found once for a frame. */
  #rows(frame: Frame) {
    if (this.#rowsOf?.frame !== frame) {
      const instances = rowsByNode(frame.instances, INSTANCE_COLUMNS, this.#nodeCount);
      const partitions = rowsByNode(frame.partitions, PARTITION_COLUMNS, this.#nodeCount);
      this.#rowsOf = { frame, instances, partitions };
    }
    return this.#rowsOf;
  }
}

/** Indexes of the links at each node, and of those that lead out of it. */
function linksByNode(ends: readonly { source: string; target: string }[]) {
  const touching = new Map<string, number[]>();
  const outgoing = new Map<string, number[]>();
  const add = (links: Map<string, number[]>, id: string, index: number) => {
    const known = links.get(id);
    if (known) known.push(index);
    else links.set(id, [index]);
  };
  ends.forEach(({ source, target }, index) => {
    add(outgoing, source, index);
    add(touching, source, index);
    if (target !== source) add(touching, target, index);
  });
  return { touching, outgoing };
}

/** Nodes whose rate is that of what comes in: they make or answer rather than hand on. */
function goesIn({ kind }: SystemNode): boolean {
  return ["producer", "endpoint", "stream", "database", "dependency"].includes(kind);
}

function objectivesOf({ objectives }: ResolvedDesign): Map<string, number> {
  const limits = new Map<string, number>();
  for (const objective of Object.values(objectives))
    if (objective.objective === "depth") limits.set(objective.channel, objective.atMost);
  return limits;
}

function rateOfLinks({ links }: Frame, indexes: readonly number[]): number {
  let rate = 0;
  for (const index of indexes) rate += links[index * LINK_COLUMNS + LINK_COLUMN.rate] ?? 0;
  return rate;
}

function rowsByNode(table: Float64Array, columns: number, nodeCount: number): number[][] {
  const rows: number[][] = Array.from({ length: nodeCount }, () => []);
  // The first column of both tables is the node.
  for (let at = 0; at < table.length; at += columns) rows[table[at] ?? -1]?.push(at);
  return rows;
}

function instancesOf({ instances }: Frame, rows: readonly number[]): InstanceFigures[] {
  return rows.map((at) => ({
    slots: instances[at + INSTANCE_COLUMN.slots] ?? 0,
    busy: instances[at + INSTANCE_COLUMN.busy] ?? 0,
    retrying: instances[at + INSTANCE_COLUMN.retrying] ?? 0,
    isCrashed: instances[at + INSTANCE_COLUMN.isCrashed] === 1,
    isPaused: instances[at + INSTANCE_COLUMN.isPaused] === 1,
    backIn: instances[at + INSTANCE_COLUMN.backIn] ?? Number.NaN,
  }));
}

/** One lane for each partition, with the position of the group that is furthest behind. */
function partitionsOf({ partitions }: Frame, rows: readonly number[]): PartitionFigures[] {
  const lanes: PartitionFigures[] = [];
  for (const at of rows) {
    const number = partitions[at + PARTITION_COLUMN.partition] ?? 0;
    const end = partitions[at + PARTITION_COLUMN.end] ?? 0;
    const position = partitions[at + PARTITION_COLUMN.position] ?? end;
    const known = lanes[number];
    if (known) known.committed = Math.min(known.committed, position);
    else lanes[number] = { start: 0, end, committed: position };
  }
  return lanes;
}

function healthOf(known: Known, frame: Frame, blocked: number): Health {
  const { figures, links, strain } = known;
  const { instances } = figures;
  const isStrained = strain.isHigh(frame.now, figures.utilization);
  if (instances.some(({ isCrashed }) => isCrashed)) return "crashed";
  const areCut = links.map((link) => frame.links[link * LINK_COLUMNS + LINK_COLUMN.isCut] === 1);
  if (areCut.length > 0 && areCut.every(Boolean)) return "partitioned";
  if (instances.length > 0 && instances.every(({ isPaused }) => isPaused)) return "paused";
  const isOver = blocked > 0 || figures.ready > figures.objective;
  if (isOver || (isStrained && figures.ready > 0)) return "saturated";
  return figures.rate > 0 || figures.inFlight > 0 ? "busy" : "idle";
}
