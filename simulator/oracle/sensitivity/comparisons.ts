import { absentIn, namesIn, partsOf, samplesOf } from "./absent.ts";
import { valueAt } from "./differences.ts";
import { type Scalar, scalarsOf } from "./leaves.ts";
import { PROBES } from "./probes.ts";
import type { Change } from "./rows.ts";
import type { WordPair } from "./words.ts";

/** Two values at a place of a probe that might show what is looked for: a parameter, or two words of it. */
export interface Comparison {
  readonly goal: string;
  readonly leaf: string;
  readonly change: Change;
  readonly other?: Change;
}

/** What is still looked for. */
interface Goals {
  readonly leaves: ReadonlySet<string>;
  readonly pairs: readonly WordPair[];
}

/** A place at which something stands, or could stand. */
interface Place {
  readonly leaves: readonly string[];
  /** Values that are otherwise than what stands there; there can be several series of them. */
  readonly series: readonly (readonly Change[])[];
  /** Puts a word, or a list of words, there. */
  readonly put: readonly ((word: unknown) => Change)[];
}

/** All comparisons at the places of a probe that might show something of what is looked for. */
export function comparisonsOf(probe: string, { leaves: open, pairs }: Goals): Comparison[] {
  return placesOf(probe).flatMap(({ leaves, series, put }) =>
    leaves.flatMap((leaf) => {
      const alone = (open.has(leaf) ? series : []).flatMap((changes) =>
        changes.flatMap((change, i): Comparison[] => {
          const before = changes[i - 1];
          const next = before === undefined ? [] : [{ goal: leaf, leaf, change, other: before }];
          return [{ goal: leaf, leaf, change }, ...next];
        }),
      );
      const words = pairs
        .filter((pair) => pair.leaf === leaf)
        .flatMap(({ name, values: [one, two] }) =>
          put.map((at) => ({ goal: name, leaf, change: at(one), other: at(two) })),
        );
      return [...alone, ...words];
    }),
  );
}

/** All changes of a probe: what one might be otherwise, so that something else matters. */
export const changesOfProbe = (probe: string): Change[] =>
  placesOf(probe).flatMap(({ series }) => series.flat());

function placesOf(probe: string): Place[] {
  const documents = PROBES[probe]!;
  const { system } = documents;
  const names = [...namesIn(system), ...Object.keys((system as { links: object }).links)];
  return (["system", "scenario"] as const).flatMap((root) => {
    const present = scalarsOf(root, documents[root]).map((scalar): Place => {
      const { path, leaves } = scalar;
      const isInList = typeof path.at(-1) === "number";
      const changes = others(valueAt(documents[root], path), scalar, names).map(
        (value): Change => ({ root, path, ...(value === undefined ? {} : { value }) }),
      );
      return {
        leaves,
        series: [changes],
        put: [(value) => ({ root, path: isInList ? path.slice(0, -1) : path, value })],
      };
    });
    const absent = absentIn(root, documents[root]).map((each): Place => {
      const { path, leaf, schema, within } = each;
      const samples = samplesOf(schema, system);
      const at = (value: unknown): Change => ({ root, path, value });
      if (within === undefined) return { leaves: [leaf], series: [samples.map(at)], put: [at] };
      const parts = partsOf(each, system);
      const put = parts.map((part) => (value: unknown) => at({ ...part, [within.key]: value }));
      return {
        leaves: [leaf],
        series: parts.map((part, i) => [at(part), ...samples.map(put[i]!)]),
        put,
      };
    });
    return [...present, ...absent];
  });
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
