import { useStore } from "zustand";
import { actionOf, type Session } from "../actions/index.ts";
import { isMeantToPlay } from "../run/index.ts";
import { ActionButton } from "./ActionButton.tsx";
import styles from "./Transport.module.css";

/** Start, play or pause, one event, the end. */
export function PlayControls({ session }: { session: Session }) {
  useStore(session.run.store, isMeantToPlay);
  useStore(session.run.store, ({ status }) => status);
  // Whether there is anything to run; the acts themselves say why not.
  useStore(session.designs, ({ design }) => Object.keys(design.system?.nodes ?? {}).length > 0);
  return (
    <div className={styles.group}>
      <ActionButton action={actionOf("jump-to-start")} session={session} />
      <ActionButton action={actionOf("step-back")} session={session} />
      <ActionButton
        action={actionOf("play-pause")}
        session={session}
        tone="primary"
        size="large"
        className={styles.play}
      />
      <ActionButton action={actionOf("step")} session={session} />
      <ActionButton action={actionOf("run-to-end")} session={session} />
    </div>
  );
}
