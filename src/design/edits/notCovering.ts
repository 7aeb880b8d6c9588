import type { Point, Rect } from "../Rect.ts";

/** How far each copy stands below and right of the one before, in pixels. */
const STEP = 32;
const MOST_STEPS = 100;

/**
 * A way for new things by which none comes to stand exactly on another, where one of the two would never
 * be seen: further down and right by steps, as when something is pasted twice at one place.
 * @param added where they stand before they go that way
 */
export function notCovering(
  added: Iterable<Rect>,
  taken: ReadonlyMap<string, Rect>,
  way: Point,
): Point {
  const places = new Set([...taken.values()].map(({ x, y }) => `${x} ${y}`));
  const things = [...added];
  for (let step = 0; step < MOST_STEPS; step++) {
    const by = { x: way.x + step * STEP, y: way.y + step * STEP };
    if (!things.some(({ x, y }) => places.has(`${x + by.x} ${y + by.y}`))) return by;
  }
  return way;
}
