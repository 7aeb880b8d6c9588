import { useReactFlow, type Viewport } from "@xyflow/react";
import { useEffect, useMemo } from "react";
import type { ViewStore } from "../view/index.ts";

/**
 * Keeps in the view store what part of the canvas is seen, so that a reload or the way back from a
 * workplace finds it as it was; brings everything into view when another design is opened.
 */
export function useKeptViewport(view: ViewStore, fitView: () => void) {
  const { setViewport } = useReactFlow();
  useEffect(
    () =>
      view.subscribe((state, previous) => {
        // The design that was opened is on the canvas only after the next drawing.
        if (previous.viewport && !state.viewport) requestAnimationFrame(() => fitView());
      }),
    [view, fitView],
  );
  return useMemo(
    () => ({
      onInit: () => {
        const { viewport } = view.getState();
        if (viewport) void setViewport(viewport);
        else fitView();
      },
      onMoveEnd: (_: unknown, viewport: Viewport) => view.setState({ viewport }),
    }),
    [fitView, setViewport, view],
  );
}
