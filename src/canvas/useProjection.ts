import { useMemo, useReducer, useRef } from "react";
import { useStore } from "zustand";
import type { Design, DesignStore, Moved } from "../design/index.ts";
import { framesOf, type Rect, sameFrames } from "../geometry/index.ts";
import type { Selection, ViewStore } from "../view/index.ts";
import type { Courses } from "./messages/MessagePainter.ts";
import { type CanvasLink, LinkProjection } from "./projection/LinkProjection.ts";
import { type CanvasNode, NodeProjection } from "./projection/NodeProjection.ts";

/** The design as the canvas draws it. */
export interface Projection {
  design: Design;
  selection: Selection;
  /** Places as they are drawn, with what is being dragged. */
  frames: ReadonlyMap<string, Rect>;
  nodes: CanvasNode[];
  links: CanvasLink[];
  courses: Courses;
}

/** What is done with the canvas, as far as it shows. */
export interface Shown {
  /** Places as they stand in the design; see `useSettledFrames`. */
  settledFrames: ReadonlyMap<string, Rect>;
  moved: Moved | undefined;
  focused: string | undefined;
  /** What a search has found; undefined while there is none. */
  found: ReadonlySet<string> | undefined;
}

/** Places as they stand in the design: the same map until one of them changes. */
export function useSettledFrames(design: Design): ReadonlyMap<string, Rect> {
  const last = useRef<ReadonlyMap<string, Rect>>(undefined);
  const frames = useMemo(() => sameFrames(framesOf(design), last.current), [design]);
  last.current = frames;
  return frames;
}

/** Follows the design and the selection; what did not change stays the same object. */
export function useProjection(
  designs: DesignStore,
  view: ViewStore,
  { settledFrames, moved, focused, found }: Shown,
): Projection {
  const design = useStore(designs, (state) => state.design);
  const resolved = useStore(designs, (state) => state.resolved);
  const selection = useStore(view, (state) => state.selection);
  const nodeProjection = useRef<NodeProjection>(undefined);
  const linkProjection = useRef<LinkProjection>(undefined);
  nodeProjection.current ??= new NodeProjection();
  const [, routed] = useReducer((count: number) => count + 1, 0);
  linkProjection.current ??= new LinkProjection(routed);

  const frames = useMemo(
    () => (moved ? framesOf(design, { moved }) : settledFrames),
    [design, moved, settledFrames],
  );
  const attention = useMemo(
    () => ({ selected: new Set(selection.nodes), focused, found }),
    [selection.nodes, focused, found],
  );
  const selectedLinks = useMemo(() => new Set(selection.links), [selection.links]);
  const moving = useMemo(() => moved && new Set(moved.keys()), [moved]);
  const nodes = nodeProjection.current.project(design, resolved, frames, attention);
  const links = linkProjection.current.project(design, frames, selectedLinks, moving);
  const courses = linkProjection.current.courses();
  return { design, selection, frames, nodes, links, courses };
}
