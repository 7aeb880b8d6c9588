import { closeWorkplace, select } from "../view/index.ts";
import type { Action } from "./Action.ts";
import { nothingIsSelected } from "./selected.ts";

/** Acts on the document. */
export const EDIT_ACTIONS = [
  {
    id: "undo",
    label: "Undo",
    group: "Edit",
    labelNow: ({ designs }) => after("Undo", designs.getState().past.at(-1)?.label),
    icon: "undo",
    keys: ["$mod+z"],
    repeats: true,
    whyNot: ({ designs }) =>
      designs.getState().past.length === 0 ? "nothing was edited yet" : undefined,
    perform: ({ designs }) => designs.undo(),
  },
  {
    id: "redo",
    label: "Redo",
    group: "Edit",
    labelNow: ({ designs }) => after("Redo", designs.getState().future.at(-1)?.label),
    icon: "redo",
    keys: ["$mod+Shift+z", "$mod+y"],
    repeats: true,
    whyNot: ({ designs }) =>
      designs.getState().future.length === 0 ? "nothing was undone" : undefined,
    perform: ({ designs }) => designs.redo(),
  },
  {
    id: "delete",
    label: "Delete",
    group: "Edit",
    icon: "trash",
    keys: ["Delete", "Backspace"],
    words: "remove",
    suits: (session) => nothingIsSelected(session) === undefined,
    whyNot: nothingIsSelected,
    perform: ({ canvas, view }) => {
      const { nodes, links } = view.getState().selection;
      canvas.current?.remove(nodes, links);
    },
  },
  {
    id: "select-all",
    label: "Select all",
    group: "Edit",
    keys: ["$mod+a"],
    perform: ({ designs, view }) => {
      const { system, notes } = designs.getState().design;
      const keys = Object.keys(notes ?? {}).map((id) => `note:${id}`);
      select(
        view,
        [...Object.keys(system?.nodes ?? {}), ...keys],
        Object.keys(system?.links ?? {}),
      );
    },
  },
  {
    id: "back",
    label: "Back",
    group: "Edit",
    keys: ["Escape"],
    words: "clear selection close cancel",
    perform: ({ view }) => {
      if (view.getState().workplace !== "design") closeWorkplace(view);
      else select(view, []);
    },
  },
] as const satisfies readonly Action[];

const after = (verb: string, what: string | undefined) =>
  what === undefined ? undefined : `${verb} ${what}`;
