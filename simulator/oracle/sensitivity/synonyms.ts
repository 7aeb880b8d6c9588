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

/** Of each of these, each two. */
const eachTwo = (leaf: string, values: readonly string[]): string[] =>
  values.flatMap((one, i) =>
    values.slice(i + 1).map((other) => `${leaf}: ${[one, other].sort().join(" / ")}`),
  );

/**
 * Parameters, and pairs of words, that the engine does not tell apart and ought to: each of these is a fault of it, or
 * a word that should be refused where it stands.
 */
export const OPEN: readonly string[] = [
  // What is given up goes along the dead-letter link whatever the reasons are (EndingStore: giveUp; Subscription: reject).
  ...eachTwo("Queue(queue).deadLetter.reasons", ["[]", "[rejected]", "[attempts]"]),
  // The same, and nothing gives way to a newer message in a subscription: there is no capacity that could overflow.
  ...["topic", "stream"].flatMap((kind) =>
    eachTwo(`Subscription(${kind}).deadLetter.reasons`, [
      "[]",
      "[rejected]",
      "[attempts]",
      "[overflow]",
    ]),
  ),
  // A stream is no tenant of its broker: the loss of its leader takes nothing back and counts nothing anew.
  "Subscription(stream).attempts.persisted",
  "Subscription(stream).lease.onFailover",
  ...eachTwo("Subscription(stream).lease.onFailover", ["keep", "release"]),
];
