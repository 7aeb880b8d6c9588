import { expect, test } from "vitest";
import { OrderWatch } from "./OrderWatch.ts";

/** Whether a completion is overtaken. */
function complete(watch: OrderWatch, key: number, partition: number, sequence: number): boolean {
  const place = watch.placeOf(key, partition);
  if (watch.isOvertaken(place, sequence)) return true;
  watch.keep(place, sequence, 0, 0, 0);
  return false;
}

/** How many of so many keys, each in the partition that `partitionOf` says, are overtaken. */
function overtakenOf(
  watch: OrderWatch,
  keys: number,
  sequenceOf: (key: number) => number,
  partitionOf = (_: number) => 0,
): number {
  let count = 0;
  for (let key = 0; key < keys; key++)
    if (complete(watch, key, partitionOf(key), sequenceOf(key))) count++;
  return count;
}

test("H9: remembers 65,536 keys, each for itself, as it grows", () => {
  const watch = new OrderWatch();
  expect(overtakenOf(watch, 65_536, (key) => 2 * key + 1)).toBe(0);
  expect(overtakenOf(watch, 65_536, (key) => 2 * key)).toBe(65_536);
  expect(complete(watch, -1, 0, 0)).toBe(false);
});

test("H9: keys in partitions are not taken for one another", () => {
  const watch = new OrderWatch();
  const partitionOf = (key: number) => key % 64;
  expect(overtakenOf(watch, 20_000, (key) => 20_000 - key, partitionOf)).toBe(0);
  expect(overtakenOf(watch, 20_000, () => 0, partitionOf)).toBe(20_000);
});

test("H9: with more keys than it has room for old ones are forgotten, and none is taken for another", () => {
  const watch = new OrderWatch();
  expect(overtakenOf(watch, 200_000, (key) => 200_000 - key)).toBe(0);
  expect(complete(watch, 199_999, 0, 0)).toBe(true);
  expect(complete(watch, 0, 0, 0)).toBe(false);
});

test("H9: places in the order of entering go round", () => {
  const watch = new OrderWatch();
  expect(complete(watch, 1, 0, 0x7fff_ffff)).toBe(false);
  expect(complete(watch, 1, 0, -0x8000_0000)).toBe(false);
  expect(complete(watch, 1, 0, 0x7fff_ffff)).toBe(true);
});

test("what it remembers of who was completed last", () => {
  const watch = new OrderWatch();
  for (let key = 0; key < 500; key++) watch.keep(watch.placeOf(key, 3), key, 2, key + 1, key / 8);
  const place = watch.placeOf(77, 3);
  expect(watch.rankAt(place)).toBe(2);
  expect(watch.memberAt(place)).toBe(78);
  expect(watch.startedAt(place)).toBe(77 / 8);
});
