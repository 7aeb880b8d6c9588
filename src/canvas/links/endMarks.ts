import type { LinkKind } from "../../../simulator/index.ts";
import type { Course } from "../../geometry/index.ts";

/** What stands at an end of a link; the ends tell its kind. */
export type EndMark = "arrow" | "ring" | "square" | "bar";

/** How a kind of link is drawn. */
export interface LinkStyle {
  source?: EndMark;
  target?: EndMark;
  line: "solid" | "dashed" | "dotted";
}

export const LINK_STYLES: Record<LinkKind, LinkStyle> = {
  publish: { target: "arrow", line: "solid" },
  bind: { target: "arrow", line: "solid" },
  alternate: { target: "arrow", line: "dashed" },
  subscribe: { source: "ring", target: "arrow", line: "solid" },
  call: { source: "arrow", target: "arrow", line: "solid" },
  read: { source: "arrow", target: "bar", line: "dotted" },
  write: { target: "bar", line: "dotted" },
  "dead-letter": { target: "square", line: "dashed" },
  retry: { target: "arrow", line: "dashed" },
  mirror: { target: "arrow", line: "dashed" },
};

interface End {
  x: number;
  y: number;
  /** Unit vector from the node into the link. */
  dx: number;
  dy: number;
}

/** Where a course begins or ends, and the way from there along it. */
export function endOf({ points }: Course, end: "source" | "target"): End {
  const [at, next] = end === "source" ? [0, 2] : [points.length - 2, points.length - 4];
  const x = points[at] ?? 0;
  const y = points[at + 1] ?? 0;
  const dx = (points[next] ?? x) - x;
  const dy = (points[next + 1] ?? y) - y;
  const length = Math.hypot(dx, dy) || 1;
  return { x, y, dx: dx / length, dy: dy / length };
}

/** Path of a mark at an end, with its tip at the border of the node. */
export function markPath(mark: EndMark, { x, y, dx, dy }: End): string {
  const at = (along: number, across: number) =>
    `${round(x + dx * along - dy * across)} ${round(y + dy * along + dx * across)}`;
  switch (mark) {
    case "arrow":
      return `M${at(0, 0)}L${at(7, 3.6)}L${at(7, -3.6)}Z`;
    case "ring":
      return `M${at(0.5, 0)}A3 3 0 1 1 ${at(6.5, 0)}A3 3 0 1 1 ${at(0.5, 0)}Z`;
    case "square":
      return `M${at(1.5, 3.5)}L${at(8.5, 3.5)}L${at(8.5, -3.5)}L${at(1.5, -3.5)}Z`;
    case "bar":
      return `M${at(3, 4.5)}L${at(3, -4.5)}`;
  }
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
