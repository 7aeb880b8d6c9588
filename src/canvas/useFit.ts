import { useReactFlow, useStoreApi } from "@xyflow/react";
import { useCallback, useEffect, useRef } from "react";
import type { Session } from "../actions/index.ts";
import type { Rect } from "../geometry/index.ts";
import { isMapShown, type Viewport } from "../view/index.ts";
import { fitted } from "./fitted.ts";

/**
 * Brings things into view, all where none are named, never larger than they are meant to be seen. A picture
 * that was brought into view whole stays so when the canvas gets more or less room.
 */
export function useFit({ designs, view }: Session, frames: ReadonlyMap<string, Rect>): Fit {
  const { setViewport } = useReactFlow();
  const graph = useStoreApi();
  const latest = useRef(frames);
  latest.current = frames;
  const viewportFor = useCallback(
    (things: readonly Rect[], canvas: Size) =>
      fitted(things, canvas, isMapShown(designs.getState().design, view.getState().isMiniMapShown)),
    [designs, view],
  );
  useEffect(
    () =>
      graph.subscribe((canvas, before) => {
        if (canvas.width === before.width && canvas.height === before.height) return;
        const all = [...latest.current.values()];
        const [x, y, zoom] = canvas.transform;
        const wasWhole = isSame({ x, y, zoom }, viewportFor(all, before));
        const next = wasWhole && viewportFor(all, canvas);
        if (next) void setViewport(next);
      }),
    [graph, setViewport, viewportFor],
  );
  const fitView = useCallback(
    (keys?: readonly string[]) => {
      const { current: frames } = latest;
      const chosen = keys && keys.length > 0 ? keys : [...frames.keys()];
      const things = chosen.flatMap((key) => frames.get(key) ?? []);
      const viewport = viewportFor(things, graph.getState());
      // On an empty canvas the first node stands where the canvas says it will.
      if (viewport) void setViewport(viewport);
      else if (things.length === 0) void setViewport({ x: 0, y: 0, zoom: 1 });
    },
    [graph, setViewport, viewportFor],
  );
  const isWhole = (shown: Viewport) =>
    isSame(shown, viewportFor([...latest.current.values()], graph.getState()));
  return { fitView, isWhole };
}

type Size = { width: number; height: number };

type Fit = {
  fitView: (keys?: readonly string[]) => void;
  /** Whether a view is the one that brings everything in. */
  isWhole: (shown: Viewport) => boolean;
};

/** Pixels and share by which a view may be off and is still meant to be the same. */
const NEAR = 1;
const NEAR_ZOOM = 0.002;

function isSame(one: Viewport, other: Viewport | undefined): boolean {
  return (
    other !== undefined &&
    Math.abs(one.x - other.x) < NEAR &&
    Math.abs(one.y - other.y) < NEAR &&
    Math.abs(one.zoom - other.zoom) < NEAR_ZOOM
  );
}
