import { type KeyboardEvent, useEffect, useRef } from "react";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { useStore } from "zustand";
import { axisTime } from "../../../simulator/index.ts";
import type { TimeRange } from "../../geometry/index.ts";
import { type Beat, paintOnBeat, readTokens, themeStore } from "../../ui/index.ts";
import type { ChartRecord } from "./ChartRecord.ts";
import styles from "./Charts.module.css";
import type { PanelChart } from "./chartList.ts";
import { type Band, panelOptions, SHARED_CURSOR } from "./panelOptions.ts";

export type ChartPanelProps = {
  chart: PanelChart;
  record: ChartRecord;
  range: TimeRange;
  bands: readonly Band[];
  beat: Beat;
  /** Whether it stands at the top of its column, over which the bands are named. */
  isFirst: boolean;
  onZoom: (range: TimeRange) => void;
};

const PAINTS_PER_SECOND = 4;
const COLORS = ["ink-2", "ink-3", "line-soft", "warn", "bad"] as const;
/** Pixels that an arrow key moves the cursor by; ten times as much with Shift. */
const KEY_STEP = 4;

/** One chart with its figures in the head: those under the cursor, or the latest. */
export function ChartPanel(props: ChartPanelProps) {
  const { chart, record, range, bands, beat, isFirst, onZoom } = props;
  const place = useRef<HTMLDivElement>(null);
  const figures = useRef<HTMLSpanElement>(null);
  const plot = useRef<uPlot>(undefined);
  const latestBands = useRef(bands);
  latestBands.current = bands;
  const zoom = useRef(onZoom);
  zoom.current = onZoom;
  const cursorTime = useRef<number>(undefined);
  const look = useStore(themeStore, (state) => state.inForce);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new look means new colors to read
  useEffect(() => {
    const parent = place.current;
    if (!parent) return;
    const read = () => record.lines(chart.lines);
    const colors = readTokens([...COLORS, ...chart.lines.map(({ token }) => token)]);
    const { fontFamily } = getComputedStyle(parent);
    const sizeOf = () => ({ width: parent.clientWidth, height: parent.clientHeight });
    const drawn = new uPlot(
      panelOptions(
        chart,
        range,
        { colors, font: `10px ${fontFamily}` },
        sizeOf(),
        {
          bands: () => latestBands.current,
          onCursor: () => showFigures(),
          onZoom: (next) => zoom.current(next),
        },
        isFirst && latestBands.current.length > 0,
      ),
      read(),
      parent,
    );
    const showFigures = () => {
      const { idx } = drawn.cursor;
      const time = drawn.data[0][idx ?? drawn.data[0].length - 1] ?? range.from;
      parent.setAttribute("aria-valuenow", time.toFixed(1));
      parent.setAttribute("aria-valuetext", axisTime(Math.floor(time)));
      chart.lines.forEach((_, line) => {
        const slot = figures.current?.children[line]?.querySelector("b");
        const values = drawn.data[line + 1];
        const value = values?.[idx ?? values.length - 1];
        const text = value === null || value === undefined ? "–" : chart.format(value);
        if (slot && slot.textContent !== text) slot.textContent = text;
      });
    };
    plot.current = drawn;
    const stopPainting = paintOnBeat(beat, PAINTS_PER_SECOND, () => {
      drawn.setData(read());
      showFigures();
    });
    // The cursor outlives a new look. Where a time lies is known once the chart has its scales, after this turn.
    const { current: time } = cursorTime;
    if (time !== undefined)
      queueMicrotask(() => {
        if (plot.current === drawn) setCursor(drawn.valToPos(time, "x"));
      });
    const observer = new ResizeObserver(() => drawn.setSize(sizeOf()));
    observer.observe(parent);
    return () => {
      observer.disconnect();
      stopPainting();
      const { left = -1 } = drawn.cursor;
      cursorTime.current = left < 0 ? undefined : drawn.posToVal(left, "x");
      drawn.destroy();
    };
  }, [chart, record, range, beat, look, isFirst]);

  return (
    <section className={styles.chart} aria-label={chart.title}>
      <header className={styles.head}>
        <h3>{chart.title}</h3>
        <small>{chart.unit}</small>
        <span ref={figures} className={styles.figures}>
          {chart.lines.map(({ label, token, isDashed }) => (
            <span key={label}>
              <i style={{ background: `var(--${token})` }} data-dashed={isDashed || undefined} />
              {label} <b>–</b>
            </span>
          ))}
        </span>
      </header>
      <div
        ref={place}
        className={styles.plot}
        role="slider"
        tabIndex={0}
        aria-label={`${chart.title}, cursor`}
        aria-valuemin={range.from}
        aria-valuemax={range.to}
        aria-valuenow={range.to}
        onKeyDown={(event) => moveCursor(event, plot.current)}
      />
    </section>
  );
}

/** The cursor of all charts, moved with the keyboard. */
function moveCursor(event: KeyboardEvent, plot: uPlot | undefined): void {
  if (!plot) return;
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  const { left = -1 } = plot.cursor;
  if (event.key === "Escape" && left >= 0) setCursor(GONE);
  else if (step !== undefined) {
    const width = plot.over.clientWidth;
    const from = left < 0 ? width : left;
    setCursor(Math.min(width, Math.max(0, from + step * KEY_STEP * (event.shiftKey ? 10 : 1))));
  } else return;
  event.preventDefault();
  event.stopPropagation();
}

/** A place of the cursor that is outside of every chart. */
const GONE = -10;

function setCursor(left: number): void {
  for (const each of uPlot.sync(SHARED_CURSOR).plots)
    each.setCursor({ left, top: left < 0 ? left : 4 });
}
