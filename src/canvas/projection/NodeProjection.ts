import type { Node } from "@xyflow/react";
import type { NodeKind, NodeOf, SystemNode, SystemNodeText } from "../../../simulator/index.ts";
import { type Design, isCollapsed, type ResolvedDesign } from "../../design/index.ts";
import { noteOfKey, type Rect } from "../../geometry/index.ts";

/** What a face is given of its node; live figures come past React. */
export type FaceData<K extends NodeKind = NodeKind> = {
  node: NodeOf<K>;
  name: string;
  /** Links that lead out of it, by which a topic draws its fan. */
  outgoing: number;
  /** Nodes that stand in it, for containers. */
  members: number;
  isFocused: boolean;
  /** Whether a container is drawn as one card. */
  isCollapsed: boolean;
};
export type NoteData = { text: string; isFocused: boolean };
export type FaceNode<K extends NodeKind = NodeKind> = Node<FaceData<K>, K>;
export type NoteFaceNode = Node<NoteData, "note">;
export type CanvasNode = FaceNode | NoteFaceNode;

/** Which things are chosen, and which one the keyboard is at. */
export interface Attention {
  selected: ReadonlySet<string>;
  focused: string | undefined;
  /** While something is looked for: what was found; the rest steps back. */
  found?: ReadonlySet<string> | undefined;
}

interface Remembered {
  source: unknown;
  outgoing: number;
  members: number;
  frame: Rect;
  isSelected: boolean;
  isFocused: boolean;
  isCollapsed: boolean;
  isDimmed: boolean;
  result: CanvasNode;
}

/**
 * The design as nodes of the graph view. A node that did not change stays the same object: the graph
 * view takes in anew only what is new to it.
 */
export class NodeProjection {
  #remembered = new Map<string, Remembered>();
  #all: CanvasNode[] = [];
  #counted: { system: Design["system"]; counts: Counts } | undefined;

  project(
    design: Design,
    resolved: ResolvedDesign,
    frames: ReadonlyMap<string, Rect>,
    attention: Attention,
  ): CanvasNode[] {
    const remembered = new Map<string, Remembered>();
    const counts = this.#countsOf(design);
    for (const [key, frame] of frames) {
      const next = this.#one(key, frame, design, resolved, counts, attention);
      if (next) remembered.set(key, next);
    }
    this.#remembered = remembered;
    const all = [...remembered.values()].map(({ result }) => result);
    if (!isSame(all, this.#all)) this.#all = all;
    return this.#all;
  }

  #countsOf(design: Design): Counts {
    if (!this.#counted || this.#counted.system !== design.system)
      this.#counted = { system: design.system, counts: countLinks(design) };
    return this.#counted.counts;
  }

  #one(
    key: string,
    frame: Rect,
    design: Design,
    resolved: ResolvedDesign,
    counts: Counts,
    { selected, focused, found }: Attention,
  ): Remembered | undefined {
    const noteId = noteOfKey(key);
    const source =
      noteId === undefined ? design.system?.nodes?.[key] : design.notes?.[noteId]?.text;
    if (source === undefined) return undefined;
    const facts = {
      source,
      outgoing: counts.outgoing.get(key) ?? 0,
      members: counts.members.get(key) ?? 0,
      frame,
      isSelected: selected.has(key),
      isFocused: focused === key,
      isCollapsed: isCollapsed(design, key),
      isDimmed: found !== undefined && !found.has(key),
    };
    const old = this.#remembered.get(key);
    if (old && isSameFact(old, facts)) return old;
    const node = resolved.system.nodes[key];
    if (typeof source === "string") return { ...facts, result: noteNode(key, source, facts) };
    return node ? { ...facts, result: faceNode(key, node, source, facts) } : undefined;
  }
}

type Facts = Omit<Remembered, "result">;

function isSameFact(a: Facts, b: Facts): boolean {
  return (
    a.source === b.source &&
    a.outgoing === b.outgoing &&
    a.members === b.members &&
    a.isSelected === b.isSelected &&
    a.isFocused === b.isFocused &&
    a.isCollapsed === b.isCollapsed &&
    a.isDimmed === b.isDimmed &&
    a.frame.x === b.frame.x &&
    a.frame.y === b.frame.y &&
    a.frame.width === b.frame.width &&
    a.frame.height === b.frame.height
  );
}

function isSame(a: readonly CanvasNode[], b: readonly CanvasNode[]): boolean {
  return a.length === b.length && a.every((node, index) => node === b[index]);
}

interface Counts {
  outgoing: Map<string, number>;
  members: Map<string, number>;
}

function countLinks(design: Design): Counts {
  const outgoing = new Map<string, number>();
  const members = new Map<string, number>();
  const add = (counts: Map<string, number>, key: string | undefined) => {
    if (key !== undefined) counts.set(key, (counts.get(key) ?? 0) + 1);
  };
  for (const link of Object.values(design.system?.links ?? {})) add(outgoing, link.source);
  for (const node of Object.values(design.system?.nodes ?? {})) {
    add(members, node.zone);
    if ("broker" in node) add(members, node.broker);
  }
  return { outgoing, members };
}

/** Containers lie under the links, zones under brokers; messages move between links and nodes. */
const LEVELS: Partial<Record<NodeKind, number>> = { zone: -2, broker: -1 };
const NODE_LEVEL = 1;

function faceNode(id: string, node: SystemNode, source: SystemNodeText, facts: Facts): CanvasNode {
  const data = {
    node,
    name: source.name ?? id,
    outgoing: facts.outgoing,
    members: facts.members,
    isFocused: facts.isFocused,
    isCollapsed: facts.isCollapsed,
  };
  return {
    ...commonOf(id, facts),
    type: node.kind,
    zIndex: (facts.isCollapsed ? undefined : LEVELS[node.kind]) ?? NODE_LEVEL,
    data,
  } as FaceNode;
}

function noteNode(key: string, text: string, facts: Facts): NoteFaceNode {
  const data = { text, isFocused: facts.isFocused };
  return { ...commonOf(key, facts), type: "note", zIndex: NODE_LEVEL, data };
}

/** Sizes and handles are given, so that nothing is measured on the screen. */
function commonOf(id: string, { frame, isSelected, isDimmed }: Facts) {
  const { x, y, width, height } = frame;
  const handle = { width: 1, height: 1, y: height / 2 };
  return {
    id,
    position: { x, y },
    width,
    height,
    measured: { width, height },
    handles: [
      { ...handle, type: "source" as const, position: "right" as never, x: width },
      { ...handle, type: "target" as const, position: "left" as never, x: 0 },
    ],
    selected: isSelected,
    ...(isDimmed && { className: "dimmed" }),
    connectable: false,
    // The face names itself; the wrapper must not do so again.
    domAttributes: { "aria-roledescription": undefined },
  };
}
