import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { directedRows } from "./directed/directedRows.ts";
import { PROBES } from "./probes.ts";
import { requiredLeaves } from "./required.ts";
import { type Change, changed, differs, looksAt, type Row } from "./rows.ts";

const rows = JSON.parse(
  readFileSync(new URL("rows.json", import.meta.url), "utf8"),
) as readonly Row[];

/** More than the longest of these checks takes on one slow core. */
const PATIENCE = 180_000;

describe("a parameter that is said to be simulated", () => {
  it("has a row: another value of it that changes a run", () => {
    const held = new Set([...rows, ...directedRows].map(({ leaf }) => leaf));
    expect([...requiredLeaves()].filter((leaf) => !held.has(leaf))).toEqual([]);
    expect(rows.length).toBeGreaterThan(430);
  });

  it.each(Object.keys(PROBES))(
    "changes the run of the probe %s",
    (probe) => {
      const runs = new Map<string, readonly string[]>();
      const looks = (given: readonly Change[]): readonly string[] => {
        const name = JSON.stringify(given);
        const known = runs.get(name) ?? [...looksAt(changed(probe, given))];
        runs.set(name, known);
        return known;
      };
      const silent = rows.filter(
        ({ probe: own, given = [], change }) =>
          own === probe && !differs(changed(probe, [...given, change]), looks(given)),
      );
      expect(silent.map(({ leaf }) => leaf)).toEqual([]);
    },
    PATIENCE,
  );
});
