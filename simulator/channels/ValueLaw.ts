import { pow } from "../kernel/elementary.ts";
import type { KeyLaw } from "../model/index.ts";

/** How the values of a key or attribute are drawn: cumulative weights, a count of equal values, or a new one each time. */
export type ValueLaw =
  | { readonly kind: "unique" }
  | { readonly kind: "uniform"; readonly count: number }
  | { readonly kind: "weights"; readonly cumulative: Float64Array };

/** How the values of a key are drawn. */
export function keyLaw(law: KeyLaw): ValueLaw {
  switch (law.values) {
    case "unique":
      return { kind: "unique" };
    case "uniform":
      return { kind: "uniform", count: law.count };
    case "weights":
      return weightsLaw(law.weights);
    case "zipf":
      return weightsLaw(zipfWeights(law.count, law.exponent));
  }
}

/** 1/k^exponent for k = 1 … count. */
function zipfWeights(count: number, exponent: number): Float64Array {
  const weights = new Float64Array(count);
  for (let k = 1; k <= count; k++) weights[k - 1] = 1 / pow(k, exponent);
  return weights;
}

/** Each value with its relative weight. */
export function weightsLaw(weights: ArrayLike<number>): ValueLaw {
  const cumulative = Float64Array.from(weights);
  const total = cumulative.reduce((sum, weight) => sum + weight, 0);
  let reached = 0;
  for (let i = 0; i < cumulative.length; i++) {
    reached += cumulative[i]! / total;
    cumulative[i] = reached;
  }
  return { kind: "weights", cumulative };
}

/** First index whose cumulative weight exceeds u. */
export function indexIn(cumulative: Float64Array, u: number): number {
  let low = 0;
  let high = cumulative.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (u < cumulative[middle]!) high = middle;
    else low = middle + 1;
  }
  return low;
}
