import styles from "./Keys.module.css";

/** Names a key or a chord, such as "Ctrl K". */
export function Keys({ children }: { children: string }) {
  return <kbd className={styles.keys}>{children}</kbd>;
}
