import type {
  ArrivalsText,
  BackoffText,
  CountDistribution,
  KeyLaw,
  TimeDistributionText,
} from "../../model/index.ts";
import type { ArrivalsCase, BackoffCase, KeyCase, Law } from "../CaseSystem.ts";
import { Inexpressible } from "./Inexpressible.ts";

type SimpleTime = Exclude<TimeDistributionText, { distribution: "mixture" }>;

/** A number of seconds as the model writes it. */
export const seconds = (value: number): string => `${value} s`;
/** A rate per second as the model writes it. */
const perSecond = (value: number): string => `${value}/s`;

/** The law of a time. @throws Inexpressible for a law that the model has only for counts */
export function timeLaw(law: Law): TimeDistributionText {
  if (law.distribution !== "mixture") return simpleTime(law);
  const of = partsOf(law, 1).map(({ weight, law: part }) => ({ weight, value: simpleTime(part) }));
  return { distribution: "mixture", of };
}

/** A mixture of mixtures is a mixture: the weights multiply. */
function partsOf(law: Law, weight: number): { weight: number; law: Law }[] {
  if (law.distribution !== "mixture") return [{ weight, law }];
  const total = law.of.reduce((sum, part) => sum + (part.weight ?? 1), 0);
  return law.of.flatMap((part) => partsOf(part, (weight * (part.weight ?? 1)) / total));
}

function simpleTime(law: Law): SimpleTime {
  switch (law.distribution) {
    case "constant":
      return seconds(law.value);
    case "uniform":
      return { distribution: "uniform", low: seconds(law.low), high: seconds(law.high) };
    case "exponential":
      return { distribution: "exponential", mean: seconds(law.mean) };
    case "erlang":
      return { distribution: "erlang", stages: law.stages, mean: seconds(law.mean) };
    case "gamma":
      return { distribution: "gamma", shape: law.shape, mean: seconds(law.mean) };
    case "lognormal":
      return { distribution: "lognormal", mean: seconds(law.mean), cv2: law.cv2 };
    case "weibull":
      return { distribution: "weibull", shape: law.shape, scale: seconds(law.scale) };
    case "pareto":
      return { distribution: "pareto", shape: law.shape, minimum: seconds(law.minimum) };
    case "normal":
      if (law.mean < 0) throw new Inexpressible("normal with a negative mean");
      return {
        distribution: "normal",
        mean: seconds(law.mean),
        deviation: seconds(law.deviation),
        truncatedBelow: seconds(law.truncatedBelow ?? 0),
      };
    case "geometric":
    case "mixture":
      throw new Inexpressible(`${law.distribution} as the law of a time`);
  }
}

/** A time that the model has only as a constant. @throws Inexpressible when it varies */
export function constantTime(law: Law, what: string): string {
  if (law.distribution !== "constant") throw new Inexpressible(`${what} that is not constant`);
  return seconds(law.value);
}

function countLaw(law: Law): CountDistribution {
  switch (law.distribution) {
    case "constant":
      if (Number.isInteger(law.value)) return law.value;
      break;
    case "geometric":
      return { distribution: "geometric", mean: law.mean };
    case "uniform":
      if (Number.isInteger(law.low) && Number.isInteger(law.high))
        return { distribution: "uniform", low: law.low, high: law.high };
      break;
    default:
      break;
  }
  throw new Inexpressible(`poissonBatches with sizes of the law ${law.distribution}`);
}

/**
 * When a producer or saga begins something. A constant interval is a renewal process of that interval,
 * so that it is not rounded by way of a rate.
 */
export function arrivalsOf(arrivals: ArrivalsCase): ArrivalsText {
  switch (arrivals.process) {
    case "poisson":
      return { process: "poisson", rate: perSecond(arrivals.rate) };
    case "constant":
      if (arrivals.first === undefined)
        return { process: "renewal", interval: seconds(arrivals.interval) };
      return {
        process: "constant",
        rate: perSecond(1 / arrivals.interval),
        first: seconds(arrivals.first),
      };
    case "renewal":
      return { process: "renewal", interval: timeLaw(arrivals.interval) };
    case "poissonBatches":
      return {
        process: "batches",
        rate: perSecond(arrivals.rate),
        size: countLaw(arrivals.size),
      };
    case "mmpp":
      return {
        process: "mmpp",
        states: arrivals.states.map(({ rate, meanStay }) => ({
          rate: perSecond(rate),
          meanStay: seconds(meanStay),
        })),
      };
    case "sinusoidal":
      return {
        process: "poisson",
        rate: perSecond(arrivals.meanRate),
        curves: [
          { curve: "sinusoid", period: seconds(arrivals.period), amplitude: arrivals.amplitude },
        ],
      };
    case "ramp":
      return {
        process: "ramp",
        from: perSecond(arrivals.from),
        to: perSecond(arrivals.to),
        over: seconds(arrivals.over),
      };
    default:
      return instantsOf(arrivals);
  }
}

type Instants = Extract<ArrivalsCase, { process: "times" | "burst" | "randomTimes" | "closed" }>;

function instantsOf(arrivals: Instants): ArrivalsText {
  switch (arrivals.process) {
    case "times":
      return { process: "times", at: [...arrivals.at].sort((a, b) => a - b).map(seconds) };
    case "burst":
      return { process: "burst", at: seconds(arrivals.at), count: arrivals.count };
    case "randomTimes":
      return {
        process: "scattered",
        from: seconds(arrivals.between[0]),
        until: seconds(arrivals.between[1]),
        count: arrivals.count,
      };
    case "closed":
      return { process: "closed", users: arrivals.users, thinkTime: timeLaw(arrivals.think) };
  }
}

/** How the values of a key are drawn. */
export function keyLaw(key: KeyCase): KeyLaw {
  return key.distribution === "uniform"
    ? { values: "uniform", count: key.keys }
    : { values: "zipf", count: key.keys, exponent: key.exponent };
}

/** The wait between two attempts. */
export function backoffOf(backoff: BackoffCase | undefined): BackoffText {
  if (backoff === undefined) return { kind: "none" };
  switch (backoff.kind) {
    case "none":
      return { kind: "none" };
    case "fixed":
      return { kind: "fixed", delay: seconds(backoff.delay) };
    case "random":
      return { kind: "random", delay: timeLaw(backoff.delay) };
    case "schedule":
      return { kind: "schedule", delays: backoff.delays.map(seconds) };
    case "exponential": {
      const { base, factor = 2, cap, jitter } = backoff;
      if (factor < 1) throw new Inexpressible("exponential backoff with a factor below 1");
      const max = cap === undefined || cap === null ? {} : { max: seconds(cap) };
      return { kind: "exponential", first: seconds(base), factor, ...max, jitter };
    }
  }
}
