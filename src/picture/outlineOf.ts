import type { NodeKind } from "../../simulator/index.ts";
import type { Rect } from "../design/index.ts";
import { rounded } from "./svg.ts";

/** Radii of the corners: top left, top right, bottom right, bottom left, as shares of half the height. */
type Corners = readonly [number, number, number, number];

/** The silhouette by which a kind is told without colour, as on the canvas. */
const CORNERS: Record<NodeKind, Corners> = {
  producer: [1, 0.2, 0.2, 1],
  endpoint: [1, 0.2, 0.2, 1],
  broker: [0.12, 0.12, 0.12, 0.12],
  queue: [0.2, 0.2, 0.7, 0.7],
  topic: [0.2, 1, 1, 0.2],
  stream: [0.2, 0.2, 0.2, 0.2],
  consumer: [0.2, 0.2, 0.2, 0.2],
  saga: [0.2, 0.2, 0.2, 0.2],
  database: [0.7, 0.7, 0.7, 0.7],
  dependency: [0.2, 0.9, 0.2, 0.2],
  registry: [0.2, 0.2, 0.2, 0.2],
  zone: [0.12, 0.12, 0.12, 0.12],
};

/** The outline of a node as SVG path data. */
export function outlineOf(kind: NodeKind, { x, y, width, height }: Rect): string {
  const [a, b, c, d] = CORNERS[kind].map((share) => (share * Math.min(width, height)) / 2) as [
    number,
    number,
    number,
    number,
  ];
  const at = (px: number, py: number) => `${rounded(px)} ${rounded(py)}`;
  const right = x + width;
  const bottom = y + height;
  return [
    `M${at(x + a, y)}H${rounded(right - b)}`,
    `Q${at(right, y)} ${at(right, y + b)}V${rounded(bottom - c)}`,
    `Q${at(right, bottom)} ${at(right - c, bottom)}H${rounded(x + d)}`,
    `Q${at(x, bottom)} ${at(x, bottom - d)}V${rounded(y + a)}`,
    `Q${at(x, y)} ${at(x + a, y)}Z`,
  ].join("");
}
