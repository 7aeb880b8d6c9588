import { around, contains, type Point, type Rect } from "../../geometry/index.ts";

/** Room between a node and the next: enough to see what moves there. */
const GAP = 128;
/** Where the first node stands: on the place that the empty canvas shows. */
const FIRST = { x: 112, y: 107 };
const STEP = 112;
const TRIES = 40;

/** Right of what is selected, else right of everything; lower down where that is taken. */
export function freePlace(
  size: { width: number; height: number },
  frames: ReadonlyMap<string, Rect>,
  beside: string | undefined,
  seen: Rect,
): Point {
  const neighbor = beside === undefined ? undefined : frames.get(beside);
  const whole = around([...frames.values()]);
  const start = neighbor
    ? { x: neighbor.x + neighbor.width + GAP + size.width / 2, y: neighbor.y + neighbor.height / 2 }
    : whole
      ? { x: whole.x + whole.width + GAP + size.width / 2, y: whole.y + whole.height / 2 }
      : { x: seen.x + FIRST.x, y: seen.y + FIRST.y };
  const taken = [...frames.values()];
  for (let i = 0; i < TRIES; i++) {
    const point = { x: start.x, y: start.y + i * STEP };
    if (!taken.some((frame) => contains(grown(frame, size), point))) return point;
  }
  return start;
}

/** Where the middle of a thing may not be, or it would lie on the frame. */
function grown(frame: Rect, size: { width: number; height: number }): Rect {
  return {
    x: frame.x - size.width / 2,
    y: frame.y - size.height / 2,
    width: frame.width + size.width,
    height: frame.height + size.height,
  };
}
