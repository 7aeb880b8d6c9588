import fc from "fast-check";
import { expect, test } from "vitest";
import type { StepText } from "../../simulator/index.ts";
import { countSteps, insertStep, listAt, moveStep, removeStep, stepAt } from "./stepTree.ts";

const work = (name: string): StepText => ({ do: "work", time: "1 ms", note: name });
const handler: StepText[] = [
  work("a"),
  {
    do: "branch",
    choices: [{ when: { probability: 0.5 }, steps: [work("b"), work("c")] }],
    otherwise: [work("d")],
  },
  work("e"),
];
const inner = [1, "choices", 0, "steps"];
const names = (steps: readonly StepText[] | undefined) =>
  steps?.map((step) => step.note ?? step.do);

test("a step is put in and taken out where its place says", () => {
  const added = insertStep(handler, { list: inner, index: 1 }, work("new"));
  expect(names(listAt(added, inner))).toEqual(["b", "new", "c"]);
  expect(names(listAt(removeStep(added, { list: inner, index: 0 }), inner))).toEqual(["new", "c"]);
  expect(handler[1]).toMatchObject({ choices: [{ steps: [{ note: "b" }, { note: "c" }] }] });
});

test("a step moves within its list", () => {
  const moved = moveStep(handler, { list: [], index: 0 }, { list: [], index: 3 });
  expect(names(moved?.steps)).toEqual(["branch", "e", "a"]);
  expect(moved?.place).toEqual({ list: [], index: 2 });
});

test("a step moves into a branch whose place shifts as it leaves", () => {
  const moved = moveStep(handler, { list: [], index: 0 }, { list: inner, index: 2 });
  expect(names(moved?.steps)).toEqual(["branch", "e"]);
  expect(moved && names(listAt(moved.steps, moved.place.list))).toEqual(["b", "c", "a"]);
});

test("a step cannot be put into itself", () => {
  expect(moveStep(handler, { list: [], index: 1 }, { list: inner, index: 0 })).toBeUndefined();
});

test("whatever moves, no step is lost and the place that is given back holds it", () => {
  const places = [
    ...[0, 1, 2, 3].map((index) => ({ list: [], index })),
    ...[0, 1, 2].map((index) => ({ list: inner, index })),
    ...[0, 1].map((index) => ({ list: [1, "otherwise"], index })),
  ];
  fc.assert(
    fc.property(fc.constantFrom(...places), fc.constantFrom(...places), (from, to) => {
      const step = stepAt(handler, from);
      const moved = moveStep(handler, from, to);
      if (!moved) return;
      expect(countSteps(moved.steps)).toBe(countSteps(handler));
      expect(stepAt(moved.steps, moved.place)).toBe(step);
    }),
  );
});
