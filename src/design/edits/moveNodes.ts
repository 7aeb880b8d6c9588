import type { Design } from "../DesignFile.ts";

/** Puts nodes at new places: top left corners, in pixels at 100 %. Sizes stay. */
export function moveNodes(
  draft: Design,
  places: Readonly<Record<string, { x: number; y: number }>>,
): void {
  draft.layout ??= {};
  draft.layout.nodes ??= {};
  for (const [id, { x, y }] of Object.entries(places)) {
    const old = draft.layout.nodes[id];
    draft.layout.nodes[id] = old && old.length === 4 ? [x, y, old[2], old[3]] : [x, y];
  }
}
