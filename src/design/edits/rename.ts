import type { Design } from "../DesignFile.ts";

/** Names a node on the screen; its id, and so every link, step and fault, stays. */
export function renameNode(draft: Design, id: string, name: string): void {
  const node = draft.system?.nodes?.[id];
  const text = name.trim().slice(0, 200);
  if (!node) return;
  if (text === "" || text === id) delete node.name;
  else node.name = text;
}

/** Names the design. */
export function renameDesign(draft: Design, name: string): void {
  const text = name.trim().slice(0, 200);
  if (text !== "") draft.name = text;
}
