import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import {
  addNode,
  createDesignStore,
  moveNodes,
  parseDesign,
  renameNode,
  settle,
  shifted,
} from "../../design/index.ts";
import { framesOf, membersOf, noteKey, sameFrames } from "../../geometry/index.ts";
import { withPositions } from "../gestures/moved.ts";
import { LinkProjection } from "./LinkProjection.ts";
import { NodeProjection } from "./NodeProjection.ts";

function open() {
  const parsed = parseDesign(readFileSync("public/examples/order-processing.sluice.json", "utf8"));
  if (!parsed.ok) throw new Error(parsed.problems[0].message);
  return createDesignStore(parsed.design);
}
const nobody = { selected: new Set<string>(), focused: undefined };

test("a node that did not change stays the same object", () => {
  const store = open();
  const projection = new NodeProjection();
  const draw = () => {
    const { design, resolved } = store.getState();
    return new Map(
      projection.project(design, resolved, framesOf(design), nobody).map((node) => [node.id, node]),
    );
  };
  const before = draw();
  store.edit("rename", (draft) => renameNode(draft, "payment", "Charging"));
  const after = draw();
  const changed = [...after.keys()].filter((id) => after.get(id) !== before.get(id));
  expect(changed).toEqual(["payment"]);
  expect(after.get("payment")?.data).toMatchObject({ name: "Charging" });
});

test("containers come before what stands in them, and every node has its size", () => {
  const { design, resolved } = open().getState();
  const nodes = new NodeProjection().project(design, resolved, framesOf(design), nobody);
  const ids = nodes.map(({ id }) => id);
  expect(ids.indexOf("broker")).toBeLessThan(ids.indexOf("payment.q"));
  for (const node of nodes)
    expect(node.measured).toEqual({ width: node.width, height: node.height });
});

test("moving a node routes its links anew and leaves the drawing of others alone", () => {
  const store = open();
  const projection = new LinkProjection(() => undefined);
  const draw = () => {
    const { design } = store.getState();
    const links = projection.project(design, framesOf(design), new Set());
    return new Map(links.map((link) => [link.id, link]));
  };
  const before = draw();
  expect(before.size).toBe(Object.keys(store.getState().design.system?.links ?? {}).length);
  store.edit("move", (draft) => moveNodes(draft, { email: { x: 784, y: 480 } }));
  const after = draw();
  expect(after.get("email.q>email")).not.toBe(before.get("email.q>email"));
  expect(after.get("shoppers>orders")).toBe(before.get("shoppers>orders"));
});

test("an edit that moves nothing keeps the frames, so that nothing is routed anew", () => {
  const store = open();
  const before = framesOf(store.getState().design);
  store.edit("rename", (draft) => renameNode(draft, "payment", "Charging"));
  expect(sameFrames(framesOf(store.getState().design), before)).toBe(before);
  store.edit("move", (draft) => moveNodes(draft, { email: { x: 0, y: 0 } }));
  expect(sameFrames(framesOf(store.getState().design), before)).not.toBe(before);
});

test("what stands in a broker moves with it", () => {
  const { design } = open().getState();
  const before = framesOf(design);
  const start = before.get("log");
  if (!start) throw new Error("no log");
  const moved = withPositions(
    [{ type: "position", id: "log", position: { x: start.x + 80, y: start.y - 40 } }],
    design,
    before,
  );
  const inside = before.get("order-log");
  expect(membersOf(design, "log")).toEqual(["order-log"]);
  expect(moved?.get("order-log")).toEqual({ x: (inside?.x ?? 0) + 80, y: (inside?.y ?? 0) - 40 });
});

test("a channel that is dragged out of its broker leaves it, and joins the one it is dropped in", () => {
  const store = open();
  const { design } = store.getState();
  const before = framesOf(design);
  const away = shifted(["payment.q"], { x: 0, y: 2000 }, design, before);
  store.edit("out", (draft) => settle(draft, away, before));
  expect(store.getState().design.system?.nodes?.["payment.q"]).not.toHaveProperty("broker");
  const outside = framesOf(store.getState().design);
  const [from, box] = [outside.get("payment.q"), outside.get("log")];
  const by = { x: (box?.x ?? 0) - (from?.x ?? 0) + 8, y: (box?.y ?? 0) - (from?.y ?? 0) + 40 };
  const into = shifted(["payment.q"], by, store.getState().design, outside);
  store.edit("in", (draft) => settle(draft, into, outside));
  expect(store.getState().design.system?.nodes?.["payment.q"]).toMatchObject({ broker: "log" });
});

test("a container without a size is drawn around its members", () => {
  const store = open();
  store.edit("forget the size", (draft) => {
    const nodes = draft.layout?.nodes ?? {};
    nodes.broker = [0, 0];
  });
  const frames = framesOf(store.getState().design);
  const [box, inside] = [frames.get("broker"), frames.get("payment.q")];
  if (!box || !inside) throw new Error("not drawn");
  expect(box.x).toBeLessThan(inside.x);
  expect(box.x + box.width).toBeGreaterThan(inside.x + inside.width);
});

test("notes are things on the canvas under a key that no node can have", () => {
  const store = open();
  store.edit("note", (draft) => {
    draft.notes = { hint: { text: "Look here", at: [0, 400] } };
    addNode(draft, "queue", { x: 0, y: 500 });
  });
  const { design, resolved } = store.getState();
  const nodes = new NodeProjection().project(design, resolved, framesOf(design), nobody);
  const note = nodes.find(({ id }) => id === noteKey("hint"));
  expect(note).toMatchObject({ type: "note", data: { text: "Look here" }, width: 144 });
});
