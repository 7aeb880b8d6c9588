// @vitest-environment happy-dom
import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { createStore } from "zustand/vanilla";
import { notSimulated } from "../../../simulator/index.ts";
import type { Run } from "../../run/index.ts";
import { NotSimulated } from "./NotSimulated.tsx";

afterEach(cleanup);

/** Paths as the engine writes them, not as this test imagines them. */
const paths = notSimulated({
  nodes: { store: { kind: "producer", lateness: "5 s" }, store2: {} },
  links: { way: { kind: "publish", source: "store", target: "q", unheardOf: 1 } },
});

function open(place: string): void {
  const store = createStore(() => ({ notSimulated: paths }));
  render(<NotSimulated run={{ store } as unknown as Run} place={place} />);
}

test("a node and a link name what the engine leaves out of them, and of nothing else", () => {
  expect(paths).toContain("links.way.unheardOf");
  expect(paths).toContain("nodes.store.lateness");
  open("nodes.store");
  expect(screen.getByRole("note").textContent).toMatch(/not simulated yet: lateness\.$/);
  cleanup();
  open("nodes.store2");
  expect(screen.queryByRole("note")).toBeNull();
});

test("without a place the whole list stands there", () => {
  open("");
  for (const path of paths) expect(screen.getByRole("note").textContent).toContain(path);
});
