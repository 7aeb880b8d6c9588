import { useReactFlow, useStoreApi } from "@xyflow/react";
import { useCallback, useRef } from "react";
import { around, type Rect } from "../geometry/index.ts";

/** Room kept free at the edges: badges above, legend and zoom below. */
const MARGIN = { top: 40, side: 24, bottom: 56 };
const LARGEST = 1;
const LARGEST_ON_WIDE = 1.25;
const WIDE = 1700;

export const LEAST_ZOOM = 0.1;
export const MOST_ZOOM = 2;

/** Brings things into view, never larger than they are meant to be seen. */
export function useFit(frames: ReadonlyMap<string, Rect>): (keys?: readonly string[]) => void {
  const { setViewport } = useReactFlow();
  const graph = useStoreApi();
  const latest = useRef(frames);
  latest.current = frames;
  return useCallback(
    (keys) => {
      const { current: frames } = latest;
      const chosen = keys && keys.length > 0 ? keys : [...frames.keys()];
      const box = around(chosen.flatMap((key) => frames.get(key) ?? []));
      const { width, height } = graph.getState();
      // On an empty canvas the first node stands where the canvas says it will.
      if (!box) void setViewport({ x: 0, y: 0, zoom: 1 });
      if (!box || width === 0 || height === 0) return;
      const room = { width: width - 2 * MARGIN.side, height: height - MARGIN.top - MARGIN.bottom };
      const largest = width > WIDE ? LARGEST_ON_WIDE : LARGEST;
      const zoom = Math.max(
        LEAST_ZOOM,
        Math.min(largest, room.width / box.width, room.height / box.height),
      );
      void setViewport({
        x: MARGIN.side + (room.width - box.width * zoom) / 2 - box.x * zoom,
        y: MARGIN.top + (room.height - box.height * zoom) / 2 - box.y * zoom,
        zoom,
      });
    },
    [graph, setViewport],
  );
}
