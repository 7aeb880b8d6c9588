import type { Saga } from "../../simulator/index.ts";

/** A state of an instance in the picture: a step, its taking back, the beginning or an end. */
export interface DiagramState {
  id: string;
  kind: "begin" | "step" | "back" | "completed" | "compensated";
  label: string;
  /** Place on a grid whose first column begins the saga and takes it back. */
  column: number;
  row: number;
  isPivot: boolean;
}

/** A way from one state to another. */
export interface DiagramLink {
  from: string;
  to: string;
}

/** All states of a saga and the ways between them. */
export interface SagaDiagram {
  states: DiagramState[];
  links: DiagramLink[];
  columns: number;
  rows: number;
}

export const stepState = (step: number) => `step ${step}`;
export const backState = (step: number) => `back ${step}`;

type Step = Saga["steps"][number];

/** Steps that run side by side are one group: those next to each other with the same word. */
function groupsOf(steps: readonly Step[]): number[][] {
  const groups: number[][] = [];
  for (const [i, { parallel }] of steps.entries()) {
    const before = steps[i - 1]?.parallel;
    if (parallel !== undefined && parallel === before) groups.at(-1)?.push(i);
    else groups.push([i]);
  }
  return groups;
}

const sentenceOf = (begins: Saga["begins"]) => (typeof begins === "string" ? begins : "Begin");

/** What takes a step back, as the design names it. */
const backLabel = ({ name, compensation }: Step) =>
  compensation?.command ?? compensation?.completes?.[0] ?? `Undo ${name}`;

/**
 * The states of a saga from left to right, what takes its steps back below them from right to left.
 * Steps that run side by side stand in one column.
 */
export function stateDiagram(saga: Saga): SagaDiagram {
  const { steps } = saga;
  const groups = groupsOf(steps);
  const tall = Math.max(...groups.map((group) => group.length));
  const columns = groups.length + 2;
  const middle = (tall - 1) / 2;
  const end = { row: middle, isPivot: false };
  const backEnd = { row: tall + middle, isPivot: false };
  const states: DiagramState[] = [
    { id: "begin", kind: "begin", label: sentenceOf(saga.begins), column: 0, ...end },
    { id: "completed", kind: "completed", label: "Completed", column: columns - 1, ...end },
    { id: "compensated", kind: "compensated", label: "Compensated", column: 0, ...backEnd },
  ];
  for (const [column, group] of groups.entries())
    for (const [place, i] of group.entries()) {
      const step = steps[i];
      if (!step) continue;
      const row = middle + place - (group.length - 1) / 2;
      const at = { column: column + 1, isPivot: step.pivot };
      states.push({ id: stepState(i), kind: "step", label: step.name, row, ...at });
      if (step.compensation)
        states.push({
          id: backState(i),
          kind: "back",
          label: backLabel(step),
          row: row + tall,
          ...at,
          isPivot: false,
        });
    }
  return { states, links: linksOf(steps, groups), columns, rows: 2 * tall };
}

function linksOf(steps: readonly Step[], groups: readonly number[][]): DiagramLink[] {
  const links: DiagramLink[] = [];
  let before = ["begin"];
  for (const group of groups) {
    const here = group.map(stepState);
    for (const from of before) for (const to of here) links.push({ from, to });
    before = here;
  }
  for (const from of before) links.push({ from, to: "completed" });
  const pivot = steps.findIndex((step) => step.pivot);
  for (const [g, group] of groups.entries())
    for (const i of group)
      if (pivot < 0 || i <= pivot) links.push(...waysBack(steps, groups, g, i));
  return links;
}

/** From a step that is refused, and from the taking back of it, to what is taken back next. */
function waysBack(
  steps: readonly Step[],
  groups: readonly number[][],
  group: number,
  step: number,
): DiagramLink[] {
  const canGoBack = (i: number) => steps[i]?.compensation !== undefined;
  const asked = groups.slice(0, group + 1).flat();
  const others = asked.filter((i) => i !== step && canGoBack(i));
  const earlier = asked.filter((i) => i < step && canGoBack(i));
  const stateOf = (i: number | undefined) => (i === undefined ? "compensated" : backState(i));
  const links = [{ from: stepState(step), to: stateOf(others.at(-1)) }];
  if (canGoBack(step)) links.push({ from: backState(step), to: stateOf(earlier.at(-1)) });
  return links;
}
