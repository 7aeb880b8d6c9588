// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { useRef, useState } from "react";
import { afterEach, expect, test } from "vitest";
import { Dialog } from "./Dialog.tsx";

afterEach(cleanup);

function Page() {
  const [isOpen, setOpen] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  return (
    <>
      <button type="button" onKeyDown={() => setOpen(true)}>
        Here
      </button>
      <Dialog isOpen={isOpen} onClose={() => setOpen(false)} title="Ask" firstField={field}>
        <input ref={field} aria-label="Moment" />
      </Dialog>
    </>
  );
}

test("a question's first field has the keyboard at once, and gives it back", async () => {
  render(<Page />);
  const here = screen.getByText("Here");
  here.focus();
  fireEvent.keyDown(here, { key: "Enter" });
  const field = screen.getByLabelText("Moment");
  expect(document.activeElement).toBe(field);
  fireEvent.keyDown(field, { key: "Escape" });
  await waitFor(() => expect(document.activeElement).toBe(here));
});
