import { Button, Icon, Menu, type MenuEntry } from "../ui/index.ts";
import styles from "./Transport.module.css";

export type FileMenuProps = { designName: string; entries: readonly MenuEntry[] };

/** The design's name; under it, what can be done with the design as a whole. */
export function FileMenu({ designName, entries }: FileMenuProps) {
  return (
    <Menu
      trigger={
        <Button tone="quiet" className={styles.name} aria-label={`${designName}, file menu`}>
          <Icon name="logo" size={20} />
          <b title={designName}>{designName}</b>
          <Icon name="down" size={12} tone="quiet" />
        </Button>
      }
      entries={entries}
    />
  );
}
