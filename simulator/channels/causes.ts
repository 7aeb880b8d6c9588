/**
 * Why something went wrong, from closed lists: every loss, redelivery, duplicate, reordering and dead letter of a
 * run carries exactly one of these.
 */

/** Why an accepted or attempted message is gone without having been handled. */
export const LOSS_CAUSES = [
  "rejected-when-full",
  "dropped-when-full",
  "expired",
  "dead-lettered-without-target",
  "unroutable",
  "no-subscriber",
  "acknowledged-early",
  "publication-lost",
  "link-cut",
  "channel-outage",
  "too-large",
  "throttled",
  "retention",
  "node-lost",
  "storage-full",
  "publisher-gave-up",
  "client-buffer-full",
  /** A reader whose position was gone went on at the end. */
  "offset-reset",
  /** The new leader did not have it. */
  "unreplicated-tail",
  /** Too few copies were in step to take it. */
  "not-enough-replicas",
  /** It had not been written to disk when power was lost. */
  "not-synced",
  "dead-letter-cycle",
] as const;
export type LossCause = (typeof LOSS_CAUSES)[number];

/** Why a message was delivered again, or handled twice. */
export const REDELIVERY_CAUSES = [
  /** Not a redelivery: another message of the same root did the same thing. */
  "another-message",
  "handler-failed",
  "lease-expired",
  "ack-lost",
  "consumer-crashed",
  "channel-outage",
  "rebalance",
  "scale-in",
  "publisher-retry",
  "relay-retry",
  "call-retry",
  "duplicate-delivery",
  "redrive",
  "replay",
  /** The broker has ended the session of a consumer that was too slow. */
  "slow-consumer",
  /** A mirror has copied it: it was handled in the other stream as well. */
  "mirror",
] as const;
export type RedeliveryCause = (typeof REDELIVERY_CAUSES)[number];

/** Why a message was handled after one of the same key that had entered later (RULES H9). */
export const REORDERING_CAUSES = [
  /** Its queue served the other one first, which had a higher rank. */
  "priority",
  /** The channel let it wait for longer than the other one. */
  "delay",
  /** Both were delivered in order, and it was on its way for longer. */
  "latency",
  /** The other one came by another channel, or by another subscription. */
  "another-channel",
  /** Several slots or instances were at work. */
  "concurrency",
  // It was delivered, or tried, again, and what for.
  ...REDELIVERY_CAUSES.filter((cause) => cause !== "another-message"),
] as const;
export type ReorderingCause = (typeof REORDERING_CAUSES)[number];

/** Why a message was dead-lettered. */
export const DEAD_LETTER_REASONS = ["attempts", "rejected", "expired", "overflow"] as const;
export type DeadLetterReason = (typeof DEAD_LETTER_REASONS)[number];

/** Number of a loss cause in its list. */
export function lossNumber(cause: LossCause): number {
  return LOSS_CAUSES.indexOf(cause);
}

/** Number of a redelivery cause in its list. */
export function redeliveryNumber(cause: RedeliveryCause): number {
  return REDELIVERY_CAUSES.indexOf(cause);
}

/** Number of a reordering cause in its list. */
export function reorderingNumber(cause: ReorderingCause): number {
  return REORDERING_CAUSES.indexOf(cause);
}

/** Number of a dead-letter reason in its list. */
export function deadLetterNumber(reason: DeadLetterReason): number {
  return DEAD_LETTER_REASONS.indexOf(reason);
}
