// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { useState } from "react";
import { afterEach, expect, test } from "vitest";
import { SearchDialog } from "./SearchDialog.tsx";

afterEach(cleanup);

function Page() {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button type="button">Elsewhere</button>
      <button type="button" onFocus={() => setOpen(false)}>
        Onwards
      </button>
      <button type="button" onKeyDown={() => setOpen(true)}>
        Here
      </button>
      <SearchDialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title="Commands"
        placeholder="Find"
        query=""
        onQuery={() => {}}
        groups={[]}
        onChoose={() => {}}
      />
    </>
  );
}

test("the keyboard is in the field at once, and back where it was when the dialog closes, unless it has gone on", async () => {
  render(<Page />);
  const here = screen.getByText("Here");
  screen.getByText("Elsewhere").focus();
  here.focus();
  fireEvent.keyDown(here, { key: "k" });
  const field = screen.getByRole("combobox", { name: "Commands" });
  expect(document.activeElement).toBe(field);
  fireEvent.keyDown(field, { key: "Escape" });
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(document.activeElement).toBe(here);

  fireEvent.keyDown(here, { key: "k" });
  screen.getByText("Onwards").focus();
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(document.activeElement).toBe(screen.getByText("Onwards"));

  screen.getByText("Onwards").blur();
  fireEvent.keyDown(here, { key: "k" });
  fireEvent.keyDown(screen.getByRole("combobox", { name: "Commands" }), { key: "Escape" });
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(document.activeElement).toBe(document.body);
});
