/** Two words of a parameter that no run can tell apart, and why that is as it should be. */
interface Synonym {
  readonly pair: string;
  readonly reason: string;
}

/** Pairs of words that mean the same to a run. Nothing may stand here that some row tells apart. */
export const SYNONYMS: readonly Synonym[] = [
  {
    pair: "Topic(topic).routing: fanout / headers",
    reason: "One rule under the names that two brokers have for it (RULES R2).",
  },
];
