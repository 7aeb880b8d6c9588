import {
  type Alignment,
  type Axis,
  aligned,
  carrying,
  distributed,
  framesOf,
  type Moved,
  nameOf,
  type Rect,
  settle,
} from "../design/index.ts";
import type { Action, Session } from "./Action.ts";
import { canvasIsGone } from "./selected.ts";

const ALIGNMENTS: readonly { how: Alignment; label: string; keys: string; words: string }[] = [
  { how: "left", label: "Align left edges", keys: "Shift+Alt+ArrowLeft", words: "line up" },
  { how: "center", label: "Align centers", keys: "Shift+Alt+KeyC", words: "line up column" },
  { how: "right", label: "Align right edges", keys: "Shift+Alt+ArrowRight", words: "line up" },
  { how: "top", label: "Align top edges", keys: "Shift+Alt+ArrowUp", words: "line up" },
  { how: "middle", label: "Align middles", keys: "Shift+Alt+KeyM", words: "line up row" },
  { how: "bottom", label: "Align bottom edges", keys: "Shift+Alt+ArrowDown", words: "line up" },
];

const DISTRIBUTIONS: readonly { axis: Axis; label: string; keys: string }[] = [
  { axis: "across", label: "Distribute across", keys: "Shift+Alt+KeyH" },
  { axis: "down", label: "Distribute down", keys: "Shift+Alt+KeyV" },
];

/** Acts that put what is selected in order. */
export const ARRANGE_ACTIONS: readonly Action[] = [
  ...ALIGNMENTS.map(
    ({ how, label, keys, words }): Action => ({
      id: `align-${how}`,
      label,
      group: "Canvas",
      icon: `align-${how}`,
      keys: [keys],
      scope: "canvas",
      words,
      suits: (session) => countOf(session) > 1,
      whyNot: (session) => fewerThan(2, session),
      perform: (session) => arrange(session, "align", (keys, frames) => aligned(keys, frames, how)),
    }),
  ),
  ...DISTRIBUTIONS.map(
    ({ axis, label, keys }): Action => ({
      id: `distribute-${axis}`,
      label,
      group: "Canvas",
      icon: `distribute-${axis}`,
      keys: [keys],
      scope: "canvas",
      words: "space evenly equal gaps",
      suits: (session) => countOf(session) > 2,
      whyNot: (session) => fewerThan(3, session),
      perform: (session) =>
        arrange(session, "distribute", (keys, frames) => distributed(keys, frames, axis)),
    }),
  ),
  {
    id: "tidy",
    label: "Tidy up",
    group: "Canvas",
    icon: "tidy",
    keys: ["Shift+Alt+KeyT"],
    scope: "canvas",
    words: "layout arrange automatic order clean",
    whyNot: (session) =>
      canvasIsGone(session) ??
      (Object.keys(session.designs.getState().design.system?.nodes ?? {}).length < 2
        ? "there are fewer than two nodes"
        : undefined),
    perform: ({ canvas, view }) => canvas.current?.tidy(view.getState().selection.nodes),
  },
  {
    id: "snap",
    label: "Snap to guides and grid",
    group: "Canvas",
    icon: "magnet",
    keys: ["Shift+Alt+KeyS"],
    scope: "canvas",
    words: "grid guides align magnet",
    isChosen: ({ view }) => view.getState().snaps,
    perform: ({ view }) => view.setState(({ snaps }) => ({ snaps: !snaps })),
  },
];

function countOf({ view }: Session): number {
  return view.getState().selection.nodes.length;
}

function fewerThan(least: number, session: Session): string | undefined {
  return countOf(session) < least ? `select at least ${least} things` : undefined;
}

function arrange(
  { designs, view }: Session,
  verb: string,
  plan: (keys: readonly string[], frames: ReadonlyMap<string, Rect>) => Moved,
): void {
  const { design } = designs.getState();
  const keys = view.getState().selection.nodes;
  const frames = framesOf(design);
  const moved = carrying(design, plan(keys, frames), frames);
  designs.edit(`${verb} ${nameOf(design, keys)}`, (draft) => settle(draft, moved, frames));
}
