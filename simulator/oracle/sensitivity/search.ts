import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { type Comparison, changesOfProbe, comparisonsOf } from "./comparisons.ts";
import { directedRows } from "./directed/directedRows.ts";
import { heldBy, systemsOf } from "./held.ts";
import { PROBES } from "./probes.ts";
import { requiredLeaves } from "./required.ts";
import { type Change, changed, changesOf, looksAt, type Row } from "./rows.ts";
import { SYNONYMS } from "./synonyms.ts";
import { requiredPairs } from "./words.ts";

/**
 * Looks for rows: for each parameter that is said to be simulated, and for each two words of one, a probe and two
 * values of it that make different runs, if need be after other changes. Keeps those of rows.json that still hold, and
 * writes it anew. `npm run sensitivity [SECONDS] [SEED]`, when a parameter or a word is new.
 */
const file = new URL("rows.json", import.meta.url);
const seconds = Number(process.argv[2] ?? 60);
const leaves = requiredLeaves();
const pairs = requiredPairs();
const alike = new Set(SYNONYMS.map(({ pair }) => pair));
/** What no row holds yet: parameters, and pairs of words. */
const open = new Set(
  [...leaves, ...pairs.map(({ name }) => name)].filter((name) => !alike.has(name)),
);
const rows: Row[] = [];
const results = new Map<string, string | undefined>();

/** What a run has come to, undefined when there is no such system. */
function result(probe: string, changes: readonly Change[]): string | undefined {
  const name = JSON.stringify([probe, changes]);
  if (!results.has(name)) {
    try {
      results.set(name, [...looksAt(changed(probe, changes))].join(" "));
    } catch {
      results.set(name, undefined);
    }
  }
  return results.get(name);
}

/** Takes a row that shows something of what is open. */
function attempt(row: Row): void {
  const [one, other] = changesOf(row);
  const first = result(row.probe, one);
  if (first === undefined) return;
  const second = result(row.probe, other);
  if (second === undefined || first === second) return;
  const found = heldBy(row.leaf, ...systemsOf(row)).filter((goal) => open.has(goal));
  if (found.length > 0) rows.push(row);
  for (const goal of found) open.delete(goal);
}

const candidates = (probe: string): Comparison[] =>
  comparisonsOf(probe, { leaves: open, pairs: pairs.filter(({ name }) => open.has(name)) });

const known = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Row[]) : [];
// Rows of words are rows of their parameters, too.
for (const row of [...known.filter(({ other }) => other !== undefined), ...known]) attempt(row);
const sum = leaves.size + pairs.length;
console.log("kept", rows.length, "rows; open", open.size, "of", sum);
for (const row of directedRows)
  for (const goal of heldBy(row.leaf, ...systemsOf(row))) open.delete(goal);
console.log("beside directed rows", open.size);
for (const probe of Object.keys(PROBES))
  for (const { goal, ...row } of candidates(probe)) if (open.has(goal)) attempt({ probe, ...row });
console.log("alone", open.size);

let state = Number(process.argv[3] ?? 12345);
const draw = (n: number): number => {
  state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
  return (state >>> 8) % n;
};
const until = Date.now() + seconds * 1000;
const perturbations = new Map(Object.keys(PROBES).map((probe) => [probe, changesOfProbe(probe)]));
const lists = new Map(Object.keys(PROBES).map((probe) => [probe, candidates(probe)]));
while (Date.now() < until) {
  results.clear();
  for (const [probe, list] of lists) {
    const left = list.filter(({ goal }) => open.has(goal));
    if (left.length === 0) continue;
    // A changed system: one to four other things are otherwise.
    const changes = perturbations.get(probe)!;
    const given = Array.from({ length: 1 + draw(4) }, () => changes[draw(changes.length)]!);
    if (result(probe, given) === undefined) continue;
    const byGoal = new Map<string, Comparison[]>();
    for (const each of left) if (!byGoal.get(each.goal)?.push(each)) byGoal.set(each.goal, [each]);
    for (const ways of byGoal.values())
      for (let i = 0; i < 3; i++) {
        const { goal, ...row } = ways[draw(ways.length)]!;
        if (open.has(goal)) attempt({ probe, given, ...row });
      }
    if (Date.now() > until) break;
  }
}
rows.sort((a, b) => (a.leaf < b.leaf ? -1 : a.leaf > b.leaf ? 1 : 0));
writeFileSync(file, `[\n${rows.map((row) => `  ${JSON.stringify(row)}`).join(",\n")}\n]\n`);
console.log("rows", rows.length);
console.log([...open].sort().join("\n"));
