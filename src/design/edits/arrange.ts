import { around, type Point, type Rect } from "../Rect.ts";
import type { Moved } from "./settle.ts";

/** Where things are lined up: by an edge, or by their middles. */
export type Alignment = "left" | "center" | "right" | "top" | "middle" | "bottom";
/** Across (left to right) or down. */
export type Axis = "across" | "down";

type Frames = ReadonlyMap<string, Rect>;

/** New places that line things up with the outermost of them. Things that stand right are left out. */
export function aligned(keys: readonly string[], frames: Frames, how: Alignment): Moved {
  const things = framed(keys, frames);
  const box = around(things.map(({ frame }) => frame));
  if (!box) return new Map();
  return changed(things, (frame) => alignedPlace(frame, box, how));
}

function alignedPlace(frame: Rect, box: Rect, how: Alignment): Point {
  const { x, y } = frame;
  switch (how) {
    case "left":
      return { x: box.x, y };
    case "center":
      return { x: Math.round(box.x + (box.width - frame.width) / 2), y };
    case "right":
      return { x: box.x + box.width - frame.width, y };
    case "top":
      return { x, y: box.y };
    case "middle":
      return { x, y: Math.round(box.y + (box.height - frame.height) / 2) };
    case "bottom":
      return { x, y: box.y + box.height - frame.height };
  }
}

/** New places with equal gaps between neighbors; the first and the last stay where they are. */
export function distributed(keys: readonly string[], frames: Frames, axis: Axis): Moved {
  const [at, size] = axis === "across" ? (["x", "width"] as const) : (["y", "height"] as const);
  const things = framed(keys, frames).sort((a, b) => a.frame[at] - b.frame[at]);
  const [first, last] = [things[0], things.at(-1)];
  if (!first || !last || things.length < 3) return new Map();
  const room = last.frame[at] + last.frame[size] - first.frame[at];
  const filled = things.reduce((sum, { frame }) => sum + frame[size], 0);
  const gap = (room - filled) / (things.length - 1);
  let next = first.frame[at];
  const starts = new Map<string, number>();
  for (const { key, frame } of things) {
    starts.set(key, Math.round(next));
    next += frame[size] + gap;
  }
  starts.set(last.key, last.frame[at]);
  return changed(things, (frame, key) => ({ x: frame.x, y: frame.y, [at]: starts.get(key) }));
}

interface Framed {
  key: string;
  frame: Rect;
}

function framed(keys: readonly string[], frames: Frames): Framed[] {
  return keys.flatMap((key) => {
    const frame = frames.get(key);
    return frame ? [{ key, frame }] : [];
  });
}

function changed(
  things: readonly Framed[],
  place: (frame: Rect, key: string) => Point,
): Map<string, Point> {
  const moved = new Map<string, Point>();
  for (const { key, frame } of things) {
    const { x, y } = place(frame, key);
    if (x !== frame.x || y !== frame.y) moved.set(key, { x, y });
  }
  return moved;
}
