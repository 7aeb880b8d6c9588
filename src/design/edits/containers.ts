import type { Design } from "../DesignFile.ts";
import { framesOf, membersOf, noteOfKey, withMargin } from "../frames.ts";
import { freshId } from "../freshId.ts";
import { around, type Rect } from "../Rect.ts";
import { nextName } from "./addNode.ts";
import { fitsInto } from "./putIntoContainer.ts";
import { remove } from "./remove.ts";
import { systemOf } from "./systemOf.ts";

const LEAST = { width: 96, height: 64 };

/** Gives a container or note a size of its own; a container stays around what stands in it. */
export function resize(draft: Design, key: string, frame: Rect): void {
  const { x, y, width, height } = around([frame, ...keptInside(draft, key)]) ?? frame;
  const place: [number, number, number, number] = [
    x,
    y,
    Math.max(width, LEAST.width),
    Math.max(height, LEAST.height),
  ];
  const note = noteOfKey(key);
  if (note !== undefined) {
    const written = draft.notes?.[note];
    if (written) written.at = place;
    return;
  }
  if (!draft.system?.nodes?.[key]) return;
  draft.layout ??= {};
  draft.layout.nodes ??= {};
  draft.layout.nodes[key] = place;
}

/** The least box that a container may have: around what stands in it, if anything does. */
export function keptInside(design: Design, key: string): Rect[] {
  const members = membersOf(design, key);
  if (members.length === 0) return [];
  const frames = framesOf(design, { showsCollapsed: true });
  const box = around(members.flatMap((member) => frames.get(member) ?? []));
  if (!box) return [];
  return [withMargin(box)];
}

/** Why these things cannot be put into a zone of their own, a clause; undefined when they can. */
export function whyNoGroup(design: Design, keys: readonly string[]): string | undefined {
  const nodes = keys.filter((key) => noteOfKey(key) === undefined);
  if (nodes.length === 0) return "select nodes that fail together";
  const isZone = nodes.some((key) => design.system?.nodes?.[key]?.kind === "zone");
  if (isZone && nodes.length === 1) return "a zone is a group already";
  return undefined;
}

/**
 * Puts nodes into a new zone, a failure domain of their own; the zone stands in the zone that all of
 * them stood in.
 * @returns the id of the zone
 */
export function group(draft: Design, keys: readonly string[]): string {
  const { nodes } = systemOf(draft);
  const chosen = keys.filter((key) => nodes[key] !== undefined);
  const outer = new Set(chosen.map((key) => nodes[key]?.zone));
  const id = freshId("zone", nodes);
  nodes[id] = { kind: "zone", name: nextName(draft, "zone") };
  const [around] = outer;
  if (outer.size === 1 && around !== undefined && !chosen.includes(around)) {
    const zone = nodes[id];
    if (zone) zone.zone = around;
  }
  const brokers = new Set(chosen.filter((key) => nodes[key]?.kind === "broker"));
  for (const key of chosen) {
    const node = nodes[key];
    if (!node) continue;
    const isHeld = "broker" in node && node.broker !== undefined && brokers.has(node.broker);
    if (!isHeld) node.zone = id;
  }
  draft.layout ??= {};
  draft.layout.nodes ??= {};
  const box = framesOf(draft, { showsCollapsed: true }).get(id);
  draft.layout.nodes[id] = [box?.x ?? 0, box?.y ?? 0];
  return id;
}

/** Takes containers away and leaves what stood in them where it stands, in the container around. */
export function ungroup(draft: Design, containers: readonly string[]): void {
  const { nodes } = systemOf(draft);
  for (const id of containers) {
    const outer = nodes[id]?.zone;
    if (outer === undefined) continue;
    for (const member of membersOf(draft, id)) {
      const node = nodes[member];
      const wasDirect = node?.zone === id || (node && "broker" in node && node.broker === id);
      if (node && wasDirect && fitsInto(draft, member, outer)) node.zone = outer;
    }
  }
  remove(draft, containers, []);
}

/** Draws containers as one card each, or with what stands in them again. */
export function setCollapsed(draft: Design, ids: readonly string[], isCollapsed: boolean): void {
  const chosen = new Set(ids);
  const others = (draft.layout?.collapsed ?? []).filter((id) => !chosen.has(id));
  const next = isCollapsed ? [...others, ...ids] : others;
  draft.layout ??= {};
  if (next.length > 0) draft.layout.collapsed = next;
  else delete draft.layout.collapsed;
}
