import type { KeyLaw } from "../../../simulator/index.ts";

/** Frequent values that are laid out one by one; the long tail after them spreads evenly. */
const MOST_VALUES = 100_000;

/**
 * Share of the messages that the fullest partition gets, when the value number i of a key goes to
 * partition i mod n. Values of "unique" keys are in turn, so each partition gets the same.
 */
export function hottestShare(law: KeyLaw, partitions: number): number {
  const known = shares.get(law)?.get(partitions);
  if (known !== undefined) return known;
  const share = worked(law, partitions);
  const table = shares.get(law) ?? new Map<number, number>();
  shares.set(law, table.set(partitions, share));
  return share;
}

/** Laws are long sums and streams many; a law that was read is not changed any more. */
const shares = new WeakMap<KeyLaw, Map<number, number>>();

function worked(law: KeyLaw, partitions: number): number {
  switch (law.values) {
    case "unique":
      return 1 / partitions;
    case "uniform":
      return Math.ceil(law.count / partitions) / law.count;
    case "weights":
      return hottest(law.weights, partitions, 0);
    case "zipf": {
      const count = Math.min(law.count, MOST_VALUES);
      const weights = Array.from({ length: count }, (_, i) => (i + 1) ** -law.exponent);
      return hottest(weights, partitions, tail(count, law.count, law.exponent));
    }
  }
}

function hottest(weights: readonly number[], partitions: number, rest: number): number {
  const sums = new Float64Array(partitions).fill(rest / partitions);
  for (const [i, weight] of weights.entries())
    sums[i % partitions] = (sums[i % partitions] ?? 0) + weight;
  const total = sums.reduce((sum, each) => sum + each, 0);
  return total > 0 ? Math.max(...sums) / total : 1 / partitions;
}

/** Sum of k^(−s) for first < k ≤ last, as the integral between the half steps. */
function tail(first: number, last: number, s: number): number {
  if (last <= first) return 0;
  const [from, to] = [first + 0.5, last + 0.5];
  if (Math.abs(s - 1) < 1e-9) return Math.log(to / from);
  return (to ** (1 - s) - from ** (1 - s)) / (1 - s);
}
