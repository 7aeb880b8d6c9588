import { expect, test } from "vitest";
import { createDesignStore } from "../designStore.ts";
import { emptyDesign } from "../emptyDesign.ts";
import { addNode } from "./addNode.ts";
import { addNote, moveNotes, removeNotes, writeNote } from "./notes.ts";
import { putIntoContainer, takeOutOfContainer } from "./putIntoContainer.ts";

test("a note is added, written, moved and removed, and the last one leaves no trace", () => {
  const store = createDesignStore(emptyDesign());
  const before = store.getState().design;
  let id = "";
  store.edit("add note", (draft) => {
    id = addNote(draft, { x: 13, y: 7 });
  });
  store.edit("write", (draft) => writeNote(draft, id, "Mind the gap"));
  store.edit("move", (draft) => moveNotes(draft, { [id]: { x: 80, y: 16 } }));
  expect(store.getState().design.notes).toEqual({ note: { text: "Mind the gap", at: [80, 16] } });
  store.edit("remove", (draft) => removeNotes(draft, [id]));
  expect(store.getState().design).toEqual(before);
});

test("a channel goes into a broker and out again; a consumer does not go in", () => {
  const store = createDesignStore(emptyDesign());
  store.edit("build", (draft) => {
    addNode(draft, "broker", { x: 0, y: 0 });
    addNode(draft, "queue", { x: 0, y: 0 });
    addNode(draft, "consumer", { x: 0, y: 0 });
    putIntoContainer(draft, "queue", "broker");
    putIntoContainer(draft, "consumer", "broker");
  });
  const { nodes } = store.getState().design.system ?? {};
  expect(nodes?.queue).toMatchObject({ broker: "broker" });
  expect(nodes?.consumer).not.toHaveProperty("broker");
  store.edit("out", (draft) => takeOutOfContainer(draft, "queue", "broker"));
  expect(store.getState().design.system?.nodes?.queue).not.toHaveProperty("broker");
});
