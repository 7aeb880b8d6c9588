import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { linkKindsBetween } from "../../simulator/index.ts";
import { createDesignStore } from "./designStore.ts";
import {
  addFault,
  addNode,
  connect,
  moveNodes,
  PLACEABLE_KINDS,
  remove,
  renameNode,
  setValue,
} from "./edits/index.ts";
import { emptyDesign } from "./emptyDesign.ts";
import { parseDesign } from "./parseDesign.ts";
import { printDesign } from "./printDesign.ts";

type Store = ReturnType<typeof createDesignStore>;

/** One random act of a person, told by small numbers. */
const act = fc.record({ kind: fc.nat(8), a: fc.nat(1000), b: fc.nat(1000) });

function pick<T>(items: readonly T[], n: number): T | undefined {
  return items.length === 0 ? undefined : items[n % items.length];
}

function perform(store: Store, { kind, a, b }: { kind: number; a: number; b: number }): void {
  const { design } = store.getState();
  const nodes = Object.keys(design.system?.nodes ?? {});
  const links = Object.keys(design.system?.links ?? {});
  const node = pick(nodes, a);
  const other = pick(nodes, b);
  switch (kind) {
    case 0:
    case 1:
      store.edit("add", (d) => addNode(d, pick(PLACEABLE_KINDS, a) ?? "queue", { x: a, y: b }));
      break;
    case 2:
    case 3:
      if (node && other && node !== other && canLink(store, node, other))
        store.edit("link", (d) => connect(d, node, other));
      break;
    case 4:
      if (node)
        store.edit("move", (d) => moveNodes(d, { [node]: { x: a, y: b } }), { gesture: "drag" });
      break;
    case 5:
      store.edit("remove", (d) =>
        remove(d, node ? [node] : [], pick(links, b) ? [pick(links, b) as string] : []),
      );
      break;
    case 6:
      if (node) store.edit("rename", (d) => renameNode(d, node, `Node ${b}`));
      break;
    case 7:
      if (node)
        store.edit("fault", (d) =>
          addFault(d, "normal", { fault: "pause", target: node, at: "5 s" }),
        );
      break;
    default:
      if (b % 2 === 0) store.undo();
      else store.redo();
  }
}

function canLink(store: Store, source: string, target: string): boolean {
  const nodes = store.getState().design.system?.nodes ?? {};
  const from = nodes[source];
  const to = nodes[target];
  return from !== undefined && to !== undefined && linkKindsBetween(from.kind, to.kind).length > 0;
}

describe("the design store", () => {
  test("any sequence of edits keeps a valid design that prints and reads back the same", () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 60 }), (acts) => {
        const store = createDesignStore(emptyDesign());
        for (const each of acts) perform(store, each);
        const text = printDesign(store.getState().design);
        const parsed = parseDesign(text);
        expect(parsed.ok ? printDesign(parsed.design) : parsed.problems).toBe(text);
      }),
      { numRuns: 60, seed: 7 },
    );
  });

  test("undoing everything gives the start back, byte for byte, and redoing the end", () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 60 }), (acts) => {
        const store = createDesignStore(emptyDesign());
        const start = printDesign(store.getState().design);
        for (const each of acts) perform(store, each);
        while (store.getState().future.length > 0) store.redo();
        const end = printDesign(store.getState().design);
        while (store.getState().past.length > 0) store.undo();
        expect(printDesign(store.getState().design)).toBe(start);
        while (store.getState().future.length > 0) store.redo();
        expect(printDesign(store.getState().design)).toBe(end);
      }),
      { numRuns: 60, seed: 11 },
    );
  });

  test("an edit that would leave a broken design changes nothing and says why", () => {
    const store = createDesignStore(emptyDesign());
    store.edit("add", (d) => addNode(d, "producer", { x: 0, y: 0 }));
    const before = store.getState().design;
    const result = store.edit("break", (d) =>
      setValue(d, ["system", "nodes", "producer", "arrivals", "rate"], "-1/s"),
    );
    expect(result.ok).toBe(false);
    expect(store.getState().design).toBe(before);
    if (!result.ok) expect(result.problems[0]?.message).toContain("must not be negative");
  });

  test("a drag of many moves is one step of undo; a new drag is another", () => {
    const store = createDesignStore(emptyDesign());
    store.edit("add", (d) => addNode(d, "queue", { x: 0, y: 0 }));
    for (const x of [8, 16, 24])
      store.edit("move", (d) => moveNodes(d, { queue: { x, y: 0 } }), { gesture: "drag" });
    store.endGesture();
    store.edit("move", (d) => moveNodes(d, { queue: { x: 80, y: 0 } }), { gesture: "drag" });
    store.undo();
    expect(store.getState().design.layout?.nodes?.queue).toEqual([24, 0]);
    store.undo();
    expect(store.getState().design.layout?.nodes?.queue).toEqual([0, 0]);
  });

  test("moving a node leaves what is run the same object", () => {
    const store = createDesignStore(emptyDesign());
    store.edit("add", (d) => addNode(d, "queue", { x: 0, y: 0 }));
    const { system } = store.getState().resolved;
    store.edit("move", (d) => moveNodes(d, { queue: { x: 80, y: 0 } }));
    expect(store.getState().resolved.system).toBe(system);
  });

  test("changing a setting leaves the scenarios and promises that are run the same objects", () => {
    const store = createDesignStore(emptyDesign());
    store.edit("add", (d) => addNode(d, "queue", { x: 0, y: 0 }));
    const { scenarios, objectives, system } = store.getState().resolved;
    store.edit("limit", (d) =>
      setValue(d, ["system", "nodes", "queue", "capacity"], { messages: 9 }),
    );
    expect(store.getState().resolved.system).not.toBe(system);
    expect(store.getState().resolved.scenarios).toBe(scenarios);
    expect(store.getState().resolved.objectives).toBe(objectives);
    store.undo();
    expect(store.getState().resolved.scenarios).toBe(scenarios);
  });

  test("opening another design is undone like any edit: the one before is not lost", () => {
    const store = createDesignStore(emptyDesign("Mine"));
    store.edit("add", (d) => addNode(d, "queue", { x: 0, y: 0 }));
    const mine = store.getState().design;
    store.open(emptyDesign("Example"));
    expect(store.getState().design.name).toBe("Example");
    store.undo();
    expect(store.getState().design).toBe(mine);
    store.undo();
    expect(Object.keys(store.getState().design.system?.nodes ?? {})).toEqual([]);
  });
});
