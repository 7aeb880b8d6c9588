import { TimeDistribution } from "./distribution.ts";
import { Count, Duration, PositiveCount, PositiveDuration } from "./quantity.ts";
import { Backoff } from "./retry.ts";
import { z } from "./zod.ts";

/**
 * How a channel serves one subscription, in the parameter groups that all brokers share: cursor,
 * assign, lease, attempts, redeliver, dead letter, order.
 */

// ---- cursor
export const Cursor = z.strictObject({
  start: z
    .union([
      z.enum(["earliest", "latest", "last", "last-per-key"]),
      z.strictObject({ offset: Count.describe("Position in each partition, 0 for the first") }),
      z.strictObject({ age: Duration.describe("How far back it begins") }),
    ])
    .prefault("latest")
    .describe(
      "Where a subscription without a position begins: with all that is retained, only what comes, the last message, or the last of each key",
    ),
  joinsAt: Duration.optional().describe(
    "Simulated time at which the subscription comes into being",
  ),
  reset: z
    .enum(["earliest", "latest", "error"])
    .prefault("latest")
    .describe("What happens when the position no longer exists"),
  isolation: z
    .enum(["read-uncommitted", "read-committed"])
    .prefault("read-uncommitted")
    .describe("Whether messages of open or aborted transactions are seen"),
  idleExpiry: Duration.optional().describe(
    "Time without any consumer after which the subscription is forgotten, with its position and what it holds; at once for 0 s (ephemeral), never if absent",
  ),
});

// ---- assign
export const Assign = z.strictObject({
  mode: z
    .enum(["competing", "partition-exclusive", "key-exclusive", "single-active", "broadcast"])
    .optional()
    .describe(
      "Who may get a message; competing for topics, partition-exclusive for streams if absent; with broadcast each instance has a copy of its own",
    ),
  dispatch: z
    .enum(["round-robin", "first-waiting", "priority", "random"])
    .prefault("round-robin")
    .describe("Which of several free instances gets the next message"),
  strategy: z
    .enum(["range", "round-robin", "sticky", "cooperative-sticky"])
    .prefault("range")
    .describe("How partitions are shared out"),
  transfer: z
    .enum(["none", "eager", "cooperative", "incremental", "lease-steal"])
    .optional()
    .describe(
      "What a change of members stops; eager, or cooperative with cooperative-sticky, if absent",
    ),
  membership: z
    .enum(["dynamic", "static"])
    .prefault("dynamic")
    .describe(
      "Whether a process that comes back is a new member, or has a name of its own and goes on with its partitions",
    ),
  sessionTimeout: PositiveDuration.prefault("45 s").describe(
    "A silent member is removed after this time",
  ),
  heartbeat: PositiveDuration.prefault("3 s").describe("Interval of heartbeats"),
  pollTimeout: PositiveDuration.prefault("5 min").describe(
    "A member that does not poll for this long is removed",
  ),
  joinDelay: Duration.prefault("3 s").describe(
    "Wait for further members before a first assignment",
  ),
  rebalancePause: Duration.optional().describe(
    "Time a rebalance takes once all members have joined",
  ),
});

// ---- lease
export const Lease = z.strictObject({
  timeout: PositiveDuration.optional().describe(
    "Time after delivery at which an unacknowledged message is taken back (ack deadline, visibility timeout); never if absent",
  ),
  startsAt: z
    .enum(["delivery", "handling"])
    .prefault("delivery")
    .describe("What the time runs from"),
  renewEvery: PositiveDuration.optional().describe(
    "The consumer extends the lease this often while it works",
  ),
  renewAtMost: PositiveDuration.optional().describe("Longest total lease"),
  onDisconnect: z
    .enum(["release-now", "until-timeout"])
    .prefault("release-now")
    .describe(
      "What the crash of a consumer, whose connection closes, does to what it held: it is taken back at once, or when its lease ends",
    ),
  lateAck: z
    .enum(["accepted", "ignored"])
    .prefault("ignored")
    .describe("What an ack does that comes after the lease"),
  checkEvery: Duration.optional().describe("Leases are looked at this often; at once if absent"),
  onFailover: z
    .enum(["release", "keep"])
    .prefault("release")
    .describe("What the loss of the leader's node does to what consumers hold"),
  onExpiry: z
    .enum(["release", "disconnect"])
    .prefault("release")
    .describe("Whether only the message is taken back, or all that its consumer holds"),
});

