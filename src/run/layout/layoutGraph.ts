import type { ElkNode } from "elkjs/lib/elk-api.js";
import {
  around,
  type Design,
  framesOf,
  GRID,
  hiddenIn,
  membersOf,
  noteOfKey,
  type Point,
  type Rect,
} from "../../design/index.ts";

/**
 * Columns that follow the flow from left to right. What stands in a container stays in it. Within a
 * column, and among columns where the flow leaves a choice, the order is that of the present
 * picture: nodes are given from top to bottom, and the layout is told to keep that order.
 */
const SPACING = {
  "elk.spacing.nodeNode": "40",
  "elk.spacing.edgeNode": "24",
  "elk.spacing.componentComponent": "64",
  "elk.layered.spacing.nodeNodeBetweenLayers": "96",
  "elk.layered.spacing.edgeNodeBetweenLayers": "24",
};
const OPTIONS = {
  ...SPACING,
  "elk.algorithm": "layered",
  "elk.direction": "RIGHT",
  "elk.hierarchyHandling": "INCLUDE_CHILDREN",
  "elk.edgeRouting": "ORTHOGONAL",
  "elk.layered.considerModelOrder.strategy": "NODES_AND_EDGES",
  "elk.layered.considerModelOrder.crossingCounterNodeInfluence": "0.2",
  "elk.layered.nodePlacement.strategy": "BRANDES_KOEPF",
  "elk.layered.nodePlacement.bk.fixedAlignment": "BALANCED",
};
/** Distances are not handed down: each container has them of its own. */
const INSIDE = { ...SPACING, "elk.padding": "[top=40,left=24,bottom=24,right=24]" };

/**
 * The graph that is laid out.
 * @param keys nodes to put in order, with what stands in them; all of them if none is named
 */
export function layoutGraph(design: Design, keys: readonly string[]): ElkNode {
  const frames = framesOf(design);
  const chosen = chosenOf(design, keys, frames);
  const parent = (id: string) => parentOf(design, id, chosen);
  const childrenOf = (container: string | undefined): ElkNode[] =>
    [...chosen]
      .filter((id) => parent(id) === container)
      .sort(byPlace(frames))
      .map((id) => {
        const children = childrenOf(id);
        const { width, height } = frames.get(id) as Rect;
        return children.length > 0
          ? { id, children, layoutOptions: INSIDE }
          : { id, width, height };
      });
  return {
    id: "root",
    layoutOptions: OPTIONS,
    children: childrenOf(undefined),
    edges: edgesOf(design, chosen, frames),
  };
}

function chosenOf(
  design: Design,
  keys: readonly string[],
  frames: ReadonlyMap<string, Rect>,
): ReadonlySet<string> {
  const named = keys.filter((key) => noteOfKey(key) === undefined);
  const all =
    named.length > 1 ? named.flatMap((key) => [key, ...membersOf(design, key)]) : frames.keys();
  return new Set([...all].filter((key) => frames.has(key) && noteOfKey(key) === undefined));
}

/** The innermost chosen container around a node. */
function parentOf(design: Design, id: string, chosen: ReadonlySet<string>): string | undefined {
  const node = design.system?.nodes?.[id];
  const broker = node && "broker" in node ? node.broker : undefined;
  const outer = [broker, node?.zone].find((each) => each !== undefined && chosen.has(each));
  if (outer !== undefined) return outer;
  const held = broker ?? node?.zone;
  return held === undefined ? undefined : parentOf(design, held, chosen);
}

function byPlace(frames: ReadonlyMap<string, Rect>) {
  return (a: string, b: string) => {
    const [p, q] = [frames.get(a) as Rect, frames.get(b) as Rect];
    return p.y - q.y || p.x - q.x || (a < b ? -1 : 1);
  };
}

function edgesOf(
  design: Design,
  chosen: ReadonlySet<string>,
  frames: ReadonlyMap<string, Rect>,
): NonNullable<ElkNode["edges"]> {
  const shown = (id: string) => hiddenIn(design, id) ?? id;
  return Object.entries(design.system?.links ?? {})
    .map(([id, { kind, source, target }]) => ({
      id,
      source: shown(source),
      target: shown(target),
      // Where the flow runs in a circle, a service stands after what feeds it.
      priority: kind === "subscribe" ? "10" : "1",
    }))
    .filter(({ source, target }) => source !== target && chosen.has(source) && chosen.has(target))
    .sort((a, b) => {
      const [p, q] = [frames.get(a.target) as Rect, frames.get(b.target) as Rect];
      return p.y - q.y || p.x - q.x || (a.id < b.id ? -1 : 1);
    })
    .map(({ id, source, target, priority }) => ({
      id,
      sources: [source],
      targets: [target],
      layoutOptions: { "elk.layered.priority.direction": priority },
    }));
}

/** Places of a graph that was laid out, with its upper left corner where that of the picture was. */
export function placesOf(design: Design, laidOut: ElkNode): Map<string, Point> {
  const places = new Map<string, Point>();
  const collect = (node: ElkNode, left: number, top: number): void => {
    for (const child of node.children ?? []) {
      const at = { x: left + (child.x ?? 0), y: top + (child.y ?? 0) };
      places.set(child.id, at);
      collect(child, at.x, at.y);
    }
  };
  collect(laidOut, 0, 0);
  const frames = framesOf(design);
  const before = around([...places.keys()].flatMap((id) => frames.get(id) ?? []));
  const after = around([...places].map(([, at]) => ({ ...at, width: 0, height: 0 })));
  const by = { x: (before?.x ?? 0) - (after?.x ?? 0), y: (before?.y ?? 0) - (after?.y ?? 0) };
  for (const [id, { x, y }] of places) places.set(id, { x: onGrid(x + by.x), y: onGrid(y + by.y) });
  return places;
}

function onGrid(coordinate: number): number {
  return Math.round(coordinate / GRID) * GRID;
}
