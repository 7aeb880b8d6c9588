import {
  type Frame,
  INSTANCE_COLUMN,
  INSTANCE_COLUMNS,
  LINK_COLUMN,
  LINK_COLUMNS,
  NODE_COLUMN,
  NODE_COLUMNS,
  type Objective,
  PARTITION_COLUMN,
  PARTITION_COLUMNS,
  type System,
  type SystemNode,
} from "../../../simulator/index.ts";
import type { InstanceFigures, LinkFigures, NodeFigures } from "../../canvas/index.ts";

/** What a frame's rows stand for: the system that is run, by the order of its nodes and links. */
export interface FrameKey {
  readonly nodes: readonly (readonly [id: string, node: SystemNode])[];
  readonly nodeIndex: ReadonlyMap<string, number>;
  readonly linkIds: readonly string[];
  readonly linkIndex: ReadonlyMap<string, number>;
  /** Links that start or end at each node, by index. */
  readonly linksOfNode: readonly (readonly number[])[];
  /** Messages that a promise allows to wait at a node, by id. */
  readonly allowed: ReadonlyMap<string, number>;
}

/** Reads the key of a system's frames. */
export function frameKeyOf(
  system: System,
  objectives: Readonly<Record<string, Objective>>,
): FrameKey {
  const nodes = Object.entries(system.nodes);
  const links = Object.entries(system.links);
  const linksOfNode = nodes.map(([id]) =>
    links.flatMap(([, link], index) => (link.source === id || link.target === id ? [index] : [])),
  );
  const allowed = new Map<string, number>();
  for (const promise of Object.values(objectives)) {
    if (promise.objective === "depth") allowed.set(promise.channel, promise.atMost);
    else if (promise.objective === "lag") allowed.set(promise.node, promise.below);
  }
  return {
    nodes,
    nodeIndex: new Map(nodes.map(([id], index) => [id, index])),
    linkIds: links.map(([id]) => id),
    linkIndex: new Map(links.map(([id], index) => [id, index])),
    linksOfNode,
    allowed,
  };
}

/** Whether a frame is one of the system that the key was read from. */
export function fits(frame: Frame, key: FrameKey): boolean {
  return (
    frame.nodes.length === key.nodes.length * NODE_COLUMNS &&
    frame.links.length === key.linkIds.length * LINK_COLUMNS
  );
}

type Row = (column: number) => number;

const rowOf =
  (values: Float64Array, columns: number, index: number): Row =>
  (column) =>
    values[index * columns + column] ?? Number.NaN;

/** The share of slots in use, and the wait, from which a service counts as saturated. */
const FULL = 0.98;
const NOTABLE_WAIT_SECONDS = 1;

/** The figures of a node in a frame. */
export function nodeFigures(frame: Frame, key: FrameKey, index: number): NodeFigures | undefined {
  const [id, node] = key.nodes[index] ?? [];
  if (id === undefined || node === undefined) return undefined;
  const row = rowOf(frame.nodes, NODE_COLUMNS, index);
  const ready = row(NODE_COLUMN.ready);
  const oldest = row(NODE_COLUMN.oldestSeconds);
  const isConsumer = node.kind === "consumer";
  const limit = "capacity" in node ? node.capacity.messages : undefined;
  const objective = key.allowed.get(id) ?? Number.NaN;
  return {
    health: healthOf(frame, key, index, limit),
    rate: row(node.kind === "stream" ? NODE_COLUMN.rateIn : NODE_COLUMN.rateOut),
    ready: isConsumer ? Number.NaN : ready,
    inFlight: row(NODE_COLUMN.inFlight),
    redelivered: 0,
    scale: limit ?? Math.max(row(NODE_COLUMN.peakReady), objective || 0, 1),
    objective,
    oldest: isConsumer ? Number.NaN : oldest,
    utilization: row(NODE_COLUMN.utilization),
    p99: row(NODE_COLUMN.p99),
    redeliveries: counted(row(NODE_COLUMN.redelivered)),
    duplicates: counted(row(NODE_COLUMN.duplicates)),
    lagMessages: isConsumer ? ready : Number.NaN,
    lagSeconds: isConsumer ? oldest : Number.NaN,
    instances: instancesOf(frame, index),
    partitions: partitionsOf(frame, index),
  };
}

