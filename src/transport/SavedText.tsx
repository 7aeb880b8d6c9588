import { useStore } from "zustand";
import type { DesignKeeper } from "../storage/index.ts";
import { timeOfDay } from "../ui/index.ts";
import styles from "./Transport.module.css";

/** When the design was saved last, or why it is not. */
export function SavedText({ keeper }: { keeper: DesignKeeper }) {
  const status = useStore(keeper.status);
  const isWriter = useStore(keeper.claim.state, ({ kind }) => kind === "writer");
  if (!isWriter) return <span className={styles.saved}>Looking on</span>;
  if (status.kind === "failed" || status.kind === "memory") {
    const words = status.kind === "failed" ? "Not saved: in this tab only" : "In this tab only";
    const reason = status.kind === "failed" ? status.reason : "The browser keeps nothing here.";
    return (
      <span className={styles.saved} data-tone="warn" title={reason} role="status">
        {words}
      </span>
    );
  }
  if (status.kind === "saving") return <span className={styles.saved}>Saving…</span>;
  if (status.at === undefined) return null;
  return <span className={styles.saved}>Saved {timeOfDay(status.at)}</span>;
}
