import { around, type Point, type Rect } from "../../design/index.ts";

/** How the whole canvas fits into a small picture. */
export interface MiniMapScale {
  scale: number;
  /** Offset of the design's origin, in pixels of the picture. */
  x: number;
  y: number;
}

const MARGIN = 6;

/** The scale at which everything, and what is in view, fits into a picture of that size. */
export function miniMapScale(
  frames: ReadonlyMap<string, Rect>,
  seen: Rect,
  size: { width: number; height: number },
): MiniMapScale {
  const box = around([...frames.values(), seen]) ?? seen;
  const scale = Math.min(
    (size.width - 2 * MARGIN) / box.width,
    (size.height - 2 * MARGIN) / box.height,
  );
  return {
    scale,
    x: (size.width - box.width * scale) / 2 - box.x * scale,
    y: (size.height - box.height * scale) / 2 - box.y * scale,
  };
}

/** The point of the design under a point of the picture. */
export function designPoint({ scale, x, y }: MiniMapScale, point: Point): Point {
  return { x: (point.x - x) / scale, y: (point.y - y) / scale };
}
