import type { BoundaryOutcome } from "./BoundaryOutcome.ts";

/** A promise that an order of steps keeps or breaks. */
export type HandlerVerdict = { isGood: boolean; title: string; detail: string };

/** Where crashes struck: "before step 1", "after step 3, 4 or 5". */
function places(outcomes: readonly BoundaryOutcome[]): string {
  const numbers = outcomes.flatMap(({ after }) => (after === 0 ? [] : [String(after)]));
  const last = numbers.pop();
  const after =
    last === undefined
      ? []
      : [`after step ${numbers.length > 0 ? `${numbers.join(", ")} or ${last}` : last}`];
  return [...(outcomes.some(({ after }) => after === 0) ? ["before step 1"] : []), ...after].join(
    ", ",
  );
}

/** What crashes at every boundary came to, as promises kept or broken. */
export function verdictsOf(outcomes: readonly BoundaryOutcome[]): HandlerVerdict[] {
  if (outcomes.length === 0) return [];
  const lost = outcomes.filter(({ harm }) => harm === "lost");
  const twice = outcomes.filter(({ harm }) => harm === "twice");
  return [
    lost.length === 0
      ? {
          isGood: true,
          title: "Nothing lost",
          detail: "wherever it crashes, all of it is done in the end",
        }
      : { isGood: false, title: "Nothing lost, except", detail: `a crash ${places(lost)}` },
    twice.length === 0
      ? { isGood: true, title: "Nothing done twice", detail: "wherever it crashes" }
      : { isGood: false, title: "Done once, except", detail: `a crash ${places(twice)}` },
  ];
}
