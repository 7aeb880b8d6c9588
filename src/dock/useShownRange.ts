import { useEffect, useMemo, useState } from "react";
import { useStore } from "zustand";
import type { Session } from "../actions/index.ts";
import { drainQuarters, shownUntil, type TimeRange } from "../geometry/index.ts";

/** For a design without a scenario, in seconds. */
const USUAL_DURATION = 600;
/** A run that is under this share of what was shown has begun anew. */
const BEGUN_ANEW = 0.05;

type RunAndDesign = Pick<Session, "designs" | "run">;

/**
 * When the run ends, in seconds. Nobody knows how long a run takes that goes on until all is handled;
 * it gets the time of its scenario, and a quarter more as often as it needs.
 */
export function useRunLength({ designs, run }: RunAndDesign): number {
  const horizon = useStore(run.store, (state) => state.horizon);
  const scenario = useStore(run.store, (state) => state.scenario);
  const planned = useStore(
    designs,
    ({ resolved }) => resolved.scenarios[scenario]?.duration ?? USUAL_DURATION,
  );
  const [quarters, setQuarters] = useState(0);
  const isOpen = !Number.isFinite(horizon);
  useEffect(() => {
    if (!isOpen) return;
    return run.onFrame(() => {
      setQuarters((so) => Math.max(so, drainQuarters(run.now(), planned)));
    });
  }, [isOpen, planned, run]);
  return isOpen ? (planned * Math.max(4, quarters)) / 4 : horizon;
}

/**
 * The stretch of time that the dock shows: from the start, and so much of the run that what has
 * happened is not tiny; it doubles when the playhead comes near its end. All of it when that is asked
 * for, and once the run has finished.
 */
export function useShownRange(session: Pick<Session, "designs" | "run" | "view">): TimeRange {
  const { run, view } = session;
  const length = useRunLength(session);
  const isWhole = useStore(view, (state) => state.showsWholeRun);
  const isFinished = useStore(run.store, (state) => state.status === "finished");
  const [grown, setGrown] = useState(() => shownUntil(run.now(), length));
  useEffect(() => {
    setGrown(shownUntil(run.now(), length));
    return run.onFrame(() => {
      const now = run.now();
      setGrown((so) => {
        const next = shownUntil(now, length);
        return next > so || now < so * BEGUN_ANEW ? next : so;
      });
    });
  }, [run, length]);
  const to = isWhole || isFinished ? length : Math.min(length, grown);
  return useMemo(() => ({ from: 0, to }), [to]);
}
