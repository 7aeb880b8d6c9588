import { centerOf, OUTWARD, type Rect } from "../../design/index.ts";
import { type LinkToRoute, portKey, type Sides } from "./LinkToRoute.ts";

const SPACING = 22;
/** Ports keep this far from the corners. */
const MARGIN = 12;

type End = "source" | "target";

interface PortUse {
  key: string;
  /** Length of the side that it stands on. */
  room: number;
  /** Where the other ends are, along the side. */
  pulls: number[];
}

/** How far from the middle of its side each port stands, by its key. */
export function placePorts(
  links: readonly LinkToRoute[],
  sides: ReadonlyMap<string, Sides>,
  rects: ReadonlyMap<string, Rect>,
): Map<string, number> {
  const bySide = portsBySide(links, sides, rects);
  const offsets = new Map<string, number>();
  for (const ports of bySide.values()) {
    const ordered = [...ports.values()].sort((a, b) => mean(a.pulls) - mean(b.pulls));
    const room = (ordered[0]?.room ?? 0) - 2 * MARGIN;
    const spacing = Math.min(SPACING, room / Math.max(1, ordered.length - 1));
    ordered.forEach((use, index) => {
      offsets.set(use.key, Math.round((index - (ordered.length - 1) / 2) * spacing));
    });
  }
  for (const link of links) straighten(link, sides, rects, bySide, offsets);
  return offsets;
}

type PortsBySide = Map<string, Map<string, PortUse>>;

function portsBySide(
  links: readonly LinkToRoute[],
  sides: ReadonlyMap<string, Sides>,
  rects: ReadonlyMap<string, Rect>,
): PortsBySide {
  const bySide: PortsBySide = new Map();
  for (const link of links) {
    for (const end of ["source", "target"] as const) {
      const side = (sides.get(link.id) as Sides)[end];
      const rect = rects.get(link[end]) as Rect;
      const other = centerOf(rects.get(link[end === "source" ? "target" : "source"]) as Rect);
      const isUpright = OUTWARD[side].x !== 0;
      const ports = bySide.get(`${link[end]}/${side}`) ?? new Map<string, PortUse>();
      const key = portKey(link, end, side);
      const use = ports.get(key) ?? { key, room: isUpright ? rect.height : rect.width, pulls: [] };
      use.pulls.push(isUpright ? other.y : other.x);
      bySide.set(`${link[end]}/${side}`, ports.set(key, use));
    }
  }
  return bySide;
}

/** A port that a link has for itself, alone on its side, moves so that the link runs straight. */
function straighten(
  link: LinkToRoute,
  sides: ReadonlyMap<string, Sides>,
  rects: ReadonlyMap<string, Rect>,
  bySide: PortsBySide,
  offsets: Map<string, number>,
): void {
  const chosen = sides.get(link.id) as Sides;
  const [out, back] = [OUTWARD[chosen.source], OUTWARD[chosen.target]];
  if (out.x !== -back.x || out.y !== -back.y) return;
  const axis = out.x !== 0 ? "y" : "x";
  const places = { source: 0, target: 0 };
  for (const end of ["source", "target"] as const) {
    const offset = offsets.get(portKey(link, end, chosen[end])) ?? 0;
    places[end] = centerOf(rects.get(link[end]) as Rect)[axis] + offset;
  }
  for (const end of ["target", "source"] as const) {
    const other: End = end === "target" ? "source" : "target";
    const ports = bySide.get(`${link[end]}/${chosen[end]}`);
    const key = portKey(link, end, chosen[end]);
    const use = ports?.get(key);
    if (!use || ports?.size !== 1 || use.pulls.length !== 1) continue;
    const offset = Math.round((offsets.get(key) ?? 0) + places[other] - places[end]);
    if (Math.abs(offset) > use.room / 2 - MARGIN) continue;
    offsets.set(key, offset);
    return;
  }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
