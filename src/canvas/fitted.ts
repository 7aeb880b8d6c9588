import { around, type Rect } from "../geometry/index.ts";
import type { Viewport } from "../view/index.ts";
import { mapPlace } from "./minimap/mapPlace.ts";

export const LEAST_ZOOM = 0.1;
export const MOST_ZOOM = 2;

/** Room kept free at the edges: badges above, legend and zoom below. */
const MARGIN = { top: 40, side: 24, bottom: 56 };
/** Up to this height there is no legend, and what is drawn may stand beside the zoom. The style sheet says the same. */
const SHORT = 280;
const BOTTOM_OF_SHORT = 16;
/** Size of the zoom with its distance from the edges. */
const ZOOM_CORNER = { width: 140, height: 46 };
/** Between what stands in the corner and what is drawn. */
const BESIDE_CORNER = 12;
const LARGEST = 1;
const LARGEST_ON_WIDE = 1.25;
const WIDE = 1700;

/**
 * Brings things into view, as large as they may be without lying under what stands before the canvas. The
 * map, and on a short canvas the zoom, take room where something would lie under them: beside them or above
 * them, whichever leaves more.
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
  const { top, side } = MARGIN;
  const bottom = height <= SHORT ? BOTTOM_OF_SHORT : MARGIN.bottom;
  const room = { x: side, y: top, width: width - 2 * side, height: height - top - bottom };
  const largest = width > WIDE ? LARGEST_ON_WIDE : LARGEST;
  const whole = inRoom(box, room, largest);
  const corner = cornerOf(canvas, hasMap);
  if (!things.some((thing) => overlap(onScreen(thing, whole), corner))) return whole;
  const beside = inRoom(box, { ...room, width: corner.x - BESIDE_CORNER - room.x }, largest);
  const above = inRoom(box, { ...room, height: corner.y - BESIDE_CORNER - room.y }, largest);
  return beside.zoom >= above.zoom ? beside : above;
}

/** What stands in the lower right corner: the zoom, and above it the map. */
function cornerOf({ width, height }: { width: number; height: number }, hasMap: boolean): Rect {
  const map = mapPlace({ width, height });
  if (hasMap) return { ...map, height: height - map.y };
  const { width: across, height: down } = ZOOM_CORNER;
  return { x: width - across, y: height - down, width: across, height: down };
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
