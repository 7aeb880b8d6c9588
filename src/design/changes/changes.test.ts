import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Design } from "../DesignFile.ts";
import { createDesignStore } from "../designStore.ts";
import { addNode, connect, moveNodes, remove, setValue } from "../edits/index.ts";
import { parseDesign } from "../parseDesign.ts";
import {
  changesBetween,
  changeWords,
  joinDesigns,
  summaryWords,
  twoSidedChanges,
} from "./index.ts";

function example(): Design {
  const parsed = parseDesign(readFileSync("public/examples/order-processing.sluice.json", "utf8"));
  if (!parsed.ok) throw new Error(parsed.problems[0].message);
  return parsed.design;
}

function edited(design: Design, recipe: (draft: Design) => void): Design {
  const store = createDesignStore(design);
  const done = store.edit("edit", recipe);
  if (!done.ok) throw new Error(done.problems[0]?.message);
  return store.getState().design;
}

const settings = (path: string, value: unknown) => (draft: Design) =>
  setValue(draft, ["system", "nodes", ...path.split("/")], value);

describe("what differs between two designs", () => {
  test("a setting, a node, a link and a place are told in words", () => {
    const before = example();
    const after = edited(before, (draft) => {
      settings("payment/instances", 7)(draft);
      const id = addNode(draft, "queue", { x: 0, y: 900 });
      moveNodes(draft, { payment: { x: 8, y: 8 } });
      connect(draft, "shoppers", id);
    });
    const changes = changesBetween(before, after);
    const words = changes.map((change) => changeWords(change, after));
    expect(words).toContainEqual({ where: "Payment › instances", before: "3", after: "7" });
    expect(words.map(({ where }) => where)).toContain("Queue");
    expect(summaryWords(changes)).toMatch(/^\+ 1 node, 1 link/);
    expect(summaryWords([])).toBe("no change");
  });

  test("nothing differs from itself, and both directions tell the same places", () => {
    const before = example();
    expect(changesBetween(before, structuredClone(before))).toEqual([]);
    const after = edited(before, (draft) => remove(draft, ["order-view"], []));
    const paths = (list: { path: unknown }[]) =>
      list.map(({ path }) => JSON.stringify(path)).sort();
    expect(paths(changesBetween(before, after))).toEqual(paths(changesBetween(after, before)));
  });
});

describe("joining what two tabs have made of a design", () => {
  const base = example();

  test("changes of different places are both kept, whatever is preferred", () => {
    const here = edited(base, settings("payment/instances", 7));
    const other = edited(base, settings("stock/instances", 9));
    for (const prefersHere of [true, false]) {
      const joined = joinDesigns(base, here, other, () => prefersHere);
      expect(joined.ok && joined.design.system?.nodes?.payment).toMatchObject({ instances: 7 });
      expect(joined.ok && joined.design.system?.nodes?.stock).toMatchObject({ instances: 9 });
    }
  });

  test("a contested place is the side that was chosen", () => {
    const here = edited(base, settings("payment/instances", 7));
    const other = edited(base, settings("payment/instances", 9));
    const [change, ...more] = twoSidedChanges(base, here, other);
    expect(more).toEqual([]);
    expect(change?.isContested).toBe(true);
    const mine = joinDesigns(base, here, other, () => true);
    const theirs = joinDesigns(base, here, other, () => false);
    expect(mine.ok && mine.design).toEqual(here);
    expect(theirs.ok && theirs.design).toEqual(other);
  });

  test("joining with an untouched side gives the other side, for any edits", () => {
    const nodes = Object.keys(base.system?.nodes ?? {});
    const act = fc.record({ kind: fc.nat(2), node: fc.constantFrom(...nodes), n: fc.nat(400) });
    fc.assert(
      fc.property(fc.array(act, { maxLength: 8 }), (acts) => {
        const store = createDesignStore(base);
        for (const { kind, node, n } of acts) {
          store.edit("act", (draft) => {
            if (!draft.system?.nodes?.[node]) return;
            if (kind === 0) moveNodes(draft, { [node]: { x: n, y: n } });
            else if (kind === 1) addNode(draft, "queue", { x: n, y: n });
            else remove(draft, [node], []);
          });
        }
        const { design } = store.getState();
        const here = joinDesigns(base, design, base, () => true);
        const other = joinDesigns(base, base, design, () => true);
        expect(here.ok && here.design).toEqual(design);
        expect(other.ok && other.design).toEqual(design);
      }),
      { numRuns: 40, seed: 5 },
    );
  });

  test("a link to a node that the other side removed does not join", () => {
    const here = edited(base, (draft) => {
      connect(draft, addNode(draft, "queue", { x: 0, y: 0 }), "order-view");
    });
    const other = edited(base, (draft) => remove(draft, ["order-view"], []));
    const joined = joinDesigns(base, here, other, () => false);
    expect(joined.ok).toBe(false);
  });
});
