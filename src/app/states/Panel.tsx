import type { ReactNode } from "react";
import styles from "./StatesPage.module.css";

export type PanelProps = { title: string; note: string; children: ReactNode };

/** Parts of one kind on the sheet, with what sets their states apart. */
export function Panel({ title, note, children }: PanelProps) {
  return (
    <section>
      <h2 className={styles.heading}>
        {title} <small>{note}</small>
      </h2>
      <div className={styles.panel}>{children}</div>
    </section>
  );
}
