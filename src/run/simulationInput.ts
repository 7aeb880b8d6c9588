import { canReconfigure, Scenario, type SimulationInput } from "../../simulator/index.ts";
import type { Design, ResolvedDesign } from "../design/index.ts";

/** What a design without a scenario runs: always the same one, so that an edit does not look like another. */
const STANDARD = Scenario.parse({});

/** Id of the scenario of a design that has none. */
const DEFAULT_SCENARIO = "normal";

/** The scenario that is run when nobody chose another. */
export function firstScenarioOf(resolved: ResolvedDesign): string {
  return Object.keys(resolved.scenarios)[0] ?? DEFAULT_SCENARIO;
}

/**
 * What the simulator gets of a design: one of its scenarios, or the default one; and the text, so
 * that it can name what it does not simulate yet.
 */
export function inputOf(
  design: Design,
  resolved: ResolvedDesign,
  scenarioId: string,
): SimulationInput {
  const scenario = resolved.scenarios[scenarioId] ?? STANDARD;
  const text = { system: design.system ?? {}, scenario: design.scenarios?.[scenarioId] ?? {} };
  return { system: resolved.system, scenario, objectives: resolved.objectives, text };
}

/** Whether there is nothing to run. */
export function isEmpty({ system }: SimulationInput): boolean {
  return Object.keys(system.nodes).length === 0;
}

/** Whether two inputs are the same to a run, part for part. */
export function isSameInput(one: SimulationInput, other: SimulationInput): boolean {
  return (
    one.system === other.system &&
    one.scenario === other.scenario &&
    one.objectives === other.objectives
  );
}

/** Whether a run of one input can go on with the values of another one, or has to begin anew. */
export function canGoOn(previous: SimulationInput, next: SimulationInput): boolean {
  return next.scenario === previous.scenario && canReconfigure(previous.system, next.system);
}
