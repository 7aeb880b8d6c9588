import type { NodeChange } from "@xyflow/react";
import { type Design, type Moved, membersOf, type Rect } from "../../design/index.ts";
import type { CanvasNode } from "../projection/NodeProjection.ts";

/** Takes changes of place in; what stands in a container moves with it. */
export function withPositions(
  moved: Moved | undefined,
  changes: readonly NodeChange<CanvasNode>[],
  design: Design,
  before: ReadonlyMap<string, Rect>,
): Moved | undefined {
  const next = new Map(moved);
  const dragged = changes.flatMap((change) =>
    change.type === "position" && change.position ? [{ id: change.id, to: change.position }] : [],
  );
  if (dragged.length === 0) return moved;
  for (const { id, to } of dragged) next.set(id, to);
  for (const { id, to } of dragged) {
    const start = before.get(id);
    if (!start) continue;
    for (const member of membersOf(design, id)) {
      const place = before.get(member);
      if (!place || dragged.some((each) => each.id === member)) continue;
      next.set(member, { x: place.x + to.x - start.x, y: place.y + to.y - start.y });
    }
  }
  return next;
}
