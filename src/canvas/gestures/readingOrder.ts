import { centerOf, type Point, type Rect } from "../../geometry/index.ts";

/** Things whose middles are closer than this in height stand in one row. */
const ROW = 48;

/** Keys of the things on the canvas as one reads them: row by row, each from left to right. */
export function readingOrder(frames: ReadonlyMap<string, Rect>): string[] {
  const things = [...frames].map(([key, frame]) => ({ key, ...readingPoint(frame) }));
  things.sort((a, b) => a.y - b.y);
  const rows: (typeof things)[] = [];
  for (const thing of things) {
    const row = rows.at(-1);
    const first = row?.[0];
    if (row && first && thing.y - first.y < ROW) row.push(thing);
    else rows.push([thing]);
  }
  return rows.flatMap((row) => row.sort((a, b) => a.x - b.x).map(({ key }) => key));
}

/** Large boxes are read where their title is. */
function readingPoint(frame: Rect): Point {
  return frame.height > 120 ? { x: frame.x, y: frame.y } : centerOf(frame);
}

export type Direction = "left" | "right" | "up" | "down";

const WAYS: Record<Direction, Point> = {
  left: { x: -1, y: 0 },
  right: { x: 1, y: 0 },
  up: { x: 0, y: -1 },
  down: { x: 0, y: 1 },
};

/** Of the candidates, the nearest one in a direction; undefined when none lies that way. */
export function nearestToward(
  from: Rect,
  direction: Direction,
  candidates: readonly string[],
  frames: ReadonlyMap<string, Rect>,
): string | undefined {
  const start = centerOf(from);
  const way = WAYS[direction];
  let best: { key: string; cost: number } | undefined;
  for (const key of candidates) {
    const frame = frames.get(key);
    if (!frame) continue;
    const { x, y } = centerOf(frame);
    const along = (x - start.x) * way.x + (y - start.y) * way.y;
    const across = Math.abs((x - start.x) * way.y) + Math.abs((y - start.y) * way.x);
    if (along <= 0) continue;
    const cost = along + 2 * across;
    if (!best || cost < best.cost) best = { key, cost };
  }
  return best?.key;
}
