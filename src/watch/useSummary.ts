import { useEffect, useState } from "react";
import { useStore } from "zustand";
import type { RunSummary } from "../../simulator/index.ts";
import type { Session } from "../actions/index.ts";
import { paintOnBeat } from "../ui/index.ts";
import { useRunBeat } from "./useRunBeat.ts";
import { whenStill } from "./whenStill.ts";

const LOOKS_PER_SECOND = 0.5;

/**
 * What the run has come to so far: looked at every other second while it goes on, and whenever it
 * stands still, so that its figures are then those of the moment that is shown.
 * @param isWanted whether anything is shown of it; otherwise the worker is left in peace
 */
export function useSummary({ run }: Session, isWanted: boolean): RunSummary | undefined {
  const finished = useStore(run.store, (state) => state.summary);
  const [latest, setLatest] = useState<RunSummary>();
  const { beat } = useRunBeat(run);
  useEffect(() => {
    if (!isWanted) return;
    let isThere = true;
    const look = async () => {
      const summary = await run.summary();
      if (isThere && summary) setLatest(summary);
    };
    const stops = [
      paintOnBeat(beat, LOOKS_PER_SECOND, () => void look()),
      whenStill(run, () => void look()),
    ];
    return () => {
      isThere = false;
      for (const stop of stops) stop();
    };
  }, [isWanted, beat, run]);
  return isWanted ? (finished ?? latest) : undefined;
}
