import type { Run } from "../../run/index.ts";
import type { Interventions } from "../gestures/faultEntries.ts";
import type { RunLive } from "./RunLive.ts";

const WHY_NOT: Record<string, string> = {
  loading: "the run is loading",
  failed: "the run has stopped",
  finished: "the run has ended",
};

/** What can be broken and mended by hand in a run. */
export function runInterventions(run: Run, live: RunLive): Interventions {
  return {
    whyNot: () => WHY_NOT[run.store.getState().status],
    isBroken: (target) => live.isBroken(target),
    strike: (fault) => void run.intervene(fault),
    mend: (target) => void run.mend(target),
  };
}
