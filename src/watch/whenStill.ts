import type { Run } from "../run/index.ts";

/**
 * Calls whenever the run stands still at a moment: when it is paused, and with each frame that comes
 * while it is (a step, a leap, an edit).
 * @returns what ends the watch
 */
export function whenStill(run: Run, onMoment: () => void): () => void {
  const isStill = () => run.store.getState().status === "paused";
  const stops = [
    run.onFrame(() => {
      if (isStill()) onMoment();
    }),
    run.store.subscribe(({ status }, previous) => {
      if (status === "paused" && previous.status !== "paused") onMoment();
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
