import { expect, test } from "vitest";
import { History } from "./History.ts";

test("keeps one value a second, fills what a fast run skips and begins anew after a jump back", () => {
  const history = new History();
  history.record("a", 0.2, 1);
  history.record("a", 0.9, 5);
  expect(history.record("a", 1.1, 2)).toEqual([1, 2]);
  expect(history.record("a", 4, 3)).toEqual([1, 2, 3, 3, 3]);
  expect(history.record("a", 0, 9)).toEqual([9]);
});

test("keeps a minute", () => {
  const history = new History();
  for (let second = 0; second < 100; second++) history.record("a", second, second);
  const values = history.record("a", 100, 100);
  expect(values).toHaveLength(60);
  expect(values.at(-1)).toBe(100);
});