const counted = (figure: number) => (Number.isNaN(figure) ? 0 : figure);

function healthOf(
  frame: Frame,
  key: FrameKey,
  index: number,
  limit: number | undefined,
): NodeFigures["health"] {
  const row = rowOf(frame.nodes, NODE_COLUMNS, index);
  if (row(NODE_COLUMN.instancesDown) > 0) return "crashed";
  if (row(NODE_COLUMN.instancesPaused) > 0) return "paused";
  const isCut = (link: number) => rowOf(frame.links, LINK_COLUMNS, link)(LINK_COLUMN.isCut) === 1;
  if (row(NODE_COLUMN.isFaulty) === 1 && key.linksOfNode[index]?.some(isCut)) return "partitioned";
  const [id = "", node] = key.nodes[index] ?? [];
  if (isSaturated(row, node, limit, key.allowed.get(id))) return "saturated";
  const isStill = [NODE_COLUMN.rateIn, NODE_COLUMN.rateOut, NODE_COLUMN.ready, NODE_COLUMN.inFlight]
    .map(row)
    .every((figure) => figure === 0 || Number.isNaN(figure));
  return isStill ? "idle" : "busy";
}

function isSaturated(
  row: Row,
  node: SystemNode | undefined,
  limit: number | undefined,
  allowed: number | undefined,
): boolean {
  const ready = row(NODE_COLUMN.ready);
  if (allowed !== undefined && ready > allowed) return true;
  if (limit !== undefined && ready >= limit * FULL) return true;
  if (row(NODE_COLUMN.blocked) > 0) return true;
  if (!(row(NODE_COLUMN.utilization) >= FULL)) return false;
  // All slots are busy for a moment in every healthy service: what waits long tells the difference.
  return node?.kind === "consumer"
    ? row(NODE_COLUMN.oldestSeconds) > NOTABLE_WAIT_SECONDS
    : ready > 0;
}

function instancesOf(frame: Frame, node: number): InstanceFigures[] {
  const instances: InstanceFigures[] = [];
  for (let i = 0; i * INSTANCE_COLUMNS < frame.instances.length; i++) {
    const row = rowOf(frame.instances, INSTANCE_COLUMNS, i);
    if (row(INSTANCE_COLUMN.node) !== node) continue;
    instances.push({
      slots: row(INSTANCE_COLUMN.slots),
      busy: row(INSTANCE_COLUMN.busy),
      retrying: row(INSTANCE_COLUMN.retrying),
      isCrashed: row(INSTANCE_COLUMN.isCrashed) === 1,
      isPaused: row(INSTANCE_COLUMN.isPaused) === 1,
      backIn: row(INSTANCE_COLUMN.backIn),
    });
  }
  return instances;
}

/** Partitions of a stream, each with the position of its slowest group. */
function partitionsOf(frame: Frame, node: number): NodeFigures["partitions"] {
  const partitions: { start: number; end: number; committed: number }[] = [];
  for (let p = 0; p * PARTITION_COLUMNS < frame.partitions.length; p++) {
    const row = rowOf(frame.partitions, PARTITION_COLUMNS, p);
    if (row(PARTITION_COLUMN.node) !== node) continue;
    const at = row(PARTITION_COLUMN.partition);
    const committed = row(PARTITION_COLUMN.committed);
    const known = partitions[at];
    if (known) known.committed = Math.min(known.committed, committed);
    else partitions[at] = { start: 0, end: row(PARTITION_COLUMN.end), committed };
  }
  return partitions;
}

/** The figures of a link in a frame. */
export function linkFigures(frame: Frame, index: number): LinkFigures {
  const row = rowOf(frame.links, LINK_COLUMNS, index);
  return {
    rate: row(LINK_COLUMN.rate),
    isCut: row(LINK_COLUMN.isCut) === 1,
    lagSeconds: row(LINK_COLUMN.lagSeconds),
  };
}
