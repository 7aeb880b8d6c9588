import { useReactFlow } from "@xyflow/react";
import { useCallback, useEffect } from "react";
import type { ViewStore } from "../view/index.ts";

/**
 * Brings back what part of the canvas was seen, so that a reload or the way back from a workplace finds
 * it as it was; brings everything into view when another design is opened. Gives what does so first.
 */
export function useKeptViewport(view: ViewStore, fitView: () => void): () => void {
  const { setViewport } = useReactFlow();
  useEffect(
    () =>
      view.subscribe((state, previous) => {
        // The design that was opened is on the canvas only after the next drawing.
        if (previous.viewport && !state.viewport) requestAnimationFrame(() => fitView());
      }),
    [view, fitView],
  );
  return useCallback(() => {
    const { viewport } = view.getState();
    if (viewport) void setViewport(viewport);
    else fitView();
  }, [fitView, setViewport, view]);
}
