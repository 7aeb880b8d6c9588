import { useReactFlow, useStoreApi } from "@xyflow/react";
import { useCallback, useRef } from "react";
import type { Session } from "../actions/index.ts";
import type { Rect } from "../geometry/index.ts";
import { isMapShown } from "../view/index.ts";
import { fitted } from "./fitted.ts";

/** Brings things into view, all where none are named, never larger than they are meant to be seen. */
export function useFit(
  { designs, view }: Session,
  frames: ReadonlyMap<string, Rect>,
): (keys?: readonly string[]) => void {
  const { setViewport } = useReactFlow();
  const graph = useStoreApi();
  const latest = useRef(frames);
  latest.current = frames;
  return useCallback(
    (keys) => {
      const { current: frames } = latest;
      const chosen = keys && keys.length > 0 ? keys : [...frames.keys()];
      const things = chosen.flatMap((key) => frames.get(key) ?? []);
      const hasMap = isMapShown(designs.getState().design, view.getState().isMiniMapShown);
      const viewport = fitted(things, graph.getState(), hasMap);
      // On an empty canvas the first node stands where the canvas says it will.
      if (viewport) void setViewport(viewport);
      else if (things.length === 0) void setViewport({ x: 0, y: 0, zoom: 1 });
    },
    [designs, graph, setViewport, view],
  );
}
