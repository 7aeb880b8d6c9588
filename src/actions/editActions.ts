import { nameOf, noteKey, reach, removeAndReconnect } from "../design/index.ts";
import { closeWorkplace, select } from "../view/index.ts";
import type { Action } from "./Action.ts";
import { leadsToCanvas } from "./keyScope.ts";
import { canvasIsGone, nodesSelected, nothingIsSelected } from "./selected.ts";

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
    id: "delete-and-reconnect",
    label: "Delete and reconnect",
    group: "Edit",
    icon: "heal",
    keys: ["$mod+Delete", "$mod+Backspace"],
    words: "remove bridge heal splice",
    suits: (session) => nodesSelected(session).length > 0,
    whyNot: (session) =>
      nodesSelected(session).length === 0 ? "select nodes" : canvasIsGone(session),
    perform: (session) => {
      const { designs, view } = session;
      const gone = nodesSelected(session);
      const label = `delete ${nameOf(designs.getState().design, gone)} and reconnect`;
      const done = designs.edit(label, (draft) => removeAndReconnect(draft, gone));
      if (done.ok) select(view, [], done.value);
    },
  },
  ...(["upstream", "downstream"] as const).map(
    (way): Action => ({
      id: `select-${way}`,
      label: `Select ${way}`,
      group: "Edit",
      icon: way,
      keys: [way === "upstream" ? "Shift+Alt+KeyU" : "Shift+Alt+KeyD"],
      scope: "canvas",
      words: way === "upstream" ? "what feeds it sources" : "what it feeds consumers",
      suits: (session) => nodesSelected(session).length > 0,
      whyNot: (session) => (nodesSelected(session).length === 0 ? "select a node" : undefined),
      perform: (session) =>
        select(session.view, reach(session.designs.getState().design, nodesSelected(session), way)),
    }),
  ),
  {
    id: "select-all",
    label: "Select all",
    group: "Edit",
    icon: "select-all",
    keys: ["$mod+a"],
    perform: ({ designs, view }) => {
      const { system, notes } = designs.getState().design;
      const keys = Object.keys(notes ?? {}).map(noteKey);
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
    icon: "close",
    keys: ["Escape"],
    words: "clear selection close cancel",
    perform: ({ view, canvas }) => {
      if (view.getState().workplace !== "design") closeWorkplace(view);
      else if (canvas.current && leadsToCanvas(document.activeElement)) canvas.current.takeFocus();
      else select(view, []);
    },
  },
] as const satisfies readonly Action[];

const after = (verb: string, what: string | undefined) =>
  what === undefined ? undefined : `${verb} ${what}`;
