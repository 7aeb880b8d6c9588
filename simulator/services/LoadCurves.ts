import { sinTurns } from "../kernel/elementary.ts";
import type { LoadCurve } from "../model/index.ts";

/** Curves that multiply a rate; several multiply one another. */
export class LoadCurves {
  /** The product can never exceed this. */
  readonly maximum: number;
  private readonly curves: readonly LoadCurve[];

  constructor(curves: readonly LoadCurve[]) {
    this.curves = curves;
    this.maximum = curves.reduce((product, curve) => product * maximumOf(curve), 1);
  }

  /** The factor at a time. */
  at(time: number): number {
    let product = 1;
    for (const curve of this.curves) product *= factorAt(curve, time);
    return product;
  }
}

function maximumOf(curve: LoadCurve): number {
  return curve.curve === "sinusoid"
    ? 1 + curve.amplitude
    : Math.max(...curve.points.map(([, factor]) => factor));
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
