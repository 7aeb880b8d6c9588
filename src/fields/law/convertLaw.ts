import { normalQuantile, writeQuantity } from "../../../simulator/index.ts";
import type { LawFigures } from "./lawFigures.ts";

/** What the values of a law are, hence how they are written. */
export type LawKind = "time" | "size" | "count";

const DIGITS = 3;
/** Spread that a law gets which cannot do without one, where the former had none. */
const SOME_SPREAD = 0.1;
/** The 99th percentile as a multiple of the median, where the former had no spread. */
const SOME_TAIL = 2;
const SAMPLES = [0.05, 0.25, 0.5, 0.75, 0.95];

function writer(kind: LawKind): (value: number) => unknown {
  if (kind === "count") return (value) => Math.max(0, Math.round(value));
  const dimension = kind === "time" ? "duration" : "size";
  return (value) => writeQuantity(dimension, Number(Math.max(0, value).toPrecision(DIGITS)));
}

/**
 * A law of another kind that keeps what people know of the former one: its mean and spread, or its
 * percentiles, whichever the new kind is told by. As it stands in the file, to three digits.
 * @param former the law that is left, for a mixture that begins with it
 */
export function convertLaw(
  distribution: string,
  figures: LawFigures,
  kind: LawKind,
  former: unknown,
): unknown {
  const write = writer(kind);
  const { mean } = figures;
  const cv2 = figures.cv2 > 0 ? figures.cv2 : SOME_SPREAD;
  const round = (value: number) => Number(value.toPrecision(DIGITS));
  switch (distribution) {
    case "constant":
      return write(mean);
    case "uniform": {
      const half = Math.min(mean, mean * Math.sqrt(3 * cv2));
      return { distribution, low: write(mean - half), high: write(mean + half) };
    }
    case "exponential":
      return { distribution, mean: write(mean) };
    case "geometric":
      return { distribution, mean: Math.max(1, round(mean)) };
    case "normal":
      return { distribution, mean: write(mean), deviation: write(mean * Math.sqrt(cv2)) };
    case "lognormal-mean":
      return { distribution: "lognormal", mean: write(mean), cv2: round(cv2) };
    case "gamma":
      return { distribution, shape: round(1 / cv2), mean: write(mean) };
    case "erlang":
      return { distribution, stages: Math.max(1, Math.round(1 / cv2)), mean: write(mean) };
    case "mixture":
      return { distribution, of: [{ weight: 1, value: former ?? write(mean) }] };
    default:
      return byPercentiles(distribution, figures, write, round);
  }
}

function byPercentiles(
  distribution: string,
  { p50, p95, p99 }: LawFigures,
  write: (value: number) => unknown,
  round: (value: number) => number,
): unknown {
  const isSpread = p99 > p50;
  const high = isSpread ? p99 : p50 * SOME_TAIL;
  const middle = isSpread ? p95 : p50 * Math.SQRT2;
  const sigma = Math.log(high / p50) / normalQuantile(0.99);
  switch (distribution) {
    case "lognormal":
      return { distribution, p50: write(p50), p99: write(high) };
    case "percentiles":
      return { distribution, p50: write(p50), p95: write(middle), p99: write(high) };
    case "weibull": {
      const shape = Math.log(Math.log(100) / Math.LN2) / Math.log(high / p50);
      return { distribution, shape: round(shape), scale: write(p50 / Math.LN2 ** (1 / shape)) };
    }
    case "pareto": {
      const shape = Math.log(50) / Math.log(high / p50);
      return { distribution, shape: round(shape), minimum: write(p50 * 0.5 ** (1 / shape)) };
    }
    default: {
      const values = SAMPLES.map((p) => write(p50 * Math.exp(sigma * normalQuantile(p))));
      return { distribution: "samples", values };
    }
  }
}
