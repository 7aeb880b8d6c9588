import { exp, gammaFunction, ln, normalCdf, normalQuantile } from "./elementary.ts";

/** Parameters of a probability law, in the unit of what is drawn (seconds, bytes, messages …). */
export type DistributionParameters =
  | { readonly kind: "constant"; readonly value: number }
  | { readonly kind: "uniform"; readonly low: number; readonly high: number }
  | { readonly kind: "exponential"; readonly mean: number }
  /** The conditional law above `truncatedBelow` (default 0): drawn again, not clamped. Mean and deviation are those of the whole law. */
  | {
      readonly kind: "normal";
      readonly mean: number;
      readonly deviation: number;
      readonly truncatedBelow?: number;
    }
  /** `cv2` = variance / mean²; both are those of the law itself, not of its logarithm. */
  | { readonly kind: "lognormal"; readonly mean: number; readonly cv2: number }
  | { readonly kind: "gamma"; readonly shape: number; readonly mean: number }
  /** Sum of `stages` exponentials; `mean` is that of the sum. */
  | { readonly kind: "erlang"; readonly stages: number; readonly mean: number }
  | { readonly kind: "weibull"; readonly shape: number; readonly scale: number }
  /** P(X > x) = (minimum / x)^shape. */
  | { readonly kind: "pareto"; readonly shape: number; readonly minimum: number }
  /** 1, 2, 3, … */
  | { readonly kind: "geometric"; readonly mean: number }
  /** Uniform over the whole numbers from `low` to `high`, both included. */
  | { readonly kind: "integers"; readonly low: number; readonly high: number }
  /**
   * The law through known percentiles: `[[0.5, 0.02], [0.95, 0.08], [0.99, 0.3]]`. Between two of them the
   * logarithm of the quantile is linear in the quantile of the standard normal law, beyond the first and the
   * last one it goes on with the slope of the nearest pair. So the law is continuous and increasing,
   * passes exactly through every given point, and is the lognormal when the points are those of one.
   * All this above `minimum` (default 0), which is added; what would exceed `maximum` is that value.
   */
  | PercentileLaw
  /** Each value equally likely. */
  | { readonly kind: "values"; readonly values: readonly number[] }
  /** The sum of independent draws of each part. */
  | { readonly kind: "sum"; readonly of: readonly DistributionParameters[] }
  | {
      readonly kind: "mixture";
      readonly of: readonly { readonly weight: number; readonly law: DistributionParameters }[];
    };

/** See `DistributionParameters`. */
export interface PercentileLaw {
  readonly kind: "percentiles";
  readonly points: readonly (readonly [probability: number, value: number])[];
  readonly minimum?: number;
  readonly maximum?: number;
}

/** Mean of a law, in the unit of its values; ∞ where it has none (a Pareto law of shape ≤ 1). */
export function meanOf(p: DistributionParameters): number {
  switch (p.kind) {
    case "constant":
      return p.value;
    case "uniform":
    case "integers":
      return (p.low + p.high) / 2;
    case "normal": {
      if (p.deviation === 0) return p.mean;
      const alpha = ((p.truncatedBelow ?? 0) - p.mean) / p.deviation;
      return (
        p.mean + (p.deviation * exp(-0.5 * alpha * alpha)) / 2.5066282746310002 / normalCdf(-alpha)
      );
    }
    case "weibull":
      return p.scale * gammaFunction(1 + 1 / p.shape);
    case "pareto":
      return p.shape > 1 ? (p.shape * p.minimum) / (p.shape - 1) : Infinity;
    case "percentiles":
      return meanThroughPercentiles(p);
    case "values":
      return p.values.reduce((sum, value) => sum + value, 0) / p.values.length;
    case "sum":
      return p.of.reduce((sum, part) => sum + meanOf(part), 0);
    case "mixture": {
      const total = p.of.reduce((sum, part) => sum + part.weight, 0);
      return p.of.reduce((sum, part) => sum + (part.weight / total) * meanOf(part.law), 0);
    }
    default:
      return p.mean;
  }
}

/** Σ over the segments of ∫ e^(a + bz) φ(z) dz = e^(a + b²/2) (Φ(end − b) − Φ(begin − b)). */
function meanThroughPercentiles(p: PercentileLaw): number {
  const list = segments(p);
  let begin = -Infinity;
  let mean = p.minimum ?? 0;
  for (let i = 0; i < list.length; i += 3) {
    const [end, intercept, slope] = [list[i]!, list[i + 1]!, list[i + 2]!];
    const upper = end === Infinity ? 1 : normalCdf(end - slope);
    const lower = begin === -Infinity ? 0 : normalCdf(begin - slope);
    mean += exp(intercept + (slope * slope) / 2) * (upper - lower);
    begin = end;
  }
  return mean;
}

