import { GRID, type Point, type Rect } from "../../design/index.ts";

/** A line along which what is dragged lines up with something else, in pixels of the design. */
export interface Guide {
  /** An upright guide has one x; a level one, one y. */
  isUpright: boolean;
  at: number;
  from: number;
  to: number;
}

export interface Snapped {
  /** What is to be added to the place of the pointer. */
  by: Point;
  guides: Guide[];
}

type Axis = "x" | "y";
const SIZE = { x: "width", y: "height" } as const;
const OTHER = { x: "y", y: "x" } as const;

/**
 * Lines a box up with its neighbors: by edges and middles, and by equal gaps in a row or column.
 * Where nothing is near, it goes to the grid.
 * @param reach how near a guide must be, in pixels of the design
 */
export function snapped(box: Rect, others: readonly Rect[], reach: number): Snapped {
  const x = best(box, others, "x", reach);
  const y = best(box, others, "y", reach);
  const by = { x: x ?? toGrid(box.x), y: y ?? toGrid(box.y) };
  const at = { ...box, x: box.x + by.x, y: box.y + by.y };
  const guides = [
    ...(x === undefined ? [] : guidesOf(at, others, "x")),
    ...(y === undefined ? [] : guidesOf(at, others, "y")),
  ];
  return { by, guides };
}

function toGrid(coordinate: number): number {
  return Math.round(coordinate / GRID) * GRID - coordinate;
}

/** The shortest way to a guide; undefined when none is within reach. */
function best(box: Rect, others: readonly Rect[], axis: Axis, reach: number): number | undefined {
  let found: number | undefined;
  const consider = (way: number) => {
    if (Math.abs(way) <= reach && (found === undefined || Math.abs(way) < Math.abs(found)))
      found = way;
  };
  for (const other of others)
    for (const mine of linesOf(box, axis))
      for (const theirs of linesOf(other, axis)) consider(theirs - mine);
  for (const place of evenPlaces(box, others, axis)) consider(place - box[axis]);
  return found;
}

/** Both edges and the middle. */
function linesOf(box: Rect, axis: Axis): [number, number, number] {
  const start = box[axis];
  const size = box[SIZE[axis]];
  return [start, start + size / 2, start + size];
}

/** Places with equal gaps: between two neighbors, or as far from the last as the last from its own. */
function evenPlaces(box: Rect, others: readonly Rect[], axis: Axis): number[] {
  const size = SIZE[axis];
  const beside = others
    .filter((other) => overlaps(box, other, OTHER[axis]))
    .sort((a, b) => a[axis] - b[axis]);
  const before = beside.filter((other) => other[axis] + other[size] <= box[axis] + box[size] / 2);
  const after = beside.filter((other) => other[axis] >= box[axis] + box[size] / 2);
  const [left, leftmost] = [before.at(-1), before.at(-2)];
  const [right, rightmost] = after;
  const places: number[] = [];
  if (left && right) places.push((left[axis] + left[size] + right[axis] - box[size]) / 2);
  if (left && leftmost)
    places.push(left[axis] + left[size] + (left[axis] - leftmost[axis] - leftmost[size]));
  if (right && rightmost)
    places.push(right[axis] - (rightmost[axis] - right[axis] - right[size]) - box[size]);
  return places;
}

function overlaps(a: Rect, b: Rect, axis: Axis): boolean {
  return a[axis] < b[axis] + b[SIZE[axis]] && b[axis] < a[axis] + a[SIZE[axis]];
}

/** Lines that the box shares with others, each from the first to the last that is on it. */
function guidesOf(box: Rect, others: readonly Rect[], axis: Axis): Guide[] {
  const across = OTHER[axis];
  const lines = new Map<number, Guide>();
  for (const mine of linesOf(box, axis)) {
    for (const other of others) {
      if (!linesOf(other, axis).some((theirs) => Math.abs(theirs - mine) < 0.5)) continue;
      const known = lines.get(mine);
      const ends = [known ?? { from: box[across], to: box[across] + box[SIZE[across]] }];
      lines.set(mine, {
        isUpright: axis === "x",
        at: mine,
        from: Math.min(other[across], ...ends.map(({ from }) => from)),
        to: Math.max(other[across] + other[SIZE[across]], ...ends.map(({ to }) => to)),
      });
    }
  }
  return [...lines.values()];
}
