// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import type { StepText } from "../../simulator/index.ts";
import { HandlerContext, type HandlerEditing } from "./HandlerEditing.ts";
import { StepList } from "./StepList.tsx";
import { StepPanel } from "./StepPanel.tsx";
import type { StepPlace } from "./stepTree.ts";

afterEach(cleanup);

const steps: StepText[] = [
  { do: "work", time: "20 ms" },
  {
    do: "branch",
    choices: [{ when: { probability: 0.9 }, steps: [{ do: "fail" }] }],
  },
  { do: "ack" },
];

function open(selected: StepPlace) {
  const editing: HandlerEditing = {
    steps,
    former: steps,
    nodes: {},
    selected,
    nameOf: (id) => id,
    namesFor: () => undefined,
    select: vi.fn(),
    newStep: (kind) => ({ step: { do: kind } as StepText }),
    add: vi.fn(),
    move: vi.fn(),
    remove: vi.fn(),
    change: vi.fn(() => undefined),
  };
  render(
    <HandlerContext value={editing}>
      <StepList path={[]} label="Steps" />
      <StepPanel />
    </HandlerContext>,
  );
  return editing;
}

const card = (name: RegExp) => screen.getByRole("button", { name });

test("the settings of the chosen step are edited beside the list", () => {
  const { change } = open({ list: [], index: 0 });
  const time = screen.getByLabelText<HTMLInputElement>("Time");
  fireEvent.change(time, { target: { value: "35 ms" } });
  fireEvent.keyDown(time, { key: "Enter" });
  expect(change).toHaveBeenCalledWith({ list: [], index: 0 }, { do: "work", time: "35 ms" });
});

test("steps are moved and removed by keyboard, those inside a branch too", () => {
  const { move, remove } = open({ list: [], index: 0 });
  fireEvent.keyDown(card(/1\s*Work/), { key: "ArrowDown", altKey: true });
  expect(move).toHaveBeenCalledWith({ list: [], index: 0 }, { list: [], index: 2 });
  fireEvent.keyDown(card(/3\s*Ack/), { key: "ArrowDown", altKey: true });
  expect(move).toHaveBeenCalledTimes(1);
  fireEvent.keyDown(card(/1\s*Fail/), { key: "Delete" });
  expect(remove).toHaveBeenCalledWith({ list: [1, "choices", 0, "steps"], index: 0 });
});

test("a branch tells under which condition its steps are done", () => {
  open({ list: [], index: 1 });
  expect(screen.getByText("90 %")).toBeTruthy();
  expect(screen.getByRole("button", { name: "Steps when no test passes" })).toBeTruthy();
});
