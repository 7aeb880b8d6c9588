import {
  addNode,
  addNote,
  connect,
  type Design,
  type DesignStore,
  insertInto,
  linkEndOf,
  nameOfPlaceable,
  type Placeable,
  putIntoContainer,
  resize,
  settle,
  sizeOfKind,
  takesIn,
  titleOfNode,
} from "../../design/index.ts";
import { framesOf, noteKey, type Point, type Rect, thingAt } from "../../geometry/index.ts";
import { roomFor } from "./roomFor.ts";

/** What can be put on the canvas. */
export type PlaceableThing = Placeable | "note";

/** How a new thing is linked: after a node, or within a link. Without either it stands alone. */
export interface Joint {
  after?: string | undefined;
  within?: string | undefined;
  /** The container that it belongs to; without one, what stands under its middle. */
  inside?: string | undefined;
}

/** What takes in a thing that is let go: a link or a container. */
export type Reception = Pick<Joint, "within"> & { into?: string | undefined };

const NOTE_SIZE = { width: 144, height: 72 };

/** Size of what can be put on the canvas. */
export function sizeOfThing(thing: PlaceableThing): { width: number; height: number } {
  return thing === "note" ? NOTE_SIZE : sizeOfKind(linkEndOf(thing).kind);
}

/** The name of a thing within a sentence. */
function wordOfThing(thing: PlaceableThing): string {
  return thing === "note" ? "note" : nameOfPlaceable(thing).toLowerCase();
}

/**
 * Puts a new thing on the canvas and links it, as one step of undo; what stands in a container under
 * its middle belongs to it.
 * @param middle where its middle comes to stand; within a link there is a place of its own
 * @returns its key; undefined when the design refuses it
 */
export function addThing(
  designs: DesignStore,
  thing: PlaceableThing,
  middle: Point,
  { after, within, inside }: Joint = {},
): string | undefined {
  const { design } = designs.getState();
  const frames = framesOf(design);
  const size = sizeOfThing(thing);
  const room = within === undefined ? undefined : roomFor(design, within, size, frames);
  const at = room?.middle ?? middle;
  const done = designs.edit(labelOf(design, thing, { after, within }), (draft) => {
    if (room) settle(draft, room.moved, frames);
    const corner = { x: at.x - size.width / 2, y: at.y - size.height / 2 };
    if (thing === "note") return noteKey(addNote(draft, corner));
    const id = addNode(draft, thing, corner);
    const box = inside ?? boxUnder(draft, thing, at, frames);
    if (box !== undefined) putInto(draft, id, box, frames);
    if (within !== undefined) insertInto(draft, within, id);
    else if (after !== undefined) connect(draft, after, id);
    return id;
  });
  return done.ok ? done.value : undefined;
}

/** The innermost container at a point that takes such a thing in. */
export function boxUnder(
  design: Design,
  thing: PlaceableThing,
  at: Point,
  frames: ReadonlyMap<string, Rect>,
): string | undefined {
  if (thing === "note") return undefined;
  const { kind } = linkEndOf(thing);
  return thingAt(frames, at, (key) => {
    const box = design.system?.nodes?.[key]?.kind;
    return box !== undefined && takesIn(box, kind);
  });
}

/** A container whose size was set by hand grows where the new thing has no room in it. */
function putInto(draft: Design, id: string, box: string, frames: ReadonlyMap<string, Rect>): void {
  putIntoContainer(draft, id, box);
  const frame = frames.get(box);
  if (frame && draft.layout?.nodes?.[box]?.length === 4) resize(draft, box, frame);
}

function labelOf(design: Design, thing: PlaceableThing, { after, within }: Joint): string {
  if (within !== undefined) return `insert ${wordOfThing(thing)}`;
  if (after === undefined) return `add ${wordOfThing(thing)}`;
  return `add ${wordOfThing(thing)} after ${titleOfNode(after, design.system?.nodes?.[after])}`;
}
