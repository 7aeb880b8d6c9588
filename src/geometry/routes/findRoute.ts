import { OUTWARD, type Point, type Rect, type Side } from "../../design/index.ts";
import type { Lanes } from "./Lanes.ts";
import type { Obstacles } from "./Obstacles.ts";

/** An end of a link: a point on the border of a node and the way out of it. */
export interface Port {
  readonly point: Point;
  readonly side: Side;
  /** Names the port, so that links from or to the same port may share a lane. */
  readonly key: string;
  /** The node that it belongs to. */
  readonly rect: Rect;
}

export interface Route {
  /** Corners from end to end, each segment level or upright. */
  readonly points: readonly Point[];
  readonly cost: number;
}

/** A link leaves and enters a node straight for at least so many pixels. */
const STUB = 16;
/** Distance kept from nodes that are passed. */
const CLEARANCE = 14;
const SEARCH_MARGIN = 96;
const CORRIDORS = 8;

const BEND_COST = 20;
const HIT_COST = 2000;
const SHARED_COST = 3;

/**
 * The cheapest course of level and upright segments from one port to another: short, with few bends,
 * around nodes rather than through them, in a lane of its own where it can.
 */
export function findRoute(from: Port, to: Port, obstacles: Obstacles, lanes: Lanes): Route {
  const start = stubEnd(from);
  const end = stubEnd(to);
  const near = obstacles
    .between(start, end, SEARCH_MARGIN)
    .filter((rect) => rect !== from.rect && rect !== to.rect);
  let best: Route | undefined;
  for (const middle of courses(start, end, near)) {
    const points = straightened([from.point, start, ...middle, end, to.point]);
    if (!points) continue;
    const floor = lengthOf(points) + (points.length - 2) * BEND_COST;
    if (best && floor >= best.cost) continue;
    const cost = floor + obstruction(points, from, to, near) + crowding(points, from, to, lanes);
    if (!best || cost < best.cost) best = { points, cost };
  }
  return best ?? { points: [from.point, to.point], cost: Number.POSITIVE_INFINITY };
}

function stubEnd({ point, side }: Port): Point {
  const way = OUTWARD[side];
  return { x: point.x + way.x * STUB, y: point.y + way.y * STUB };
}

/**
 * Corners between the two stubs, to choose from: one or two bends, by each corridor in between. Of
 * equal courses the first wins, so the one that bends in the middle comes first.
 */
function* courses(a: Point, b: Point, near: readonly Rect[]): Generator<Point[]> {
  const [firstX = 0, ...otherX] = corridors(a.x, b.x, near, "x", "width");
  const [firstY = 0, ...otherY] = corridors(a.y, b.y, near, "y", "height");
  const byX = (x: number) => [
    { x, y: a.y },
    { x, y: b.y },
  ];
  const byY = (y: number) => [
    { x: a.x, y },
    { x: b.x, y },
  ];
  yield byX(firstX);
  yield byY(firstY);
  yield [{ x: b.x, y: a.y }];
  yield [{ x: a.x, y: b.y }];
  for (const x of otherX) yield byX(x);
  for (const y of otherY) yield byY(y);
}

function corridors(
  a: number,
  b: number,
  near: readonly Rect[],
  axis: "x" | "y",
  size: "width" | "height",
): number[] {
  const middle = Math.round((a + b) / 2);
  const edges = near.flatMap((rect) => [
    rect[axis] - CLEARANCE,
    rect[axis] + rect[size] + CLEARANCE,
  ]);
  const nearest = [...new Set(edges)]
    .sort((p, q) => Math.abs(p - middle) - Math.abs(q - middle))
    .slice(0, CORRIDORS);
  return [middle, ...nearest];
}

/** Without points that are no corners; undefined where the course would turn back on itself. */
function straightened(points: readonly Point[]): Point[] | undefined {
  const kept: Point[] = [];
  for (const point of points) {
    const last = kept.at(-1);
    if (last && last.x === point.x && last.y === point.y) continue;
    const before = kept.at(-2);
    if (last && before && isStraight(before, last, point)) {
      const forward =
        (last.x - before.x) * (point.x - last.x) + (last.y - before.y) * (point.y - last.y);
      if (forward < 0) return undefined;
      kept[kept.length - 1] = point;
    } else kept.push(point);
  }
  return kept;
}

function isStraight(a: Point, b: Point, c: Point): boolean {
  return (a.x === b.x && b.x === c.x) || (a.y === b.y && b.y === c.y);
}

function lengthOf(points: readonly Point[]): number {
  let length = 0;
  for (let i = 1; i < points.length; i++) {
    const a = points[i - 1] as Point;
    const b = points[i] as Point;
    length += Math.abs(a.x - b.x) + Math.abs(a.y - b.y);
  }
  return length;
}

function obstruction(
  points: readonly Point[],
  from: Port,
  to: Port,
  near: readonly Rect[],
): number {
  let hits = 0;
  for (let i = 1; i < points.length; i++) {
    const a = points[i - 1] as Point;
    const b = points[i] as Point;
    for (const rect of near) if (crosses(a, b, rect, CLEARANCE - 6)) hits++;
    if (crosses(a, b, from.rect, -1)) hits++;
    if (crosses(a, b, to.rect, -1)) hits++;
  }
  return hits * HIT_COST;
}

function crosses(a: Point, b: Point, rect: Rect, margin: number): boolean {
  return (
    Math.min(a.x, b.x) < rect.x + rect.width + margin &&
    Math.max(a.x, b.x) > rect.x - margin &&
    Math.min(a.y, b.y) < rect.y + rect.height + margin &&
    Math.max(a.y, b.y) > rect.y - margin
  );
}

function crowding(points: readonly Point[], from: Port, to: Port, lanes: Lanes): number {
  let shared = 0;
  for (let i = 1; i < points.length; i++)
    shared += lanes.shared(points[i - 1] as Point, points[i] as Point, from.key, to.key);
  return shared * SHARED_COST;
}
