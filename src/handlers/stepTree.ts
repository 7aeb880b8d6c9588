import type { StepText } from "../../simulator/index.ts";

/** A list of steps: the handler itself, or one inside a branch or an await. */
export type ListPath = readonly (string | number)[];
/** Where a step stands: its list, and its place in it. */
export type StepPlace = { list: ListPath; index: number };

type Steps = readonly StepText[];
type Held = Record<string | number, unknown>;

/** Lists of steps inside a step, with what leads there. */
export type InnerList = { path: ListPath; title: string; steps: Steps };

/** The list at a path from the handler; undefined when it leads nowhere. */
export function listAt(steps: Steps, path: ListPath): Steps | undefined {
  let at: unknown = steps;
  for (const key of path) at = (at as Held | undefined)?.[key];
  return Array.isArray(at) ? (at as Steps) : undefined;
}

export const stepAt = (steps: Steps, { list, index }: StepPlace): StepText | undefined =>
  listAt(steps, list)?.[index];

/** The handler with one of its lists replaced. */
function withList(steps: Steps, path: ListPath, next: Steps): Steps {
  return replaced(steps, path, next) as Steps;
}

function replaced(held: unknown, path: ListPath, next: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return next;
  const inner = replaced((held as Held)[key], rest, next);
  if (Array.isArray(held)) return held.map((each, at) => (at === key ? inner : each));
  return { ...(held as Held), [key]: inner };
}

/** The handler with a step put before the place. */
export function insertStep(steps: Steps, { list, index }: StepPlace, step: StepText): Steps {
  const held = listAt(steps, list) ?? [];
  return withList(steps, list, [...held.slice(0, index), step, ...held.slice(index)]);
}

export function replaceStep(steps: Steps, { list, index }: StepPlace, step: StepText): Steps {
  const held = listAt(steps, list) ?? [];
  return withList(
    steps,
    list,
    held.map((each, at) => (at === index ? step : each)),
  );
}

export function removeStep(steps: Steps, { list, index }: StepPlace): Steps {
  const held = listAt(steps, list) ?? [];
  return withList(
    steps,
    list,
    held.filter((_step, at) => at !== index),
  );
}

const isSame = (a: ListPath, b: ListPath) =>
  a.length === b.length && a.every((key, i) => key === b[i]);
const startsWith = (path: ListPath, start: ListPath) =>
  start.every((key, index) => path[index] === key);

/**
 * The handler with a step moved before another place, and where it then stands.
 * @returns undefined when nothing would change, or the step would be put into itself
 */
export function moveStep(
  steps: Steps,
  from: StepPlace,
  to: StepPlace,
): { steps: Steps; place: StepPlace } | undefined {
  const step = stepAt(steps, from);
  const own = [...from.list, from.index];
  if (!step || startsWith(to.list, own)) return undefined;
  if (isSame(from.list, to.list)) {
    if (to.index === from.index || to.index === from.index + 1) return undefined;
    const index = to.index > from.index ? to.index - 1 : to.index;
    const without = removeStep(steps, from);
    return { steps: insertStep(without, { list: to.list, index }, step), place: { ...to, index } };
  }
  // What is put in first does not move the place that is taken from, unless it lies before it.
  const place = shifted(to, from);
  return { steps: insertStep(removeStep(steps, from), place, step), place };
}

/** A place after the step at `removed` is gone. */
function shifted(place: StepPlace, removed: StepPlace): StepPlace {
  const depth = removed.list.length;
  const key = place.list[depth];
  const isBelow = startsWith(place.list, removed.list) && typeof key === "number";
  if (!isBelow || key < removed.index) return place;
  const list = place.list.map((each, at) => (at === depth ? key - 1 : each));
  return { ...place, list };
}

/** The lists inside the step at a place, with words for what leads to each. */
export function innerLists(step: StepText, place: StepPlace): InnerList[] {
  const own = [...place.list, place.index];
  if (step.do === "await") {
    return step.onTimeout
      ? [{ path: [...own, "onTimeout"], title: "when the time is up", steps: step.onTimeout }]
      : [];
  }
  if (step.do !== "branch") return [];
  const choices = step.choices.map((choice, index) => ({
    path: [...own, "choices", index, "steps"],
    title: conditionWords(choice.when),
    steps: choice.steps,
  }));
  if (!step.otherwise) return choices;
  return [...choices, { path: [...own, "otherwise"], title: "otherwise", steps: step.otherwise }];
}

type Condition = Extract<StepText, { do: "branch" }>["choices"][number]["when"];

/** A test of a branch, in few words: "98.4 %", "tier is gold", "timeout". */
function conditionWords(when: Condition): string {
  if ("probability" in when) return `${Number((when.probability * 100).toPrecision(3))} %`;
  if ("attribute" in when) return `${when.attribute} is ${when.in.join(" or ")}`;
  if ("message" in when) return `a ${when.message}`;
  if ("outcome" in when) return `the step before ended in ${when.outcome}`;
  if ("attemptAtLeast" in when) return `attempt ${when.attemptAtLeast} or later`;
  return `dead-lettered ${when.deadLetteredAtLeast} times or more`;
}

/** All steps, those inside branches too. */
export function countSteps(steps: Steps): number {
  return steps.reduce((sum, step) => {
    const inner = innerLists(step, { list: [], index: 0 });
    return sum + 1 + inner.reduce((count, list) => count + countSteps(list.steps), 0);
  }, 0);
}
