import { useStore } from "zustand";
import { actionOf, type Session } from "../actions/index.ts";
import { ActionButton } from "./ActionButton.tsx";
import styles from "./Transport.module.css";

/** Start, play or pause, one event, the end. */
export function PlayControls({ session }: { session: Session }) {
  const status = useStore(session.run.store, (state) => state.status);
  // Whether there is anything to run; the acts themselves say why not.
  useStore(session.designs, ({ design }) => Object.keys(design.system?.nodes ?? {}).length > 0);
  return (
    <div className={styles.group}>
      <ActionButton action={actionOf("jump-to-start")} session={session} />
      <ActionButton action={actionOf("step-back")} session={session} />
      <ActionButton
        action={actionOf("play-pause")}
        session={session}
        icon={status === "running" ? "pause" : "play"}
        tone="primary"
        size="large"
        className={styles.play}
      />
      <ActionButton action={actionOf("step")} session={session} />
      <ActionButton action={actionOf("run-to-end")} session={session} />
    </div>
  );
}
