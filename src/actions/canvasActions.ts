import type { Action, Session } from "./Action.ts";
import { oneNodeSelected, oneSelected } from "./selected.ts";

/** Acts on what stands on the canvas, and on how it is seen. */
export const CANVAS_ACTIONS = [
  {
    id: "connect",
    label: "Connect to…",
    group: "Canvas",
    icon: "link",
    keys: ["c"],
    scope: "canvas",
    words: "link arrow publish subscribe",
    suits: (session) => oneNodeSelected(session) !== undefined,
    whyNot: (session) =>
      isGone(session) ?? (oneNodeSelected(session) === undefined ? "select one node" : undefined),
    perform: (session) => withOne(oneNodeSelected(session), session.canvas.current?.connectFrom),
  },
  {
    id: "rename",
    label: "Rename",
    group: "Canvas",
    keys: ["F2"],
    scope: "canvas",
    words: "name write note",
    suits: (session) => oneSelected(session) !== undefined,
    whyNot: (session) =>
      isGone(session) ?? (oneSelected(session) === undefined ? "select one node" : undefined),
    perform: (session) => withOne(oneSelected(session), session.canvas.current?.rename),
  },
  {
    id: "fit-all",
    label: "Fit all into view",
    group: "Canvas",
    icon: "fit",
    keys: ["Shift+Digit1"],
    scope: "run",
    words: "zoom overview",
    whyNot: isGone,
    perform: ({ canvas }) => canvas.current?.fitView(),
  },
  {
    id: "fit-selection",
    label: "Fit the selection into view",
    group: "Canvas",
    icon: "fit",
    keys: ["Shift+Digit2"],
    scope: "run",
    words: "zoom",
    whyNot: (session) =>
      isGone(session) ??
      (session.view.getState().selection.nodes.length === 0 ? "nothing is selected" : undefined),
    perform: ({ canvas, view }) => canvas.current?.fitView(view.getState().selection.nodes),
  },
  {
    id: "zoom-100",
    label: "Zoom to 100 %",
    group: "Canvas",
    keys: ["Digit0"],
    scope: "run",
    whyNot: isGone,
    perform: ({ canvas }) => canvas.current?.zoomTo(1),
  },
] as const satisfies readonly Action[];

function isGone({ canvas }: Session): string | undefined {
  return canvas.current ? undefined : "the canvas is not on the screen";
}

function withOne(key: string | undefined, act: ((key: string) => void) | undefined): void {
  if (key !== undefined) act?.(key);
}
