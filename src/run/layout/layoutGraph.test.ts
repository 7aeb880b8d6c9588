import { readFileSync } from "node:fs";
import Elk from "elkjs";
import { expect, test } from "vitest";
import { createDesignStore, framesOf, layOut, parseDesign } from "../../design/index.ts";
import { layoutGraph, placesOf } from "./layoutGraph.ts";

const file = new URL("../../../public/examples/order-processing.sluice.json", import.meta.url);

function example() {
  const parsed = parseDesign(readFileSync(file, "utf8"));
  if (!parsed.ok) throw new Error("The example must be readable.");
  return createDesignStore(parsed.design);
}

async function tidied(keys: readonly string[]) {
  const store = example();
  const before = framesOf(store.getState().design);
  const { design } = store.getState();
  const places = placesOf(design, await new Elk().layout(layoutGraph(design, keys)));
  store.edit("tidy up", (draft) => layOut(draft, places, before));
  return { store, before, after: framesOf(store.getState().design), places };
}

test("nodes follow the flow from left to right, and none lies on another", async () => {
  const { store, after } = await tidied([]);
  const { nodes = {}, links = {} } = store.getState().design.system ?? {};
  for (const { source, target, kind } of Object.values(links)) {
    const isBack = source === "shipping" && target === "order-log";
    if (kind === "dead-letter" || isBack) continue;
    expect(after.get(source)?.x, `${source} → ${target}`).toBeLessThan(after.get(target)?.x ?? 0);
  }
  const cards = [...after].filter(
    ([id]) => !["broker", "zone"].includes(nodes[id]?.kind ?? "zone"),
  );
  for (const [a, p] of cards) {
    for (const [b, q] of cards) {
      if (a >= b) continue;
      const isApart =
        p.x + p.width <= q.x ||
        q.x + q.width <= p.x ||
        p.y + p.height <= q.y ||
        q.y + q.height <= p.y;
      expect(isApart, `${a} and ${b}`).toBe(true);
    }
  }
});

test("what stood above what, in a column of the flow, does so still; members stay in their broker", async () => {
  const { before, after } = await tidied([]);
  const order = (frames: typeof after) =>
    ["payment.q", "stock.q", "email.q"].sort(
      (a, b) => (frames.get(a)?.y ?? 0) - (frames.get(b)?.y ?? 0),
    );
  expect(order(after)).toEqual(order(before));
  const box = after.get("broker");
  for (const member of ["orders", "payment.q", "stock.q", "email.q", "payment.dlq"]) {
    const frame = after.get(member);
    expect(frame?.x, member).toBeGreaterThan(box?.x ?? Number.POSITIVE_INFINITY);
    expect((frame?.x ?? 0) + (frame?.width ?? 0), member).toBeLessThan(
      (box?.x ?? 0) + (box?.width ?? 0),
    );
  }
});

test("of a selection only what is selected moves, and its corner stays", async () => {
  const keys = ["payment", "stock", "email"];
  const { before, after, places } = await tidied(keys);
  expect([...places.keys()].sort()).toEqual([...keys].sort());
  expect(after.get("shoppers")).toEqual(before.get("shoppers"));
  const left = (frames: typeof after) => Math.min(...keys.map((key) => frames.get(key)?.x ?? 0));
  expect(left(after)).toBe(left(before));
});