// ---- attempts and redelivery
export const DeliveryAttempts = z.strictObject({
  limit: PositiveCount.optional().describe(
    "Deliveries that count, after which the message is given up; no limit if absent",
  ),
  counts: z
    .array(z.enum(["deliver", "lease-expiry", "nack", "reject", "disconnect"]))
    .prefault(["lease-expiry", "disconnect"])
    .describe("What counts as an attempt for the broker"),
  checkedAt: z
    .enum(["return", "next-receive"])
    .prefault("return")
    .describe("When the limit is looked at"),
  onExceeded: z
    .enum(["dead-letter", "drop", "park"])
    .prefault("dead-letter")
    .describe("What becomes of the message then"),
  persisted: z.boolean().prefault(true).describe("Whether the count survives a failover"),
});
export const Redelivery = z.strictObject({
  position: z
    .enum(["original", "returns-first", "tail"])
    .prefault("original")
    .describe("Where what was taken back is put"),
  nackPosition: z
    .enum(["original", "returns-first", "tail"])
    .prefault("tail")
    .describe("Where a negatively acknowledged message is put after its delay"),
  delay: Backoff.optional().describe("The broker's own wait before it delivers again"),
  delays: z
    .array(z.enum(["lease-expiry", "nack", "reject", "disconnect"]))
    .prefault(["lease-expiry", "disconnect"])
    .describe("Ways of coming back that have to wait"),
  bypassesInFlightLimit: z
    .boolean()
    .prefault(false)
    .describe("Whether redeliveries ignore the limit of what is in flight"),
});
/** Why a message is given up. */
export const DeadLetterReason = z.enum(["rejected", "attempts", "expired", "overflow"]);
export const DeadLettering = z.strictObject({
  reasons: z
    .array(DeadLetterReason)
    .prefault(["rejected", "attempts", "expired"])
    .describe("What sends a message along the dead-letter link"),
  safety: z
    .enum(["at-most-once", "at-least-once"])
    .prefault("at-most-once")
    .describe("Whether the message leaves before its arrival is confirmed"),
  clock: z
    .enum(["keeps", "resets"])
    .prefault("resets")
    .describe("Whether its age goes on or begins anew"),
  cycles: z
    .enum(["allow", "drop"])
    .prefault("allow")
    .describe(
      "Whether a message is dropped that comes back to a channel where it was given up, when nobody has rejected it on its way",
    ),
  retryEvery: PositiveDuration.prefault("3 min").describe(
    "Wait before a dead letter that was not taken is sent again, when it must not be lost",
  ),
});

// ---- order
export const Order = z.strictObject({
  maxInFlight: z
    .union([PositiveCount, z.literal("batch")])
    .optional()
    .describe(
      "Deliveries of one key (stream: of one partition) that may be open at once, or those of one batch",
    ),
  failureBlocks: z
    .boolean()
    .prefault(false)
    .describe("Whether what comes later of a key waits for a failed message"),
});

/** What a queue and a subscription have in common. */
const service = {
  lease: Lease.prefault({}).describe("How long a delivery may stay unacknowledged"),
  attempts: DeliveryAttempts.prefault({}).describe("When the broker gives a message up"),
  redeliver: Redelivery.prefault({}).describe("Order and timing after a failure"),
  deadLetter: DeadLettering.prefault({}).describe(
    "What happens to what is given up; the target is a dead-letter link",
  ),
  order: Order.prefault({}).describe("Order promised"),
  maxInFlight: PositiveCount.optional().describe(
    "Unacknowledged messages of the whole subscription at most",
  ),
  slowConsumer: z
    .enum(["wait", "drop", "disconnect"])
    .prefault("wait")
    .describe("What happens to a message for a consumer whose prefetch is used up"),
  deliveryLatency: TimeDistribution.prefault("0 s").describe(
    "Time from the channel to the consumer",
  ),
  ackLatency: TimeDistribution.prefault("0 s").describe(
    "Time from the consumer back to the channel, for an ack",
  ),
};

/** How a subscription of a topic or stream is served. */
export const delivery = {
  cursor: Cursor.prefault({}).describe("Position and where it begins"),
  assign: Assign.prefault({}).describe("Which consumer gets what"),
  ...service,
};

/** How a queue is served: it has no positions and no partitions, what is settled is gone. */
export const queueDelivery = {
  assign: Assign.pick({ dispatch: true })
    .extend({
      mode: z
        .enum(["competing", "key-exclusive", "single-active"])
        .optional()
        .describe("Who may get a message; competing if absent"),
    })
    .prefault({})
    .describe("Which consumer gets what"),
  ...service,
};
