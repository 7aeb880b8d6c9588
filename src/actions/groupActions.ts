import {
  group,
  isCollapsed,
  isContainer,
  nameOf,
  setCollapsed,
  ungroup,
  whyNoGroup,
} from "../design/index.ts";
import { select } from "../view/index.ts";
import type { Action, Session } from "./Action.ts";
import { nodesSelected } from "./selected.ts";

/** Acts on boxes that hold nodes: zones and brokers. */
export const GROUP_ACTIONS = [
  {
    id: "group",
    label: "Group into a zone",
    group: "Canvas",
    icon: "zone",
    keys: ["$mod+g"],
    scope: "canvas",
    words: "failure domain region availability box frame",
    suits: (session) => nodesSelected(session).length > 1,
    whyNot: (session) => whyNoGroup(session.designs.getState().design, nodesSelected(session)),
    perform: (session) => {
      const { designs, view } = session;
      const chosen = nodesSelected(session);
      const label = `group ${nameOf(designs.getState().design, chosen)}`;
      const done = designs.edit(label, (draft) => group(draft, chosen));
      if (done.ok) select(view, [done.value]);
    },
  },
  {
    id: "ungroup",
    label: "Ungroup",
    group: "Canvas",
    icon: "ungroup",
    keys: ["$mod+Shift+g"],
    scope: "canvas",
    words: "dissolve zone broker box free",
    suits: (session) => boxesSelected(session).length > 0,
    whyNot: (session) =>
      boxesSelected(session).length === 0 ? "select a zone or broker" : undefined,
    perform: (session) => {
      const { designs, view } = session;
      const boxes = boxesSelected(session);
      const label = `ungroup ${nameOf(designs.getState().design, boxes)}`;
      const done = designs.edit(label, (draft) => ungroup(draft, boxes));
      if (done.ok) select(view, []);
    },
  },
  {
    id: "collapse",
    label: "Collapse",
    group: "Canvas",
    icon: "collapse",
    labelNow: (session) => (isAllCollapsed(session) ? "Expand" : "Collapse"),
    keys: ["e"],
    scope: "canvas",
    words: "expand fold hide sub-flow zone broker",
    suits: (session) => boxesSelected(session).length > 0,
    whyNot: (session) =>
      boxesSelected(session).length === 0 ? "select a zone or broker" : undefined,
    perform: (session) => {
      const { designs } = session;
      const boxes = boxesSelected(session);
      const isExpanding = isAllCollapsed(session);
      const verb = isExpanding ? "expand" : "collapse";
      designs.edit(`${verb} ${nameOf(designs.getState().design, boxes)}`, (draft) =>
        setCollapsed(draft, boxes, !isExpanding),
      );
    },
  },
] as const satisfies readonly Action[];

/** Zones and brokers that are selected. */
function boxesSelected(session: Session): string[] {
  const nodes = session.designs.getState().design.system?.nodes ?? {};
  return nodesSelected(session).filter((id) => {
    const kind = nodes[id]?.kind;
    return kind !== undefined && isContainer(kind);
  });
}

function isAllCollapsed(session: Session): boolean {
  const { design } = session.designs.getState();
  const boxes = boxesSelected(session);
  return boxes.length > 0 && boxes.every((id) => isCollapsed(design, id));
}
