import { useState } from "react";
import type { Session } from "../../actions/index.ts";
import { nameOf } from "../../design/index.ts";
import type { MenuEntry } from "../../ui/index.ts";
import { select } from "../../view/index.ts";
import type { Interventions } from "./faultEntries.ts";
import { linkMenu, nodeMenu, paneMenu, selectionMenu } from "./menuEntries.ts";

type Point = { x: number; y: number };

/** A menu at a point of the window. */
export interface OpenMenu {
  at: Point;
  label: string;
  entries: readonly MenuEntry[];
}

export interface CanvasMenu {
  open: OpenMenu | undefined;
  /** Of a node or note; of all that is selected, if it is one of several. */
  openForNode(key: string, at: Point): void;
  openForLink(id: string, at: Point): void;
  openForPane(at: Point): void;
  close(): void;
}

/** What menus ask where the pointer was. */
export interface MenuQuestions {
  addAt(client: Point): void;
  insertInto(link: string, client: Point): void;
}

/** Menus of things are about what is selected: what is pointed at is selected first. */
export function useCanvasMenu(
  session: Session,
  interventions: Interventions | undefined,
  { addAt, insertInto }: MenuQuestions,
): CanvasMenu {
  const [open, setOpen] = useState<OpenMenu | undefined>();
  const { designs, view } = session;
  return {
    open,
    openForNode(key, at) {
      const { design } = designs.getState();
      const { nodes } = view.getState().selection;
      const isOneOfMany = nodes.length > 1 && nodes.includes(key);
      if (!isOneOfMany) select(view, [key]);
      setOpen({
        at,
        label: nameOf(design, isOneOfMany ? nodes : [key]),
        entries: isOneOfMany ? selectionMenu(session) : nodeMenu(session, key, interventions),
      });
    },
    openForLink(id, at) {
      const link = designs.getState().design.system?.links?.[id];
      if (!link) return;
      select(view, [], [id]);
      setOpen({
        at,
        label: `Link from ${link.source} to ${link.target}`,
        entries: linkMenu(session, id, interventions, () => insertInto(id, at)),
      });
    },
    openForPane: (at) =>
      setOpen({ at, label: "Canvas", entries: paneMenu(session, () => addAt(at)) }),
    close: () => setOpen(undefined),
  };
}
