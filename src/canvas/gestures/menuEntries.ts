import { actionEntry, actionOf, type Breakage, type Session } from "../../actions/index.ts";
import { isContainer, noteOfKey } from "../../design/index.ts";
import type { MenuEntry } from "../../ui/index.ts";
import { faultEntries, type Interventions, linkBreakages, nodeBreakages } from "./faultEntries.ts";

const LINE: MenuEntry = { kind: "separator" };
const CLIPBOARD = ["cut", "copy", "duplicate"];
const ALIGNMENTS = ["left", "center", "right", "top", "middle", "bottom"].map(
  (how) => `align-${how}`,
);

/** Acts of the list as rows of a menu; what is off says why. */
function acts(session: Session, ids: readonly string[]): MenuEntry[] {
  return ids.map((id) => {
    const entry = actionEntry(actionOf(id), session);
    return entry.kind === "act" && id.startsWith("delete")
      ? { ...entry, isDangerous: true }
      : entry;
  });
}

/** How a node or link of the design can be broken now; nothing without a run. */
export function breakagesOf(
  { designs }: Session,
  interventions: Interventions | undefined,
  kind: "node" | "link",
  id: string,
): Breakage[] {
  if (!interventions) return [];
  if (kind === "link") return linkBreakages(id, interventions);
  const node = designs.getState().resolved.system.nodes[id];
  const instances = node && "instances" in node ? node.instances : 1;
  return node ? nodeBreakages(id, node.kind, instances, interventions) : [];
}

/** The menu of one node or note, which is selected. */
export function nodeMenu(
  session: Session,
  key: string,
  interventions: Interventions | undefined,
): MenuEntry[] {
  const { design, resolved } = session.designs.getState();
  const node = resolved.system.nodes[key];
  if (!node) {
    const isNote = noteOfKey(key) !== undefined && design.notes !== undefined;
    return isNote
      ? [...acts(session, ["rename", ...CLIPBOARD]), LINE, ...acts(session, ["delete"])]
      : [];
  }
  const faults = faultEntries(breakagesOf(session, interventions, "node", key));
  const own = isContainer(node.kind)
    ? ["rename", "collapse", "ungroup"]
    : ["add", "connect", "rename"];
  const toSee = node.kind === "saga" ? ["follow-saga", "fit-selection"] : ["fit-selection"];
  return [
    ...acts(session, [...own, ...toSee]),
    LINE,
    ...acts(session, CLIPBOARD),
    LINE,
    ...faults,
    ...acts(session, ["delete", "delete-and-reconnect"]),
  ];
}

/** The menu of several things that are selected. */
export function selectionMenu(session: Session): MenuEntry[] {
  return [
    ...acts(session, CLIPBOARD),
    LINE,
    ...acts(session, ["group", "ungroup", "fit-selection"]),
    { kind: "heading", label: "Put in order" },
    ...acts(session, ["tidy", ...ALIGNMENTS, "distribute-across", "distribute-down"]),
    LINE,
    ...acts(session, ["delete", "delete-and-reconnect"]),
  ];
}

/** The menu of a link, which is selected. */
export function linkMenu(
  session: Session,
  id: string,
  interventions: Interventions | undefined,
  insert: () => void,
): MenuEntry[] {
  const faults = faultEntries(breakagesOf(session, interventions, "link", id));
  return [
    { kind: "act", id: "insert", label: "Insert here…", icon: "plus", onSelect: insert },
    ...acts(session, ["reconnect-source", "reconnect-target"]),
    LINE,
    ...faults,
    ...acts(session, ["delete"]),
  ];
}

/** The menu of the empty canvas. */
export function paneMenu(session: Session, add: () => void): MenuEntry[] {
  return [
    { kind: "act", id: "add-here", label: "Add here…", icon: "plus", keys: "A", onSelect: add },
    ...acts(session, ["paste", "select-all"]),
    LINE,
    ...acts(session, ["tidy", "find", "fit-all", "zoom-100"]),
    LINE,
    ...acts(session, ["snap", "hand", "minimap"]),
  ];
}
