import { around, GRID, type Point, type Rect } from "../../design/index.ts";

/** Corners of a box, by which it is resized. */
export const CORNERS = ["top-left", "top-right", "bottom-left", "bottom-right"] as const;
export type Corner = (typeof CORNERS)[number];

const LEAST = { width: 96, height: 64 };

export function cornerOf({ x, y, width, height }: Rect, corner: Corner): Point {
  return {
    x: corner.endsWith("left") ? x : x + width,
    y: corner.startsWith("top") ? y : y + height,
  };
}

/** The box with a corner at a point: on the grid, not too small, and around what must stay inside. */
export function resizedFrame(
  frame: Rect,
  corner: Corner,
  to: Point,
  inside: Rect | undefined,
): Rect {
  const [right, bottom] = [frame.x + frame.width, frame.y + frame.height];
  const [x, y] = [onGrid(to.x), onGrid(to.y)];
  const left = corner.endsWith("left") ? Math.min(x, right - LEAST.width) : frame.x;
  const top = corner.startsWith("top") ? Math.min(y, bottom - LEAST.height) : frame.y;
  const width = corner.endsWith("left") ? right - left : Math.max(x - frame.x, LEAST.width);
  const height = corner.startsWith("top") ? bottom - top : Math.max(y - frame.y, LEAST.height);
  const box = { x: left, y: top, width, height };
  return (inside && around([box, inside])) ?? box;
}

function onGrid(coordinate: number): number {
  return Math.round(coordinate / GRID) * GRID;
}
