import type { StepText } from "../../../simulator/index.ts";
import type { systemOf } from "./systemOf.ts";

/** A node of a draft. */
export type NodeDraft = ReturnType<typeof systemOf>["nodes"][string];

/** What becomes of a step: itself, another, or nothing. */
export type StepChange = (step: StepText) => StepText | undefined;

/**
 * Rebuilds a list of steps, those within branches and timeouts included. A step for which `change`
 * gives nothing goes, and with it what it holds. Where nothing changes, the list stays the same object.
 */
function mapSteps(steps: StepText[], change: StepChange): StepText[] {
  const next = steps.flatMap((old) => {
    const step = change(old);
    return step ? mapWithin(step, change) : [];
  });
  const isSame = next.length === steps.length && next.every((step, i) => step === steps[i]);
  return isSame ? steps : next;
}

function mapWithin(step: StepText, change: StepChange): StepText {
  if (step.do === "await" && step.onTimeout) {
    const onTimeout = mapSteps(step.onTimeout, change);
    return onTimeout === step.onTimeout ? step : { ...step, onTimeout };
  }
  if (step.do !== "branch") return step;
  const choices = step.choices.map((choice) => {
    const steps = mapSteps(choice.steps, change);
    return steps === choice.steps ? choice : { ...choice, steps };
  });
  const otherwise = step.otherwise && mapSteps(step.otherwise, change);
  const isSame =
    otherwise === step.otherwise && choices.every((choice, i) => choice === step.choices[i]);
  if (isSame) return step;
  return otherwise ? { ...step, choices, otherwise } : { ...step, choices };
}

/** Rebuilds the steps of all handlers of a node. */
export function mapHandlers(node: NodeDraft, change: StepChange): void {
  if (node.kind === "endpoint") {
    const handler = mapSteps(node.handler, change);
    if (handler !== node.handler) node.handler = handler;
  }
  if (node.kind !== "consumer") return;
  for (const [name, steps] of Object.entries(node.handlers)) {
    const next = mapSteps(steps, change);
    if (next !== steps) node.handlers[name] = next;
  }
}

/** Every step of a node, those within branches and timeouts included. */
export function stepsOf(node: NodeDraft): StepText[] {
  const all: StepText[] = [];
  const collect: StepChange = (step) => {
    all.push(step);
    return step;
  };
  mapHandlers(node, collect);
  return all;
}
