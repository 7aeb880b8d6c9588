import type { LinkText } from "../../../simulator/index.ts";
import type { Design } from "../DesignFile.ts";
import { framesOf, membersOf, noteKey, thingAt } from "../frames.ts";
import { freshId } from "../freshId.ts";
import { around, centerOf, type Point, type Rect } from "../Rect.ts";
import { snap } from "./addNode.ts";
import { linkId } from "./connect.ts";
import { notCovering } from "./notCovering.ts";
import { fitsInto, putIntoContainer } from "./putIntoContainer.ts";
import { renameWithin } from "./renameIds.ts";
import { systemOf } from "./systemOf.ts";

/** What was pasted, by key. */
export interface Pasted {
  keys: string[];
  links: string[];
}

/**
 * Puts a clipping into a design: new ids and names where the old ones are taken, links inside it
 * kept, message types and keys added where the design has none of that name.
 * @param middle where its middle comes to stand, in pixels at 100 %
 * @param joins whether what comes to stand in a container belongs to it
 */
export function paste(draft: Design, clipping: Design, middle: Point, joins = true): Pasted {
  const boxes = framesOf(draft);
  const by = wayTo(clipping, middle, boxes);
  const ids = newIds(draft, clipping);
  addTables(draft, clipping);
  addNodes(draft, clipping, ids, by);
  const links = addLinks(draft, clipping, ids);
  const notes = addNotes(draft, clipping, by);
  const nodes = [...ids.values()];
  if (joins) joinContainers(draft, nodes, boxes);
  const inside = new Set(nodes.flatMap((id) => membersOf(draft, id)));
  return { keys: [...nodes.filter((id) => !inside.has(id)), ...notes], links };
}

function wayTo(clipping: Design, middle: Point, taken: ReadonlyMap<string, Rect>): Point {
  const frames = [...framesOf(clipping).values()];
  const box = around(frames);
  if (!box) return { x: 0, y: 0 };
  const from = centerOf(box);
  return notCovering(frames, taken, { x: snap(middle.x - from.x), y: snap(middle.y - from.y) });
}

/** Ids as they were where they are free, else with the next free number. */
function newIds(draft: Design, clipping: Design): Map<string, string> {
  const taken: Record<string, unknown> = { ...systemOf(draft).nodes };
  const ids = new Map<string, string>();
  for (const id of Object.keys(clipping.system?.nodes ?? {})) {
    const next = freshId(Object.hasOwn(taken, id) ? id.replace(/-\d+$/, "") || id : id, taken);
    taken[next] = true;
    ids.set(id, next);
  }
  return ids;
}

const TABLES = ["keys", "attributes", "messageTypes"] as const;

function addTables(draft: Design, clipping: Design): void {
  const system = systemOf(draft);
  for (const name of TABLES) {
    const from = clipping.system?.[name];
    if (!from || Object.keys(from).length === 0) continue;
    const table: Record<string, unknown> = system[name] ?? {};
    for (const [id, entry] of Object.entries(from))
      if (!Object.hasOwn(table, id)) table[id] = structuredClone(entry);
    Object.assign(system, { [name]: table });
  }
}

function addNodes(
  draft: Design,
  clipping: Design,
  ids: ReadonlyMap<string, string>,
  by: Point,
): void {
  const { nodes } = systemOf(draft);
  const names = new Set(Object.entries(nodes).map(([id, node]) => node.name ?? id));
  const newId = (id: string) => ids.get(id) ?? id;
  draft.layout ??= {};
  draft.layout.nodes ??= {};
  for (const [old, id] of ids) {
    const source = clipping.system?.nodes?.[old];
    if (!source) continue;
    const node = structuredClone(source);
    renameWithin(node, newId);
    const name = freeName(node.name ?? old, names);
    if (name !== (node.name ?? id)) node.name = name;
    names.add(name);
    nodes[id] = node;
    const place = clipping.layout?.nodes?.[old];
    const [x = 0, y = 0, ...size] = place ?? [];
    draft.layout.nodes[id] =
      size.length === 2
        ? [x + by.x, y + by.y, ...(size as [number, number])]
        : [x + by.x, y + by.y];
  }
  const collapsed = (clipping.layout?.collapsed ?? []).map(newId);
  if (collapsed.length > 0)
    draft.layout.collapsed = [...(draft.layout.collapsed ?? []), ...collapsed];
}

/** A name that nothing has yet: "Payment", "Payment 2", "Payment 3". */
function freeName(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name;
  const stem = name.replace(/ \d+$/, "").slice(0, 190);
  for (let n = 2; ; n++) if (!taken.has(`${stem} ${n}`)) return `${stem} ${n}`;
}

function addLinks(draft: Design, clipping: Design, ids: ReadonlyMap<string, string>): string[] {
  const { links } = systemOf(draft);
  return Object.values(clipping.system?.links ?? {}).flatMap((link) => {
    const [source, target] = [ids.get(link.source), ids.get(link.target)];
    if (source === undefined || target === undefined) return [];
    const id = linkId(links, source, target);
    links[id] = { ...structuredClone(link), source, target } as LinkText;
    return [id];
  });
}

function addNotes(draft: Design, clipping: Design, by: Point): string[] {
  return Object.values(clipping.notes ?? {}).map((note) => {
    draft.notes ??= {};
    const id = freshId("note", draft.notes);
    const [x, y, ...size] = note.at;
    const at: [number, number] = [x + by.x, y + by.y];
    draft.notes[id] = {
      ...note,
      at: size.length === 2 ? [...at, ...(size as [number, number])] : at,
    };
    return noteKey(id);
  });
}

/** What comes to stand in a container of the design belongs to it. */
function joinContainers(
  draft: Design,
  nodes: readonly string[],
  boxes: ReadonlyMap<string, { x: number; y: number; width: number; height: number }>,
): void {
  const frames = framesOf(draft, { showsCollapsed: true });
  for (const id of nodes) {
    const node = draft.system?.nodes?.[id];
    const frame = frames.get(id);
    const isHeld =
      node?.zone !== undefined || (node && "broker" in node && node.broker !== undefined);
    if (!frame || isHeld) continue;
    const box = thingAt(boxes, centerOf(frame), (key) => fitsInto(draft, id, key));
    if (box !== undefined) putIntoContainer(draft, id, box);
  }
}
