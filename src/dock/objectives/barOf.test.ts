import { expect, test } from "vitest";
import { barOf } from "./barOf.ts";

test("a figure at its limit comes to the mark, half of it half as far", () => {
  const { filled, mark } = barOf({ measured: 5, limit: 5 });
  expect(filled).toBe(mark);
  expect(barOf({ measured: 2.5, limit: 5 }).filled).toBe((mark ?? 0) / 2);
});

test("far beyond the limit the bar is full, and it never runs out of its place", () => {
  expect(barOf({ measured: 500, limit: 5 }).filled).toBe(1);
});

test("where nothing is allowed anything fills the bar, and nothing leaves it empty", () => {
  expect(barOf({ measured: 3, limit: 0 })).toEqual({ filled: 1, mark: undefined });
  expect(barOf({ measured: 0, limit: 0 })).toEqual({ filled: 0, mark: undefined });
});

test("what is not known has no bar", () => {
  expect(barOf({ measured: undefined, limit: 5 }).filled).toBeUndefined();
});
