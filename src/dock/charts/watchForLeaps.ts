import type { Run } from "../../run/index.ts";

/** Simulated seconds between two samples from which the engine's series know more than was seen. */
const COARSE_SECONDS = 1;

/**
 * Asks for the engine's series when a run has come to its moment otherwise than by being watched: it
 * was loaded there, has run to its end, or stops after it went too fast to be seen.
 * @param onSeries is given the series of the run so far
 * @returns what is to be called with each sample, and what ends the watch
 */
export function watchForLeaps(
  run: Run,
  onSeries: (series: NonNullable<Awaited<ReturnType<Run["series"]>>>) => void,
): { sampled: (time: number) => void; stop: () => void } {
  let last = run.now();
  let hasLeapt = last > 0;
  const fill = () => {
    hasLeapt = false;
    void run.series().then((series) => series && onSeries(series));
  };
  if (hasLeapt) fill();
  const stop = run.store.subscribe(({ status }, previous) => {
    if (status === previous.status || run.now() === 0) return;
    if (previous.status === "loading" || status === "finished") fill();
    else if (status === "paused" && hasLeapt) fill();
  });
  return {
    sampled(time) {
      if (time - last > COARSE_SECONDS) hasLeapt = true;
      last = time;
    },
    stop,
  };
}
