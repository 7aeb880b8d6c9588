// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import type { FieldShape } from "../schema/Field.ts";
import { RowsEditor } from "./RowsEditor.tsx";

afterEach(cleanup);

const TIME: FieldShape = { type: "quantity", dimension: "duration", isPositive: false };
const FACTOR: FieldShape = { type: "number", isInteger: false, isRatio: false, min: 0 };

/** What stands there after one more is asked for. */
function afterAdding(item: FieldShape, value: readonly unknown[]): unknown {
  const changes: unknown[] = [];
  const shape = { type: "rows", item } as const;
  render(
    <RowsEditor
      field={{ key: "points", label: "Points", isOptional: false, shape, check: () => undefined }}
      shape={shape}
      value={value}
      former={undefined}
      onChange={(next) => void changes.push(next)}
      renderValue={() => null}
      renderFields={() => null}
    />,
  );
  fireEvent.click(screen.getByRole("button", { name: "Add to points" }));
  return changes[0];
}

test("a point that is added stands where the last one does, since points ascend", () => {
  const points: FieldShape = { type: "tuple", items: [TIME, FACTOR] };
  const last = ["8 h", 3];
  expect(afterAdding(points, [["0 s", 1], last])).toEqual([["0 s", 1], last, last]);
  cleanup();
  expect(afterAdding(points, [])).toEqual([["1 s", 1]]);
});

test("anything else begins with first values of its own", () => {
  expect(afterAdding(TIME, ["8 h"])).toEqual(["8 h", "1 s"]);
});
