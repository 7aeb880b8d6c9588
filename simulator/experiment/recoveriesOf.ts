import type { Objective } from "../model/index.ts";
import type { Evidence, OutcomeRecord, Verdict } from "./judge.ts";
import { recoveries } from "./recovery.ts";

/** How long after each fault a level or a share was again what it is to be, where that is asked for. */
export function recoveriesOf(
  objective: Objective,
  evidence: Evidence,
): Pick<Verdict, "recoveries"> {
  if (!("within" in objective) || objective.within === undefined) return {};
  const { faults } = evidence;
  switch (objective.objective) {
    case "lag":
    case "lag-time": {
      const { node, below } = objective;
      const record =
        objective.objective === "lag" ? evidence.lagOf(node) : evidence.lagSecondsOf(node);
      return { recoveries: recoveries(record, (value) => value <= below, faults) };
    }
    case "availability": {
      const { atLeast } = objective;
      const record = evidence.outcomes(objective);
      const { times } = record;
      const values = sharesOver(record, OUTCOMES_TO_TELL / Math.max(0.001, 1 - atLeast));
      return { recoveries: recoveries({ times, values }, (value) => value >= atLeast, faults) };
    }
    default:
      return {};
  }
}

/** Bad outcomes that a share which is just kept has among those that it is judged by: fewer say nothing. */
const OUTCOMES_TO_TELL = 5;

/** At each instant the share of good ones among the latest outcomes, of which there are at least so many; NaN before that. */
function sharesOver({ good, all }: OutcomeRecord, least: number): number[] {
  let [goodCount, count, first] = [0, 0, 0];
  return good.map((_, i) => {
    goodCount += good[i]!;
    count += all[i]!;
    for (; count - all[first]! >= least; first++) {
      goodCount -= good[first]!;
      count -= all[first]!;
    }
    return count >= least ? goodCount / count : Number.NaN;
  });
}
