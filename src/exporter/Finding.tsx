import type { ReactNode } from "react";
import { Icon, type IconName, type IconTone } from "../ui/index.ts";
import styles from "./AsyncApiExport.module.css";

export type FindingProps = {
  icon: IconName;
  tone: IconTone;
  title: string;
  children?: ReactNode;
};

/** One thing to know before the files are saved: what, and below it the names. */
export function Finding({ icon, tone, title, children }: FindingProps) {
  return (
    <div className={styles.finding}>
      <Icon name={icon} size={14} tone={tone} />
      <b>{title}</b>
      {children && <span className={styles.detail}>{children}</span>}
    </div>
  );
}
