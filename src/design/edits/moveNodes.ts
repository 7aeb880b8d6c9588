import type { Design } from "../DesignFile.ts";
import { frameOfNode } from "../nodeSize.ts";

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

/** Gives a container a size. */
export function resizeNode(draft: Design, id: string, width: number, height: number): void {
  const { x, y } = frameOfNode(draft, id);
  draft.layout ??= {};
  draft.layout.nodes ??= {};
  draft.layout.nodes[id] = [x, y, width, height];
}
