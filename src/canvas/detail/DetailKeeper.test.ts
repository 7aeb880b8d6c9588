import { expect, test } from "vitest";
import { DetailKeeper } from "./DetailKeeper.ts";

const near = { zoom: 1, isFar: false, seen: { x: 0, y: 0, width: 1000, height: 500 } };
const far = { ...near, zoom: 0.2, isFar: true };

/** Things in a row, a hundred apart, and what each was told last. */
function row(count: number) {
  const frames: (() => void)[] = [];
  const keeper = new DetailKeeper((draw) => frames.push(draw));
  const id = (i: number) => `n${i}`;
  keeper.know(
    new Map(
      Array.from({ length: count }, (_, i) => [id(i), { x: i * 100, y: 0, width: 90, height: 70 }]),
    ),
  );
  const isFull = Array.from({ length: count }, () => keeper.isFullAtFirst());
  for (const [i, now] of isFull.entries())
    keeper.follow(id(i), now, (next) => {
      isFull[i] = next;
    });
  const full = () => isFull.filter(Boolean).length;
  const nextFrame = () => frames.shift()?.();
  return { keeper, isFull, full, nextFrame, frames };
}

test("a small design is drawn in full at once, and from afar not at all", () => {
  const { keeper, full, frames } = row(20);
  expect(full()).toBe(20);
  keeper.look(far);
  expect(full()).toBe(0);
  keeper.look(near);
  expect(full()).toBe(20);
  expect(frames).toEqual([]);
});

test("a large design is drawn in full a few things a frame, and only where it is seen", () => {
  const { keeper, isFull, full, nextFrame, frames } = row(500);
  expect(full()).toBe(0);
  keeper.look({ ...near, seen: { x: 0, y: 0, width: 4000, height: 500 } });
  expect(full()).toBe(0);
  nextFrame();
  expect(full()).toBeGreaterThan(0);
  expect(full()).toBeLessThan(40);
  while (frames.length > 0) nextFrame();
  // In view, and a quarter of the view beyond it.
  expect(isFull.slice(0, 50).every(Boolean)).toBe(true);
  expect(full()).toBe(50);
});

test("what is out of view again before its turn is left as it is", () => {
  const { keeper, full, nextFrame, frames } = row(500);
  keeper.look(near);
  keeper.look(far);
  while (frames.length > 0) nextFrame();
  expect(full()).toBe(0);
});
