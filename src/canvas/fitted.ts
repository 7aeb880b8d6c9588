import { around, type Rect } from "../geometry/index.ts";
import type { Viewport } from "../view/index.ts";
import { mapPlace } from "./minimap/mapPlace.ts";

export const LEAST_ZOOM = 0.1;
export const MOST_ZOOM = 2;

/** Room kept free at the edges: badges above, legend and zoom below. */
const MARGIN = { top: 40, side: 24, bottom: 56 };
/** Between the map and what is drawn. */
const BESIDE_MAP = 12;
const LARGEST = 1;
const LARGEST_ON_WIDE = 1.25;
const WIDE = 1700;

/**
 * Brings things into view, as large as they may be without lying under what stands before the canvas. The
 * map takes room where something would lie under it: beside it or above it, whichever leaves more.
 * @param canvas in pixels of the screen
 */
export function fitted(
  things: readonly Rect[],
  canvas: { width: number; height: number },
  hasMap: boolean,
): Viewport | undefined {
  const box = around(things);
  const { width, height } = canvas;
  if (!box || width === 0 || height === 0) return undefined;
  const { top, side, bottom } = MARGIN;
  const room = { x: side, y: top, width: width - 2 * side, height: height - top - bottom };
  const largest = width > WIDE ? LARGEST_ON_WIDE : LARGEST;
  const whole = inRoom(box, room, largest);
  const map = mapPlace(canvas);
  if (!hasMap || !things.some((thing) => overlap(onScreen(thing, whole), map))) return whole;
  const beside = inRoom(box, { ...room, width: map.x - BESIDE_MAP - room.x }, largest);
  const above = inRoom(box, { ...room, height: map.y - BESIDE_MAP - room.y }, largest);
  return beside.zoom >= above.zoom ? beside : above;
}

function inRoom(box: Rect, room: Rect, largest: number): Viewport {
  const most = Math.min(largest, room.width / box.width, room.height / box.height);
  const zoom = Math.max(LEAST_ZOOM, most);
  return {
    x: room.x + (room.width - box.width * zoom) / 2 - box.x * zoom,
    y: room.y + (room.height - box.height * zoom) / 2 - box.y * zoom,
    zoom,
  };
}

function onScreen({ x, y, width, height }: Rect, view: Viewport): Rect {
  const { zoom } = view;
  return {
    x: x * zoom + view.x,
    y: y * zoom + view.y,
    width: width * zoom,
    height: height * zoom,
  };
}

function overlap(a: Rect, b: Rect): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}
