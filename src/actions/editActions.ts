import { remove } from "../design/index.ts";
import { select } from "../view/index.ts";
import type { Action } from "./Action.ts";

/** Acts on the document. */
export const EDIT_ACTIONS = [
  {
    id: "undo",
    label: "Undo",
    keys: ["$mod+z"],
    whyNot: ({ designs }) =>
      designs.getState().past.length === 0 ? "Nothing was edited yet." : undefined,
    perform: ({ designs }) => designs.undo(),
  },
  {
    id: "redo",
    label: "Redo",
    keys: ["$mod+Shift+z", "$mod+y"],
    whyNot: ({ designs }) =>
      designs.getState().future.length === 0 ? "Nothing was undone." : undefined,
    perform: ({ designs }) => designs.redo(),
  },
  {
    id: "delete",
    label: "Delete",
    keys: ["Delete", "Backspace"],
    whyNot: ({ view }) => {
      const { nodes, links } = view.getState().selection;
      return nodes.length + links.length === 0 ? "Nothing is selected." : undefined;
    },
    perform: ({ designs, view }) => {
      const { nodes, links } = view.getState().selection;
      const done = designs.edit("delete", (draft) => remove(draft, nodes, links));
      if (done.ok) select(view, []);
    },
  },
  {
    id: "select-all",
    label: "Select all",
    keys: ["$mod+a"],
    perform: ({ designs, view }) => {
      const { system } = designs.getState().design;
      select(view, Object.keys(system?.nodes ?? {}), Object.keys(system?.links ?? {}));
    },
  },
  {
    id: "back",
    label: "Back",
    keys: ["Escape"],
    perform: ({ view }) => {
      if (view.getState().workplace !== "design") view.setState({ workplace: "design" });
      else select(view, []);
    },
  },
] as const satisfies readonly Action[];
