// @vitest-environment happy-dom
import { expect, test } from "vitest";
import { addNode, connect, createDesignStore, emptyDesign } from "../design/index.ts";
import { createViewStore, select } from "../view/index.ts";
import type { CanvasCommands, Session } from "./index.ts";
import { copiedText, emptySeat, pasteText, removeSelected } from "./index.ts";

/** A page of which only the design, the selection and the place of the pointer are asked. */
function page(): Session {
  const designs = createDesignStore(emptyDesign());
  designs.edit("build", (draft) => {
    addNode(draft, "queue", { x: 0, y: 0 });
    addNode(draft, "consumer", { x: 240, y: 0 });
    connect(draft, "queue", "consumer");
  });
  const view = createViewStore();
  const removed: string[] = [];
  const canvas = {
    current: {
      pastePlace: () => ({ x: 400, y: 300 }),
      remove: (keys: readonly string[]) => removed.push(...keys),
    } as unknown as CanvasCommands,
  };
  const session = { designs, view, canvas, panels: emptySeat(), files: emptySeat() };
  return session as unknown as Session;
}

const nodesOf = ({ designs }: Session) =>
  Object.keys(designs.getState().design.system?.nodes ?? {});

test("what is copied is pasted where the pointer is, and is what is selected then", () => {
  const session = page();
  expect(copiedText(session)).toBeUndefined();
  select(session.view, ["queue", "consumer"]);
  const text = copiedText(session) ?? "";
  expect(pasteText(session, text)).toBeUndefined();
  expect(nodesOf(session)).toEqual(["queue", "consumer", "queue-2", "consumer-2"]);
  expect(session.view.getState().selection.nodes).toEqual(["queue-2", "consumer-2"]);
  const places = session.designs.getState().design.layout?.nodes ?? {};
  expect(places["queue-2"]?.[1]).toBe(264);
  expect(session.designs.getState().past.at(-1)?.label).toBe("paste 2 things");
  removeSelected(session);
});

test("plain text becomes a note; what is neither is refused with the reason and changes nothing", () => {
  const session = page();
  expect(pasteText(session, "Ask billing about refunds")).toBeUndefined();
  const { design } = session.designs.getState();
  expect(Object.values(design.notes ?? {}).map(({ text }) => text)).toEqual([
    "Ask billing about refunds",
  ]);
  expect(pasteText(session, "  ")).toBe("the clipboard holds no text");
  expect(pasteText(session, '{"format": 1, "name": 7}')).toMatch(/no part of a design.*text/s);
  expect(pasteText(session, "x".repeat(5000))).toBe("the clipboard holds no part of a design");
  expect(session.designs.getState().design).toBe(design);
});

test("what is pasted twice at one place never hides what stands there", () => {
  const session = page();
  select(session.view, ["queue", "consumer"]);
  const text = copiedText(session) ?? "";
  for (let i = 0; i < 3; i++) pasteText(session, text);
  for (const note of ["one", "two", "three"]) pasteText(session, note);
  const { layout, notes } = session.designs.getState().design;
  const places = [
    ...Object.values(layout?.nodes ?? {}),
    ...Object.values(notes ?? {}).map(({ at }) => at),
  ].map(([x, y]) => `${x} ${y}`);
  expect(new Set(places).size).toBe(places.length);
  expect(places.length).toBe(11);
});
