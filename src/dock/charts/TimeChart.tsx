import { useEffect, useRef } from "react";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { useStore } from "zustand";
import type { TimeRange } from "../../geometry/index.ts";
import { type Beat, paintOnBeat, readTokens, themeStore } from "../../ui/index.ts";
import { type ChartLine, chartOptions } from "./chartOptions.ts";
import styles from "./TimeChart.module.css";

export type TimeChartProps = {
  /** What it shows, for those who cannot see it. */
  label: string;
  lines: readonly ChartLine[];
  range: TimeRange;
  beat: Beat;
  /** Times, then the values of each line; the same lengths, times ascending. */
  read: () => uPlot.AlignedData;
  /** Writes the top of the scale, such as "600" or "9 s". */
  formatScale: (maximum: number) => string;
};

const PAINTS_PER_SECOND = 8;

/** A live chart in a lane: it fills its parent, follows its size and the theme. */
export function TimeChart({ label, lines, range, beat, read, formatScale }: TimeChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const scale = useRef<HTMLSpanElement>(null);
  const look = useStore(themeStore, (state) => state.inForce);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new look means new colors to read
  useEffect(() => {
    const parent = place.current;
    if (!parent) return;
    const colors = readTokens(lines.map((line) => line.token));
    const sizeOf = () => ({ width: parent.clientWidth, height: parent.clientHeight });
    const onScale = (maximum: number) => {
      if (scale.current) scale.current.textContent = formatScale(maximum);
    };
    const chart = new uPlot(chartOptions(lines, colors, range, sizeOf(), onScale), read(), parent);
    const stopPainting = paintOnBeat(beat, PAINTS_PER_SECOND, () => chart.setData(read()));
    const observer = new ResizeObserver(() => chart.setSize(sizeOf()));
    observer.observe(parent);
    return () => {
      observer.disconnect();
      stopPainting();
      chart.destroy();
    };
  }, [lines, range, beat, read, formatScale, look]);

  return (
    <>
      <div ref={place} className={styles.chart} role="img" aria-label={label} />
      <span ref={scale} className={styles.scale} />
    </>
  );
}
