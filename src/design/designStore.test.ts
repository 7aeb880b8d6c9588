import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { actsOfPeople } from "./actsOfPeople.testing.ts";
import { createDesignStore } from "./designStore.ts";
import { addNode, moveNodes, setValue } from "./edits/index.ts";
import { emptyDesign } from "./emptyDesign.ts";
import { checkDesign, parseDesign } from "./parseDesign.ts";
import { printDesign } from "./printDesign.ts";

type Store = ReturnType<typeof createDesignStore>;

const ACTS_OF_PEOPLE = actsOfPeople();
/** One random act of a person, told by small numbers. */
const act = fc.record({
  kind: fc.nat(ACTS_OF_PEOPLE.length + 2),
  a: fc.nat(1000),
  b: fc.nat(1000),
});

function perform(store: Store, { kind, a, b }: { kind: number; a: number; b: number }): void {
  const person = ACTS_OF_PEOPLE[kind];
  if (person) person(store, a, b);
  else if (b % 3 > 0) store.undo();
  else store.redo();
}

describe("the design store", () => {
  test("any sequence of edits keeps a valid design that prints and reads back the same", () => {
    fc.assert(
      fc.property(fc.array(act, { minLength: 60, maxLength: 60 }), (acts) => {
        const store = createDesignStore(emptyDesign());
        for (const each of acts) perform(store, each);
        const text = printDesign(store.getState().design);
        const parsed = parseDesign(text);
        expect(parsed.ok ? printDesign(parsed.design) : parsed.problems).toBe(text);
      }),
      { numRuns: 10, seed: 7 },
    );
  });

  test("a thousand edits with undo and redo at random: undoing all gives the start back, byte for byte, and redoing the end", () => {
    fc.assert(
      fc.property(fc.array(act, { minLength: 1000, maxLength: 1000 }), (acts) => {
        const store = createDesignStore(emptyDesign());
        const start = printDesign(store.getState().design);
        for (const each of acts) perform(store, each);
        while (store.getState().future.length > 0) store.redo();
        const end = printDesign(store.getState().design);
        const parsed = parseDesign(end);
        expect(parsed.ok ? printDesign(parsed.design) : parsed.problems).toBe(end);
        while (store.getState().past.length > 0) store.undo();
        expect(printDesign(store.getState().design)).toBe(start);
        while (store.getState().future.length > 0) store.redo();
        expect(printDesign(store.getState().design)).toBe(end);
      }),
      { numRuns: 2, seed: 11 },
    );
  }, 120_000);

  test("no act of a person is ever refused as a broken design", () => {
    const refused: string[] = [];
    fc.assert(
      fc.property(fc.array(act, { minLength: 150, maxLength: 150 }), (acts) => {
        const store = createDesignStore(emptyDesign());
        const edit = store.edit;
        store.edit = (label, recipe, options) => {
          const result = edit(label, recipe, options);
          if (!result.ok) refused.push(`${label}: ${result.problems[0]?.message}`);
          return result;
        };
        for (const each of acts) perform(store, each);
        expect(refused).toEqual([]);
      }),
      { numRuns: 10, seed: 3 },
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

  test("an edit of the picture or the words that would leave a broken design is refused as well", () => {
    const store = createDesignStore(emptyDesign());
    const start = store.getState().design;
    const unnamed = store.edit("rename", (draft) => {
      draft.name = "";
    });
    expect(unnamed.ok ? "" : unnamed.problems[0]?.path).toBe("$.name");
    const far = store.edit("move", (draft) => {
      draft.notes = { note: { text: "far", at: [1e9, 0] } };
    });
    expect(far.ok ? "" : far.problems[0]?.path).toBe("$.notes.note.at[0]");
    expect(store.getState().design).toBe(start);
  });

  test("an edit of the picture means what the whole document means", () => {
    const store = createDesignStore(emptyDesign());
    store.edit("add", (draft) => addNode(draft, "queue", { x: 0, y: 0 }));
    store.edit("write", (draft) => {
      draft.notes = { note: { text: "here", at: [1, 2] } };
      draft.description = "what it is for";
    });
    const { design, resolved } = store.getState();
    expect(checkDesign(design)).toMatchObject({ ok: true, resolved });
    store.undo();
    expect(checkDesign(store.getState().design)).toMatchObject({
      resolved: store.getState().resolved,
    });
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

test("an edit of a design that is only looked at changes nothing, and is said", () => {
  const store = createDesignStore(emptyDesign());
  const told: string[] = [];
  store.onRefusal((reason) => told.push(reason));
  store.setReadOnly("Another tab edits it.");
  const before = store.getState().design;
  expect(store.edit("rename", (draft) => (draft.name = "Mine"))).toMatchObject({ ok: false });
  expect(store.getState().design).toBe(before);
  store.setReadOnly(undefined);
  store.edit("rename", (draft) => (draft.name = "Mine"));
  expect(told).toEqual(["Another tab edits it."]);
});
