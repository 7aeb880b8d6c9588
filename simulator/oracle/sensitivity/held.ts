import { beside, differencesOf } from "./differences.ts";
import { type Directed, systemOfDirected } from "./directed/Directed.ts";
import type { Probe } from "./probes.ts";
import { changed, changesOf, type Row } from "./rows.ts";
import { pairHeld } from "./words.ts";

/** The two systems of a row. */
export function systemsOf(row: Row | Directed): [Probe, Probe] {
  if (!("probe" in row)) return [systemOfDirected(row, 0), systemOfDirected(row, 1)];
  const [one, other] = changesOf(row);
  return [changed(row.probe, one), changed(row.probe, other)];
}

/** What two systems that make different runs show: a parameter, and two words of it, if nothing else is otherwise. */
export function heldBy(leaf: string, first: Probe, second: Probe): string[] {
  const differences = differencesOf(first, second);
  if (differences.length === 0 || beside(leaf, differences).length > 0) return [];
  const pair = pairHeld(leaf, differences, first, second);
  return [leaf, ...(pair === undefined ? [] : [pair])];
}
