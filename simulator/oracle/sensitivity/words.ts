import { type Difference, valueAt } from "./differences.ts";
import { definitionsAt, LAWS, leafOf, ROOTS, resolve, type Schema, variantsOf } from "./leaves.ts";
import type { Probe } from "./probes.ts";
import { requiredLeaves } from "./required.ts";

/** Words that a parameter can be, or that can stand in its list. */
interface Words {
  readonly isList: boolean;
  readonly words: Set<string>;
}

/** Two values of a parameter that have to be told apart by some run. */
export interface WordPair {
  readonly leaf: string;
  readonly values: readonly [unknown, unknown];
  readonly name: string;
}

/** Words that are refused where they stand (model/misplaced.ts): what has no partitions, or no positions. */
const MISPLACED: Readonly<Record<string, readonly string[]>> = {
  "Subscription(topic).assign.mode": ["partition-exclusive"],
  "Subscription(shared).cursor.start": ["last", "last-per-key"],
};

/**
 * All pairs of words of the parameters that are said to be simulated. Of lists: each word alone against the empty list,
 * and against each other word alone.
 */
export function requiredPairs(): WordPair[] {
  const found = new Map<string, Words>();
  for (const [name, schema] of Object.entries(ROOTS)) enter(schema, name, false, found, new Set());
  const required = requiredLeaves();
  return [...found].flatMap(([leaf, { isList, words }]) => {
    if (!required.has(leaf)) return [];
    const values: unknown[] = [...words]
      .filter((word) => !MISPLACED[leaf]?.includes(word))
      .map((word) => (isList ? [word] : word));
    if (isList) values.push([]);
    return values.flatMap((one, i) => values.slice(i + 1).map((other) => pair(leaf, one, other)));
  });
}

/** Two values of a parameter, in whichever order. */
function pair(leaf: string, one: unknown, other: unknown): WordPair {
  const texts = [one, other].map((value) =>
    typeof value === "string" ? value : `[${String(value)}]`,
  );
  return { leaf, values: [one, other], name: `${leaf}: ${texts.sort().join(" / ")}` };
}

function enter(
  schema: Schema,
  leaf: string,
  isList: boolean,
  found: Map<string, Words>,
  entered: Set<string>,
): void {
  const { schema: own, name } = resolve(schema);
  const into = (inner: Schema, at: string, list = false): void =>
    enter(inner, at, list, found, entered);
  if (name !== undefined) {
    for (const definition of LAWS.has(name) ? [] : definitionsAt(name, leaf)) {
      if (entered.has(definition)) continue;
      entered.add(definition);
      into(own, definition, isList);
    }
    return;
  }
  const variants = variantsOf(own);
  if (variants !== undefined) for (const each of variants) into(each, leaf, isList);
  else if (own.enum !== undefined || typeof own.const === "string") {
    const known = found.get(leaf) ?? { isList, words: new Set() };
    for (const word of own.enum ?? [own.const]) known.words.add(String(word));
    found.set(leaf, known);
  } else if (own.properties !== undefined)
    for (const [key, inner] of Object.entries(own.properties)) into(inner, leafOf(leaf, own, key));
  else if (typeof own.additionalProperties === "object")
    into(own.additionalProperties, `${leaf}.*`);
  else if (own.items !== undefined) into(own.items, leaf, true);
}

/** The pair of words in which two systems differ, when it is that and nothing else. */
export function pairHeld(
  leaf: string,
  differences: readonly Difference[],
  first: Probe,
  second: Probe,
): string | undefined {
  const places = new Map(
    differences.map(({ path }) => {
      const place = typeof path.at(-1) === "number" ? path.slice(0, -1) : path;
      return [place.join("\0"), place];
    }),
  );
  const [place, ...more] = places.values();
  if (place === undefined || more.length > 0) return undefined;
  const [one, other] = [valueAt(first, place), valueAt(second, place)];
  return one === undefined || other === undefined ? undefined : pair(leaf, one, other).name;
}
