import type { NodeKind } from "../../simulator/index.ts";
import type { Design } from "./DesignFile.ts";

/** Width and height in pixels at 100 %. */
export interface NodeSize {
  width: number;
  height: number;
}

/** Distance of the grid on which things are placed. */
export const GRID = 8;

const CARD: NodeSize = { width: 144, height: 72 };
const LANES: NodeSize = { width: 176, height: 112 };
const CONTAINER: NodeSize = { width: 320, height: 200 };

/** Size of a node that was not resized, by kind; layout, picture and tests need no screen for it. */
const SIZES: Record<NodeKind, NodeSize> = {
  producer: CARD,
  endpoint: CARD,
  broker: CONTAINER,
  queue: CARD,
  topic: CARD,
  stream: LANES,
  consumer: CARD,
  saga: CARD,
  database: CARD,
  dependency: CARD,
  registry: CARD,
  zone: CONTAINER,
};

/** Size of a node of a kind that was not resized. */
export function sizeOfKind(kind: NodeKind): NodeSize {
  return SIZES[kind];
}

/** Place and size of a node of the design; nodes without a place stand at the origin. */
export function frameOfNode(design: Design, id: string): NodeSize & { x: number; y: number } {
  const kind = design.system?.nodes?.[id]?.kind;
  const size = kind === undefined ? CARD : SIZES[kind];
  const [x = 0, y = 0, width = size.width, height = size.height] = design.layout?.nodes?.[id] ?? [];
  return { x, y, width, height };
}
