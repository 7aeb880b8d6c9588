import type { SystemNodeText } from "../../simulator/index.ts";
import { type Design, frameOfNode } from "../design/index.ts";
import { around, contains, type Point, type Rect } from "./routes/Rect.ts";

const NOTE_SIZE = { width: 144, height: 72 };
const INSIDE = { side: 24, top: 40, bottom: 24 };

/** Key of a note among the things on the canvas; ids of nodes cannot contain it. */
export function noteKey(id: string): string {
  return `note:${id}`;
}

/** Id of the note of that key, or undefined for a node. */
export function noteOfKey(key: string): string | undefined {
  return key.startsWith("note:") ? key.slice("note:".length) : undefined;
}

export function isContainer(kind: SystemNodeText["kind"]): boolean {
  return kind === "broker" || kind === "zone";
}

/** Ids of the nodes that stand in a container, those in containers within it included. */
export function membersOf(design: Design, container: string): string[] {
  const nodes = design.system?.nodes ?? {};
  const direct = Object.entries(nodes)
    .filter(([id, node]) => id !== container && containersOf(node).includes(container))
    .map(([id]) => id);
  return [...new Set(direct.flatMap((id) => [id, ...membersOf(design, id)]))];
}

function containersOf(node: SystemNodeText): (string | undefined)[] {
  const broker = "broker" in node ? node.broker : undefined;
  // What a broker holds moves with the broker; its zone is the broker's then.
  return [broker, broker === undefined ? node.zone : undefined];
}

/**
 * Place and size of everything on the canvas, by id (notes by `noteKey`). Containers come first, the
 * outermost before those within. A container without a size of its own is drawn around its members.
 * @param moved places that take the place of the design's while something is dragged
 */
export function framesOf(design: Design, moved?: ReadonlyMap<string, Point>): Map<string, Rect> {
  const nodes = Object.entries(design.system?.nodes ?? {});
  const frames = new Map<string, Rect>();
  const placed = (id: string, rect: Rect): Rect => ({ ...rect, ...moved?.get(id) });
  const cards = nodes.filter(([, node]) => !isContainer(node.kind));
  const cardFrames = new Map(cards.map(([id]) => [id, placed(id, frameOfNode(design, id))]));
  for (const kind of ["zone", "broker"] as const) {
    for (const [id, node] of nodes) {
      if (node.kind !== kind) continue;
      const inside = membersOf(design, id).flatMap((member) => cardFrames.get(member) ?? []);
      frames.set(id, containerFrame(design, id, inside, moved?.get(id)));
    }
  }
  for (const [id, frame] of cardFrames) frames.set(id, frame);
  for (const [id, note] of Object.entries(design.notes ?? {})) {
    const [x, y, width = NOTE_SIZE.width, height = NOTE_SIZE.height] = note.at;
    frames.set(noteKey(id), placed(noteKey(id), { x, y, width, height }));
  }
  return frames;
}

function containerFrame(
  design: Design,
  id: string,
  inside: readonly Rect[],
  moved: Point | undefined,
): Rect {
  const hasOwnSize = design.layout?.nodes?.[id]?.length === 4;
  const box = hasOwnSize ? undefined : around(inside);
  if (!box) return { ...frameOfNode(design, id), ...moved };
  return {
    x: box.x - INSIDE.side,
    y: box.y - INSIDE.top,
    width: box.width + 2 * INSIDE.side,
    height: box.height + INSIDE.top + INSIDE.bottom,
  };
}

/** The earlier frames if nothing has moved since: what depends on places is then not done again. */
export function sameFrames(
  next: Map<string, Rect>,
  earlier: ReadonlyMap<string, Rect> | undefined,
): ReadonlyMap<string, Rect> {
  if (!earlier || earlier.size !== next.size) return next;
  for (const [key, frame] of next) {
    const old = earlier.get(key);
    const isSame =
      old !== undefined &&
      old.x === frame.x &&
      old.y === frame.y &&
      old.width === frame.width &&
      old.height === frame.height;
    if (!isSame) return next;
  }
  return earlier;
}

/** The innermost thing of the canvas at a point, among those that `accepts` lets through. */
export function thingAt(
  frames: ReadonlyMap<string, Rect>,
  point: Point,
  accepts: (key: string) => boolean = () => true,
): string | undefined {
  let found: string | undefined;
  for (const [key, frame] of frames) if (accepts(key) && contains(frame, point)) found = key;
  return found;
}
