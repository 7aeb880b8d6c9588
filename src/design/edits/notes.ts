import type { Design } from "../DesignFile.ts";
import { framesOf } from "../frames.ts";
import { freshId } from "../freshId.ts";
import { snap } from "./addNode.ts";
import { notCovering } from "./notCovering.ts";

/** Puts an empty note on the canvas, where it hides no other; returns its id. */
export function addNote(draft: Design, at: { x: number; y: number }): string {
  draft.notes ??= {};
  const id = freshId("note", draft.notes);
  const place = { x: snap(at.x), y: snap(at.y), width: 0, height: 0 };
  const by = notCovering([place], framesOf(draft), { x: 0, y: 0 });
  draft.notes[id] = { text: "", at: [place.x + by.x, place.y + by.y] };
  return id;
}

/** Changes the text of a note. */
export function writeNote(draft: Design, id: string, text: string): void {
  const note = draft.notes?.[id];
  if (note) note.text = text;
}

/** Puts notes at new places: top left corners, in pixels at 100 %. Sizes stay. */
export function moveNotes(
  draft: Design,
  places: Readonly<Record<string, { x: number; y: number }>>,
): void {
  for (const [id, { x, y }] of Object.entries(places)) {
    const note = draft.notes?.[id];
    if (!note) continue;
    const [, , width, height] = note.at;
    note.at = width === undefined || height === undefined ? [x, y] : [x, y, width, height];
  }
}

/** Takes notes off the canvas. */
export function removeNotes(draft: Design, ids: readonly string[]): void {
  for (const id of ids) delete draft.notes?.[id];
  if (draft.notes && Object.keys(draft.notes).length === 0) delete draft.notes;
}
