import { produce } from "immer";
import type { Design } from "../DesignFile.ts";
import { emptyDesign } from "../emptyDesign.ts";
import { membersOf, noteKey } from "../frames.ts";
import { printDesign } from "../printDesign.ts";
import { remove } from "./remove.ts";

/**
 * What is copied is a design of its own, as text: what was chosen, the links inside the choice, and
 * the message types and keys that it speaks of. It can be pasted into another design, sent to
 * somebody, or saved and opened.
 * @param keys nodes and notes; what stands in a chosen container comes along
 */
export function copyText(design: Design, keys: readonly string[]): string {
  return printDesign(clippingOf(design, keys));
}

/** The design that is copied; see `copyText`. */
export function clippingOf(design: Design, keys: readonly string[]): Design {
  const chosen = new Set(keys.flatMap((key) => [key, ...membersOf(design, key)]));
  const nodes = Object.keys(design.system?.nodes ?? {});
  const part = produce({ ...emptyDesign(), system: design.system ?? {} } as Design, (draft) => {
    draft.name = `From ${design.name}`.slice(0, 200);
    draft.layout = { nodes: { ...design.layout?.nodes } };
    if (design.layout?.collapsed) draft.layout.collapsed = [...design.layout.collapsed];
    remove(
      draft,
      nodes.filter((id) => !chosen.has(id)),
      [],
    );
    dropUnsaid(draft);
  });
  const notes = Object.entries(design.notes ?? {}).filter(([id]) => chosen.has(noteKey(id)));
  return notes.length > 0 ? { ...part, notes: Object.fromEntries(notes) } : part;
}

/** Drops message types, keys and attributes that nothing in the system speaks of. */
function dropUnsaid(draft: Design): void {
  const { system } = draft;
  if (!system) return;
  const types = system.messageTypes ?? {};
  const said = new Set<string>();
  const spoken = (text: string) => {
    for (const [name, type] of Object.entries(types)) {
      if (said.has(name) || !text.includes(JSON.stringify(name))) continue;
      said.add(name);
      spoken(JSON.stringify(type));
    }
  };
  spoken(JSON.stringify([system.nodes, system.links]));
  for (const name of Object.keys(types)) if (!said.has(name)) delete types[name];
  const text = JSON.stringify([system.nodes, system.links, types]);
  for (const table of [system.keys, system.attributes])
    for (const name of Object.keys(table ?? {})) if (!text.includes(name)) delete table?.[name];
  if (system.keys && Object.keys(system.keys).length === 0) delete system.keys;
  if (system.attributes && Object.keys(system.attributes).length === 0) delete system.attributes;
}
