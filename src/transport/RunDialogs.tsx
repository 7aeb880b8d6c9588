import { useRef, useState } from "react";
import { useStore } from "zustand";
import { axisTime } from "../../simulator/index.ts";
import type { Session } from "../actions/index.ts";
import { Button, Dialog, Keys } from "../ui/index.ts";
import { parseMoment } from "./parseMoment.ts";
import styles from "./RunDialogs.module.css";
import { SeedField } from "./SeedField.tsx";

/** Questions that acts on the run ask: to which moment, with which seed. */
export function RunDialogs({ session }: { session: Session }) {
  const dialog = useStore(session.view, (state) => state.dialog);
  const close = () => session.view.setState({ dialog: undefined });
  return (
    <>
      {dialog === "run-to" && <RunToDialog session={session} onClose={close} />}
      <Dialog isOpen={dialog === "seed"} onClose={close} title="Seed of the run" width={360}>
        <p className={styles.note}>
          The same design, scenario and seed give the same run, event by event. Another seed is
          another afternoon under the same rules.
        </p>
        <SeedField session={session} />
      </Dialog>
    </>
  );
}

type RunToProps = { session: Session; onClose: () => void };

function RunToDialog({ session: { run }, onClose }: RunToProps) {
  const horizon = useStore(run.store, (state) => state.horizon);
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState("");
  const [error, setError] = useState<string>();
  const go = () => {
    const moment = parseMoment(text);
    if (!moment.ok) setError(moment.error);
    else if (moment.seconds > horizon) setError(`The run ends at ${axisTime(horizon)}.`);
    else {
      onClose();
      void run.runTo(moment.seconds);
    }
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title="Run to a moment"
      icon="runto"
      firstField={field}
      width={360}
      actions={
        <Button tone="primary" onClick={go}>
          Run there
        </Button>
      }
    >
      <p className={styles.note}>
        Runs as fast as the machine can and stops there. It is at {axisTime(Math.floor(run.now()))}{" "}
        now; an earlier moment is gone back to.
      </p>
      <label className={styles.field}>
        <span>Moment</span>
        <input
          ref={field}
          value={text}
          placeholder="3:26, 206 s, 2 min"
          aria-invalid={error !== undefined}
          aria-describedby="run-to-error"
          onChange={(event) => {
            setText(event.target.value);
            setError(undefined);
          }}
          onKeyDown={(event) => event.key === "Enter" && go()}
        />
        <Keys>Enter</Keys>
      </label>
      <p id="run-to-error" className={styles.error} role="alert">
        {error}
      </p>
    </Dialog>
  );
}
