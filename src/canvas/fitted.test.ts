import { expect, test } from "vitest";
import type { Rect } from "../geometry/index.ts";
import { fitted } from "./fitted.ts";
import { mapPlace } from "./minimap/mapPlace.ts";

const CANVAS = { width: 1000, height: 600 };

/** Cards in rows and columns, at such distances. */
function cards(columns: number, rows: number, across = 200, down = 120): Rect[] {
  return Array.from({ length: columns * rows }, (_, i) => ({
    x: (i % columns) * across,
    y: Math.floor(i / columns) * down,
    width: 144,
    height: 72,
  }));
}

/** How many of them lie under the map once they are fitted, and at which zoom. */
function underMap(things: readonly Rect[], hasMap: boolean) {
  const view = fitted(things, CANVAS, hasMap);
  if (!view) throw new Error("There is something to fit.");
  const map = mapPlace(CANVAS);
  const under = things.filter(({ x, y, width, height }) => {
    const [left, top] = [x * view.zoom + view.x, y * view.zoom + view.y];
    return (
      left < map.x + map.width &&
      left + width * view.zoom > map.x &&
      top < map.y + map.height &&
      top + height * view.zoom > map.y
    );
  });
  return { under: under.length, zoom: view.zoom, view };
}

test("nothing lies under the map, and the design is as large as it may be beside or above it", () => {
  const wide = cards(25, 4);
  const tall = cards(4, 25);
  expect(underMap(cards(25, 20), false).under).toBeGreaterThan(0);
  for (const things of [wide, tall, cards(25, 20), cards(8, 6)])
    expect(underMap(things, true).under).toBe(0);
  expect(underMap(wide, true).view, "where the map is in nobody's way").toEqual(
    underMap(wide, false).view,
  );
  expect(underMap(tall, true).zoom).toBe(underMap(tall, false).zoom);
});

test("a canvas without room or without things has nothing to fit", () => {
  expect(fitted([], CANVAS, true)).toBeUndefined();
  expect(fitted(cards(1, 1), { width: 0, height: 0 }, false)).toBeUndefined();
  expect(fitted(cards(1, 1), CANVAS, true)?.zoom).toBe(1);
});

test("on a short canvas nothing lies under the zoom, and the room beside it is used", () => {
  const short = { width: 700, height: 200 };
  const zoomPlace = { x: 700 - 126, y: 200 - 44 };
  for (const things of [cards(6, 3), cards(12, 2), cards(3, 6), cards(1, 1)]) {
    const view = fitted(things, short, false);
    if (!view) throw new Error("There is something to fit.");
    for (const { x, y, width, height } of things) {
      const isLeft = (x + width) * view.zoom + view.x < zoomPlace.x;
      const isAbove = (y + height) * view.zoom + view.y < zoomPlace.y;
      expect(isLeft || isAbove).toBe(true);
    }
  }
  // Three rows of cards need 312 of the design's points: above the zoom they would be 0.29 large.
  expect(fitted(cards(4, 3), short, false)?.zoom).toBeGreaterThan(0.4);
});
