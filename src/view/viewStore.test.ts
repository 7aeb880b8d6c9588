import { expect, test } from "vitest";
import { emptyDesign } from "../design/index.ts";
import { createViewStore, hold, isMapShown, select } from "./index.ts";

test("panels follow the selection, and while a hand holds something only when it lets go", () => {
  const view = createViewStore();
  const shown = () => view.getState().settled.nodes;
  select(view, ["one"]);
  expect(shown()).toEqual(["one"]);
  hold(view, true);
  select(view, ["two"]);
  expect(view.getState().selection.nodes).toEqual(["two"]);
  expect(shown()).toEqual(["one"]);
  hold(view, false);
  expect(shown()).toEqual(["two"]);
});

test("a large design has a map, a small one when it is wanted, an empty one never", () => {
  const of = (count: number) => ({
    ...emptyDesign(),
    notes: Object.fromEntries(
      Array.from({ length: count }, (_, i) => [
        `n${i}`,
        { text: "", at: [0, 0] as [number, number] },
      ]),
    ),
  });
  expect(isMapShown(of(60), undefined)).toBe(true);
  expect(isMapShown(of(60), false)).toBe(false);
  expect(isMapShown(of(6), undefined)).toBe(false);
  expect(isMapShown(of(6), true)).toBe(true);
  expect(isMapShown(of(0), true)).toBe(false);
});
