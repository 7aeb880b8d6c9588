import { noteOfKey } from "../design/index.ts";
import { select } from "../view/index.ts";
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

/** The one link that is selected. */
export function oneLinkSelected({ view }: Session): string | undefined {
  const { nodes, links } = view.getState().selection;
  return links.length === 1 && nodes.length === 0 ? links[0] : undefined;
}

/** Nodes that are selected, without notes. */
export function nodesSelected({ designs, view }: Session): readonly string[] {
  const nodes = designs.getState().design.system?.nodes ?? {};
  return view.getState().selection.nodes.filter((key) => Object.hasOwn(nodes, key));
}

/** Reason for acts that the canvas must do. */
export function canvasIsGone({ canvas }: Session): string | undefined {
  return canvas.current ? undefined : "the canvas is not on the screen";
}

/** What an edit, an undo or another tab takes out of the design is selected no longer. */
export function unselectWhatGoes({ designs, view }: Pick<Session, "designs" | "view">): void {
  designs.subscribe(({ design }, previous) => {
    if (design === previous.design) return;
    const { nodes = {}, links = {} } = design.system ?? {};
    const isThere = (key: string) => {
      const note = noteOfKey(key);
      return note === undefined ? Object.hasOwn(nodes, key) : design.notes?.[note] !== undefined;
    };
    const { selection } = view.getState();
    const linksThere = selection.links.filter((id) => Object.hasOwn(links, id));
    select(view, selection.nodes.filter(isThere), linksThere);
  });
}
