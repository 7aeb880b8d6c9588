import { useMemo } from "react";
import { useStore } from "zustand";
import type { RunSummary } from "../../../simulator/index.ts";
import type { Session } from "../../actions/index.ts";
import { type FaultLane, faultLanes } from "./faultLanes.ts";

/**
 * The faults of the scenario that is run, and those done by hand.
 * @param length simulated seconds at which the run ends
 * @param summary what the run has come to; it knows when faults struck by chance
 */
export function useFaultLanes(
  { designs, run }: Session,
  length: number,
  summary: RunSummary | undefined,
): readonly FaultLane[] {
  const design = useStore(designs, (state) => state.design);
  const scenarioId = useStore(run.store, (state) => state.scenario);
  const history = useStore(run.store, (state) => state.history);
  const scenario = design.scenarios?.[scenarioId];
  return useMemo(
    () => faultLanes(design, scenario ?? {}, history, length, summary),
    [design, scenario, history, length, summary],
  );
}
