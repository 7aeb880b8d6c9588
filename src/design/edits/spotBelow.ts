import type { Design } from "../DesignFile.ts";
import { framesOf, isContainer } from "../frames.ts";
import { GRID, type NodeSize } from "../nodeSize.ts";
import type { Point, Rect } from "../Rect.ts";

/** Room to the neighbors, for names, badges and links. */
const CLEAR = 2 * GRID;
/** Room to the node above, for a link to be seen. */
const BELOW = 3 * GRID;
/** Steps in which a free place is looked for further down, and how many. */
const STEP = 2 * GRID;
const TRIES = 100;

/**
 * A free place for a node that belongs to another: right below it; where that is taken, the nearest one
 * in its container, and without any or without a container, the first one further down.
 * @returns the top left corner, in pixels at 100 %
 */
export function spotBelow(design: Design, id: string, size: NodeSize): Point {
  const frames = framesOf(design, { showsCollapsed: true });
  const own = frames.get(id) ?? { x: 0, y: 0, ...size };
  const taken = [...frames].filter(([key]) => {
    const kind = design.system?.nodes?.[key]?.kind;
    return kind === undefined || !isContainer(kind);
  });
  const isFree = (spot: Point) => taken.every(([, frame]) => !crowds({ ...spot, ...size }, frame));
  const below = { x: own.x, y: own.y + own.height + BELOW };
  if (isFree(below)) return below;
  const node = design.system?.nodes?.[id];
  const broker = node && "broker" in node ? node.broker : undefined;
  const box = broker === undefined ? undefined : frames.get(broker);
  return (box && nearestWithin(box, size, below, isFree)) ?? further(below, isFree);
}

function crowds(a: Rect, b: Rect): boolean {
  return (
    a.x < b.x + b.width + CLEAR &&
    b.x < a.x + a.width + CLEAR &&
    a.y < b.y + b.height + CLEAR &&
    b.y < a.y + a.height + CLEAR
  );
}

/** Undefined where the box is full. */
function nearestWithin(
  box: Rect,
  { width, height }: NodeSize,
  to: Point,
  isFree: (spot: Point) => boolean,
): Point | undefined {
  let nearest: Point | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (let y = box.y + 5 * GRID; y + height + CLEAR <= box.y + box.height; y += GRID)
    for (let x = box.x + CLEAR; x + width + CLEAR <= box.x + box.width; x += GRID) {
      const distance = Math.hypot(x - to.x, y - to.y);
      if (distance >= least || !isFree({ x, y })) continue;
      nearest = { x, y };
      least = distance;
    }
  return nearest;
}

function further(from: Point, isFree: (spot: Point) => boolean): Point {
  for (let i = 1; i < TRIES; i++) {
    const spot = { x: from.x, y: from.y + i * STEP };
    if (isFree(spot)) return spot;
  }
  return from;
}
