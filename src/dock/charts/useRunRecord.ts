import { useEffect, useMemo } from "react";
import { useStore } from "zustand";
import type { Series } from "../../../simulator/index.ts";
import type { Session } from "../../actions/index.ts";
import type { DesignStore } from "../../design/index.ts";
import { sampleOnBeat } from "../../ui/index.ts";
import { type ChartSource, RunRecord } from "./RunRecord.ts";
import { watchForLeaps } from "./watchForLeaps.ts";

const SAMPLES_PER_SECOND = 10;
/** Simulated seconds between two samples from which the engine's series know more than was seen. */
const COARSE_SECONDS = 1;
const BACKFILLS_PER_SECOND = 0.5;

/** Records the run for as long as the dock is there; a run of other nodes is another record. */
export function useRunRecord({ designs, run }: Session, live: ChartSource, horizon: number) {
  const names = useStore(designs, nodeList);
  const record = useMemo(() => {
    const nodes = designs.getState().resolved.system.nodes;
    const known = names.split(" ").flatMap((id) => {
      const node = nodes[id];
      return node ? [{ id, kind: node.kind }] : [];
    });
    return new RunRecord(known, horizon);
  }, [designs, names, horizon]);
  useEffect(() => {
    const take = (series: readonly Series[]) =>
      record.backfill(series, { time: run.now(), source: live });
    const fill = () => void run.series().then((series) => series && take(series));
    const leaps = watchForLeaps(run, take);
    const stop = [
      leaps.stop,
      sampleOnBeat(live, SAMPLES_PER_SECOND, () => {
        leaps.sampled(run.now());
        record.sample(run.now(), live);
      }),
      sampleOnBeat(live, BACKFILLS_PER_SECOND, () => {
        if (run.store.getState().speed / SAMPLES_PER_SECOND > COARSE_SECONDS) fill();
      }),
    ];
    return () => {
      for (const each of stop) each();
    };
  }, [record, live, run]);
  return record;
}

const nodeList = ({ design }: ReturnType<DesignStore["getState"]>) =>
  Object.keys(design.system?.nodes ?? {}).join(" ");
