import { useMemo } from "react";
import { useStore } from "zustand";
import { axisTime, clockText } from "../../simulator/index.ts";
import type { Run } from "../run/index.ts";
import { LiveText } from "../ui/index.ts";
import styles from "./Transport.module.css";

/** Milliseconds need a quicker hand than other figures. */
const PAINTS_PER_SECOND = 20;
const LENGTH_OF_A_TIME = "00:00:00.000".length;

/** The simulated time, and where the run ends. */
export function Clock({ run }: { run: Run }) {
  const horizon = useStore(run.store, (state) => state.horizon);
  const beat = useMemo(() => ({ subscribe: (listen: () => void) => run.onFrame(listen) }), [run]);
  const read = useMemo(() => () => clockText(run.now()), [run]);
  return (
    <div className={styles.clock} role="timer" aria-label="Simulated time" aria-live="off">
      <LiveText beat={beat} read={read} perSecond={PAINTS_PER_SECOND} width={LENGTH_OF_A_TIME} />
      {Number.isFinite(horizon) && <small>/ {axisTime(horizon)}</small>}
    </div>
  );
}
