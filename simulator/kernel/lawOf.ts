import type { CountDistribution, SizeDistribution, TimeDistribution } from "../model/index.ts";
import type { DistributionParameters } from "./DistributionParameters.ts";
import { exp, ln, normalQuantile } from "./elementary.ts";

/** A law of whole numbers of the model in the kernel's words. */
export function countLawOf(law: CountDistribution): DistributionParameters {
  if (typeof law === "number") return { kind: "constant", value: law };
  if (law.distribution === "geometric") return { kind: "geometric", mean: law.mean };
  return { kind: "integers", low: law.low, high: law.high };
}

/** A law of times or sizes of the model in the kernel's words: seconds or bytes. One of counts has its mean, but is drawn by `countLawOf`. */
export function lawOf(
  law: TimeDistribution | SizeDistribution | CountDistribution,
): DistributionParameters {
  if (typeof law === "number") return { kind: "constant", value: law };
  switch (law.distribution) {
    case "uniform":
    case "exponential":
    case "gamma":
    case "erlang":
    case "weibull":
    case "pareto":
    case "geometric": {
      const { distribution: kind, ...parameters } = law;
      return { kind, ...parameters } as DistributionParameters;
    }
    case "normal":
      return {
        kind: "normal",
        mean: law.mean,
        deviation: law.deviation,
        truncatedBelow: law.truncatedBelow ?? 0,
      };
    case "lognormal":
      return lognormal(law);
    case "percentiles":
      return {
        kind: "percentiles",
        points: [
          [0.5, law.p50],
          [0.95, law.p95],
          [0.99, law.p99],
        ],
        ...(law.minimum !== undefined && { minimum: law.minimum }),
        ...(law.maximum !== undefined && { maximum: law.maximum }),
      };
    case "samples":
      return { kind: "values", values: law.values };
    case "mixture":
      return {
        kind: "mixture",
        of: law.of.map((part) => ({ weight: part.weight, law: lawOf(part.value) })),
      };
  }
}

/** Median m and 99th percentile q: σ = ln(q/m) / z(0.99), mean = m e^(σ²/2), cv² = e^(σ²) − 1. */
function lognormal(law: {
  p50?: number | undefined;
  p99?: number | undefined;
  mean?: number | undefined;
  cv2?: number | undefined;
}): DistributionParameters {
  if (law.mean !== undefined && law.cv2 !== undefined)
    return { kind: "lognormal", mean: law.mean, cv2: law.cv2 };
  const [median, high] = [law.p50 ?? 0, law.p99 ?? 0];
  const sigma = ln(high / median) / normalQuantile(0.99);
  const variance = sigma * sigma;
  return { kind: "lognormal", mean: median * exp(variance / 2), cv2: exp(variance) - 1 };
}
