// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { NumberField } from "./NumberField.tsx";

afterEach(cleanup);

function numberField(value: number | undefined = 12) {
  const onCommit = vi.fn();
  render(
    <NumberField
      label="prefetch"
      value={value}
      defaultValue={8}
      min={0}
      isInteger
      onCommit={onCommit}
    />,
  );
  return { onCommit, input: screen.getByLabelText<HTMLInputElement>("prefetch") };
}

const type = (input: HTMLInputElement, text: string) =>
  fireEvent.change(input, { target: { value: text } });

test("nothing is committed while typing; Enter commits once", () => {
  const { input, onCommit } = numberField();
  type(input, "2");
  type(input, "24");
  expect(onCommit).not.toHaveBeenCalled();
  fireEvent.keyDown(input, { key: "Enter" });
  expect(onCommit.mock.calls).toEqual([[24]]);
});

test("leaving the field commits, leaving it unchanged does not", () => {
  const { input, onCommit } = numberField();
  fireEvent.focus(input);
  fireEvent.blur(input);
  expect(onCommit).not.toHaveBeenCalled();
  type(input, "13");
  fireEvent.blur(input);
  expect(onCommit.mock.calls).toEqual([[13]]);
});

test("Esc brings the committed text back and commits nothing", () => {
  const { input, onCommit } = numberField();
  type(input, "99");
  fireEvent.keyDown(input, { key: "Escape" });
  fireEvent.blur(input);
  expect(input.value).toBe("12");
  expect(onCommit).not.toHaveBeenCalled();
});

test("a wrong value stays to be mended, with the reason in place", () => {
  const { input, onCommit } = numberField();
  type(input, "-5");
  fireEvent.keyDown(input, { key: "Enter" });
  expect(onCommit).not.toHaveBeenCalled();
  expect(input.value).toBe("-5");
  expect(input.getAttribute("aria-invalid")).toBe("true");
  expect(screen.getByRole("alert").textContent).toBe("Must be 0 or more.");
});

test("an emptied field goes back to its default", () => {
  const { input, onCommit } = numberField();
  type(input, "");
  fireEvent.keyDown(input, { key: "Enter" });
  expect(onCommit.mock.calls).toEqual([[undefined]]);
  expect(input.placeholder).toBe("8");
});

test("arrow keys step and commit each step", () => {
  const { input, onCommit } = numberField();
  fireEvent.keyDown(input, { key: "ArrowUp" });
  fireEvent.keyDown(input, { key: "ArrowDown", shiftKey: true });
  expect(onCommit.mock.calls).toEqual([[13], [2]]);
});
