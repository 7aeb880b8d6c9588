import type { EdgeChange, NodeChange } from "@xyflow/react";
import { useReactFlow, useStoreApi } from "@xyflow/react";
import { useCallback, useRef } from "react";
import type { Rect } from "../geometry/index.ts";
import { select, type ViewStore } from "../view/index.ts";
import type { CanvasLink } from "./projection/LinkProjection.ts";
import type { CanvasNode } from "./projection/NodeProjection.ts";

/** Takes changes of the selection in; nodes and links change one after the other. */
export function followSelection(
  view: ViewStore,
  what: "nodes" | "links",
  changes: readonly (NodeChange<CanvasNode> | EdgeChange<CanvasLink>)[],
): void {
  const { selection } = view.getState();
  const chosen = new Set(selection[what]);
  for (const change of changes) {
    if (change.type !== "select") continue;
    if (change.selected) chosen.add(change.id);
    else chosen.delete(change.id);
  }
  if (what === "nodes") select(view, [...chosen], selection.links);
  else select(view, selection.nodes, [...chosen]);
}

/** Kept free at the edges, as in a view that is fitted: badges above, legend and zoom below. */
const MARGIN = { side: 24, top: 40, bottom: 56 };

/** Moves the view, as little as may be, so that a thing is seen: also one that has just been added. */
export function useReveal(frames: ReadonlyMap<string, Rect>): (key: string) => void {
  const { setViewport } = useReactFlow();
  const graph = useStoreApi();
  const latest = useRef(frames);
  latest.current = frames;
  return useCallback(
    (key) => {
      const frame = latest.current.get(key);
      const { transform, width, height } = graph.getState();
      const [x, y, zoom] = transform;
      if (!frame) return;
      const { side, top, bottom } = MARGIN;
      const dx = shiftInto(frame.x * zoom + x, frame.width * zoom, side, width - side);
      const dy = shiftInto(frame.y * zoom + y, frame.height * zoom, top, height - bottom);
      if (dx !== 0 || dy !== 0) void setViewport({ x: x + dx, y: y + dy, zoom });
    },
    [graph, setViewport],
  );
}

function shiftInto(start: number, size: number, least: number, most: number): number {
  if (start < least) return least - start;
  const beyond = start + size - most;
  return beyond > 0 ? -Math.min(beyond, start - least) : 0;
}
