import type { Step, System } from "../model/index.ts";

/** Lists of steps of all handlers of a node. */
export function handlersOf(node: System["nodes"][string]): readonly (readonly Step[])[] {
  if (node.kind === "consumer") return Object.values(node.handlers);
  return node.kind === "endpoint" ? [node.handler] : [];
}

/** All steps of a list, those inside of branches and waits included, in the order of the file. */
export function allSteps(steps: readonly Step[]): Step[] {
  return steps.flatMap((step) => {
    if (step.do === "branch")
      return [
        step,
        ...step.choices.flatMap((choice) => allSteps(choice.steps)),
        ...allSteps(step.otherwise ?? []),
      ];
    return step.do === "await" ? [step, ...allSteps(step.onTimeout ?? [])] : [step];
  });
}

/** Effects of a system, in the order of their first mention. */
export function effectNamesOf(system: System): string[] {
  const names = new Set<string>();
  for (const node of Object.values(system.nodes))
    for (const steps of handlersOf(node)) for (const name of effectsOf(steps)) names.add(name);
  return [...names];
}

/** Effects named anywhere in a list of steps, in the order of their first mention. */
function effectsOf(steps: readonly Step[]): string[] {
  return steps.flatMap((step) => {
    const own = [step.effect, step.undoes].filter((name): name is string => name !== undefined);
    if (step.do === "branch")
      return [
        ...step.choices.flatMap((choice) => effectsOf(choice.steps)),
        ...effectsOf(step.otherwise ?? []),
        ...own,
      ];
    if (step.do === "await") return [...own, ...effectsOf(step.onTimeout ?? [])];
    return own;
  });
}
