import { useEffect, useMemo, useState } from "react";
import { useStore } from "zustand";
import type { Session } from "../actions/index.ts";
import { drainQuarters, type TimeRange } from "./timeAxis.ts";

/** For a design without a scenario, in seconds. */
const USUAL_DURATION = 600;

/**
 * The stretch of time that the dock shows: the whole run. Nobody knows how long a run takes that
 * goes on until all is handled; it gets the time of its scenario, and a quarter more as often as it
 * needs.
 */
export function useShownRange({ designs, run }: Pick<Session, "designs" | "run">): TimeRange {
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
  const to = isOpen ? (planned * Math.max(4, quarters)) / 4 : horizon;
  return useMemo(() => ({ from: 0, to }), [to]);
}
