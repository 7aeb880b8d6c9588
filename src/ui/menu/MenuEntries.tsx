import { Menu } from "@base-ui/react/menu";
import { classNames } from "../classNames.ts";
import { Icon } from "../icons/Icon.tsx";
import styles from "./Menu.module.css";
import type { MenuAct, MenuEntry } from "./menuEntry.ts";

function MenuItem({ act }: { act: MenuAct }) {
  const icon = act.isChosen ? "check" : act.icon;
  const end = act.keys ?? undefined;
  return (
    <Menu.Item
      className={classNames(styles.item, act.isDangerous && styles.danger)}
      disabled={act.whyNot !== undefined}
      onClick={act.onSelect}
      data-act={act.id}
      {...(act.isChosen !== undefined && { role: "menuitemradio", "aria-checked": act.isChosen })}
    >
      {icon ? <Icon name={icon} size={14} /> : <span />}
      <span>{act.label}</span>
      {act.whyNot || act.note ? (
        <span className={styles.note}>{act.whyNot ?? act.note}</span>
      ) : (
        <span className={styles.end}>{end}</span>
      )}
    </Menu.Item>
  );
}

const keyOf = (entry: MenuEntry, index: number) =>
  entry.kind === "act" ? entry.id : `${entry.kind}${index}`;

/** The rows of a menu; a heading names the rows after it, up to the next heading or line. */
export function MenuEntries({ entries }: { entries: readonly MenuEntry[] }) {
  return entries.map((entry, index) => {
    const key = keyOf(entry, index);
    if (entry.kind === "act") return <MenuItem key={key} act={entry} />;
    if (entry.kind === "separator")
      return <Menu.Separator key={key} className={styles.separator} />;
    return (
      <div key={key} className={styles.heading} role="presentation">
        {entry.label}
      </div>
    );
  });
}
