import type { SystemNodeText } from "../../simulator/index.ts";
import type { Design } from "./DesignFile.ts";
import { frameOfNode } from "./nodeSize.ts";
import { around, contains, type Point, type Rect } from "./Rect.ts";

const NOTE_SIZE = { width: 144, height: 72 };
/** A container that is drawn as one card. */
const COLLAPSED_SIZE = { width: 176, height: 72 };
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
  const kind = nodes[container]?.kind;
  if (kind === undefined || !isContainer(kind)) return [];
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
 * The collapsed container that a node is hidden in, the outermost one; undefined while it is drawn
 * itself.
 */
export function hiddenIn(design: Design, id: string): string | undefined {
  const collapsed = design.layout?.collapsed;
  if (!collapsed || collapsed.length === 0) return undefined;
  let found: string | undefined;
  const seen = new Set<string>([id]);
  let inner: string | undefined = id;
  while (inner !== undefined) {
    const node: SystemNodeText | undefined = design.system?.nodes?.[inner];
    const outer: string | undefined = node && containersOf(node).find((each) => each !== undefined);
    if (outer === undefined || seen.has(outer)) break;
    seen.add(outer);
    if (collapsed.includes(outer)) found = outer;
    inner = outer;
  }
  return found;
}

/** Whether a container is drawn as one card. */
export function isCollapsed(design: Design, id: string): boolean {
  return design.layout?.collapsed?.includes(id) ?? false;
}

/** How frames are looked at. */
export interface FramesOptions {
  /** Places that take the place of the design's while something is dragged. */
  moved?: ReadonlyMap<string, Point> | undefined;
  /** Frames as they are when nothing is collapsed. */
  showsCollapsed?: boolean;
}

/**
 * Place and size of everything on the canvas, by id (notes by `noteKey`). Containers come first, the
 * outermost before those within. A container without a size of its own is drawn around its members;
 * one that is collapsed is a card, and what stands in it is left out.
 */
export function framesOf(design: Design, options: FramesOptions = {}): Map<string, Rect> {
  const { moved, showsCollapsed = false } = options;
  const nodes = Object.entries(design.system?.nodes ?? {});
  const hides = !showsCollapsed && (design.layout?.collapsed?.length ?? 0) > 0;
  const isHidden = (id: string) => hides && hiddenIn(design, id) !== undefined;
  const frames = new Map<string, Rect>();
  const placed = (id: string, rect: Rect): Rect => ({ ...rect, ...moved?.get(id) });
  const cards = nodes.filter(([, node]) => !isContainer(node.kind));
  const cardFrames = new Map(cards.map(([id]) => [id, placed(id, frameOfNode(design, id))]));
  for (const [id] of containersInOrder(design)) {
    if (isHidden(id)) continue;
    const inside = membersOf(design, id).flatMap((member) => cardFrames.get(member) ?? []);
    const isCard = hides && isCollapsed(design, id);
    const frame = containerFrame(design, id, inside, isCard ? undefined : moved?.get(id));
    frames.set(id, isCard ? placed(id, { ...frame, ...COLLAPSED_SIZE }) : frame);
  }
  for (const [id, frame] of cardFrames) if (!isHidden(id)) frames.set(id, frame);
  for (const [id, note] of Object.entries(design.notes ?? {})) {
    const [x, y, width = NOTE_SIZE.width, height = NOTE_SIZE.height] = note.at;
    frames.set(noteKey(id), placed(noteKey(id), { x, y, width, height }));
  }
  return frames;
}

/** Zones, the outermost first, then brokers: what stands within is drawn over what is around. */
function containersInOrder(design: Design): [string, SystemNodeText][] {
  const nodes = design.system?.nodes ?? {};
  const depth = (id: string): number => {
    const seen = new Set<string>();
    for (let at = nodes[id]?.zone; at !== undefined && !seen.has(at); at = nodes[at]?.zone)
      seen.add(at);
    return seen.size;
  };
  const all = Object.entries(nodes);
  const zones = all
    .filter(([, { kind }]) => kind === "zone")
    .sort(([a], [b]) => depth(a) - depth(b));
  return [...zones, ...all.filter(([, { kind }]) => kind === "broker")];
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
  return withMargin(box);
}

/** The box of a container around a box of what stands in it. */
export function withMargin({ x, y, width, height }: Rect): Rect {
  return {
    x: x - INSIDE.side,
    y: y - INSIDE.top,
    width: width + 2 * INSIDE.side,
    height: height + INSIDE.top + INSIDE.bottom,
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
