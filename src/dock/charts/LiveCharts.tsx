import { useCallback, useEffect, useMemo } from "react";
import { useStore } from "zustand";
import { figureText, shortNumber, shortRate } from "../../../simulator/index.ts";
import type { Session } from "../../actions/index.ts";
import { type DesignStore, titleOfNode } from "../../design/index.ts";
import { LiveText, paintOnBeat } from "../../ui/index.ts";
import { Lane } from "../Lane.tsx";
import type { TimeRange } from "../timeAxis.ts";
import type { ChartLine } from "./chartOptions.ts";
import styles from "./LiveCharts.module.css";
import { type ChartSource, RunRecord } from "./RunRecord.ts";
import { TimeChart } from "./TimeChart.tsx";

const SAMPLES_PER_SECOND = 10;

const LAG: readonly ChartLine[] = [{ label: "Lag", token: "c-2", isFilled: true }];
const RATE: readonly ChartLine[] = [{ label: "Rate", token: "c-1" }];
const IN_AND_OUT: readonly ChartLine[] = [
  { label: "produced", token: "c-1" },
  { label: "handled", token: "c-3" },
];

export type LiveChartsProps = { session: Session; live: ChartSource; range: TimeRange };

/** Lag and throughput of what is selected, or of the whole, on the axis of the timeline. */
export function LiveCharts({ session, live, range }: LiveChartsProps) {
  const record = useRunRecord(session, live, range.to);
  const selected = useStore(session.view, ({ selection }) =>
    selection.nodes.length === 1 ? selection.nodes[0] : undefined,
  );
  const node = useStore(session.designs, ({ design }) =>
    selected === undefined ? undefined : design.system?.nodes?.[selected],
  );
  const nodeId = node && selected;
  const of = nodeId === undefined ? "all" : titleOfNode(nodeId, node);
  const readLag = useCallback(() => record.lag(nodeId), [record, nodeId]);
  const readRate = useCallback(() => record.throughput(nodeId), [record, nodeId]);
  const lines = nodeId === undefined ? IN_AND_OUT : RATE;
  return (
    <>
      <Lane
        height="var(--chart-h)"
        gutter={<ChartTitle title={`Lag, ${of}`} lines={LAG} />}
        value={
          <LastValue live={live} read={readLag} format={(value) => `${shortNumber(value)} msg`} />
        }
      >
        <TimeChart
          label={`Messages that wait, ${of}`}
          lines={LAG}
          range={range}
          beat={live}
          read={readLag}
          formatScale={shortNumber}
        />
      </Lane>
      <Lane
        height="var(--chart-h)"
        gutter={<ChartTitle title={`Throughput, ${of}`} lines={lines} />}
        value={<LastValue live={live} read={readRate} format={rateText} />}
      >
        <TimeChart
          label={`Throughput, ${of}`}
          lines={lines}
          range={range}
          beat={live}
          read={readRate}
          formatScale={rateText}
        />
      </Lane>
    </>
  );
}

const rateText = (perSecond: number) => figureText(shortRate(perSecond));

function ChartTitle({ title, lines }: { title: string; lines: readonly ChartLine[] }) {
  return (
    <>
      {lines.map(({ label, token }) => (
        <i
          key={label}
          className={styles.key}
          title={label}
          style={{ background: `var(--${token})` }}
        />
      ))}
      <span>{title}</span>
    </>
  );
}

type LastValueProps = {
  live: ChartSource;
  read: () => readonly unknown[];
  format: (value: number) => string;
};

/** The figure at the playhead: that of the last line, which is what gets done. */
function LastValue({ live, read, format }: LastValueProps) {
  const text = useCallback(() => {
    const values = read().at(-1) as ArrayLike<number | null>;
    const last = values[values.length - 1];
    return format(last ?? Number.NaN);
  }, [read, format]);
  return <LiveText beat={live} read={text} className={styles.value} align="end" />;
}

/** Records the run for as long as the dock is there; a run of other nodes is another record. */
function useRunRecord({ designs, run }: Session, live: ChartSource, horizon: number): RunRecord {
  const names = useStore(designs, nodeList);
  const record = useMemo(() => {
    const nodes = designs.getState().resolved.system.nodes;
    const known = names.split(" ").flatMap((id) => {
      const node = nodes[id];
      return node ? [{ id, kind: node.kind }] : [];
    });
    return new RunRecord(known, horizon);
  }, [designs, names, horizon]);
  useEffect(
    () => paintOnBeat(live, SAMPLES_PER_SECOND, () => record.sample(run.now(), live)),
    [record, live, run],
  );
  return record;
}

const nodeList = ({ design }: ReturnType<DesignStore["getState"]>) =>
  Object.keys(design.system?.nodes ?? {}).join(" ");
