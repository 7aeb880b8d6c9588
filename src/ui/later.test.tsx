// @vitest-environment happy-dom
import { act, type ComponentType } from "react";
import { createRoot } from "react-dom/client";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ErrorBoundary } from "./ErrorBoundary.tsx";
import { later } from "./later.tsx";

beforeEach(() => vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true));
afterEach(() => vi.unstubAllGlobals());

const Greeting = ({ name }: { name: string }) => <p>Hello, {name}.</p>;

async function draw(Part: ComponentType<{ name: string }>) {
  const place = document.createElement("div");
  const root = createRoot(place);
  const page = (
    <ErrorBoundary part="The greeting">
      <Part name="Ada" />
    </ErrorBoundary>
  );
  await act(async () => root.render(page));
  return { place, root };
}

test("a part stands there once it has come, and from then on at once", async () => {
  let come: (part: typeof Greeting) => void = () => undefined;
  const Part = later(() => new Promise<typeof Greeting>((resolve) => (come = resolve)));
  const { place, root } = await draw(Part);
  expect(place.textContent).toBe("");
  await act(async () => come(Greeting));
  expect(place.textContent).toBe("Hello, Ada.");
  act(() => root.unmount());
  const again = createRoot(place);
  act(() => again.render(<Part name="Bo" />));
  expect(place.textContent).toBe("Hello, Bo.");
  act(() => again.unmount());
});

test("a part that cannot be loaded says so in its own place", async () => {
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  const { place, root } = await draw(later(() => Promise.reject(new Error("the network is gone"))));
  expect(place.textContent).toContain("The greeting stopped working");
  expect(place.textContent).toContain("network is gone");
  act(() => root.unmount());
});
