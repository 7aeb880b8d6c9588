import { expect, test } from "vitest";
import {
  addNode,
  addNote,
  connect,
  createDesignStore,
  emptyDesign,
  noteKey,
} from "../design/index.ts";
import { createViewStore, select } from "../view/index.ts";
import { unselectWhatGoes } from "./index.ts";

test("what an undo takes away is selected no longer; what is still there stays selected", () => {
  const designs = createDesignStore(emptyDesign());
  const view = createViewStore();
  unselectWhatGoes({ designs, view });
  const at = { x: 0, y: 0 };
  designs.edit("add", (draft) => [addNode(draft, "producer", at), addNote(draft, at)]);
  const [note = ""] = Object.keys(designs.getState().design.notes ?? {});
  const kept = ["producer", noteKey(note)];
  const added = designs.edit("link", (draft) =>
    connect(draft, "producer", addNode(draft, "queue", at)),
  );
  select(view, [...kept, "queue"], added.ok ? [added.value] : []);
  expect(view.getState().selection.links).toHaveLength(1);
  designs.undo();
  expect(view.getState().selection).toEqual({ nodes: kept, links: [] });
});
