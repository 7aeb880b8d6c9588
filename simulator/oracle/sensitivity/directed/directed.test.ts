import { describe, expect, it } from "vitest";
import { figureOf } from "./Directed.ts";
import { directedRows, waitingRows } from "./directedRows.ts";

describe("a figure goes the way that theory says", () => {
  it.each(directedRows.map((row) => [row.leaf, row.values, row] as const))(
    "%s: %j",
    (_, __, row) => {
      const first = figureOf(row, 0);
      const second = figureOf(row, 1);
      if (row.second === "more") expect(second).toBeGreaterThan(first);
      else expect(second).toBeLessThan(first);
    },
  );
});

describe("what is open", () => {
  it.each(waitingRows.map((row) => [row.leaf, row.values, row] as const))(
    "still makes no difference, or it would be open no more: %s: %j",
    (_, __, row) => {
      expect(figureOf(row, 0)).toBe(figureOf(row, 1));
    },
  );
});
