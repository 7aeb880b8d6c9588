import type { Quantity, Rule } from "../OracleFile.ts";
import { studentT } from "./studentT.ts";

/** Why a quantity passes or does not. */
export type Verdict = "pass" | "outside" | "wide" | "missing";

/** What the rule says of one quantity. */
export interface Judgement {
  verdict: Verdict;
  /** Mean over the replications; for an exact quantity the worst of them; NaN when missing. */
  measured: number;
  /** Half-width of the interval; 0 when exact. */
  halfWidth: number;
}

/** Room for rounding. */
const EXACT_ROUNDING = 1e-12;
const INTERVAL_ROUNDING = 1e-9;

/**
 * Judges the values of a quantity, one of each replication.
 *
 * Exact: each value is within `absolute` of the expected one. Interval: with h the half-width of the
 * confidence interval of level 1 − `perQuantityError`, the reference's own error included, it must be
 * narrow, h ≤ precision · |value|, and the expected value within h of the mean, with room for rounding
 * or, for quantiles, for the resolution of a histogram.
 */
export function judge(quantity: Quantity, values: readonly number[], rule: Rule): Judgement {
  if (values.some((value) => !Number.isFinite(value)))
    return { verdict: "missing", measured: Number.NaN, halfWidth: 0 };
  if (quantity.decision === "exact") return judgeExact(quantity, values);
  const { mean, halfWidth } = interval(quantity, values, rule);
  const expected = Math.abs(quantity.value);
  const slack = isQuantile(quantity.metric)
    ? rule.quantileResolution * expected
    : INTERVAL_ROUNDING * Math.max(1, expected);
  const narrow = isNarrow(quantity, halfWidth);
  const inside = Math.abs(mean - quantity.value) <= halfWidth + slack;
  return { verdict: !narrow ? "wide" : inside ? "pass" : "outside", measured: mean, halfWidth };
}

/** Whether more replications are needed to decide. Looks at the width alone. */
export function needsMore(quantity: Quantity, values: readonly number[], rule: Rule): boolean {
  if (quantity.decision === "exact" || values.some((value) => !Number.isFinite(value)))
    return false;
  return !isNarrow(quantity, interval(quantity, values, rule).halfWidth);
}

function judgeExact(quantity: Quantity, values: readonly number[]): Judgement {
  let measured = quantity.value;
  for (const value of values)
    if (Math.abs(value - quantity.value) >= Math.abs(measured - quantity.value)) measured = value;
  const off = Math.abs(measured - quantity.value);
  const passes = off <= (quantity.absolute ?? 0) + EXACT_ROUNDING;
  return { verdict: passes ? "pass" : "outside", measured, halfWidth: 0 };
}

function isNarrow(quantity: Quantity, halfWidth: number): boolean {
  return halfWidth <= (quantity.precision ?? 0) * Math.abs(quantity.value);
}

function interval(quantity: Quantity, values: readonly number[], rule: Rule) {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  if (n < 2) return { mean, halfWidth: Number.POSITIVE_INFINITY };
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const ownError = squares / (n - 1) / n;
  const t = studentT(rule.perQuantityError / 2, n - 1);
  return { mean, halfWidth: t * Math.sqrt(ownError + (quantity.standardError ?? 0) ** 2) };
}

function isQuantile(metric: string): boolean {
  return /\.p(50|95|99)$/.test(metric);
}
