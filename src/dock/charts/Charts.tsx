import { useMemo, useState } from "react";
import { useStore } from "zustand";
import { axisTime } from "../../../simulator/index.ts";
import type { Session } from "../../actions/index.ts";
import type { TimeRange } from "../../geometry/index.ts";
import { downloadText } from "../../storage/index.ts";
import { Button, EmptyState } from "../../ui/index.ts";
import { ChartPanel } from "./ChartPanel.tsx";
import type { ChartRecord, PanelSource } from "./ChartRecord.ts";
import styles from "./Charts.module.css";
import { chartCsv } from "./chartCsv.ts";
import { chartList } from "./chartList.ts";
import type { Band } from "./panelOptions.ts";

/** Charts beside one another; in a narrow window the second of them is named needlessly. */
const COLUMNS = 2;

export type ChartsProps = {
  session: Session;
  live: PanelSource;
  record: ChartRecord;
  /** What the dock shows of the run; a drag over a chart shows less. */
  range: TimeRange;
  /** When faults were and will be at work. */
  bands: readonly Band[];
};

/** Everything that is measured over time: one axis, one cursor, faults as bands through all charts. */
export function Charts({ session, live, record, range, bands }: ChartsProps) {
  const design = useStore(session.designs, (state) => state.design);
  const selected = useStore(session.view, ({ selection }) => selection.nodes);
  const charts = useMemo(() => chartList(design, selected), [design, selected]);
  const [zoomed, setZoomed] = useState<TimeRange>();
  const shown = zoomed ?? range;
  if (Object.keys(design.system?.nodes ?? {}).length === 0)
    return <EmptyState>No charts yet. Draw a system and run it.</EmptyState>;
  return (
    <div className={styles.panel}>
      <div className={styles.bar}>
        <span>
          {axisTime(Math.floor(shown.from))} to {axisTime(Math.ceil(shown.to))}
        </span>
        <span className={styles.hint}>drag over a chart to zoom; ← → move the cursor</span>
        {zoomed && (
          <Button tone="quiet" icon="fit" onClick={() => setZoomed(undefined)}>
            Back to the run
          </Button>
        )}
        <Button
          tone="quiet"
          icon="download"
          onClick={() => downloadText("charts.csv", chartCsv(charts, record), "text/csv")}
        >
          CSV of all
        </Button>
      </div>
      <div className={styles.grid}>
        {charts.map((chart, index) => (
          <ChartPanel
            key={chart.id}
            chart={chart}
            record={record}
            range={shown}
            bands={bands}
            isFirst={index < COLUMNS}
            beat={live}
            onZoom={setZoomed}
          />
        ))}
      </div>
    </div>
  );
}
