import type { ReactNode } from "react";
import styles from "./EmptyState.module.css";

/** One line that says what would be here, and the one act that fills it. */
export function EmptyState({ children, action }: { children: ReactNode; action?: ReactNode }) {
  return (
    <div className={styles.empty}>
      <span>{children}</span>
      {action}
    </div>
  );
}
