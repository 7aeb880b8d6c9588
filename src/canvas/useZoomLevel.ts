import { useStoreApi } from "@xyflow/react";
import { type RefObject, useEffect } from "react";
import type { DetailKeeper } from "./detail/DetailKeeper.ts";
import { firstZoomLevel, zoomLevel } from "./semanticZoom.ts";

/** Says on the canvas, and to what is on it, how much is to be shown at this zoom; style sheets do the rest. */
export function useZoomLevel(root: RefObject<HTMLElement | null>, details: DetailKeeper): void {
  const graph = useStoreApi();
  useEffect(() => {
    const element = root.current;
    if (!element) return;
    let level = firstZoomLevel(graph.getState().transform[2]);
    const show = () => {
      const { transform, width, height } = graph.getState();
      const [x, y, zoom] = transform;
      level = zoomLevel(zoom, level);
      if (element.dataset.zoom !== level) element.dataset.zoom = level;
      const seen = { x: -x / zoom, y: -y / zoom, width: width / zoom, height: height / zoom };
      details.look({ zoom, isFar: level === "far", seen });
    };
    show();
    return graph.subscribe((state, old) => {
      const hasMoved = state.transform !== old.transform;
      if (hasMoved || state.width !== old.width || state.height !== old.height) show();
    });
  }, [details, graph, root]);
}
