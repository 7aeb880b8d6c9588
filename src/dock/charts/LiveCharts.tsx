import { useCallback, useMemo } from "react";
import { useStore } from "zustand";
import { figureText, shortNumber, shortRate } from "../../../simulator/index.ts";
import type { Session } from "../../actions/index.ts";
import { titleOfNode } from "../../design/index.ts";
import type { TimeRange } from "../../geometry/index.ts";
import { type Beat, LiveText } from "../../ui/index.ts";
import { Lane } from "../Lane.tsx";
import { useRunLength } from "../useShownRange.ts";
import type { ChartLine } from "./chartOptions.ts";
import styles from "./LiveCharts.module.css";
import { lagOf } from "./lagOf.ts";
import type { ChartSource, RunRecord } from "./RunRecord.ts";
import { TimeChart } from "./TimeChart.tsx";
import { useRunRecord } from "./useRunRecord.ts";

const LAG: readonly ChartLine[] = [{ label: "Lag", token: "c-2", isFilled: true }];
const RATE: readonly ChartLine[] = [{ label: "Rate", token: "c-1" }];
const IN_AND_OUT: readonly ChartLine[] = [
  { label: "in", token: "c-1" },
  { label: "done with", token: "c-3" },
];

export type LiveChartsProps = { session: Session; live: ChartSource; range: TimeRange };

/** Lag and throughput of what is selected, or of the whole, on the axis of the timeline. */
export function LiveCharts({ session, live, range }: LiveChartsProps) {
  const record = useRunRecord(session, live, useRunLength(session));
  const selected = useStore(session.view, ({ settled }) =>
    settled.nodes.length === 1 ? settled.nodes[0] : undefined,
  );
  const node = useStore(session.designs, ({ design }) =>
    selected === undefined ? undefined : design.system?.nodes?.[selected],
  );
  const nodeId = node && selected;
  const of = nodeId === undefined ? "" : `, ${titleOfNode(nodeId, node)}`;
  const beat = useMemo(() => eitherBeat(live, record), [live, record]);
  const { readLag, readRate, lagNow, rateNow } = useReadings(record, live, nodeId);
  const lines = nodeId === undefined ? IN_AND_OUT : RATE;
  return (
    <>
      <Lane
        height="var(--chart-h)"
        gutter={<ChartTitle title={`Lag${of}`} lines={LAG} />}
        value={<LastValue beat={live} read={lagNow} format={messagesText} />}
      >
        <TimeChart
          label={`Messages that wait${of}`}
          lines={LAG}
          range={range}
          beat={beat}
          read={readLag}
          formatScale={shortNumber}
        />
      </Lane>
      <Lane
        height="var(--chart-h)"
        gutter={<ChartTitle title={`Throughput${of}`} lines={lines} />}
        value={<LastValue beat={live} read={rateNow} format={rateText} />}
      >
        <TimeChart
          label={`Throughput${of}`}
          lines={lines}
          range={range}
          beat={beat}
          read={readRate}
          formatScale={rateText}
        />
      </Lane>
    </>
  );
}

const messagesText = (count: number) =>
  figureText({ number: shortNumber(count), unit: Number.isNaN(count) ? "" : "msg" });
const rateText = (perSecond: number) => figureText(shortRate(perSecond));

/** What a chart shows: one line by its title, several by a word each. */
function ChartTitle({ title, lines }: { title: string; lines: readonly ChartLine[] }) {
  return lines.map(({ label, token }) => (
    <span key={label} className={styles.key} title={`${title}: ${label}`}>
      <i style={{ background: `var(--${token})` }} />
      {lines.length === 1 ? title : label}
    </span>
  ));
}

type LastValueProps = {
  beat: Beat;
  /** The figure of the latest frame, or of the latest sample. */
  read: () => number;
  format: (value: number) => string;
};

/** The figure at the playhead. */
function LastValue({ beat, read, format }: LastValueProps) {
  const text = useCallback(() => format(read()), [read, format]);
  return <LiveText beat={beat} read={text} className={styles.value} align="end" />;
}

/** What the charts draw and the figures beside them. */
function useReadings(record: RunRecord, live: ChartSource, nodeId: string | undefined) {
  const readLag = useCallback(() => record.lag(nodeId), [record, nodeId]);
  const readRate = useCallback(() => record.throughput(nodeId), [record, nodeId]);
  // The figures are those of the frame, the same as on the canvas; of the whole, what gets done.
  const lagNow = useCallback(
    () => (nodeId === undefined ? record.totals(live).waiting : lagOf(live.figuresOf(nodeId))),
    [record, live, nodeId],
  );
  const rateNow = useCallback(
    () =>
      nodeId === undefined
        ? record.totals(live).ended
        : (live.figuresOf(nodeId)?.rate ?? Number.NaN),
    [record, live, nodeId],
  );
  return { readLag, readRate, lagNow, rateNow };
}

/** Beats with each frame, and when the record was filled in while the run stood still. */
function eitherBeat(one: Beat, other: Beat): Beat {
  return {
    subscribe: (listener) => {
      const stop = [one.subscribe(listener), other.subscribe(listener)];
      return () => {
        for (const each of stop) each();
      };
    },
  };
}
