import type { CSSProperties, ReactNode } from "react";
import styles from "./lane.module.css";

export type LaneProps = {
  /** What the lane shows. */
  gutter: ReactNode;
  /** Its figure at this moment. */
  value?: ReactNode;
  height: CSSProperties["height"];
  children?: ReactNode;
};

/** One row of the dock, on the time axis that all rows share. */
export function Lane({ gutter, value, height, children }: LaneProps) {
  return (
    <div className={styles.lane} style={{ height }}>
      <div className={styles.gutter}>{gutter}</div>
      <div className={styles.track}>{children}</div>
      <div className={styles.value}>{value}</div>
    </div>
  );
}
