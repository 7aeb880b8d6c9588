import { sinTurns } from "../kernel/elementary.ts";
import type { LoadCurve } from "../model/index.ts";

/** A cycle of several periods is looked for up to so many times the longest. */
const MAX_PERIODS = 1000;
/** Periods fit a cycle when the whole number of them is off by less: 0.3 s is not quite three times 0.1 s. */
const FIT = 1e-9;

/** Curves that multiply a rate; several multiply one another. */
export class LoadCurves {
  /** The product can never exceed this. */
  readonly maximum: number;
  /** Seconds after which the product repeats, once `settled`; ∞ when it does not, or not soon. */
  readonly cycle: number;
  /** Time from which on the curves without a period keep their last value. */
  readonly settled: number;
  private readonly curves: readonly LoadCurve[];

  constructor(curves: readonly LoadCurve[]) {
    this.curves = curves;
    this.maximum = curves.reduce((product, curve) => product * maximumOf(curve), 1);
    this.cycle = cycleOf(curves.flatMap(({ period }) => period ?? []));
    this.settled = curves.reduce((time, curve) => Math.max(time, settledOf(curve)), 0);
  }

  /** The factor at a time. */
  at(time: number): number {
    let product = 1;
    for (const curve of this.curves) product *= factorAt(curve, time);
    return product;
  }

  /** The next time at which a curve jumps or bends, or an eighth of a sinusoid ends; ∞ when the product stays as it is. */
  breakAfter(time: number): number {
    let next = Infinity;
    for (const curve of this.curves) next = Math.min(next, breakOf(curve, time));
    return next;
  }
}

function maximumOf(curve: LoadCurve): number {
  return curve.curve === "sinusoid"
    ? 1 + curve.amplitude
    : Math.max(...curve.points.map(([, factor]) => factor));
}

function settledOf(curve: LoadCurve): number {
  return curve.curve === "points" && curve.period === undefined ? curve.points.at(-1)![0] : 0;
}

function cycleOf(periods: readonly number[]): number {
  const longest = periods.reduce((a, b) => Math.max(a, b), 0);
  for (let times = 1; times <= MAX_PERIODS && longest > 0; times++) {
    const cycle = times * longest;
    if (periods.every((period) => Math.abs(cycle / period - Math.round(cycle / period)) < FIT))
      return cycle;
  }
  return Infinity;
}

function breakOf(curve: LoadCurve, time: number): number {
  const { period } = curve;
  if (period === undefined) return breakIn(curve, 0, Infinity, time);
  const turn = Math.floor(time / period);
  // The end of a period, rounded, may still count as a part of it: then the break after it is looked for.
  for (let each = turn; each <= turn + 2; each++) {
    const begin = each * period;
    if (begin > time) return begin;
    const found = breakIn(curve, begin, period, time);
    if (found < Infinity) return found;
  }
  return Infinity;
}

/** The first break of a period after a time, ∞ when there is none. */
function breakIn(curve: LoadCurve, begin: number, period: number, time: number): number {
  if (curve.curve === "points") {
    for (const [at] of curve.points) if (at < period && begin + at > time) return begin + at;
    return Infinity;
  }
  for (let eighth = 1; eighth < 8; eighth++)
    if (begin + (eighth * period) / 8 > time) return begin + (eighth * period) / 8;
  return Infinity;
}

function factorAt(curve: LoadCurve, time: number): number {
  if (curve.curve === "sinusoid") return 1 + curve.amplitude * sinTurns(time / curve.period);
  const { points, period, between } = curve;
  const t = period === undefined ? time : time - Math.floor(time / period) * period;
  let i = 0;
  while (i < points.length && points[i]![0] <= t) i++;
  const before = points[i - 1];
  const after =
    points[i] ??
    (period === undefined ? undefined : ([points[0]![0] + period, points[0]![1]] as const));
  if (before === undefined) return wrapped(points, period, t, between);
  if (after === undefined || between === "step") return before[1];
  return before[1] + ((after[1] - before[1]) * (t - before[0])) / (after[0] - before[0]);
}

/** Before the first point: the end of the last period, or the first value. */
function wrapped(
  points: readonly (readonly [number, number])[],
  period: number | undefined,
  t: number,
  between: "linear" | "step",
): number {
  const first = points[0]!;
  const last = points[points.length - 1]!;
  if (period === undefined) return first[1];
  if (between === "step") return last[1];
  const from = last[0] - period;
  return last[1] + ((first[1] - last[1]) * (t - from)) / (first[0] - from);
}
