import fc from "fast-check";
import { expect, test } from "vitest";
import type { Point, Rect } from "../../geometry/index.ts";
import { freePlace, placeInside } from "./freePlace.ts";

const SEEN = { x: -200, y: 100, width: 1000, height: 560 };
const CARD = { width: 144, height: 72 };
const CONTAINER = { width: 320, height: 200 };

const frameAt = ({ x, y }: Point, { width, height }: { width: number; height: number }): Rect => ({
  x: x - width / 2,
  y: y - height / 2,
  width,
  height,
});

const isWithin = (inner: Rect, outer: Rect) =>
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.width <= outer.x + outer.width &&
  inner.y + inner.height <= outer.y + outer.height;

const overlap = (a: Rect, b: Rect) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

test("the first thing is seen whole: a node where the empty canvas shows it, a container in the middle", () => {
  expect(freePlace(CARD, new Map(), undefined, SEEN)).toEqual({ x: -88, y: 207 });
  expect(freePlace(CONTAINER, new Map(), undefined, SEEN)).toEqual({ x: 300, y: 380 });
});

test("without a selection a new thing is in view and on nothing, as near to the middle as may be", () => {
  const placed = new Map<string, Rect>();
  for (let i = 0; i < 8; i++) {
    const frame = frameAt(freePlace(CARD, placed, undefined, SEEN), CARD);
    expect(isWithin(frame, SEEN)).toBe(true);
    for (const other of placed.values()) expect(overlap(frame, other)).toBe(false);
    placed.set(`${i}`, frame);
  }
  const far = new Map([["far", { x: 5000, y: 5000, ...CARD }]]);
  expect(freePlace(CARD, far, undefined, SEEN)).toEqual({ x: 300, y: 380 });
});

test("beside a selected node there is room for a link; nothing is put on what is there already", () => {
  const frames = new Map([["one", { x: 0, y: 200, ...CARD }]]);
  const at = freePlace(CARD, frames, "one", SEEN);
  expect(at).toEqual({ x: 344, y: 236 });
  frames.set("two", frameAt(at, CARD));
  expect(freePlace(CARD, frames, "one", SEEN)).toEqual({ x: 344, y: 348 });
});

test("a full view puts new things right of everything", () => {
  const frames = new Map([["all", { ...SEEN }]]);
  expect(freePlace(CARD, frames, undefined, SEEN).x).toBeGreaterThan(SEEN.x + SEEN.width);
});

test("whatever is there, a new thing lies on none of it", () => {
  const frame = fc.record({
    x: fc.integer({ min: -400, max: 900 }),
    y: fc.integer({ min: 0, max: 700 }),
    width: fc.integer({ min: 96, max: 400 }),
    height: fc.integer({ min: 64, max: 300 }),
  });
  fc.assert(
    fc.property(fc.array(frame, { minLength: 1, maxLength: 12 }), (frames) => {
      const taken = new Map(frames.map((each, i) => [`${i}`, each]));
      const placed = frameAt(freePlace(CARD, taken, undefined, SEEN), CARD);
      for (const each of frames) expect(overlap(placed, each)).toBe(false);
    }),
  );
});

test("in a box new things fill its gaps from the top left, then it grows where nothing stands", () => {
  const box = { x: 0, y: 0, width: 420, height: 200 };
  const frames = new Map<string, Rect>([
    ["zone", { x: -50, y: -50, width: 900, height: 900 }],
    ["broker", box],
    ["below", { x: 0, y: 260, width: 420, height: 80 }],
  ]);
  const place = (neighbor?: Rect) => frameAt(placeInside(CARD, frames, box, neighbor), CARD);
  const first = place();
  expect(first).toMatchObject({ x: 24, y: 40 });
  frames.set("first", first);
  const second = place();
  expect(isWithin(second, box)).toBe(true);
  expect(overlap(second, first)).toBe(false);
  frames.set("second", second);
  const third = place(first);
  expect(third, "below stands something else").toMatchObject({ x: 428, y: 40 });
});
