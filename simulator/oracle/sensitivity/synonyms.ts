/** Two words of a parameter that no run can tell apart, and why that is as it should be. */
interface Synonym {
  readonly pair: string;
  readonly reason: string;
}

/** Pairs of words that mean the same to a run. Nothing may stand here that some row tells apart. */
export const SYNONYMS: readonly Synonym[] = [];

/** Pairs of words that the engine does not tell apart, and ought to: each of these is a fault of it. */
export const OPEN: readonly string[] = [];
