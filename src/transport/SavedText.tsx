import { useStore } from "zustand";
import type { Autosave } from "../storage/index.ts";
import styles from "./Transport.module.css";

const timeOfDay = (at: number) => new Date(at).toTimeString().slice(0, 8);

/** When the design was saved last, or why it is not. */
export function SavedText({ autosave }: { autosave: Autosave }) {
  const status = useStore(autosave.status);
  if (status.kind === "failed") {
    return (
      <span className={styles.saved} data-tone="warn" title={status.reason} role="status">
        Not saved: kept in this tab only
      </span>
    );
  }
  if (status.kind === "saving") return <span className={styles.saved}>Saving…</span>;
  if (status.at === undefined) return null;
  return <span className={styles.saved}>Saved {timeOfDay(status.at)}</span>;
}
