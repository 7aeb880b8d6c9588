import { expect, test } from "vitest";
import { snapped } from "./snapping.ts";

const card = (x: number, y: number) => ({ x, y, width: 144, height: 72 });

test("what comes near a neighbor's edge or middle lines up with it, and the guide runs through both", () => {
  const { by, guides } = snapped(card(303, 205), [card(300, 0)], 6);
  expect(by.x).toBe(-3);
  expect(guides.map(({ isUpright, at }) => [isUpright, at])).toEqual([
    [true, 300],
    [true, 372],
    [true, 444],
  ]);
  expect(guides[0]).toMatchObject({ from: 0, to: 280 });
});

test("where nothing is near, it goes to the grid without a guide", () => {
  const { by, guides } = snapped(card(203, 405), [card(600, 0)], 6);
  expect({ x: 203 + by.x, y: 405 + by.y }).toEqual({ x: 200, y: 408 });
  expect(guides).toEqual([]);
});

test("in a row it keeps the gap that the others have, or stands in the middle between two", () => {
  const row = [card(0, 0), card(200, 0)];
  expect(402 + snapped(card(402, 1), row, 6).by.x).toBe(400);
  expect(304 + snapped(card(304, 1), [card(0, 0), card(600, 0)], 6).by.x).toBe(300);
});
