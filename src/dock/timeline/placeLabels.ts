import { shareOf, type TimeRange } from "../../geometry/index.ts";
import type { FaultMark } from "./faultLanes.ts";

/** Where the name of a fault stands: in its block, beside it, or nowhere, when there is no room. */
export type LabelPlace = "inside" | "after" | "before" | "hidden";

/** A fault with its place in the lane, in shares of the range. */
export type PlacedMark = { mark: FaultMark; from: number; to: number; label: LabelPlace };

/** Width of a letter, of the icon with its margins, and of the smallest block, in pixels. */
const LETTER = 6.2;
const ICON = 28;
const LEAST_BLOCK = 20;
const GAP = 6;

/** Places the names of a lane so that none covers another name or another block. */
export function placeLabels(
  marks: readonly FaultMark[],
  range: TimeRange,
  trackWidth: number,
): PlacedMark[] {
  const blocks = marks
    .map((mark) => ({
      mark,
      from: shareOf(mark.from, range),
      to: Math.min(1, shareOf(mark.to, range)),
    }))
    .filter(({ from, to }) => from <= 1 && to >= 0)
    .sort((a, b) => a.from - b.from);
  let taken = 0;
  return blocks.map(({ mark, from, to }, index) => {
    const left = from * trackWidth;
    const right = Math.max(to * trackWidth, left + LEAST_BLOCK);
    const next = (blocks[index + 1]?.from ?? 1) * trackWidth;
    const width = mark.label.length * LETTER;
    const label = placeOf(
      { inside: right - left, before: left - taken, after: next - right },
      width,
    );
    taken = right + (label === "after" ? width + GAP : 0);
    return { mark, from, to, label };
  });
}

type Room = { inside: number; before: number; after: number };

function placeOf(room: Room, width: number): LabelPlace {
  if (room.inside >= width + ICON) return "inside";
  if (room.after >= width + GAP) return "after";
  return room.before >= width + GAP ? "before" : "hidden";
}
