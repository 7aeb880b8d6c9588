import { useMemo } from "react";
import type { Run } from "../run/index.ts";
import type { Beat } from "../ui/index.ts";

/** The beat of a run, one for each frame, and its time in the latest frame. */
export function useRunBeat(run: Run): { beat: Beat; now: () => number } {
  return useMemo(
    () => ({
      beat: { subscribe: (listener: () => void) => run.onFrame(() => listener()) },
      now: () => run.now(),
    }),
    [run],
  );
}
