import {
  type CountDistribution,
  lawOf,
  meanOf,
  normalQuantile,
  type SizeDistribution,
  type TimeDistribution,
} from "../../../simulator/index.ts";

/** A law as the engine reads it: seconds, bytes or counts. */
export type ResolvedLaw = TimeDistribution | SizeDistribution | CountDistribution;

/** What people know a law by; in base units. `cv2` is variance / mean², NaN where it is not known. */
export type LawFigures = { mean: number; p50: number; p95: number; p99: number; cv2: number };

type Law = Exclude<ResolvedLaw, number>;

/**
 * Mean, percentiles and spread of a law, by the closed forms of each; gamma percentiles by Wilson
 * and Hilferty (1931), which is within 1 % for shapes from 1.
 */
export function lawFigures(law: ResolvedLaw): LawFigures {
  if (typeof law === "number") return { mean: law, p50: law, p95: law, p99: law, cv2: 0 };
  const mean = meanOf(lawOf(law));
  const at = quantileOf(law, mean);
  return { mean, p50: at(0.5), p95: at(0.95), p99: at(0.99), cv2: spreadOf(law, mean) };
}

function quantileOf(law: Law, mean: number): (probability: number) => number {
  const tail = (p: number) => -Math.log(1 - p);
  switch (law.distribution) {
    case "uniform":
      return (p) => law.low + p * (law.high - law.low);
    case "exponential":
      return (p) => law.mean * tail(p);
    case "geometric":
      return (p) => Math.max(1, Math.ceil(tail(p) / -Math.log(1 - 1 / Math.max(law.mean, 1.0001))));
    case "normal":
      return (p) => Math.max(law.truncatedBelow ?? 0, law.mean + law.deviation * normalQuantile(p));
    case "lognormal":
      return lognormalQuantile(law, mean);
    case "gamma":
    case "erlang": {
      const shape = law.distribution === "gamma" ? law.shape : law.stages;
      const ninth = 1 / (9 * shape);
      return (p) =>
        law.mean * Math.max(1e-6, 1 - ninth + normalQuantile(p) * Math.sqrt(ninth)) ** 3;
    }
    case "weibull":
      return (p) => law.scale * tail(p) ** (1 / law.shape);
    case "pareto":
      return (p) => law.minimum * (1 - p) ** (-1 / law.shape);
    case "percentiles":
      return (p) => (p >= 0.99 ? law.p99 : p >= 0.95 ? law.p95 : law.p50);
    case "samples": {
      const sorted = [...law.values].sort((a, b) => a - b);
      return (p) => sorted[Math.min(sorted.length - 1, Math.floor(p * sorted.length))] ?? mean;
    }
    case "mixture":
      return () => mean;
  }
}

type Lognormal = Extract<Law, { distribution: "lognormal" }>;

function lognormalQuantile(law: Lognormal, mean: number) {
  const { p50, p99, cv2 = 1 } = law;
  const known = p50 !== undefined && p99 !== undefined;
  const sigma = known ? Math.log(p99 / p50) / normalQuantile(0.99) : Math.sqrt(Math.log(1 + cv2));
  const median = known ? p50 : mean * Math.exp(-(sigma ** 2) / 2);
  return (p: number) => median * Math.exp(sigma * normalQuantile(p));
}

function spreadOf(law: Law, mean: number): number {
  switch (law.distribution) {
    case "uniform":
      return (law.high - law.low) ** 2 / 12 / mean ** 2;
    case "exponential":
      return 1;
    case "normal":
      return (law.deviation / mean) ** 2;
    case "lognormal": {
      if (law.cv2 !== undefined) return law.cv2;
      const sigma = Math.log((law.p99 ?? 1) / (law.p50 ?? 1)) / normalQuantile(0.99);
      return Math.exp(sigma ** 2) - 1;
    }
    case "gamma":
      return 1 / law.shape;
    case "erlang":
      return 1 / law.stages;
    case "weibull": {
      // E X² is the mean of a Weibull law of half the shape and the squared scale.
      const square = meanOf({ kind: "weibull", shape: law.shape / 2, scale: law.scale ** 2 });
      return square / mean ** 2 - 1;
    }
    case "samples": {
      const squares = law.values.reduce((sum, each) => sum + each ** 2, 0) / law.values.length;
      return squares / mean ** 2 - 1;
    }
    default:
      return Number.NaN;
  }
}
