import { createSimulation } from "../../experiment/Simulation.ts";
import { Scenario, type SystemText } from "../../model/index.ts";
import { readSystem } from "../../profiles/index.ts";
import { PROBES, type Probe } from "./probes.ts";

/** Another value at a place of a probe; without one, the place is emptied. */
export interface Change {
  readonly root: "system" | "scenario";
  readonly path: readonly (string | number)[];
  readonly value?: unknown;
}

/** A parameter, and two values of it that make different runs. */
export interface Row {
  readonly leaf: string;
  readonly probe: string;
  /** What has to be otherwise in both runs, so that it matters. */
  readonly given?: readonly Change[];
  /** The value in one run. */
  readonly change: Change;
  /** The value in the other one; what the probe has there if absent. */
  readonly other?: Change;
}

/** What is otherwise in the two runs of a row. */
export function changesOf({ given = [], change, other }: Row): [readonly Change[], Change[]] {
  return [other === undefined ? given : [...given, other], [...given, change]];
}

/** Events after which a run is looked at. Most rows show themselves early; after the last look it has shown what it can. */
const LOOKS = [300, 1_000, 3_000, 10_000];

/** What a run of a probe has come to: its history at each look, and in the end all of its figures. */
export function* looksAt({ system, scenario }: Probe): Generator<string> {
  const simulation = createSimulation({
    system: readSystem(system as SystemText),
    scenario: Scenario.parse(scenario),
  });
  for (const events of LOOKS) {
    simulation.advanceTo(Infinity, { maxEvents: events - simulation.eventCount });
    yield simulation.digest;
  }
  const { seed: _, ...summary } = simulation.summary();
  yield JSON.stringify(shown(summary));
}

/**
 * Figures as they are compared: without what sums in another order differ by, and without those of what never
 * happened, which only say that somebody has spoken of it.
 */
function shown(value: unknown): unknown {
  if (typeof value === "number") return value === 0 ? undefined : Number(value.toPrecision(9));
  if (Array.isArray(value)) return value.map((each) => shown(each) ?? 0);
  if (typeof value !== "object" || value === null) return value;
  const held = Object.entries(value).map(([key, each]) => [key, shown(each)] as const);
  const some = held.filter(([, each]) => each !== undefined);
  return some.length === 0 ? undefined : Object.fromEntries(some);
}

/** Whether a run of a probe is another one than that of these looks. */
export function differs(probe: Probe, looks: readonly string[]): boolean {
  let i = 0;
  for (const look of looksAt(probe)) if (look !== looks[i++]) return true;
  return false;
}

/** A probe with changes. */
export function changed(probe: string, changes: readonly Change[]): Probe {
  const copy = structuredClone(PROBES[probe]!) as { system: object; scenario: object };
  for (const { root, path, value } of changes) {
    let part = copy[root] as Record<string | number, unknown>;
    for (const key of path.slice(0, -1)) part = part[key] as Record<string | number, unknown>;
    const last = path.at(-1)!;
    if (value !== undefined) part[last] = structuredClone(value);
    else if (Array.isArray(part)) part.splice(Number(last), 1);
    else delete part[last];
  }
  return copy;
}
