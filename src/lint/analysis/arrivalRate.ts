import { type Arrivals, lawOf, meanOf } from "../../../simulator/index.ts";

type Curves = Extract<Arrivals, { process: "poisson" }>["curves"];
type Curve = NonNullable<Curves>[number];

/**
 * Mean rate of a process of arrivals while it goes on, in 1/s; of what changes for good (ramps,
 * curves without a period) the rate at which it stays. Undefined where the rate is not the
 * producer's own to say: single bursts and instants, and closed populations, whose rate follows from
 * how fast they are answered.
 */
export function arrivalRate(arrivals: Arrivals): number | undefined {
  switch (arrivals.process) {
    case "poisson":
    case "constant":
      return arrivals.rate * meanFactor(arrivals.curves);
    case "batches":
      return arrivals.rate * meanOf(lawOf(arrivals.size)) * meanFactor(arrivals.curves);
    case "renewal":
      return 1 / meanOf(lawOf(arrivals.interval));
    case "mmpp": {
      const time = sum(arrivals.states.map((state) => state.meanStay));
      return sum(arrivals.states.map((state) => state.rate * state.meanStay)) / time;
    }
    case "ramp":
      return arrivals.to;
    case "scattered":
      return arrivals.until > arrivals.from
        ? arrivals.count / (arrivals.until - arrivals.from)
        : undefined;
    case "recorded":
      return recordedRate(arrivals);
    case "times":
    case "burst":
    case "closed":
      return undefined;
  }
}

function recordedRate(arrivals: Extract<Arrivals, { process: "recorded" }>): number | undefined {
  const { seconds, repeatEvery, speed = 1 } = arrivals;
  const length = repeatEvery ?? seconds.at(-1) ?? 0;
  return length > 0 ? (seconds.length / length) * speed : undefined;
}

function meanFactor(curves: Curves): number {
  return (curves ?? []).reduce((product, curve) => product * meanOfCurve(curve), 1);
}

/** Over a period; the last value where there is none. A sinusoid goes evenly around 1. */
function meanOfCurve(curve: Curve): number {
  if (curve.curve === "sinusoid") return 1;
  const { points, period, between } = curve;
  const last = points.at(-1)?.[1] ?? 1;
  if (period === undefined) return last;
  let area = 0;
  let [time, factor] = [0, points[0]?.[1] ?? 1];
  for (const [at, next] of points) {
    const until = Math.min(at, period);
    area += (until - time) * (between === "linear" ? (factor + next) / 2 : factor);
    [time, factor] = [until, next];
  }
  return (area + (period - time) * factor) / period;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
