import type { Design } from "../DesignFile.ts";
import { framesOf, isContainer, membersOf, noteOfKey } from "../frames.ts";
import { centerOf, contains, type Point, type Rect } from "../Rect.ts";
import { moveNodes } from "./moveNodes.ts";
import { moveNotes } from "./notes.ts";
import { fitsInto, putIntoContainer, takeOutOfContainer } from "./putIntoContainer.ts";

/** New top left corners of things, by key. */
export type Moved = ReadonlyMap<string, Point>;

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

/** Adds to what is moved what stands in it, unless it is moved itself. */
export function carrying(
  design: Design,
  moved: Moved,
  before: ReadonlyMap<string, Rect>,
): Map<string, Point> {
  const all = new Map(moved);
  for (const [key, to] of moved) {
    const from = before.get(key);
    if (!from) continue;
    for (const member of membersOf(design, key)) {
      const place = before.get(member);
      if (!place || moved.has(member)) continue;
      all.set(member, { x: place.x + to.x - from.x, y: place.y + to.y - from.y });
    }
  }
  return all;
}

/** Writes new places into the design: nodes and notes. */
function place(draft: Design, moved: Moved): void {
  const nodes: Record<string, Point> = {};
  const notes: Record<string, Point> = {};
  for (const [key, { x, y }] of moved) {
    const note = noteOfKey(key);
    if (note === undefined) nodes[key] = { x, y };
    else notes[note] = { x, y };
  }
  moveNodes(draft, nodes);
  moveNotes(draft, notes);
}

/** Adds to what is moved what is hidden in it: members of collapsed containers go along. */
function withHidden(design: Design, moved: Moved, before: ReadonlyMap<string, Rect>): Moved {
  const collapsed = design.layout?.collapsed ?? [];
  const all = new Map(moved);
  const places = collapsed.length > 0 ? framesOf(design, { showsCollapsed: true }) : before;
  for (const id of collapsed) {
    const [from, to] = [before.get(id), moved.get(id)];
    if (!from || !to) continue;
    for (const member of membersOf(design, id)) {
      const place = places.get(member);
      if (place) all.set(member, { x: place.x + to.x - from.x, y: place.y + to.y - from.y });
    }
  }
  return all;
}

/**
 * Writes the places of a layout into the design. Nothing joins or leaves a container, and containers
 * take their size from what stands in them.
 */
export function layOut(draft: Design, moved: Moved, before: ReadonlyMap<string, Rect>): void {
  place(draft, withHidden(draft, moved, before));
  for (const [key, { x, y }] of moved) {
    if (membersOf(draft, key).length > 0 && draft.layout?.nodes) draft.layout.nodes[key] = [x, y];
  }
}

/** Writes new places into the design; who was dragged into or out of a container joins or leaves it. */
export function settle(draft: Design, moved: Moved, before: ReadonlyMap<string, Rect>): void {
  place(draft, withHidden(draft, moved, before));
  const boxes = boxesThatStay(draft, moved, before);
  for (const [key, at] of moved)
    for (const { container, was, is } of boxesOnTheWay(draft, key, at, before, boxes)) {
      if (was && !is) takeOutOfContainer(draft, key, container);
      if (!was && is) putIntoContainer(draft, key, container);
    }
}

/** The container that something would join if `settle` put it where it is moved; undefined when nothing would. */
export function containerJoined(
  design: Design,
  moved: Moved,
  before: ReadonlyMap<string, Rect>,
): string | undefined {
  const boxes = boxesThatStay(design, moved, before);
  for (const [key, at] of moved) {
    const ways = boxesOnTheWay(design, key, at, before, boxes);
    const joined = ways.findLast(({ was, is }) => !was && is);
    if (joined) return joined.container;
  }
  return undefined;
}

type Box = readonly [container: string, frame: Rect];

/** The containers that are not moved themselves, the outermost first. */
function boxesThatStay(design: Design, moved: Moved, before: ReadonlyMap<string, Rect>): Box[] {
  return [...before].filter(([key]) => {
    const kind = design.system?.nodes?.[key]?.kind;
    return kind !== undefined && isContainer(kind) && !moved.has(key);
  });
}

/** Of each container that a thing fits into: whether it was in there, and is where it goes. */
function boxesOnTheWay(
  design: Design,
  key: string,
  at: Point,
  before: ReadonlyMap<string, Rect>,
  boxes: readonly Box[],
) {
  const start = before.get(key);
  if (!start) return [];
  const [from, to] = [centerOf(start), centerOf({ ...start, ...at })];
  return boxes
    .filter(([container]) => fitsInto(design, key, container))
    .map(([container, box]) => ({ container, was: contains(box, from), is: contains(box, to) }));
}

/** "Payment", or "3 nodes": what an edit was done to, for its label. */
export function nameOf(design: Design, keys: readonly string[]): string {
  const [first] = keys;
  if (first === undefined) return "nothing";
  if (keys.length > 1) return `${keys.length} nodes`;
  if (noteOfKey(first) !== undefined) return "note";
  return design.system?.nodes?.[first]?.name ?? first;
}
