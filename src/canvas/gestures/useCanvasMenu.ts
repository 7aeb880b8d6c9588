import { useState } from "react";
import type { DesignStore } from "../../design/index.ts";
import { noteOfKey } from "../../geometry/index.ts";
import type { MenuEntry } from "../../ui/index.ts";
import { type Interventions, linkFaultEntries, nodeFaultEntries } from "./faultEntries.ts";

/** A menu at a point of the window. */
export interface OpenMenu {
  at: { x: number; y: number };
  label: string;
  entries: readonly MenuEntry[];
}

/** Acts that the menus of nodes and links offer besides breaking things. */
export interface MenuActs {
  connectFrom(id: string): void;
  rename(key: string): void;
  remove(nodes: readonly string[], links: readonly string[]): void;
}

export interface CanvasMenu {
  open: OpenMenu | undefined;
  openForNode(key: string, at: { x: number; y: number }): void;
  openForLink(id: string, at: { x: number; y: number }): void;
  close(): void;
}

export function useCanvasMenu(
  designs: DesignStore,
  interventions: Interventions | undefined,
  acts: MenuActs,
): CanvasMenu {
  const [open, setOpen] = useState<OpenMenu | undefined>();
  return {
    open,
    openForNode(key, at) {
      const { design, resolved } = designs.getState();
      const node = resolved.system.nodes[key];
      const isNote = noteOfKey(key) !== undefined;
      if (!node && !isNote) return;
      const instances = node && "instances" in node ? node.instances : 1;
      const faults =
        node && interventions ? nodeFaultEntries(key, node.kind, instances, interventions) : [];
      const isBox = node?.kind === "broker" || node?.kind === "zone";
      const name = design.system?.nodes?.[key]?.name ?? (isNote ? "Note" : key);
      setOpen({
        at,
        label: name,
        entries: [
          ...nodeActs(key, isNote || isBox, acts),
          ...faults,
          removal(() => acts.remove([key], [])),
        ],
      });
    },
    openForLink(id, at) {
      const link = designs.getState().design.system?.links?.[id];
      if (!link) return;
      const faults = interventions ? linkFaultEntries(id, interventions) : [];
      setOpen({
        at,
        label: `Link from ${link.source} to ${link.target}`,
        entries: [...faults, removal(() => acts.remove([], [id]))],
      });
    },
    close: () => setOpen(undefined),
  };
}

function nodeActs(key: string, isUnlinked: boolean, acts: MenuActs): MenuEntry[] {
  const connect: MenuEntry[] = isUnlinked
    ? []
    : [
        {
          kind: "act",
          id: "connect",
          label: "Connect to…",
          icon: "link",
          keys: "C",
          onSelect: () => acts.connectFrom(key),
        },
      ];
  return [
    ...connect,
    {
      kind: "act",
      id: "rename",
      label: noteOfKey(key) === undefined ? "Rename" : "Write",
      keys: "F2",
      onSelect: () => acts.rename(key),
    },
    { kind: "separator" },
  ];
}

function removal(onSelect: () => void): MenuEntry {
  return {
    kind: "act",
    id: "delete",
    label: "Delete",
    icon: "trash",
    keys: "Del",
    isDangerous: true,
    onSelect,
  };
}
