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
  nodes: { store: { kind: "registry", lookup: "5 ms" }, store2: {} },
  links: { write: { kind: "publish", bandwidth: "1 MB/s" } },
});

function open(place: string): void {
  const store = createStore(() => ({ notSimulated: paths }));
  render(<NotSimulated run={{ store } as unknown as Run} place={place} />);
}

test("a node and a link name what the engine leaves out of them, and of nothing else", () => {
  expect(paths).toContain("links.write.bandwidth");
  expect(paths.some((path) => path.startsWith("nodes.store."))).toBe(true);
  open("nodes.store");
  expect(screen.getByRole("note").textContent).toContain("lookup");
  expect(screen.getByRole("note").textContent).not.toContain("links");
  cleanup();
  open("links.write");
  expect(screen.getByRole("note").textContent).toMatch(/not simulated yet: bandwidth\.$/);
  cleanup();
  open("nodes.store2");
  expect(screen.queryByRole("note")).toBeNull();
});

test("without a place the whole list stands there", () => {
  open("");
  for (const path of paths) expect(screen.getByRole("note").textContent).toContain(path);
});
