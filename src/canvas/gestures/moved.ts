import type { NodeChange } from "@xyflow/react";
import {
  type Design,
  fitsInto,
  moveNodes,
  moveNotes,
  putIntoContainer,
  takeOutOfContainer,
} from "../../design/index.ts";
import {
  centerOf,
  contains,
  membersOf,
  noteOfKey,
  type Point,
  type Rect,
} from "../../geometry/index.ts";
import type { CanvasNode } from "../projection/NodeProjection.ts";

/** Places of what is dragged, by key, before the drag ends. */
export type Moved = ReadonlyMap<string, Point>;

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

/** Shifts things, and what stands in them, by a distance. */
export function shifted(
  keys: readonly string[],
  by: Point,
  design: Design,
  before: ReadonlyMap<string, Rect>,
): Moved {
  const moved = new Map<string, Point>();
  for (const key of keys.flatMap((each) => [each, ...membersOf(design, each)])) {
    const place = before.get(key);
    if (place) moved.set(key, { x: place.x + by.x, y: place.y + by.y });
  }
  return moved;
}

/** Writes new places into the design; who was dragged into or out of a container joins or leaves it. */
export function settle(draft: Design, moved: Moved, before: ReadonlyMap<string, Rect>): void {
  const nodes: Record<string, Point> = {};
  const notes: Record<string, Point> = {};
  for (const [key, { x, y }] of moved) {
    const note = noteOfKey(key);
    if (note === undefined) nodes[key] = { x, y };
    else notes[note] = { x, y };
  }
  moveNodes(draft, nodes);
  moveNotes(draft, notes);
  for (const [key, place] of moved) changeContainers(draft, key, place, moved, before);
}

function changeContainers(
  draft: Design,
  key: string,
  place: Point,
  moved: Moved,
  before: ReadonlyMap<string, Rect>,
): void {
  const start = before.get(key);
  if (!start) return;
  const [from, to] = [centerOf(start), centerOf({ ...start, ...place })];
  for (const [container, box] of before) {
    if (moved.has(container) || !fitsInto(draft, key, container)) continue;
    const [was, is] = [contains(box, from), contains(box, to)];
    if (was && !is) takeOutOfContainer(draft, key, container);
    if (!was && is) putIntoContainer(draft, key, container);
  }
}

/** "Payment", or "3 nodes": what an edit was done to, for its label. */
export function nameOf(design: Design, keys: readonly string[]): string {
  const [first] = keys;
  if (first === undefined) return "nothing";
  if (keys.length > 1) return `${keys.length} nodes`;
  if (noteOfKey(first) !== undefined) return "note";
  return design.system?.nodes?.[first]?.name ?? first;
}
