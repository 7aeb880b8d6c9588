import { useEffect, useMemo } from "react";
import { useStore } from "zustand";
import type { SystemNode } from "../../../simulator/index.ts";
import type { Session } from "../../actions/index.ts";
import { sampleOnBeat } from "../../ui/index.ts";
import { ChartRecord, type PanelSource } from "./ChartRecord.ts";
import { watchForLeaps } from "./watchForLeaps.ts";

const SAMPLES_PER_SECOND = 10;

/** Records the run for its charts for as long as the dock is there; a run of other nodes is another record. */
export function useChartRecord(
  { designs, run }: Session,
  live: PanelSource,
  length: number,
): ChartRecord {
  const names = useStore(designs, ({ design }) =>
    Object.keys(design.system?.nodes ?? {}).join("\n"),
  );
  const record = useMemo(() => {
    const { nodes } = designs.getState().resolved.system;
    const known = names.split("\n").flatMap((id) => {
      const node = nodes[id];
      return node ? [{ id, kind: node.kind, slots: slotsOf(node) }] : [];
    });
    return new ChartRecord(known, length);
  }, [designs, names, length]);
  useEffect(() => {
    const sample = () => record.sample(run.now(), live);
    const leaps = watchForLeaps(run, (series) => {
      record.backfill(series);
      // The line ends with the figures of the moment that is shown.
      sample();
    });
    const stop = [
      leaps.stop,
      sampleOnBeat(live, SAMPLES_PER_SECOND, () => {
        leaps.sampled(run.now());
        sample();
      }),
    ];
    return () => {
      for (const each of stop) each();
    };
  }, [record, live, run]);
  return record;
}

function slotsOf(node: SystemNode): number | undefined {
  if (node.kind !== "consumer" && node.kind !== "endpoint") return undefined;
  const { instances, concurrency, autoscaling } = node;
  const isFixed = autoscaling === undefined && typeof concurrency === "number";
  return isFixed && instances > 0 ? instances * concurrency : undefined;
}
