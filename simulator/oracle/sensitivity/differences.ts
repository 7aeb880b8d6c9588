import { type Scalar, valuesOf } from "./leaves.ts";
import type { Probe } from "./probes.ts";

/** A value that is not the same in two systems and their scenarios. */
export interface Difference {
  readonly path: readonly (string | number)[];
  /** The parameters that it is, on each side that has it. */
  readonly leaves: readonly (readonly string[])[];
  readonly values: readonly [unknown, unknown];
}

/** All values that are not the same in two systems and their scenarios, and parts that one of them lacks. */
export function differencesOf(first: Probe, second: Probe): Difference[] {
  return (["system", "scenario"] as const).flatMap((root) => {
    const ones = byPath(valuesOf(root, first[root]));
    const others = byPath(valuesOf(root, second[root]));
    return [...new Set([...ones.keys(), ...others.keys()])].flatMap((name): Difference[] => {
      const sides = [ones.get(name), others.get(name)];
      const { path } = (sides[0] ?? sides[1])!;
      const values = [valueAt(first[root], path), valueAt(second[root], path)] as const;
      if (JSON.stringify(values[0]) === JSON.stringify(values[1]) || areParts(values)) return [];
      const leaves = sides.flatMap((side) => (side === undefined ? [] : [side.leaves]));
      return [{ path: [root, ...path], leaves, values }];
    });
  });
}

/** Values in which two documents differ that are no part of a parameter: nothing, if only that is otherwise. */
export function beside(leaf: string, differences: readonly Difference[]): Difference[] {
  return differences.filter(
    ({ leaves }) => !leaves.every((side) => side.some((each) => isPartOf(leaf, each))),
  );
}

/** It itself, or something inside it: a law of times is one parameter. */
const isPartOf = (whole: string, leaf: string): boolean =>
  leaf === whole || leaf.startsWith(`${whole}.`) || leaf.startsWith(`${whole}(`);

/** Both hold something, or could: what it is says what is otherwise. */
const areParts = (values: readonly unknown[]): boolean =>
  values.every((value) => typeof value === "object" && value !== null);

const byPath = (scalars: readonly Scalar[]): Map<string, Scalar> =>
  new Map(scalars.map((scalar) => [scalar.path.join("\0"), scalar]));

/** What stands at a place of a document, if anything. */
export function valueAt(document: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (part, key) => (part as Readonly<Record<string | number, unknown>> | undefined)?.[key],
    document,
  );
}
