import { useEffect, useState } from "react";
import { useStore } from "zustand";
import type { Verdict } from "../../../simulator/index.ts";
import type { Session } from "../../actions/index.ts";
import { paintOnBeat } from "../../ui/index.ts";
import { useRunBeat } from "../useRunBeat.ts";

/** Promises are held against the run so often while it goes on. */
const LOOKS_PER_SECOND = 0.5;

const NONE: readonly Verdict[] = [];

/** How the promises of the design stand; empty for a design that promises nothing. */
export function useVerdicts({ designs, run }: Session): readonly Verdict[] {
  const hasObjectives = useStore(
    designs,
    ({ design }) => Object.keys(design.objectives ?? {}).length > 0,
  );
  const finished = useStore(run.store, (state) => state.summary);
  const [latest, setLatest] = useState<readonly Verdict[]>(NONE);
  const { beat } = useRunBeat(run);
  useEffect(() => {
    if (!hasObjectives) return;
    let isWanted = true;
    const look = async () => {
      const summary = await run.summary();
      if (isWanted && summary) setLatest(summary.objectives);
    };
    const stop = paintOnBeat(beat, LOOKS_PER_SECOND, () => void look());
    return () => {
      isWanted = false;
      stop();
    };
  }, [hasObjectives, beat, run]);
  if (!hasObjectives) return NONE;
  return finished?.objectives ?? latest;
}
