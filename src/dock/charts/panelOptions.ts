import type uPlot from "uplot";
import { axisTime } from "../../../simulator/index.ts";
import type { TimeRange } from "../../geometry/index.ts";
import type { PanelChart } from "./chartList.ts";
import { niceMaximum } from "./chartOptions.ts";

/** A stretch of time in which a fault was at work. */
export interface Band {
  from: number;
  to: number;
  isStrain: boolean;
}

export interface PanelLook {
  colors: Readonly<Record<string, string>>;
  font: string;
}

/** Charts that share a name share the cursor. */
export const SHARED_CURSOR = "dock-charts";
/** Wide enough for "3.33 min". */
const AXIS_WIDTH = 56;
/** Half of the last tick of the time axis stands beyond the end of the lines. */
const LAST_TICK = 18;
const AXIS_HEIGHT = 20;
const DASH = [7, 3];

/** Options of one chart of the panel: its own value axis, the time axis and the cursor of all. */
export function panelOptions(
  chart: PanelChart,
  range: TimeRange,
  look: PanelLook,
  size: { width: number; height: number },
  hooks: {
    bands: () => readonly Band[];
    onCursor: (index: number | null) => void;
    onZoom: (range: TimeRange) => void;
  },
): uPlot.Options {
  const { colors, font } = look;
  const axis = {
    stroke: colors["ink-3"] ?? "",
    font,
    grid: { show: false },
    ticks: { show: false },
  };
  return {
    ...size,
    padding: [6, LAST_TICK, 0, 0],
    legend: { show: false },
    cursor: {
      y: false,
      sync: { key: SHARED_CURSOR, setSeries: false },
      drag: { x: true, y: false, setScale: false },
      points: { size: 6 },
    },
    axes: [
      { ...axis, size: AXIS_HEIGHT, gap: 2, values: (_chart, ticks) => ticks.map(axisTime) },
      {
        ...axis,
        size: AXIS_WIDTH,
        gap: 4,
        grid: { show: true, stroke: colors["line-soft"] ?? "", width: 1 },
        values: (_chart, ticks) => ticks.map((tick) => chart.format(tick)),
        space: 28,
      },
    ],
    scales: {
      x: { time: false, range: () => [range.from, range.to] },
      y: { range: (_chart, _low, high) => [0, niceMaximum(high ?? 0)] },
    },
    series: [
      {},
      ...chart.lines.map(({ label, token, isDashed }) => ({
        label,
        stroke: colors[token] ?? "",
        width: 1.3,
        points: { show: false },
        ...(isDashed && { dash: DASH }),
      })),
    ],
    hooks: {
      drawClear: [(plot) => drawBands(plot, hooks.bands(), colors)],
      setCursor: [({ cursor }) => hooks.onCursor(cursor.idx ?? null)],
      setSelect: [
        (plot) => {
          const { left, width } = plot.select;
          if (width < 4) return;
          hooks.onZoom({ from: plot.posToVal(left, "x"), to: plot.posToVal(left + width, "x") });
          plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
        },
      ],
    },
  };
}

/** Faults run through all charts as bands behind the lines. */
function drawBands(plot: uPlot, bands: readonly Band[], colors: PanelLook["colors"]): void {
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.globalAlpha = 0.22;
  for (const { from, to, isStrain } of bands) {
    const left = Math.max(bbox.left, plot.valToPos(from, "x", true));
    const right = Math.min(bbox.left + bbox.width, plot.valToPos(to, "x", true));
    if (right <= left) continue;
    ctx.fillStyle = colors[isStrain ? "warn" : "bad"] ?? "";
    ctx.fillRect(left, bbox.top, Math.max(2, right - left), bbox.height);
  }
  ctx.restore();
}
