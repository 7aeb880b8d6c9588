import type { Objective } from "../model/index.ts";
import { type Evidence, judge, type Verdict } from "./judge.ts";

/**
 * Holds objectives against a run.
 * @param cut of a run that stopped before its end whether its warm-up was over. What was measured is told then, but not whether it is
 * kept, unless it is broken for good (E5)
 */
export function verdictsOf(
  objectives: Readonly<Record<string, Objective>>,
  evidence: Evidence,
  cut: { readonly isWarm: boolean } | undefined,
): Verdict[] {
  return Object.entries(objectives).map(([id, objective]) => {
    const verdict = judge(id, objective, evidence);
    const isForGood = cut?.isWarm && verdict.passed === false && canOnlyGrow(objective);
    if (cut === undefined || isForGood) return verdict;
    return { ...verdict, passed: undefined, reason: "the run stopped before its end" };
  });
}

/** Whether what is measured of an objective never falls while the run goes on: once broken it stays broken. */
function canOnlyGrow(objective: Objective): boolean {
  if (objective.objective === "effects") return objective.times === "at-most-once";
  return COUNTS.has(objective.objective);
}

const COUNTS: ReadonlySet<Objective["objective"]> = new Set([
  "lost",
  "dead-lettered",
  "duplicates",
]);