/** Throws a RangeError when the parameters define no law. */
export function checkParameters(p: DistributionParameters): void {
  const [holds, wanted] = requirement(p);
  if (!holds) {
    throw new RangeError(`A ${p.kind} distribution needs ${wanted}; got ${JSON.stringify(p)}.`);
  }
}

/** Whether the parameters define a law, and what they would have to be. */
function requirement(p: DistributionParameters): readonly [holds: boolean, wanted: string] {
  switch (p.kind) {
    case "constant":
      return [Number.isFinite(p.value), "a finite value"];
    case "uniform":
      return [p.low <= p.high && Number.isFinite(p.low) && Number.isFinite(p.high), "low ≤ high"];
    case "exponential":
      return [p.mean >= 0 && p.mean < Infinity, "a mean of 0 or more"];
    case "normal":
      if (p.deviation === 0)
        return [
          p.mean >= (p.truncatedBelow ?? 0),
          "a mean above its bound when the deviation is 0",
        ];
      return [
        p.deviation > 0 && p.deviation < Infinity && Number.isFinite(p.mean),
        "a deviation of 0 or more",
      ];
    case "lognormal":
      return [
        p.mean >= 0 && p.cv2 >= 0 && p.mean + p.cv2 < Infinity,
        "a mean and a cv2 of 0 or more",
      ];
    case "gamma":
      return [
        p.shape > 0 && p.mean >= 0 && p.shape + p.mean < Infinity,
        "a shape above 0 and a mean of 0 or more",
      ];
    case "erlang":
      return [
        Number.isInteger(p.stages) && p.stages >= 1 && p.mean >= 0,
        "1 or more whole stages and a mean of 0 or more",
      ];
    case "weibull":
      return [p.shape > 0 && p.scale > 0, "a shape and a scale above 0"];
    case "pareto":
      return [p.shape > 0 && p.minimum > 0, "a shape and a minimum above 0"];
    case "integers":
      return [
        Number.isSafeInteger(p.low) && Number.isSafeInteger(p.high) && p.low <= p.high,
        "whole numbers low ≤ high",
      ];
    case "geometric":
      return [p.mean >= 1 && p.mean < Infinity, "a mean of 1 or more"];
    case "percentiles":
      return [
        arePercentiles(p),
        "probabilities between 0 and 1 and values above 0, both in increasing order",
      ];
    case "values":
      return [p.values.length > 0 && p.values.every(Number.isFinite), "at least one finite value"];
    case "sum":
      return [p.of.length > 0, "parts"];
    case "mixture":
      return [
        p.of.every((part) => part.weight >= 0) && p.of.some((part) => part.weight > 0),
        "weights of 0 or more, one of them above 0",
      ];
  }
}

function arePercentiles(p: PercentileLaw): boolean {
  const last = p.points[p.points.length - 1];
  if (last === undefined || (p.maximum !== undefined && p.maximum < last[1])) return false;
  return p.points.every(([probability, value], i) => {
    const before = p.points[i - 1] ?? [0, p.minimum ?? 0];
    const isHigher = i === 0 ? value > before[1] : value >= before[1];
    return probability > before[0] && probability < 1 && isHigher;
  });
}

/** Triples (z where the segment ends, intercept, slope): ln(Q − minimum) as a piecewise linear function of the normal score z. */
export function segments(p: PercentileLaw): number[] {
  const list: number[] = [];
  const minimum = p.minimum ?? 0;
  const scores = p.points.map(([probability]) => normalQuantile(probability));
  const logs = p.points.map(([, value]) => ln(value - minimum));
  let [intercept, slope] = [logs[0] ?? 0, 0];
  for (let i = 0; i + 1 < scores.length; i++) {
    slope = (logs[i + 1]! - logs[i]!) / (scores[i + 1]! - scores[i]!);
    intercept = logs[i]! - slope * scores[i]!;
    list.push(i + 2 === scores.length ? Infinity : scores[i + 1]!, intercept, slope);
  }
  if (list.length === 0) list.push(Infinity, intercept, 0);
  if (p.maximum !== undefined && slope > 0) {
    const highest = ln(p.maximum - minimum);
    list[list.length - 3] = (highest - intercept) / slope;
    list.push(Infinity, highest, 0);
  }
  return list;
}
