import type { Point } from "../../design/index.ts";

/** Parallel lines closer than this read as one. */
const APART = 6;

interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly at: number;
  readonly source: string;
  readonly target: string;
}

/** Where links run already, so that another link takes a lane of its own. */
export class Lanes {
  readonly #stretches = new Map<string, Stretch[]>();

  /** Remembers the course of a link; links that share an end may share a lane. */
  take(points: readonly Point[], source: string, target: string): void {
    for (let i = 1; i < points.length; i++) {
      const stretch = stretchOf(points[i - 1] as Point, points[i] as Point);
      const key = keyOf(stretch.isLevel, stretch.at);
      const list = this.#stretches.get(key) ?? [];
      list.push({ ...stretch, source, target });
      this.#stretches.set(key, list);
    }
  }

  /** Pixels on which a segment would run in the lane of a link with other ends. */
  shared(a: Point, b: Point, source: string, target: string): number {
    const stretch = stretchOf(a, b);
    let pixels = 0;
    for (const near of [-1, 0, 1]) {
      const key = keyOf(stretch.isLevel, stretch.at + near * APART);
      for (const other of this.#stretches.get(key) ?? []) {
        if (Math.abs(other.at - stretch.at) >= APART) continue;
        if (other.source === source || other.target === target) continue;
        pixels += Math.max(0, Math.min(stretch.to, other.to) - Math.max(stretch.from, other.from));
      }
    }
    return pixels;
  }
}

function keyOf(isLevel: boolean, at: number): string {
  return `${isLevel ? "h" : "v"}${Math.floor(at / APART)}`;
}

function stretchOf(a: Point, b: Point) {
  const isLevel = a.y === b.y;
  const [start, end] = isLevel ? [a.x, b.x] : [a.y, b.y];
  return {
    isLevel,
    at: isLevel ? a.y : a.x,
    from: Math.min(start, end),
    to: Math.max(start, end),
  };
}
