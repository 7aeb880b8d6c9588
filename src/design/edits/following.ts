import { type LinkKind, whyNoLink } from "../../../simulator/index.ts";
import type { Design } from "../DesignFile.ts";
import { linkEndOf, PLACEABLE_KINDS, type Placeable } from "./addNode.ts";
import { type LinkEnd, linkKindOf } from "./connect.ts";
import { whyNotInsert } from "./rewire.ts";

/** A thing of the palette at a place where it would be linked: as what, or why it cannot be. */
export interface Choice {
  thing: Placeable;
  kind?: LinkKind | undefined;
  whyNot?: string | undefined;
}

/** What can follow a node, or go before it, with the reason for what cannot. */
export function choicesBeside(
  design: Design,
  node: string,
  side: "after" | "before" = "after",
): Choice[] {
  const here: LinkEnd | undefined = design.system?.nodes?.[node];
  if (!here) return [];
  return PLACEABLE_KINDS.map((thing) => {
    const there = linkEndOf(thing);
    const [from, to] = side === "after" ? [here, there] : [there, here];
    const kind = linkKindOf(from, to);
    return { thing, kind, whyNot: kind ? undefined : whyNoLink(from.kind, to.kind) };
  });
}

/** What can be put into a link, with the reason for what cannot. */
export function choicesWithin(design: Design, linkId: string): Choice[] {
  const source = design.system?.links?.[linkId]?.source;
  const from = source === undefined ? undefined : design.system?.nodes?.[source];
  return PLACEABLE_KINDS.map((thing) => {
    const whyNot = whyNotInsert(design, linkId, linkEndOf(thing));
    return { thing, kind: from && linkKindOf(from, linkEndOf(thing)), whyNot };
  });
}
