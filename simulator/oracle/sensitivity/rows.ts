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

/** A parameter, and another value of it that changes a run. */
export interface Row {
  readonly leaf: string;
  readonly probe: string;
  /** What has to be otherwise in both runs, so that it matters. */
  readonly given?: readonly Change[];
  readonly change: Change;
}

/** Events after which a run has shown what it can. */
const ENOUGH = 10_000;

/** Everything that a run of a probe has come to, as text; its history tells apart what its figures do not. */
export function resultOf({ system, scenario }: Probe): string {
  const simulation = createSimulation({
    system: readSystem(system as SystemText),
    scenario: Scenario.parse(scenario),
  });
  simulation.advanceTo(Infinity, { maxEvents: ENOUGH });
  const { seed: _, ...summary } = simulation.summary();
  return JSON.stringify(summary);
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
