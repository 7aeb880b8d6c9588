import { Tabs as BaseTabs } from "@base-ui/react/tabs";
import type { ReactNode } from "react";
import { classNames } from "./classNames.ts";
import { Icon, type IconTone } from "./icons/Icon.tsx";
import type { IconName } from "./icons/iconNames.ts";
import styles from "./Tabs.module.css";

export type TabDescription<Id extends string> = {
  id: Id;
  label: string;
  icon?: IconName | undefined;
  iconTone?: IconTone | undefined;
  /** How many there are; red only if something is broken. */
  count?: ReactNode;
  isBad?: boolean | undefined;
};

export type TabsProps<Id extends string> = {
  label: string;
  tabs: readonly TabDescription<Id>[];
  value: Id;
  onChange: (id: Id) => void;
  /** Acts at the right end of the tab row. */
  end?: ReactNode;
  /** What the chosen tab shows. */
  children: ReactNode;
};

export function Tabs<Id extends string>({
  label,
  tabs,
  value,
  onChange,
  end,
  children,
}: TabsProps<Id>) {
  return (
    <BaseTabs.Root
      className={styles.root}
      value={value}
      onValueChange={(next) => onChange(next as Id)}
    >
      <div className={styles.bar}>
        <BaseTabs.List className={styles.list} aria-label={label}>
          {tabs.map((tab) => (
            <BaseTabs.Tab key={tab.id} className={styles.tab} value={tab.id}>
              {tab.icon && <Icon name={tab.icon} size={14} tone={tab.iconTone} />}
              {tab.label}
              {tab.count !== undefined && (
                <span className={classNames(styles.count, tab.isBad && styles.bad)}>
                  {tab.count}
                </span>
              )}
            </BaseTabs.Tab>
          ))}
        </BaseTabs.List>
        {end && <div className={styles.end}>{end}</div>}
      </div>
      <BaseTabs.Panel key={value} className={styles.panel} value={value} tabIndex={-1}>
        {children}
      </BaseTabs.Panel>
    </BaseTabs.Root>
  );
}
