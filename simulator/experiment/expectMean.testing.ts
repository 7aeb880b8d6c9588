import { expect } from "vitest";

/**
 * 20 replications with the seeds 1 … 20, and Student's t of 99 % with 19 degrees of freedom. Each replication
 * gives one value, so nothing is asked of what happens inside of it. The lengths are such that the interval is
 * narrower than 5 % of the value: an error of a tenth is then found in practically every case.
 */
const REPLICATIONS = 20;
const T_99 = 2.861;
const NARROW = 0.05;

/** Holds the mean of one value a replication against theory. */
export function expectMean(theory: number, measure: (seed: number) => number): void {
  const values = Array.from({ length: REPLICATIONS }, (_, i) => measure(i + 1));
  const mean = values.reduce((a, b) => a + b) / REPLICATIONS;
  const squares = values.reduce((total, value) => total + (value - mean) ** 2, 0);
  const halfWidth = T_99 * Math.sqrt(squares / (REPLICATIONS - 1) / REPLICATIONS);
  expect(halfWidth / theory).toBeLessThan(NARROW);
  expect(Math.abs(mean - theory)).toBeLessThan(halfWidth);
}
