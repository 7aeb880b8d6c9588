import { expect, test } from "vitest";
import { placeClear, type ScreenBox } from "./placeClear.ts";

const screen = { width: 1024, height: 768 };
const card = { width: 320, height: 160 };
const box = (left: number, top: number, width: number, height: number): ScreenBox => ({
  left,
  top,
  width,
  height,
});
const isOver = (place: { left: number; top: number }, other: ScreenBox) =>
  place.left < other.left + other.width &&
  place.left + card.width > other.left &&
  place.top < other.top + other.height &&
  place.top + card.height > other.top;

test("it stands beside what it speaks of", () => {
  const bar = box(0, 0, 1024, 44);
  const place = placeClear(bar, card, screen, [bar]);
  expect(place.top).toBeGreaterThanOrEqual(44);
  expect(place.top).toBeLessThan(60);
  expect(Math.abs(place.left + card.width / 2 - 512)).toBeLessThan(8);
});

test("it goes further off rather than over a control", () => {
  const subject = box(44, 44, 708, 477);
  const nodes = box(68, 160, 660, 230);
  const legend = box(56, 482, 690, 30);
  const tabs = box(0, 521, 752, 31);
  const place = placeClear(subject, card, screen, [nodes, legend, tabs]);
  for (const each of [nodes, legend, tabs]) expect(isOver(place, each)).toBe(false);
});

test("on a screen that is full it still stands somewhere on it", () => {
  const all = box(0, 0, 1024, 768);
  const { left, top } = placeClear(all, card, screen, [all]);
  expect(left).toBeGreaterThanOrEqual(0);
  expect(left + card.width).toBeLessThanOrEqual(1024);
  expect(top + card.height).toBeLessThanOrEqual(768);
});
