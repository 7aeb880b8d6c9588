import type { Histograms } from "../kernel/probe/Histograms.ts";
import type { Statistic } from "./Metric.ts";

/**
 * A statistic of the values in a histogram and of `zeros` further values that are 0.
 * @returns NaN when there are no values, or none such as is asked for
 */
export function takeOf(
  histograms: Histograms,
  histogram: number,
  statistic: Statistic,
  zeros = 0,
): number {
  const { count, mean, variance, max } = histograms.summaryOf(histogram);
  const all = count + zeros;
  if (all === 0) return Number.NaN;
  const meanOfAll = (mean * count) / all;
  switch (statistic.take) {
    case "mean":
      return meanOfAll;
    case "variance": {
      if (zeros === 0) return variance;
      const squares = variance * Math.max(0, count - 1) + count * mean * mean;
      return (squares - all * meanOfAll * meanOfAll) / (all - 1);
    }
    case "max":
      return max;
    case "exceeds":
      return histograms.countAbove(histogram, statistic.limit) / all;
    case "p50":
    case "p95":
    case "p99": {
      const wanted = (Number(statistic.take.slice(1)) / 100) * all - zeros;
      return wanted <= 0 && zeros > 0 ? 0 : histograms.quantileOf(histogram, wanted / count);
    }
    default:
      return Number.NaN;
  }
}
