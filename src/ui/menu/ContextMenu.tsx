import { Menu } from "@base-ui/react/menu";
import { useMemo } from "react";
import styles from "./Menu.module.css";
import { MenuEntries } from "./MenuEntries.tsx";
import type { MenuEntry } from "./menuEntry.ts";

export type ContextMenuProps = {
  /** Where it opens, in pixels of the window; null while it is closed. */
  at: { x: number; y: number } | null;
  /** What the menu belongs to, read out when it opens. */
  label: string;
  entries: readonly MenuEntry[];
  onClose: () => void;
};

/** A menu at a point, for things that are drawn and so have no trigger element of their own. */
export function ContextMenu({ at, label, entries, onClose }: ContextMenuProps) {
  const x = at?.x ?? 0;
  const y = at?.y ?? 0;
  const anchor = useMemo(() => ({ getBoundingClientRect: () => new DOMRect(x, y, 0, 0) }), [x, y]);
  return (
    <Menu.Root open={at !== null} onOpenChange={(open) => !open && onClose()} modal={false}>
      <Menu.Portal>
        <Menu.Positioner
          className={styles.positioner}
          anchor={anchor}
          align="start"
          side="bottom"
          sideOffset={2}
          positionMethod="fixed"
        >
          <Menu.Popup className={styles.popup} aria-label={label}>
            <MenuEntries entries={entries} />
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
