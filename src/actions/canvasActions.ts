import { isMapShown } from "../view/index.ts";
import type { Action, Session } from "./Action.ts";
import { canvasIsGone, oneLinkSelected, oneNodeSelected, oneSelected } from "./selected.ts";

/** Acts on what stands on the canvas, and on how it is seen. */
export const CANVAS_ACTIONS = [
  {
    id: "add",
    label: "Add…",
    group: "Canvas",
    icon: "plus",
    keys: ["a"],
    words: "new node insert place quick queue consumer producer",
    whyNot: canvasIsGone,
    perform: ({ canvas }) => canvas.current?.add(),
  },
  {
    id: "find",
    label: "Find on the canvas…",
    group: "Canvas",
    icon: "search",
    keys: ["$mod+f"],
    words: "search node name",
    whyNot: canvasIsGone,
    perform: ({ canvas }) => canvas.current?.find(),
  },
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
      canvasIsGone(session) ??
      (oneNodeSelected(session) === undefined ? "select one node" : undefined),
    perform: (session) => withOne(oneNodeSelected(session), session.canvas.current?.connectFrom),
  },
  ...(["source", "target"] as const).map(
    (end): Action => ({
      id: `reconnect-${end}`,
      label: end === "source" ? "Lead from elsewhere…" : "Lead to elsewhere…",
      group: "Canvas",
      icon: "link",
      words: "reconnect link end move",
      suits: (session) => oneLinkSelected(session) !== undefined,
      whyNot: (session) =>
        canvasIsGone(session) ??
        (oneLinkSelected(session) === undefined ? "select one link" : undefined),
      perform: (session) => {
        const link = oneLinkSelected(session);
        if (link !== undefined) session.canvas.current?.reconnectFrom(link, end);
      },
    }),
  ),
  {
    id: "rename",
    label: "Rename",
    group: "Canvas",
    icon: "rename",
    keys: ["F2"],
    scope: "canvas",
    words: "name write note",
    suits: (session) => oneSelected(session) !== undefined,
    whyNot: (session) =>
      canvasIsGone(session) ?? (oneSelected(session) === undefined ? "select one node" : undefined),
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
    whyNot: canvasIsGone,
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
      canvasIsGone(session) ??
      (session.view.getState().selection.nodes.length === 0 ? "nothing is selected" : undefined),
    perform: ({ canvas, view }) => canvas.current?.fitView(view.getState().selection.nodes),
  },
  {
    id: "zoom-100",
    label: "Zoom to 100 %",
    group: "Canvas",
    icon: "actual-size",
    keys: ["Digit0"],
    scope: "run",
    whyNot: canvasIsGone,
    perform: ({ canvas }) => canvas.current?.zoomTo(1),
  },
  {
    id: "hand",
    label: "Drag moves the view",
    group: "Canvas",
    icon: "pan",
    keys: ["h"],
    scope: "canvas",
    words: "hand pan select marquee box",
    isChosen: ({ view }) => view.getState().isHand,
    perform: ({ view }) => view.setState(({ isHand }) => ({ isHand: !isHand })),
  },
  {
    id: "minimap",
    label: "Show the map",
    group: "Canvas",
    icon: "map",
    keys: ["m"],
    scope: "canvas",
    words: "minimap overview",
    isChosen: isMapShownNow,
    perform: (session) => session.view.setState({ isMiniMapShown: !isMapShownNow(session) }),
  },
] as const satisfies readonly Action[];

function isMapShownNow({ designs, view }: Session): boolean {
  return isMapShown(designs.getState().design, view.getState().isMiniMapShown);
}

function withOne(key: string | undefined, act: ((key: string) => void) | undefined): void {
  if (key !== undefined) act?.(key);
}
