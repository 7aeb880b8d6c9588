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
const words = (subscription: string, list: readonly string[]): string[] =>
  list.map((word) => `Subscription(${subscription}).${word}`);

/** Parameters that change nothing where they stand, though nobody refuses them or says that they are not simulated. */
const OPEN_LEAVES: ReadonlySet<string> = new Set([
  // A group that shares partitions has no leases, attempts or times to live of single messages (Group).
  ...words("stream", [
    "assign.dispatch",
    "attempts.limit",
    "attempts.counts",
    "attempts.checkedAt",
    "attempts.onExceeded",
    "attempts.persisted",
    "deadLetter.clock",
    "deadLetter.cycles",
    "deadLetter.reasons",
    "deadLetter.retryEvery",
    "deadLetter.safety",
    "expiry.after",
    "expiry.evaluated",
    "lease.timeout",
    "lease.startsAt",
    "lease.renewEvery",
    "lease.renewAtMost",
    "lease.onDisconnect",
    "lease.lateAck",
    "lease.checkEvery",
    "lease.onFailover",
    "lease.onExpiry",
    "maxInFlight",
    "order.failureBlocks",
    "redeliver.bypassesInFlightLimit",
    "redeliver.delay",
    "redeliver.delays",
    "redeliver.nackPosition",
    "redeliver.position",
    "slowConsumer",
  ]),
  // A group that shares messages has no partitions and no positions (Shares): it begins with all that comes, or with
  // all that is there, and sees what is aborted.
  ...words("shared", [
    "assign.heartbeat",
    "assign.joinDelay",
    "assign.membership",
    "assign.pollTimeout",
    "assign.rebalancePause",
    "assign.sessionTimeout",
    "assign.strategy",
    "assign.transfer",
    "cursor.isolation",
    "cursor.reset",
    "cursor.start.age",
    "cursor.start.offset",
  ]),
  // A stream is no tenant of its broker: the loss of its leader takes nothing back and counts nothing anew (zoneFaults).
  ...words("shared", ["attempts.persisted", "lease.onFailover"]),
]);

const OPEN_PAIRS: ReadonlySet<string> = new Set([
  // What is given up goes along the dead-letter link whatever the reasons are (EndingStore.giveUp, Subscription.reject).
  ...eachTwo("Queue(queue).deadLetter.reasons", ["[]", "[rejected]", "[attempts]"]),
  // The same, and nothing gives way to a newer message in a subscription: it has no capacity that could overflow.
  ...["topic", "shared"].flatMap((kind) =>
    eachTwo(`Subscription(${kind}).deadLetter.reasons`, [
      "[]",
      "[rejected]",
      "[attempts]",
      "[overflow]",
    ]),
  ),
  ...eachTwo("Subscription(shared).cursor.start", ["last", "last-per-key", "latest"]),
]);

/**
 * Parameters, and pairs of words, that the engine does not tell apart and ought to: each of these is a fault of it, or
 * something that ought to be refused where it stands.
 */
export const isOpen = (goal: string): boolean =>
  OPEN_LEAVES.has(goal.split(": ")[0]!) || OPEN_PAIRS.has(goal);

/** All that is open, by name. */
export const OPEN: readonly string[] = [...OPEN_LEAVES, ...OPEN_PAIRS];
