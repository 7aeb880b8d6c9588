import { useStore } from "zustand";
import { actionOf, type Session } from "../actions/index.ts";
import { ActionButton } from "./ActionButton.tsx";
import styles from "./Transport.module.css";

/** Start, play or pause, one event, the end. */
export function PlayControls({ session, isNarrow }: { session: Session; isNarrow: boolean }) {
  const status = useStore(session.run.store, (state) => state.status);
  const hasNodes = useStore(
    session.designs,
    ({ design }) => Object.keys(design.system?.nodes ?? {}).length > 0,
  );
  const isPlaying = status === "running";
  const nothing = hasNodes ? undefined : "there is nothing to run yet";
  const ended = status === "finished" ? "the run has ended" : undefined;
  return (
    <div className={styles.group}>
      <ActionButton action={actionOf("restart")} session={session} icon="start" whyNot={nothing} />
      <ActionButton
        action={actionOf("play-pause")}
        session={session}
        icon={isPlaying ? "pause" : "play"}
        label={isPlaying ? "Pause" : "Play"}
        tone="primary"
        size="large"
        className={styles.play}
        whyNot={nothing}
      />
      <ActionButton
        action={actionOf("step")}
        session={session}
        icon="step"
        whyNot={nothing ?? ended}
      />
      {!isNarrow && (
        <ActionButton
          action={actionOf("run-to-end")}
          session={session}
          icon="end"
          whyNot={nothing ?? ended}
        />
      )}
    </div>
  );
}
