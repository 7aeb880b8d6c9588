import { expect, test } from "vitest";
import type { Frame, SimulationInput } from "../../simulator/index.ts";
import { addNode, connect, createDesignStore, emptyDesign } from "../design/index.ts";
import { SimulationHost } from "./SimulationHost.ts";
import { inputOf } from "./simulationInput.ts";

function line(): SimulationInput {
  const designs = createDesignStore(emptyDesign());
  designs.edit("draw", (draft) => {
    const [p, q, c] = (["producer", "queue", "consumer"] as const).map((kind, column) =>
      addNode(draft, kind, { x: column * 200, y: 0 }),
    );
    connect(draft, p ?? "", q ?? "");
    connect(draft, q ?? "", c ?? "");
  });
  const { design, resolved } = designs.getState();
  return inputOf(design, resolved, Object.keys(resolved.scenarios)[0] ?? "");
}

/** The figures of the moment, however it was come to. */
function figuresAt(time: number, come: (host: SimulationHost) => Frame): unknown {
  const host = new SimulationHost();
  host.start(line(), [], 0);
  const frame = come(host);
  expect(frame.now).toBe(time);
  return { nodes: [...frame.nodes], links: [...frame.links] };
}

test("a moment has the same figures whether the run was let go there, watched on the way, or sought it", () => {
  const atOnce = figuresAt(20, (host) => host.pull(20, 10_000, true).frame);
  const watched = figuresAt(20, (host) => {
    for (const seen of [3.7, 11.2, 18.3]) host.pull(seen, 10_000);
    return host.pull(20, 10_000, true).frame;
  });
  const sought = figuresAt(20, (host) => {
    host.pull(31, 10_000);
    host.seek(20);
    return host.pull(20, 10_000).frame;
  });
  expect(watched).toEqual(atOnce);
  expect(sought).toEqual(atOnce);
});

test("who has no time gets on the way what there is, and the moment in the end", () => {
  const host = new SimulationHost();
  host.start(line(), [], 0);
  const seen: number[] = [];
  for (let at = -1; at < 400; seen.push(at)) at = host.pull(400, 0, true).frame.now;
  expect(seen.length).toBeGreaterThan(2);
  expect(seen.at(-1)).toBe(400);
});
