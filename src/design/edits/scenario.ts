import type { FaultText, ScenarioText } from "../../../simulator/index.ts";
import type { Design } from "../DesignFile.ts";
import { freshId } from "../freshId.ts";

/** The scenario of that id, made if the design has none of it yet. */
function scenarioOf(draft: Design, id: string): ScenarioText {
  draft.scenarios ??= {};
  const scenario = draft.scenarios[id] ?? {};
  draft.scenarios[id] = scenario;
  return draft.scenarios[id] as ScenarioText;
}

/** Adds a fault to a scenario; returns its id. */
export function addFault(draft: Design, scenarioId: string, fault: FaultText): string {
  const scenario = scenarioOf(draft, scenarioId);
  scenario.faults ??= {};
  const id = freshId(fault.fault, scenario.faults);
  scenario.faults[id] = fault;
  return id;
}

/** Sets the seed of a scenario. */
export function setSeed(draft: Design, scenarioId: string, seed: number): void {
  scenarioOf(draft, scenarioId).seed = seed;
}
