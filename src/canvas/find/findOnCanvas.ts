import { type Design, faceOfNode, noteKey, type Rect } from "../../design/index.ts";
import { readingOrder } from "../gestures/readingOrder.ts";

/**
 * Things on the canvas that a search finds, in reading order: by name, id and kind, by the message
 * types that a node speaks of, and notes by their text. Every word must be found.
 */
export function findOnCanvas(
  design: Design,
  frames: ReadonlyMap<string, Rect>,
  search: string,
): string[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const texts = textsOf(design);
  return readingOrder(frames).filter((key) => {
    const text = texts.get(key);
    return text !== undefined && words.every((word) => text.includes(word));
  });
}

function textsOf(design: Design): Map<string, string> {
  const types = Object.keys(design.system?.messageTypes ?? {});
  const texts = new Map<string, string>();
  for (const [id, node] of Object.entries(design.system?.nodes ?? {})) {
    const said = JSON.stringify(node);
    const spoken = types.filter((type) => said.includes(JSON.stringify(type)));
    texts.set(id, [node.name, id, faceOfNode(node).title, ...spoken].join(" ").toLowerCase());
  }
  for (const [id, note] of Object.entries(design.notes ?? {}))
    texts.set(noteKey(id), `note ${note.text ?? ""}`.toLowerCase());
  return texts;
}
