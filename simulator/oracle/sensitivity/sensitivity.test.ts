import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { beside, differencesOf } from "./differences.ts";
import { directedRows } from "./directed/directedRows.ts";
import { heldBy, systemsOf } from "./held.ts";
import { PROBES } from "./probes.ts";
import { requiredLeaves, unsimulated } from "./required.ts";
import { type Change, changed, changesOf, differs, looksAt, type Row } from "./rows.ts";
import { SYNONYMS } from "./synonyms.ts";
import { requiredPairs } from "./words.ts";

const rows = JSON.parse(
  readFileSync(new URL("rows.json", import.meta.url), "utf8"),
) as readonly Row[];

/** More than the longest of these checks takes on one slow core. */
const PATIENCE = 180_000;

/** Parameters and pairs of words that rows show something of. */
const held = new Set(
  [...rows, ...directedRows].flatMap((row) => heldBy(row.leaf, ...systemsOf(row))),
);

describe("a row", () => {
  it.each([
    ["found", rows],
    ["directed", directedRows],
  ] as const)(
    "compares two systems that differ in its parameter, and in nothing else (%s)",
    (_, list) => {
      const wrong = list.flatMap((row) => {
        const differences = differencesOf(...systemsOf(row));
        const others = beside(row.leaf, differences).map(({ path }) => path.join("."));
        return differences.length > 0 && others.length === 0
          ? []
          : [`${row.leaf}: ${others.join()}`];
      });
      expect(wrong).toEqual([]);
    },
  );
});

const leaves = requiredLeaves();
const pairs = new Set(requiredPairs().map(({ name }) => name));

describe("a parameter that is said to be simulated", () => {
  it("has a row: two values of it that make different runs", () => {
    const missing = [...leaves].filter((leaf) => !held.has(leaf));
    expect(missing).toEqual([]);
    expect(leaves.size).toBeGreaterThan(640);
    expect(rows.length).toBeGreaterThan(700);
  });

  it.each(Object.keys(PROBES))(
    "changes the run of the probe %s",
    (probe) => {
      const runs = new Map<string, readonly string[]>();
      const looks = (changes: readonly Change[]): readonly string[] => {
        const name = JSON.stringify(changes);
        const known = runs.get(name) ?? [...looksAt(changed(probe, changes))];
        runs.set(name, known);
        return known;
      };
      const silent = rows.filter((row) => {
        if (row.probe !== probe) return false;
        const [one, other] = changesOf(row);
        return !differs(changed(probe, other), looks(one));
      });
      expect(silent.map(({ leaf }) => leaf)).toEqual([]);
    },
    PATIENCE,
  );
});

describe("a word of a parameter", () => {
  const alike = new Set(SYNONYMS.map(({ pair }) => pair));

  it("has an effect of its own: a row tells it from each other word", () => {
    const missing = [...pairs].filter((name) => !held.has(name) && !alike.has(name));
    expect(missing).toEqual([]);
    expect(pairs.size).toBeGreaterThan(420);
  });

  it("is only called a synonym where no row says otherwise", () => {
    expect([...held].filter((name) => alike.has(name))).toEqual([]);
    expect([...alike].filter((name) => !pairs.has(name))).toEqual([]);
  });
});

describe("what no run heeds", () => {
  it("stands in the rules, and nothing else does", () => {
    const rules = readFileSync(new URL("../../channels/RULES.md", import.meta.url), "utf8");
    const [, section = ""] = rules.split("## What is not simulated");
    const named = [...section.matchAll(/^- \*\*`(?<leaf>[^`]+)`\*\*/gm)].map(
      ({ groups }) => groups?.leaf,
    );
    expect(new Set(named)).toEqual(unsimulated());
  });
});
