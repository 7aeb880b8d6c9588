import type { NodeChange } from "@xyflow/react";
import { useRef, useState } from "react";
import { type DesignStore, type Moved, nameOf, settle } from "../../design/index.ts";
import { framesOf } from "../../geometry/index.ts";
import type { CanvasNode } from "../projection/NodeProjection.ts";
import { withPositions } from "./moved.ts";

export interface MoveGesture {
  moved: Moved | undefined;
  /** Follows the pointer; the design does not change yet. */
  drag(changes: readonly NodeChange<CanvasNode>[]): void;
  /** Ends the drag: one step of undo, whatever was moved. */
  drop(draggedKeys: readonly string[]): void;
  cancel(): void;
}

export function useMoveGesture(designs: DesignStore): MoveGesture {
  const [moved, setMoved] = useState<Moved | undefined>();
  const latest = useRef<Moved | undefined>(undefined);
  const show = (next: Moved | undefined) => {
    latest.current = next;
    setMoved(next);
  };
  return {
    moved,
    drag(changes) {
      const { design } = designs.getState();
      const next = withPositions(latest.current, changes, design, framesOf(design));
      if (next !== latest.current) show(next);
    },
    drop(draggedKeys) {
      const places = latest.current;
      if (!places) return;
      const { design } = designs.getState();
      const before = framesOf(design);
      designs.edit(`move ${nameOf(design, draggedKeys)}`, (draft) => settle(draft, places, before));
      show(undefined);
    },
    cancel: () => show(undefined),
  };
}
