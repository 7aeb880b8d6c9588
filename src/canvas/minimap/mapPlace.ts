import type { Rect } from "../../geometry/index.ts";

type Size = { width: number; height: number };

/** Size of the map, in pixels of the screen. */
export const MAP_SIZE: Size = { width: 168, height: 104 };
/** From the right and the lower edge of the canvas; below it stands the zoom. The style sheet says the same. */
const FROM_EDGE = { right: 12, bottom: 48 };

/** Where the map stands on a canvas of that size, in pixels of the screen. */
export function mapPlace({ width, height }: Size): Rect {
  return {
    x: width - FROM_EDGE.right - MAP_SIZE.width,
    y: height - FROM_EDGE.bottom - MAP_SIZE.height,
    ...MAP_SIZE,
  };
}
