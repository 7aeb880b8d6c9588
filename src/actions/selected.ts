import type { Session } from "./Action.ts";

/** The one thing on the canvas that is selected, if it is one: key of a node or note. */
export function oneSelected({ view }: Session): string | undefined {
  const { nodes, links } = view.getState().selection;
  return nodes.length === 1 && links.length === 0 ? nodes[0] : undefined;
}

/** The one node that is selected; undefined for a note. */
export function oneNodeSelected(session: Session): string | undefined {
  const key = oneSelected(session);
  const nodes = session.designs.getState().design.system?.nodes ?? {};
  return key !== undefined && Object.hasOwn(nodes, key) ? key : undefined;
}

/** Reason for acts on the selection. */
export function nothingIsSelected({ canvas, view }: Session): string | undefined {
  const { nodes, links } = view.getState().selection;
  if (nodes.length + links.length === 0) return "nothing is selected";
  return canvas.current ? undefined : "the canvas is not on the screen";
}
