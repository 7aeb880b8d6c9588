import { centerOf, type Point, pointOnSide, type Rect, type Side } from "../../design/index.ts";
import { findRoute, type Port } from "./findRoute.ts";
import { Lanes } from "./Lanes.ts";
import { type LinkToRoute, portKey, type Sides } from "./LinkToRoute.ts";
import { Obstacles } from "./Obstacles.ts";
import { placePorts } from "./placePorts.ts";

const SIDES: readonly Side[] = ["right", "left", "top", "bottom"];
/** Messages are read from left to right: other ways out must be worth it. */
const SIDE_COST: Record<"source" | "target", Record<Side, number>> = {
  source: { right: 0, bottom: 30, top: 34, left: 44 },
  target: { left: 0, top: 30, bottom: 34, right: 44 },
};

/** The courses of links, by id: corners from border to border. */
export type Routes = Map<string, readonly Point[]>;

/**
 * Courses of all links, by id, each from border to border as level and upright segments.
 * First each link chooses the sides by which it leaves and enters, then links of different bundles on
 * one side are spread along it, then the course is found.
 */
export function routeLinks(
  links: readonly LinkToRoute[],
  rects: ReadonlyMap<string, Rect>,
): Routes {
  const routing = routeInSteps(links, rects);
  for (;;) {
    const { done, value } = routing.next();
    if (done) return value;
  }
}

/** The same, step by step, for whoever has other things to do in between. */
export function* routeInSteps(
  links: readonly LinkToRoute[],
  rects: ReadonlyMap<string, Rect>,
): Generator<void, Routes> {
  const obstacles = new Obstacles([...rects.values()]);
  const drawable = links.filter(({ source, target }) => rects.has(source) && rects.has(target));
  const sides = new Map<string, Sides>();
  for (const link of drawable) {
    sides.set(link.id, chooseSides(link, rects, obstacles));
    yield;
  }
  const offsets = placePorts(drawable, sides, rects);
  const lanes = new Lanes();
  const courses: Routes = new Map();
  for (const link of [...drawable].sort(byDistance(rects))) {
    const chosen = sides.get(link.id) as Sides;
    const from = portOf(link, "source", chosen.source, rects, offsets);
    const to = portOf(link, "target", chosen.target, rects, offsets);
    const { points } = findRoute(from, to, obstacles, lanes);
    lanes.take(points, from.key, to.key);
    courses.set(link.id, points);
    yield;
  }
  return courses;
}

/** Courses that look at nothing in the way: from the right of the source to the left of the target. */
export function plainRoutes(
  links: readonly LinkToRoute[],
  rects: ReadonlyMap<string, Rect>,
): Routes {
  const courses: Routes = new Map();
  for (const { id, source, target } of links) {
    const [from, to] = [rects.get(source), rects.get(target)];
    if (!from || !to) continue;
    const [a, b] = [pointOnSide(from, "right"), pointOnSide(to, "left")];
    const x = Math.round((a.x + b.x) / 2);
    courses.set(id, a.y === b.y ? [a, b] : [a, { x, y: a.y }, { x, y: b.y }, b]);
  }
  return courses;
}

/** Short links settle first, so that it is the long ones that give way. */
function byDistance(rects: ReadonlyMap<string, Rect>) {
  const distance = ({ source, target }: LinkToRoute) => {
    const a = centerOf(rects.get(source) as Rect);
    const b = centerOf(rects.get(target) as Rect);
    return Math.abs(a.x - b.x) + Math.abs(a.y - b.y);
  };
  return (a: LinkToRoute, b: LinkToRoute) => distance(a) - distance(b);
}

function chooseSides(
  link: LinkToRoute,
  rects: ReadonlyMap<string, Rect>,
  obstacles: Obstacles,
): Sides {
  const none = new Lanes();
  let best: { sides: Sides; cost: number } | undefined;
  const pairs = SIDES.flatMap((source) => SIDES.map((target) => ({ source, target })))
    .map((sides) => ({ sides, floor: leastCost(link, sides, rects) }))
    .sort((a, b) => a.floor - b.floor);
  for (const { sides, floor } of pairs) {
    if (best && floor >= best.cost) break;
    const from = portOf(link, "source", sides.source, rects);
    const to = portOf(link, "target", sides.target, rects);
    const cost = findRoute(from, to, obstacles, none).cost + preference(sides);
    if (!best || cost < best.cost) best = { sides, cost };
  }
  return best?.sides ?? { source: "right", target: "left" };
}

function preference({ source, target }: Sides): number {
  return SIDE_COST.source[source] + SIDE_COST.target[target];
}

function leastCost(link: LinkToRoute, sides: Sides, rects: ReadonlyMap<string, Rect>): number {
  const a = pointOnSide(rects.get(link.source) as Rect, sides.source);
  const b = pointOnSide(rects.get(link.target) as Rect, sides.target);
  return Math.abs(a.x - b.x) + Math.abs(a.y - b.y) + preference(sides);
}

function portOf(
  link: LinkToRoute,
  end: "source" | "target",
  side: Side,
  rects: ReadonlyMap<string, Rect>,
  offsets?: ReadonlyMap<string, number>,
): Port {
  const rect = rects.get(link[end]) as Rect;
  const key = portKey(link, end, side);
  return { point: pointOnSide(rect, side, offsets?.get(key) ?? 0), side, key, rect };
}
