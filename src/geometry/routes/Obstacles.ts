import type { Point, Rect } from "../../design/index.ts";

const CELL = 256;

/** Nodes that links go around, found by place. */
export class Obstacles {
  readonly #rects: readonly Rect[];
  readonly #cells = new Map<string, number[]>();

  constructor(rects: readonly Rect[]) {
    this.#rects = rects;
    rects.forEach((rect, index) => {
      this.#eachCell(rect.x, rect.y, rect.x + rect.width, rect.y + rect.height, (key) => {
        const cell = this.#cells.get(key);
        if (cell) cell.push(index);
        else this.#cells.set(key, [index]);
      });
    });
  }

  /** Rectangles that touch the box between two points, drawn `margin` pixels larger. */
  between(a: Point, b: Point, margin: number): Rect[] {
    const left = Math.min(a.x, b.x) - margin;
    const right = Math.max(a.x, b.x) + margin;
    const top = Math.min(a.y, b.y) - margin;
    const bottom = Math.max(a.y, b.y) + margin;
    const found = new Set<Rect>();
    this.#eachCell(left, top, right, bottom, (key) => {
      for (const index of this.#cells.get(key) ?? []) {
        const rect = this.#rects[index];
        if (rect && overlaps(rect, left, top, right, bottom)) found.add(rect);
      }
    });
    return [...found];
  }

  #eachCell(
    left: number,
    top: number,
    right: number,
    bottom: number,
    visit: (key: string) => void,
  ): void {
    for (let column = Math.floor(left / CELL); column <= Math.floor(right / CELL); column++)
      for (let row = Math.floor(top / CELL); row <= Math.floor(bottom / CELL); row++)
        visit(`${column},${row}`);
  }
}

function overlaps(rect: Rect, left: number, top: number, right: number, bottom: number): boolean {
  return (
    rect.x < right && rect.x + rect.width > left && rect.y < bottom && rect.y + rect.height > top
  );
}
