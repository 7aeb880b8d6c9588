import { around, contains, type Point, type Rect } from "../../geometry/index.ts";

/** Room between a node and the next: enough to see what moves there. */
const GAP = 128;
/** Where the first node stands: on the place that the empty canvas shows, which is this large. */
const FIRST = { x: 112, y: 107 };
const SHOWN = { width: 144, height: 72 };
/** Kept free at the sides, and above and below, where badges, legend and zoom are. */
const MARGIN = { side: 24, end: 56 };
/** Steps in which a free place is looked for. */
const GRID = 16;
/** Room for badges and names around a new thing. */
const CLEAR = 24;
/** Kept free in a box: its name above, and room for badges. */
const BOX_MARGIN = { side: 24, top: 40, bottom: 24 };
const STEP = 112;
const TRIES = 40;

type Size = { width: number; height: number };
type IsFree = (point: Point) => boolean;

/**
 * Where a new thing stands that was given no place: right of what is selected, lower down where that is
 * taken; else in the free place nearest to the middle of what is seen; right of everything when nothing
 * is free there. The first node stands where the empty canvas shows it, what is larger in the middle.
 * @returns where its middle comes to stand
 */
export function freePlace(
  size: Size,
  frames: ReadonlyMap<string, Rect>,
  beside: string | undefined,
  seen: Rect,
): Point {
  const taken = [...frames.values()];
  const isFree: IsFree = (point) => !taken.some((frame) => contains(grown(frame, size), point));
  const neighbor = beside === undefined ? undefined : frames.get(beside);
  if (neighbor) return downFrom(rightOf(neighbor, size), isFree);
  const whole = around(taken);
  if (!whole) return firstPlace(size, seen);
  return nearestToMiddle(size, seen, isFree) ?? downFrom(rightOf(whole, size), isFree);
}

/**
 * Where a new thing stands in a box: right of its neighbor there, else in the first gap of the box, else
 * below or right of what is in it, where the box grows over nothing.
 * @returns where its middle comes to stand
 */
export function placeInside(
  size: Size,
  frames: ReadonlyMap<string, Rect>,
  box: Rect,
  neighbor: Rect | undefined,
): Point {
  const room = inset(box);
  const taken = [...frames.values()].filter((frame) => !isAround(frame, box));
  const isFree: IsFree = (point) => !taken.some((frame) => contains(grown(frame, size), point));
  const fits = ({ x, y }: Point) =>
    x + size.width / 2 <= room.x + room.width && y + size.height / 2 <= room.y + room.height;
  const beside = neighbor && rightOf(neighbor, size);
  if (beside && fits(beside) && isFree(beside)) return beside;
  const first = { x: room.x + size.width / 2, y: room.y + size.height / 2 };
  for (let y = first.y; fits({ x: first.x, y }); y += GRID)
    for (let x = first.x; fits({ x, y }); x += GRID) if (isFree({ x, y })) return { x, y };
  const gap = CLEAR + GRID / 2;
  const below = { x: first.x, y: room.y + room.height + gap + size.height / 2 };
  const right = { x: room.x + room.width + gap + size.width / 2, y: first.y };
  return isFree(below) || !isFree(right) ? downFrom(below, isFree, GRID) : right;
}

/** What of a box its members may take. */
function inset({ x, y, width, height }: Rect): Rect {
  const { side, top, bottom } = BOX_MARGIN;
  return { x: x + side, y: y + top, width: width - 2 * side, height: height - top - bottom };
}

/** Whether a frame is the box, or holds it. */
function isAround(frame: Rect, box: Rect): boolean {
  const end = { x: box.x + box.width, y: box.y + box.height };
  return contains(frame, box) && contains(frame, end);
}

function firstPlace(size: Size, seen: Rect): Point {
  const isAsShown = size.width <= SHOWN.width && size.height <= SHOWN.height;
  return isAsShown ? { x: seen.x + FIRST.x, y: seen.y + FIRST.y } : middleOf(seen);
}

function rightOf(frame: Rect, size: Size): Point {
  return { x: frame.x + frame.width + GAP + size.width / 2, y: frame.y + frame.height / 2 };
}

function downFrom(start: Point, isFree: IsFree, step = STEP): Point {
  for (let i = 0; i < TRIES; i++) {
    const point = { x: start.x, y: start.y + i * step };
    if (isFree(point)) return point;
  }
  return start;
}

/** Undefined when no place within the margins of the view is free. */
function nearestToMiddle(size: Size, seen: Rect, isFree: IsFree): Point | undefined {
  const middle = middleOf(seen);
  const across = reachOf(seen.width / 2 - MARGIN.side - size.width / 2);
  const down = reachOf(seen.height / 2 - MARGIN.end - size.height / 2);
  let nearest: Point | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (let row = -down; row <= down; row++) {
    for (let column = -across; column <= across; column++) {
      const distance = row * row + column * column;
      const point = { x: middle.x + column * GRID, y: middle.y + row * GRID };
      if (distance >= least || !isFree(point)) continue;
      nearest = point;
      least = distance;
    }
  }
  return nearest;
}

/** Steps of the grid that fit between the middle and the margin. */
function reachOf(length: number): number {
  return Math.max(0, Math.floor(length / GRID));
}

function middleOf({ x, y, width, height }: Rect): Point {
  return { x: x + width / 2, y: y + height / 2 };
}

/** Where the middle of a thing may not be, or it would lie on the frame. */
function grown(frame: Rect, size: Size): Rect {
  const [beside, above] = [size.width / 2 + CLEAR, size.height / 2 + CLEAR];
  return {
    x: frame.x - beside,
    y: frame.y - above,
    width: frame.width + 2 * beside,
    height: frame.height + 2 * above,
  };
}
