import type { Step, System } from "../../../simulator/index.ts";
import type { ValuePath } from "../../design/index.ts";

/** A step of a handler, where it stands, and how often it is come to. */
export interface StepVisit<S extends Step = Step> {
  step: S;
  path: ValuePath;
  /** Share of the runs of the handler that come to it when nothing fails; 0 if only failures do. */
  share: number;
}

type BranchStep = Extract<Step, { do: "branch" }>;
type Condition = BranchStep["choices"][number]["when"];

/**
 * All steps of a handler in the order in which they stand, those inside branches and time-outs
 * included. For the messages of one type, choices that such a message cannot take are left out.
 */
export function walkSteps(
  system: System,
  steps: readonly Step[],
  path: ValuePath,
  message?: string,
): StepVisit[] {
  const visits: StepVisit[] = [];
  walk(steps, path, 1);
  return visits;

  function walk(list: readonly Step[], at: ValuePath, share: number): number {
    let rest = share;
    for (const [i, step] of list.entries()) {
      const here = [...at, i];
      visits.push({ step, path: here, share: rest });
      if (step.do === "branch") rest = walkBranch(step, here, rest);
      else if (step.do === "await") {
        walk(step.onTimeout ?? [], [...here, "onTimeout"], 0);
        if (!step.holdsSlot) rest /= step.messages.length;
      } else if (step.do === "fail" && failsAlways(step)) rest = 0;
    }
    return rest;
  }

  function walkBranch(step: BranchStep, at: ValuePath, share: number): number {
    let left = share;
    let through = 0;
    for (const [i, { when, steps: chosen }] of step.choices.entries()) {
      if (message !== undefined && "message" in when && when.message !== message) continue;
      const taken = Math.min(left, shareOf(when, share, left));
      through += walk(chosen, [...at, "choices", i, "steps"], taken);
      left -= taken;
    }
    return through + walk(step.otherwise ?? [], [...at, "otherwise"], left);
  }

  function shareOf(when: Condition, share: number, left: number): number {
    if ("probability" in when) return left * when.probability;
    if ("message" in when) return message === undefined ? 0 : left;
    if ("outcome" in when) return when.outcome === "ok" ? left : 0;
    if ("attribute" in when)
      return share * weightOf(system.attributes[when.attribute]?.values ?? {}, when.in);
    return "attemptAtLeast" in when && when.attemptAtLeast === 1 ? left : 0;
  }
}

/** Share of an attribute's messages that carry one of the values. */
export function weightOf(
  values: Readonly<Record<string, number>>,
  chosen: readonly string[],
): number {
  let [total, hit] = [0, 0];
  for (const [value, weight] of Object.entries(values)) {
    total += weight;
    if (chosen.includes(value)) hit += weight;
  }
  return total > 0 ? hit / total : 0;
}

function failsAlways(step: Extract<Step, { do: "fail" }>): boolean {
  return [step.probability, step.ofMessages, step.firstAttempts, step.versions].every(
    (limit) => limit === undefined,
  );
}
