import type { NodeOf } from "../../../simulator/index.ts";
import type { Analysis } from "../Analysis.ts";
import { listText } from "../figures.ts";
import type { Rule, RuleFinding } from "../Rule.ts";

type SagaStep = NodeOf<"saga">["steps"][number];

/** What was done can be taken back for as long as a later step may still fail. */
export const sagaWithoutCompensation: Rule = {
  id: "saga-without-compensation",
  asks: "Each step of a saga that a later failure must undo has a compensation.",
  harm: "lost, stuck or growing",
  *check(analysis) {
    for (const [id, node] of analysis.nodes) {
      if (node.kind !== "saga") continue;
      for (const [i, step] of node.steps.entries()) {
        const later = laterFailures(node.steps, i);
        if (!step.compensation && !step.pivot && later.length > 0)
          yield findingFor(analysis, id, i, step.name, later);
      }
    }
  },
};

/** Names of the steps whose failure would have to undo this one; after a pivot there is no way back. */
function laterFailures(steps: readonly SagaStep[], index: number): string[] {
  if (steps.slice(0, index).some((step) => step.pivot)) return [];
  const rest = steps.slice(index + 1);
  const pivot = rest.findIndex((step) => step.pivot);
  const undoing = pivot === -1 ? rest : rest.slice(0, pivot + 1);
  return undoing.filter(mayFail).map((step) => step.name);
}

/** A step fails when it is refused, or when its time is up and the saga turns back. */
function mayFail({ fails, timeout, onTimeout }: SagaStep): boolean {
  return (fails?.length ?? 0) > 0 || (timeout !== undefined && onTimeout === "compensate");
}

function findingFor(
  analysis: Analysis,
  id: string,
  index: number,
  step: string,
  later: readonly string[],
): RuleFinding {
  return {
    severity: "warning",
    target: { kind: "node", id, path: ["system", "nodes", id, "steps", index, "compensation"] },
    what: `Step "${step}" of ${analysis.nameOf(id)} cannot be taken back.`,
    why: `When ${listText(later.map((name) => `"${name}"`))} fails, the saga ends with "${step}" done and the rest not.`,
    mend: "Give it a compensation, move it behind the steps that can fail, or mark it as the pivot after which the saga only goes forward.",
  };
}
