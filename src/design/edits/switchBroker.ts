import {
  type BrokerProfile,
  type SwitchReport,
  type SystemText,
  switchProfile,
} from "../../../simulator/index.ts";
import type { Design } from "../DesignFile.ts";
import { frameOfNode } from "../nodeSize.ts";
import { systemOf } from "./systemOf.ts";

/**
 * Runs a broker as another product: its words and its channels become those of that profile. What
 * has not changed keeps its place in memory, and what is added stands beside where it came from.
 * @returns what became of each setting
 */
export function switchBroker(draft: Design, broker: string, target: BrokerProfile): SwitchReport {
  const before = JSON.parse(JSON.stringify(draft.system ?? {})) as SystemText;
  const { system, report, addedNodes, removedNodes } = switchProfile(before, broker, target);
  const own = systemOf(draft) as SystemText;
  for (const table of ["nodes", "links"] as const) takeOver(own, before, system, table);
  for (const id of removedNodes) delete draft.layout?.nodes?.[id];
  for (const id of addedNodes) place(draft, id);
  return report;
}

function takeOver(
  own: SystemText,
  before: SystemText,
  after: SystemText,
  table: "nodes" | "links",
): void {
  const entries = own[table] as Record<string, unknown> | undefined;
  if (entries === undefined) return;
  const [former, next] = [before[table] ?? {}, after[table] ?? {}] as Record<string, unknown>[];
  for (const id of Object.keys(entries)) if (!Object.hasOwn(next ?? {}, id)) delete entries[id];
  for (const [id, text] of Object.entries(next ?? {}))
    if (JSON.stringify(text) !== JSON.stringify(former?.[id])) entries[id] = text;
}

/** Puts a new node below the channel that feeds it, where nothing stands yet. */
function place(draft: Design, id: string): void {
  const feed = Object.values(draft.system?.links ?? {}).find(
    ({ kind, target }) => kind === "bind" && target === id,
  );
  const from = frameOfNode(draft, feed?.source ?? id);
  const size = frameOfNode(draft, id);
  const others = Object.entries(draft.system?.nodes ?? {})
    .filter(([other, { kind }]) => other !== id && kind !== "broker" && kind !== "zone")
    .filter(([other]) => draft.layout?.nodes?.[other] !== undefined)
    .map(([other]) => frameOfNode(draft, other));
  let y = from.y + from.height + GAP;
  const isTaken = () =>
    others.some(
      (each) =>
        each.x < from.x + size.width + GAP &&
        from.x < each.x + each.width + GAP &&
        each.y < y + size.height + GAP &&
        y < each.y + each.height + GAP,
    );
  while (isTaken()) y += GAP;
  draft.layout ??= {};
  draft.layout.nodes ??= {};
  draft.layout.nodes[id] = [from.x, y];
}

const GAP = 16;
