import { useStore } from "zustand";
import { actionOf, type Session } from "../actions/index.ts";
import { ActionButton } from "./ActionButton.tsx";
import styles from "./Transport.module.css";

/** Takes back the last edit, and does it again; each names the edit. */
export function UndoRedo({ session }: { session: Session }) {
  const last = useStore(session.designs, (state) => state.past.at(-1)?.label);
  const next = useStore(session.designs, (state) => state.future.at(-1)?.label);
  return (
    <div className={styles.group}>
      <ActionButton
        action={actionOf("undo")}
        session={session}
        icon="undo"
        label={last && `Undo ${last}`}
        whyNot={last === undefined ? "nothing was edited yet" : undefined}
      />
      <ActionButton
        action={actionOf("redo")}
        session={session}
        icon="redo"
        label={next && `Redo ${next}`}
        whyNot={next === undefined ? "nothing was undone" : undefined}
      />
    </div>
  );
}
