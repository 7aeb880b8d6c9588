import { useMemo, useState } from "react";
import {
  addNode,
  addNote,
  type DesignStore,
  fitsInto,
  nameOf,
  nameOfPlaceable,
  type Placeable,
  putIntoContainer,
  remove,
  removeNotes,
  renameNode,
  settle,
  shifted,
  sizeOfKind,
  writeNote,
} from "../../design/index.ts";
import {
  around,
  contains,
  framesOf,
  noteKey,
  noteOfKey,
  type Point,
  type Rect,
  thingAt,
} from "../../geometry/index.ts";
import { select, type ViewStore } from "../../view/index.ts";

/** What the palette can put on the canvas. */
export type PlaceableThing = Placeable | "note";

/** What can be done on the canvas, whatever it is done with. */
export interface CanvasActs {
  /** Key of the name or note that is being written. */
  renaming: string | undefined;
  rename(key: string): void;
  writeName(text: string): void;
  cancelRename(): void;
  remove(keys: readonly string[], links: readonly string[]): void;
  nudge(keys: readonly string[], by: Point): void;
  /** Puts a new thing with its middle at a point; selects it and gives its key. */
  place(thing: PlaceableThing, middle: Point): string;
  /** Where a new thing stands when no point is given: beside the selection, or in a gap in view. */
  freePlace(thing: PlaceableThing, view: Rect): Point;
}

export function useCanvasActs(designs: DesignStore, view: ViewStore): CanvasActs {
  const [renaming, setRenaming] = useState<string | undefined>();
  const acts = useMemo(() => designActs(designs, view), [designs, view]);
  return {
    ...acts,
    renaming,
    rename: setRenaming,
    writeName(text) {
      if (renaming !== undefined) acts.write(renaming, text);
      setRenaming(undefined);
    },
    cancelRename: () => setRenaming(undefined),
  };
}

function designActs(designs: DesignStore, view: ViewStore) {
  return {
    write(key: string, text: string): void {
      const { design } = designs.getState();
      const note = noteOfKey(key);
      if (note === undefined)
        designs.edit(`rename ${nameOf(design, [key])}`, (draft) => renameNode(draft, key, text));
      else designs.edit("write note", (draft) => writeNote(draft, note, text));
    },
    remove(keys: readonly string[], links: readonly string[]): void {
      const { design } = designs.getState();
      const notes = keys.flatMap((key) => noteOfKey(key) ?? []);
      const what = keys.length > 0 ? nameOf(design, keys) : "link";
      const done = designs.edit(`delete ${what}`, (draft) => {
        remove(
          draft,
          keys.filter((key) => noteOfKey(key) === undefined),
          links,
        );
        removeNotes(draft, notes);
      });
      if (done.ok) select(view, []);
    },
    nudge(keys: readonly string[], by: Point): void {
      const { design } = designs.getState();
      const before = framesOf(design);
      const label = `move ${nameOf(design, keys)}`;
      designs.edit(label, (draft) => settle(draft, shifted(keys, by, design, before), before), {
        gesture: `nudge ${keys.join()}`,
      });
    },
    place(thing: PlaceableThing, middle: Point): string {
      const { width, height } = sizeOf(thing);
      const at = { x: middle.x - width / 2, y: middle.y - height / 2 };
      const { design } = designs.getState();
      const boxes = framesOf(design);
      let key = "";
      designs.edit(`add ${labelOf(thing)}`, (draft) => {
        if (thing === "note") {
          key = noteKey(addNote(draft, at));
          return;
        }
        const id = addNode(draft, thing, at);
        key = id;
        const box = thingAt(boxes, middle, (container) => fitsInto(draft, id, container));
        if (box !== undefined) putIntoContainer(draft, id, box);
      });
      select(view, [key]);
      return key;
    },
    freePlace(thing: PlaceableThing, seen: Rect): Point {
      const { design } = designs.getState();
      const beside = view.getState().selection.nodes[0];
      return freePlace(sizeOf(thing), framesOf(design), beside, seen);
    },
  };
}

function labelOf(thing: PlaceableThing): string {
  return thing === "note" ? "note" : nameOfPlaceable(thing).toLowerCase();
}

/** Size of what the palette can put on the canvas. */
function sizeOf(thing: PlaceableThing): { width: number; height: number } {
  if (thing === "note") return { width: 144, height: 72 };
  return sizeOfKind(thing === "dead-letters" ? "queue" : thing);
}

/** Room between a node and the next: enough to see what moves there. */
const GAP = 128;
/** Where the first node stands: on the place that the empty canvas shows. */
const FIRST = { x: 112, y: 107 };
const STEP = 112;
const TRIES = 40;

/** Right of what is selected, else in the middle of the view; lower down where that is taken. */
function freePlace(
  size: { width: number; height: number },
  frames: ReadonlyMap<string, Rect>,
  beside: string | undefined,
  seen: Rect,
): Point {
  const neighbor = beside === undefined ? undefined : frames.get(beside);
  const whole = around([...frames.values()]);
  const start = neighbor
    ? { x: neighbor.x + neighbor.width + GAP + size.width / 2, y: neighbor.y + neighbor.height / 2 }
    : whole
      ? { x: whole.x + whole.width + GAP + size.width / 2, y: whole.y + whole.height / 2 }
      : { x: seen.x + FIRST.x, y: seen.y + FIRST.y };
  const cards = [...frames.values()];
  for (let i = 0; i < TRIES; i++) {
    const point = { x: start.x, y: start.y + i * STEP };
    const isTaken = cards.some((frame) =>
      contains(
        {
          x: frame.x - size.width / 2,
          y: frame.y - size.height / 2,
          width: frame.width + size.width,
          height: frame.height + size.height,
        },
        point,
      ),
    );
    if (!isTaken) return point;
  }
  return start;
}
