import type uPlot from "uplot";
import { axisTime } from "../../../simulator/index.ts";
import { TIME_STEPS, type TimeRange } from "../../geometry/index.ts";
import type { PanelChart } from "./chartList.ts";
import { niceMaximum } from "./chartOptions.ts";
import { placeNames } from "./placeNames.ts";

/** A stretch of time in which a fault was at work. */
export interface Band {
  /** What is broken, and how: "Payment: instance 2 crashes". */
  label: string;
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
const AXIS_HEIGHT = 22;
/** So that the first time does not touch the zero of the value axis. */
const AXIS_GAP = 7;
const DASH = [7, 3];
/** Room over a chart that names the bands, for two rows of names. */
const ROW_OF_NAMES = 13;
const ROWS_OF_NAMES = 2;

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
  namesBands = false,
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
    padding: [namesBands ? ROW_OF_NAMES * ROWS_OF_NAMES : 6, LAST_TICK, 0, 0],
    legend: { show: false },
    cursor: {
      y: false,
      sync: { key: SHARED_CURSOR, setSeries: false },
      drag: { x: true, y: false, setScale: false },
      points: { size: 6 },
    },
    axes: [
      {
        ...axis,
        size: AXIS_HEIGHT,
        gap: AXIS_GAP,
        incrs: [...TIME_STEPS],
        values: (_chart, ticks) => ticks.map(axisTime),
      },
      {
        ...axis,
        size: AXIS_WIDTH,
        gap: 4,
        grid: { show: true, stroke: colors["line-soft"] ?? "", width: 1 },
        ...(chart.steps && { incrs: [...chart.steps] }),
        values: (_chart, ticks) => ticks.map((tick) => (tick === 0 ? "0" : chart.format(tick))),
        space: 28,
      },
    ],
    scales: {
      x: { time: false, range: () => [range.from, range.to] },
      y: { range: (_chart, _low, high) => [0, chart.maximum ?? topOf(chart, high ?? 0)] },
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
      drawClear: [
        (plot) => {
          drawBands(plot, hooks.bands(), colors);
          if (namesBands) nameBands(plot, hooks.bands(), look);
        },
      ],
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

/** The top of the value axis: a round number, in units in which people count time where it is one. */
function topOf({ steps }: PanelChart, highest: number): number {
  if (!steps) return niceMaximum(highest);
  const step = steps.find((each) => each * 4 >= highest) ?? highest / 4;
  return step * Math.max(1, Math.ceil((highest * 1.02) / step));
}

/** Faults run through all charts as bands behind the lines. */
function drawBands(plot: uPlot, bands: readonly Band[], colors: PanelLook["colors"]): void {
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.globalAlpha = 0.16;
  for (const { from, to, isStrain } of bands) {
    const left = Math.max(bbox.left, plot.valToPos(from, "x", true));
    const right = Math.min(bbox.left + bbox.width, plot.valToPos(to, "x", true));
    if (right <= left) continue;
    ctx.fillStyle = colors[isStrain ? "warn" : "bad"] ?? "";
    ctx.fillRect(left, bbox.top, Math.max(2, right - left), bbox.height);
  }
  ctx.restore();
}

/** The names of the bands over a chart, where there is room for them. */
function nameBands({ ctx, bbox, valToPos }: uPlot, bands: readonly Band[], look: PanelLook): void {
  const ratio = devicePixelRatio;
  ctx.save();
  ctx.font = look.font.replace(/^\d+/, (size) => String(Number(size) * ratio));
  ctx.fillStyle = look.colors["ink-2"] ?? "";
  ctx.textBaseline = "top";
  // The axes leave theirs behind, and a name would end where it should begin.
  ctx.textAlign = "left";
  const wanted = bands
    .map(({ label, from, to }) => ({
      label,
      left: Math.max(bbox.left, valToPos(from, "x", true)),
      right: valToPos(to, "x", true),
      width: ctx.measureText(label).width,
    }))
    .filter(({ left, right }) => right > bbox.left && left < bbox.left + bbox.width);
  // Not quite to the edge of the picture.
  const most = bbox.left + bbox.width + (LAST_TICK - 6) * ratio;
  for (const { label, left, row } of placeNames(wanted, ROWS_OF_NAMES, most))
    ctx.fillText(label, left, bbox.top - (ROWS_OF_NAMES - row) * ROW_OF_NAMES * ratio + ratio);
  ctx.restore();
}
