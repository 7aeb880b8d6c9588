import { createContext, useContext, useEffect, useRef } from "react";
import type { NodeFigures } from "./Live.ts";
import { Painters, type Rhythm } from "./Painters.ts";

/** The painters of the canvas that a part stands on. */
export const PaintersContext = createContext<Painters>(new Painters(() => true));

/** Paints the live part of a node, past React, for as long as it is on the screen. */
export function usePaint(
  nodeId: string,
  rhythm: Rhythm,
  paint: (figures: NodeFigures | undefined) => void,
): void {
  const painters = useContext(PaintersContext);
  const latest = useRef(paint);
  latest.current = paint;
  useEffect(
    () => painters.add(rhythm, () => latest.current(painters.figuresOf(nodeId))),
    [painters, nodeId, rhythm],
  );
}
