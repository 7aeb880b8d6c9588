import { type lawOf, normalQuantile } from "../../../simulator/index.ts";

type Law = ReturnType<typeof lawOf>;

/** Points of the grid on which a law without a closed form is laid out. */
const GRID = 400;

/**
 * The value below which a share `u` of a law lies, 0 < u < 1. Exact but for the gamma law
 * (Wilson and Hilferty, "The distribution of chi-square", 1931), the truncation of a normal law,
 * mixtures, which are laid out on a grid, and sums, whose parts are taken as long together.
 */
export function quantileOf(law: Law, u: number): number {
  switch (law.kind) {
    case "constant":
      return law.value;
    case "uniform":
      return law.low + u * (law.high - law.low);
    case "exponential":
      return -law.mean * Math.log(1 - u);
    case "normal":
      return Math.max(law.truncatedBelow ?? 0, law.mean + normalQuantile(u) * law.deviation);
    case "lognormal": {
      const variance = Math.log(1 + law.cv2);
      return law.mean * Math.exp(normalQuantile(u) * Math.sqrt(variance) - variance / 2);
    }
    case "gamma":
      return gammaQuantile(law.shape, law.mean, u);
    case "erlang":
      return gammaQuantile(law.stages, law.mean, u);
    case "weibull":
      return law.scale * (-Math.log(1 - u)) ** (1 / law.shape);
    case "pareto":
      return law.minimum * (1 - u) ** (-1 / law.shape);
    case "geometric":
      return law.mean <= 1 ? 1 : Math.ceil(Math.log(1 - u) / Math.log(1 - 1 / law.mean));
    case "percentiles":
      return throughPercentiles(law, u);
    case "sum":
      return law.of.reduce((sum, part) => sum + quantileOf(part, u), 0);
    default:
      return weightedQuantile(layOut(law), u);
  }
}

/** A law as points that each stand for a share of it, in no order. */
export function layOut(law: Law): { value: number; weight: number }[] {
  if (law.kind === "values") return law.values.map((value) => ({ value, weight: 1 }));
  if (law.kind === "constant") return [{ value: law.value, weight: 1 }];
  if (law.kind === "mixture") {
    return law.of.flatMap((part) => {
      const points = layOut(part.law);
      const total = points.reduce((sum, point) => sum + point.weight, 0);
      return points.map(({ value, weight }) => ({ value, weight: (weight * part.weight) / total }));
    });
  }
  return Array.from({ length: GRID }, (_, i) => ({
    value: quantileOf(law, (i + 0.5) / GRID),
    weight: 1,
  }));
}

function weightedQuantile(points: { value: number; weight: number }[], u: number): number {
  const total = points.reduce((sum, point) => sum + point.weight, 0);
  let below = 0;
  for (const { value, weight } of points.sort((a, b) => a.value - b.value)) {
    below += weight;
    if (below >= u * total) return value;
  }
  return points.at(-1)?.value ?? 0;
}

function gammaQuantile(shape: number, mean: number, u: number): number {
  const root = 1 - 1 / (9 * shape) + normalQuantile(u) / (3 * Math.sqrt(shape));
  return mean * Math.max(0, root) ** 3;
}

/** Between two points the logarithm is linear in the normal score, as the engine draws it. */
function throughPercentiles(law: Extract<Law, { kind: "percentiles" }>, u: number): number {
  const minimum = law.minimum ?? 0;
  const score = normalQuantile(u);
  const scores = law.points.map(([share]) => normalQuantile(share));
  const logs = law.points.map(([, value]) => Math.log(value - minimum));
  const next = scores.findIndex((z) => z >= score);
  const last = scores.length - 1;
  const at = Math.min(Math.max(next === -1 ? last : next, 1), last);
  const [z0 = 0, z1 = 1] = [scores[at - 1], scores[at]];
  const [low = 0, high = low] = [logs[at - 1], logs[at]];
  const value = minimum + Math.exp(low + ((high - low) * (score - z0)) / (z1 - z0));
  return Math.min(value, law.maximum ?? Number.POSITIVE_INFINITY);
}
