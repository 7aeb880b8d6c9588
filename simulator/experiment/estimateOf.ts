import { normalQuantile } from "../kernel/elementary.ts";

/** A mean of independent runs. */
export interface Estimate {
  readonly mean: number;
  /** Half the width of the 95 % confidence interval; absent with a single run. */
  readonly halfWidth?: number;
}

/** 97.5 % quantiles of Student's t by degrees of freedom from 1 (Abramowitz and Stegun, table 26.10). */
const T = [12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228];

/** Mean and confidence interval of the results of independent runs. */
export function estimateOf(values: readonly number[]): Estimate {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  if (n < 2) return { mean };
  const squares = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
  return { mean, halfWidth: quantileOf(n - 1) * Math.sqrt(squares / (n - 1) / n) };
}

/** Beyond the table, the expansion of Fisher and Cornish to its first term. */
function quantileOf(freedom: number): number {
  const z = normalQuantile(0.975);
  return T[freedom - 1] ?? z + (z * z * z + z) / (4 * freedom);
}
