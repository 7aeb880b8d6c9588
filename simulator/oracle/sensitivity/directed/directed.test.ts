import { describe, expect, it } from "vitest";
import { figureOf } from "./Directed.ts";
import { directedRows } from "./directedRows.ts";

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
