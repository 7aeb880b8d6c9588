import { isChannel } from "../../../simulator/index.ts";
import type { Design } from "../DesignFile.ts";

/** Whether nodes of this design's node may stand in that container: channels in brokers, all in zones. */
export function fitsInto(design: Design, id: string, container: string): boolean {
  const node = design.system?.nodes?.[id];
  const box = design.system?.nodes?.[container];
  if (!node || !box || id === container) return false;
  if (box.kind === "broker") return isChannel(node.kind);
  return box.kind === "zone" && node.kind !== "zone";
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
