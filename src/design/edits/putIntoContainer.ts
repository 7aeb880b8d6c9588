import { isChannel, type NodeKind } from "../../../simulator/index.ts";
import type { Design } from "../DesignFile.ts";
import { hiddenIn, isCollapsed } from "../frames.ts";

/** Whether nodes of this design's node may stand in that container: channels in brokers, all in zones. */
export function fitsInto(design: Design, id: string, container: string): boolean {
  const node = design.system?.nodes?.[id];
  const box = design.system?.nodes?.[container];
  return (
    node !== undefined && box !== undefined && id !== container && takesIn(box.kind, node.kind)
  );
}

/** Whether nodes of a kind may stand in a container of another. */
export function takesIn(container: NodeKind, kind: NodeKind): boolean {
  if (container === "broker") return isChannel(kind);
  return container === "zone" && kind !== "zone";
}

/**
 * The container that a new node of a kind belongs to while a thing is chosen: the chosen box, or for a
 * channel the broker of the chosen channel. Undefined where it would not be seen in it.
 */
export function containerFor(design: Design, chosen: string, kind: NodeKind): string | undefined {
  const node = design.system?.nodes?.[chosen];
  if (!node) return undefined;
  const isNeighbor = isChannel(node.kind) && isChannel(kind);
  const box = isNeighbor && "broker" in node ? node.broker : chosen;
  const boxKind = box === undefined ? undefined : design.system?.nodes?.[box]?.kind;
  if (box === undefined || boxKind === undefined || !takesIn(boxKind, kind)) return undefined;
  return isCollapsed(design, box) || hiddenIn(design, box) !== undefined ? undefined : box;
}

/** Lets a node belong to a broker or zone. */
export function putIntoContainer(draft: Design, id: string, container: string): void {
  if (!fitsInto(draft, id, container)) return;
  const node = draft.system?.nodes?.[id];
  if (!node) return;
  if (draft.system?.nodes?.[container]?.kind === "zone") node.zone = container;
  else if ("broker" in node || isChannel(node.kind)) Object.assign(node, { broker: container });
}

/** Lets a node belong to a broker or zone no longer. */
export function takeOutOfContainer(draft: Design, id: string, container: string): void {
  const node = draft.system?.nodes?.[id];
  if (node?.zone === container) delete node.zone;
  if (node && "broker" in node && node.broker === container) delete node.broker;
}
