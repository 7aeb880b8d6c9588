// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import type { StepText } from "../../simulator/index.ts";
import { HandlerTab } from "./HandlerTab.tsx";

afterEach(cleanup);

const steps: StepText[] = [{ do: "work", time: "20 ms" }, { do: "ack" }];

function open() {
  const onChange = vi.fn((_message: string, _steps: readonly StepText[]) => undefined);
  render(
    <HandlerTab
      handlers={{ OrderPlaced: steps }}
      former={{ OrderPlaced: steps }}
      nameOf={(id) => id}
      namesFor={() => undefined}
      onChange={onChange}
    />,
  );
  return onChange;
}

test("steps of a handler are listed, opened and changed", () => {
  const onChange = open();
  fireEvent.click(screen.getByRole("button", { name: /Work/ }));
  const time = screen.getByLabelText<HTMLInputElement>("Time");
  fireEvent.change(time, { target: { value: "35 ms" } });
  fireEvent.keyDown(time, { key: "Enter" });
  expect(onChange.mock.lastCall?.[1]).toEqual([{ do: "work", time: "35 ms" }, { do: "ack" }]);
  fireEvent.click(screen.getByRole("button", { name: "Move down" }));
  expect(onChange.mock.lastCall?.[1].map((step) => step.do)).toEqual(["ack", "work"]);
});
