import type { NodeChange } from "@xyflow/react";
import { carrying, type Design, type Moved, type Rect } from "../../design/index.ts";
import type { CanvasNode } from "../projection/NodeProjection.ts";

/** The places of a drag; what stands in a container moves with it. Undefined when nothing is dragged. */
export function withPositions(
  changes: readonly NodeChange<CanvasNode>[],
  design: Design,
  before: ReadonlyMap<string, Rect>,
): Moved | undefined {
  const dragged = new Map(
    changes.flatMap((change) =>
      change.type === "position" && change.position ? [[change.id, change.position] as const] : [],
    ),
  );
  return dragged.size === 0 ? undefined : carrying(design, dragged, before);
}
