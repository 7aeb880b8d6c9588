import type uPlot from "uplot";
import type { TimeRange } from "../../geometry/index.ts";

/** One line of a chart. */
export type ChartLine = {
  label: string;
  /** Name of its color among the design tokens, such as "c-1". */
  token: string;
  isFilled?: boolean;
};

export type ChartColors = Readonly<Record<string, string>>;

const LINE_WIDTH = 1.3;
const FILL_OPACITY = "28"; // two digits of hexadecimal: 16 %
/** Room above the highest value, so that a line at the top is not cut. */
const HEAD_ROOM = 1.08;
const SMALLEST_SCALE = 1;

/** A scale from 0 to a round number above the highest value: 1, 2, 3, 4, 5, 6 or 8 times a power of ten. */
export function niceMaximum(highest: number): number {
  const least = Math.max(SMALLEST_SCALE, highest * HEAD_ROOM);
  const power = 10 ** Math.floor(Math.log10(least));
  const digit = [1, 2, 3, 4, 5, 6, 8, 10].find((each) => each * power >= least - 1e-9) ?? 10;
  return digit * power;
}

/** Options of a chart that fills its lane: no axes of its own, because all lanes share one. */
export function chartOptions(
  lines: readonly ChartLine[],
  colors: ChartColors,
  range: TimeRange,
  size: { width: number; height: number },
  onScale: (maximum: number) => void,
): uPlot.Options {
  return {
    ...size,
    padding: [1, 0, 0, 0],
    legend: { show: false },
    cursor: { show: false },
    axes: [{ show: false }, { show: false }],
    scales: {
      x: { time: false, range: () => [range.from, range.to] },
      y: {
        range: (_chart, _low, high) => {
          const maximum = niceMaximum(high ?? 0);
          onScale(maximum);
          return [0, maximum];
        },
      },
    },
    series: [
      {},
      ...lines.map(({ label, token, isFilled }) => ({
        label,
        stroke: colors[token] ?? "",
        width: LINE_WIDTH,
        points: { show: false },
        ...(isFilled && { fill: `${colors[token]}${FILL_OPACITY}` }),
      })),
    ],
  };
}
