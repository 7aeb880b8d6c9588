import {
  type Design,
  type Moved,
  type Point,
  type Rect,
  reach,
  shifted,
} from "../../design/index.ts";

/** Free pixels on either side of a node that is put into a link. */
const GAP = 72;

/** Where a node that is put into a link stands, and who makes room for it. */
export interface Room {
  middle: Point;
  moved: Moved;
}

/**
 * Room between the ends of a link. Where they stand too near, the target and all that comes after it
 * moves to the right; what lies upstream of the link stays.
 */
export function roomFor(
  design: Design,
  linkId: string,
  size: { width: number; height: number },
  frames: ReadonlyMap<string, Rect>,
): Room | undefined {
  const link = design.system?.links?.[linkId];
  const [from, to] = [frames.get(link?.source ?? ""), frames.get(link?.target ?? "")];
  if (!link || !from || !to) return undefined;
  const gap = to.x - from.x - from.width;
  const y = (from.y + from.height / 2 + to.y + to.height / 2) / 2;
  const isAcross = gap >= 0 && Math.abs(to.y - from.y) < Math.max(from.height, to.height) * 2;
  if (!isAcross) {
    const x = (from.x + from.width / 2 + to.x + to.width / 2) / 2;
    return { middle: { x, y }, moved: new Map() };
  }
  const missing = Math.max(0, size.width + 2 * GAP - gap);
  const middle = { x: from.x + from.width + (gap + missing) / 2, y };
  if (missing === 0) return { middle, moved: new Map() };
  const upstream = new Set(reach(design, [link.source], "upstream"));
  const after = reach(design, [link.target], "downstream").filter((id) => {
    const frame = frames.get(id);
    return frame && !upstream.has(id) && frame.x >= to.x;
  });
  return { middle, moved: shifted(after, { x: missing, y: 0 }, design, frames) };
}
