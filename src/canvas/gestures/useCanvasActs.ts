import { useMemo, useState } from "react";
import type { Session } from "../../actions/index.ts";
import {
  containerFor,
  linkEndOf,
  nameOf,
  remove,
  removeNotes,
  renameNode,
  settle,
  shifted,
  writeNote,
} from "../../design/index.ts";
import { framesOf, noteOfKey, type Point, type Rect } from "../../geometry/index.ts";
import { select } from "../../view/index.ts";
import { addThing, type Joint, type PlaceableThing, sizeOfThing } from "../add/addThing.ts";
import { freePlace, placeInside } from "../add/freePlace.ts";

/** A place with room, and the container that what stands there belongs to, if it is to belong to one. */
export interface FreePlace {
  middle: Point;
  inside?: string | undefined;
}

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
  place(thing: PlaceableThing, middle: Point, joint?: Joint): string | undefined;
  /** Where a new thing stands when no point is given: in or beside the selection, or in a gap in view. */
  freePlace(thing: PlaceableThing, view: Rect): FreePlace;
}

export function useCanvasActs(session: Session): CanvasActs {
  const [renaming, setRenaming] = useState<string | undefined>();
  const acts = useMemo(() => designActs(session), [session]);
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

function designActs({ designs, view }: Session) {
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
    place(thing: PlaceableThing, middle: Point, joint?: Joint): string | undefined {
      const key = addThing(designs, thing, middle, joint);
      if (key !== undefined) select(view, [key]);
      return key;
    },
    freePlace(thing: PlaceableThing, seen: Rect): FreePlace {
      const { design } = designs.getState();
      const [chosen] = view.getState().selection.nodes;
      const frames = framesOf(design);
      const size = sizeOfThing(thing);
      const isNode = thing !== "note" && chosen !== undefined;
      const inside = isNode ? containerFor(design, chosen, linkEndOf(thing).kind) : undefined;
      const box = inside === undefined ? undefined : frames.get(inside);
      if (!box) return { middle: freePlace(size, frames, chosen, seen) };
      const neighbor = chosen === inside ? undefined : frames.get(chosen ?? "");
      return { middle: placeInside(size, frames, box, neighbor), inside };
    },
  };
}
