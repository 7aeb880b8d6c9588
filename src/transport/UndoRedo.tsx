import { useStore } from "zustand";
import { actionOf, type Session } from "../actions/index.ts";
import { ActionButton } from "./ActionButton.tsx";
import styles from "./Transport.module.css";

/** Takes back the last edit, and does it again; each names the edit. */
export function UndoRedo({ session }: { session: Session }) {
  useStore(session.designs, (state) => state.past);
  useStore(session.designs, (state) => state.future);
  return (
    <div className={styles.group}>
      <ActionButton action={actionOf("undo")} session={session} />
      <ActionButton action={actionOf("redo")} session={session} />
    </div>
  );
}
