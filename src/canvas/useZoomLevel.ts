import { useStoreApi } from "@xyflow/react";
import { type RefObject, useEffect } from "react";
import type { FarStore } from "./nodes/FarContext.ts";
import { firstZoomLevel, zoomLevel } from "./semanticZoom.ts";

/** Says on the canvas, and to its nodes, how much is to be shown at this zoom; style sheets do the rest. */
export function useZoomLevel(root: RefObject<HTMLElement | null>, far: FarStore): void {
  const graph = useStoreApi();
  useEffect(() => {
    const element = root.current;
    if (!element) return;
    const zoomOf = () => graph.getState().transform[2];
    let level = firstZoomLevel(zoomOf());
    const show = () => {
      element.dataset.zoom = level;
      far.setState({ isFar: level === "far", zoom: zoomOf() });
    };
    show();
    return graph.subscribe((state, previous) => {
      const zoom = state.transform[2];
      if (zoom === previous.transform[2]) return;
      const next = zoomLevel(zoom, level);
      if (next === level && level !== "far") return;
      level = next;
      show();
    });
  }, [far, graph, root]);
}
