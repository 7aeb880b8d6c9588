import { Menu as BaseMenu } from "@base-ui/react/menu";
import type { ReactElement } from "react";
import { usePopupPlace } from "../PopupPlace.tsx";
import styles from "./Menu.module.css";
import { MenuEntries } from "./MenuEntries.tsx";
import type { MenuEntry } from "./menuEntry.ts";

export type MenuProps = {
  /** The button that opens the menu. */
  trigger: ReactElement;
  entries: readonly MenuEntry[];
  align?: "start" | "center" | "end";
};

export function Menu({ trigger, entries, align = "start" }: MenuProps) {
  const place = usePopupPlace();
  return (
    <BaseMenu.Root modal={false} {...(place && { open: true })}>
      <BaseMenu.Trigger render={trigger} />
      <BaseMenu.Portal {...(place && { container: place })}>
        <BaseMenu.Positioner className={styles.positioner} align={align} sideOffset={4}>
          <BaseMenu.Popup className={styles.popup}>
            <MenuEntries entries={entries} />
          </BaseMenu.Popup>
        </BaseMenu.Positioner>
      </BaseMenu.Portal>
    </BaseMenu.Root>
  );
}
