/** A point of the canvas, in pixels at 100 %. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** An upright rectangle of the canvas. */
export interface Rect extends Point {
  readonly width: number;
  readonly height: number;
}

export type Side = "left" | "right" | "top" | "bottom";

/** The way out of a rectangle by each side. */
export const OUTWARD: Readonly<Record<Side, Point>> = {
  left: { x: -1, y: 0 },
  right: { x: 1, y: 0 },
  top: { x: 0, y: -1 },
  bottom: { x: 0, y: 1 },
};

/** The point of a side, `offset` pixels from its middle. */
export function pointOnSide(rect: Rect, side: Side, offset = 0): Point {
  const middle = centerOf(rect);
  switch (side) {
    case "left":
      return { x: rect.x, y: middle.y + offset };
    case "right":
      return { x: rect.x + rect.width, y: middle.y + offset };
    case "top":
      return { x: middle.x + offset, y: rect.y };
    case "bottom":
      return { x: middle.x + offset, y: rect.y + rect.height };
  }
}

export function centerOf(rect: Rect): Point {
  return { x: rect.x + rect.width / 2, y: rect.y + rect.height / 2 };
}

export function contains(rect: Rect, point: Point): boolean {
  return (
    point.x >= rect.x &&
    point.x <= rect.x + rect.width &&
    point.y >= rect.y &&
    point.y <= rect.y + rect.height
  );
}

/** The rectangle around several; undefined around none. */
export function around(rects: readonly Rect[]): Rect | undefined {
  if (rects.length === 0) return undefined;
  const left = Math.min(...rects.map((rect) => rect.x));
  const top = Math.min(...rects.map((rect) => rect.y));
  const right = Math.max(...rects.map((rect) => rect.x + rect.width));
  const bottom = Math.max(...rects.map((rect) => rect.y + rect.height));
  return { x: left, y: top, width: right - left, height: bottom - top };
}
