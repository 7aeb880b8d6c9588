import type { LinkText } from "../../simulator/index.ts";
import { type Design, isCollapsed, isContainer, noteOfKey, type Rect } from "../design/index.ts";
import type { LinkToRoute } from "./routes/LinkToRoute.ts";

const TITLE = { width: 176, height: 22 };

/** Links that mean the same leave a node together; what seldom happens leaves by a port of its own. */
export function linkToRoute(id: string, { source, target, kind }: LinkText): LinkToRoute {
  const isAside = kind === "dead-letter" || kind === "retry" || kind === "alternate";
  return { id, source, target, bundle: isAside ? kind : "flow" };
}

/** What links must go around, by id: nodes whole, containers by their names alone, notes not at all. */
export function obstaclesOf(
  design: Design,
  frames: ReadonlyMap<string, Rect>,
): ReadonlyMap<string, Rect> {
  const nodes = design.system?.nodes ?? {};
  return new Map(
    [...frames].flatMap(([key, frame]): [string, Rect][] => {
      const kind = nodes[key]?.kind;
      if (kind === undefined || noteOfKey(key) !== undefined) return [];
      return [[key, isContainer(kind) && !isCollapsed(design, key) ? titleOf(frame) : frame]];
    }),
  );
}

/** Links run through a container, but not through its name. */
function titleOf({ x, y, width }: Rect): Rect {
  return { x, y, width: Math.min(width, TITLE.width), height: TITLE.height };
}
