import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { absentIn, namesIn, samplesOf } from "./absent.ts";
import { type Scalar, scalarsOf } from "./leaves.ts";
import { PROBES } from "./probes.ts";
import { requiredLeaves } from "./required.ts";
import { type Change, changed, looksAt, type Row } from "./rows.ts";

/**
 * Looks for rows: for each parameter that is said to be simulated, a probe and another value of it that changes the
 * run, if need be after other changes. Keeps those of rows.json that still hold, and writes it anew.
 * `npm run sensitivity [SECONDS]`, when a parameter is new.
 */
const file = new URL("rows.json", import.meta.url);
const seconds = Number(process.argv[2] ?? 60);
const required = requiredLeaves();
const rows = new Map<string, Row>();
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

function attempt(row: Omit<Row, "leaf">, leaves: readonly string[]): boolean {
  const open = leaves.filter((leaf) => required.has(leaf) && !rows.has(leaf));
  if (open.length === 0) return false;
  const given = row.given ?? [];
  const before = result(row.probe, given);
  const after = result(row.probe, [...given, row.change]);
  if (before === undefined || after === undefined || before === after) return false;
  for (const leaf of open) rows.set(leaf, { leaf, ...row });
  return true;
}

/** Other values that something could have. */
function others(value: unknown, { options }: Scalar, names: readonly string[]): unknown[] {
  if (typeof value === "boolean") return [!value, undefined];
  if (typeof value === "number") return [value * 2, value / 2, value + 1, 0, 1, 0.9, undefined];
  const quantity = typeof value === "string" ? /^([\d.]+)( ?\D+)$/.exec(value) : null;
  if (quantity === null) return [...options, undefined, ...names].filter((each) => each !== value);
  const scaled = (by: number): string =>
    `${Number((Number(quantity[1]) * by).toPrecision(4))}${quantity[2]}`;
  return [scaled(2), scaled(0.2), scaled(0.01), scaled(10), undefined];
}

interface Candidate {
  readonly leaves: readonly string[];
  readonly changes: readonly Change[];
}

/** All changes that might show something of the parameters that a probe has, or could have. */
function candidatesOf(probe: string): Candidate[] {
  const documents = PROBES[probe]!;
  const names = [
    ...namesIn(documents.system),
    ...Object.keys((documents.system as { links: object }).links),
  ];
  return (["system", "scenario"] as const).flatMap((root) => {
    const present = scalarsOf(root, documents[root]).map((scalar): Candidate => {
      let value: unknown = documents[root];
      for (const key of scalar.path) value = (value as Record<string | number, unknown>)[key];
      const { path, leaves } = scalar;
      return {
        leaves,
        changes: others(value, scalar, names).map((each) => ({
          root,
          path,
          ...(each === undefined ? {} : { value: each }),
        })),
      };
    });
    const absent = absentIn(root, documents[root]).map(
      ({ path, leaf, schema }): Candidate => ({
        leaves: [leaf],
        changes: samplesOf(schema, documents.system).map((value) => ({ root, path, value })),
      }),
    );
    return [...present, ...absent];
  });
}

if (existsSync(file))
  for (const { leaf, ...row } of JSON.parse(readFileSync(file, "utf8")) as Row[])
    attempt(row, [leaf]);
console.log("kept", rows.size, "of", required.size);
const isOpen = ({ leaves }: Candidate): boolean =>
  leaves.some((leaf) => required.has(leaf) && !rows.has(leaf));
const candidates = new Map(Object.keys(PROBES).map((probe) => [probe, candidatesOf(probe)]));
for (const [probe, list] of candidates)
  for (const candidate of list)
    for (const change of candidate.changes)
      if (isOpen(candidate)) attempt({ probe, change }, candidate.leaves);
console.log("alone", rows.size);
let state = 12345;
const draw = (n: number): number => {
  state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
  return (state >>> 8) % n;
};
const until = Date.now() + seconds * 1000;
while (Date.now() < until) {
  results.clear();
  for (const [probe, list] of candidates) {
    const open = list.filter(isOpen);
    if (open.length === 0) continue;
    // A changed system: one to three other things are otherwise.
    const given = Array.from({ length: 1 + draw(3) }, () => {
      const { changes } = list[draw(list.length)]!;
      return changes[draw(changes.length)];
    }).filter((change) => change !== undefined);
    if (result(probe, given) === undefined) continue;
    for (const candidate of open)
      for (let i = 0; i < 3 && candidate.changes.length > 0; i++)
        if (
          attempt(
            { probe, given, change: candidate.changes[draw(candidate.changes.length)]! },
            candidate.leaves,
          )
        )
          break;
    if (Date.now() > until) break;
  }
}
const list = [...rows.values()].sort((a, b) => (a.leaf < b.leaf ? -1 : 1));
writeFileSync(file, `[\n${list.map((row) => `  ${JSON.stringify(row)}`).join(",\n")}\n]\n`);
console.log("together", rows.size);
console.log(
  [...required]
    .filter((leaf) => !rows.has(leaf))
    .sort()
    .join("\n"),
);
