import { delivery, queueDelivery } from "./delivery.ts";
import { TimeDistribution } from "./distribution.ts";
import { Id, Prose } from "./identifier.ts";
import { Filter } from "./message.ts";
import {
  Count,
  Duration,
  PositiveCount,
  PositiveDuration,
  PositiveRate,
  Size,
} from "./quantity.ts";
import { z } from "./zod.ts";

/**
 * Channels: where messages are stored, how much there is room for, and how long they stay. A queue
 * and a log differ only in when an entry is removed.
 */

/** A broker's own parameters, in the broker's spelling and unit ("VisibilityTimeout": 30). */
export const BrokerParameters = z
  .record(z.string().min(1), z.union([z.string(), z.number(), z.boolean()]))
  .describe("The broker's own parameters, in its spelling and unit")
  .meta({ title: "Broker parameters", id: "BrokerParameters" });

/** What every node carries for people and for its place in the picture. */
export const common = {
  name: z
    .string()
    .max(200)
    .optional()
    .describe("Name on the screen; the id if absent")
    .meta({ prose: true }),
  description: Prose.optional(),
  zone: Id.optional().describe("Zone (failure domain) that it stands in"),
};

// ---- capacity
export const Capacity = z.strictObject({
  messages: Count.optional().describe("Messages at most; unbounded if absent"),
  bytes: Size.optional().describe("Bytes at most; unbounded if absent"),
  counted: z
    .enum(["ready", "stored"])
    .prefault("ready")
    .describe("Whether messages in flight take room"),
  overflow: z
    .enum(["reject", "reject-dead-letter", "drop-head", "drop-tail", "dead-letter", "block"])
    .prefault("reject")
    .describe("What gives way when it is full; reject-dead-letter refuses and dead-letters"),
  overshoot: Count.prefault(0).describe("Messages by which the limit may be passed"),
});
/** What a stream may keep, of all its partitions together. */
const StreamCapacity = Capacity.pick({ messages: true, bytes: true, overshoot: true }).extend({
  overflow: z
    .enum(["reject", "drop-head", "block"])
    .prefault("reject")
    .describe(
      "What gives way when it is full: the new message is refused or waits for room, or the oldest ones go, read or not",
    ),
});
export const ThrottleLimit = z.strictObject({
  rate: PositiveRate.describe("Messages let in"),
  bytesPerSecond: Size.optional().describe("Bytes let in each second"),
  burst: PositiveCount.prefault(1).describe("Messages that may come at once"),
  per: z.enum(["channel", "key"]).prefault("channel").describe("What has a limit of its own"),
});
/** A stream's partitions can have limits of their own. */
export const StreamThrottle = ThrottleLimit.extend({
  per: z
    .enum(["channel", "partition", "key"])
    .prefault("channel")
    .describe("What has a limit of its own"),
});
export const Deduplication = z.strictObject({
  by: z
    .enum(["id", "content", "key"])
    .prefault("id")
    .describe("What makes two publications the same"),
  window: PositiveDuration.describe(
    "A copy is dropped when the first one came at most this long ago",
  ),
  scope: z
    .enum(["channel", "key"])
    .prefault("channel")
    .describe("Whether copies with other keys count as copies"),
});
export const Expiry = z.strictObject({
  after: PositiveDuration.optional().describe(
    "Age at which a ready message expires; only what messages carry themselves if absent",
  ),
  evaluated: z
    .enum(["anywhere", "at-head", "on-read"])
    .prefault("anywhere")
    .describe("Where in the queue age is looked at"),
});

/** What every channel has, whatever its kind. */
const channel = {
  ...common,
  broker: Id.optional().describe("Broker that holds it"),
  role: z
    .enum(["dead-letter", "retry", "reply"])
    .optional()
    .describe("Part that it plays for another channel"),
  address: z.string().optional().describe("Name on the real broker").meta({ prose: true }),
  messages: z.array(Id).optional().describe("Message types that it is meant for; any if absent"),
  latency: TimeDistribution.prefault("0 s").describe(
    "Time a publication takes to arrive; publications may overtake one another",
  ),
  throttle: ThrottleLimit.optional().describe("Limit of the rate that is let in"),
  maxMessageSize: Size.optional().describe("Larger messages are refused"),
  deduplication: Deduplication.optional().describe("Drops publications seen before"),
  transactions: z
    .boolean()
    .prefault(true)
    .describe("Whether publications can be part of a broker transaction"),
  parameters: BrokerParameters.optional(),
};

/** Copies of one channel. */
const replicas = PositiveCount.optional().describe(
  "Broker nodes that hold a copy, the leader included; as the broker says if absent",
);

/** A queue: competing consumers, a message is gone when it is settled. */
export const Queue = z
  .strictObject({
    kind: z.literal("queue"),
    ...channel,
    capacity: Capacity.prefault({}).describe("Room, and what happens when it is full"),
    discipline: z.enum(["fifo", "priority"]).prefault("fifo").describe("Order of the line"),
    maxPriority: PositiveCount.optional().describe(
      "Highest rank that counts in a priority queue; higher ones count as this one",
    ),
    durable: z
      .boolean()
      .prefault(true)
      .describe("Whether the queue survives a restart of its broker"),
    persists: z
      .enum(["all", "persistent"])
      .prefault("all")
      .describe(
        "Which messages survive a restart of its broker: all, or those that are persistent",
      ),
    replicas,
    whenDown: z
      .enum(["wait", "unroutable"])
      .optional()
      .describe(
        "What becomes of publications while its node is down: they wait for their confirm, or are confirmed as if no queue had taken them; as the broker says if absent",
      ),
    onInFlightLimit: z
      .enum(["wait", "error"])
      .prefault("wait")
      .describe(
        "What a poll is told that finds the limit of what is in flight reached; one that waits for messages waits",
      ),
    ageing: z
      .strictObject({ every: PositiveDuration.describe("Wait that raises a message by one rank") })
      .optional()
      .describe("Protects low ranks from starving"),
    expiry: Expiry.optional().describe("Time to live"),
    delay: TimeDistribution.prefault("0 s").describe("Time before a message becomes ready"),
    ...queueDelivery,
  })
  .meta({ title: "Queue", id: "Queue" });
export type Queue = z.output<typeof Queue>;

/** Settings of a subscription (consumer group) of a topic or stream. */
export const Subscription = z
  .strictObject({
    description: Prose.optional(),
    filter: Filter.optional().describe("What it lets through"),
    expiry: Expiry.optional().describe("Time to live in this subscription"),
    ...delivery,
    parameters: BrokerParameters.optional(),
  })
  .meta({ id: "Subscription" });
export type Subscription = z.output<typeof Subscription>;

const subscriptions = z
  .record(Id, Subscription)
  .prefault({})
  .describe("Subscriptions (consumer groups) with settings of their own");

/** A topic: a copy for each subscription and each bound channel. RabbitMQ exchanges are topics. */
export const Topic = z
  .strictObject({
    kind: z.literal("topic"),
    ...channel,
    routing: z
      .enum(["fanout", "direct", "pattern", "headers", "hash"])
      .prefault("fanout")
      .describe("How a message finds its bindings"),
    unroutable: z
      .enum(["drop", "error"])
      .prefault("drop")
      .describe(
        "What becomes of a message that no binding takes and no alternate link leads away: it is dropped and confirmed, or refused",
      ),
    replicas,
    subscriptions,
  })
  .meta({ title: "Topic", id: "Topic" });
export type Topic = z.output<typeof Topic>;

// ---- log
export const Retention = z.strictObject({
  age: PositiveDuration.optional().describe("Messages older than this are removed"),
  size: Size.optional().describe("The oldest go when a partition holds more"),
  messages: PositiveCount.optional().describe("The oldest go when a partition holds more"),
  granularity: z
    .enum(["message", "segment"])
    .prefault("message")
    .describe("Whether only whole segments go"),
  segment: z
    .strictObject({
      size: Size.optional().describe("Bytes after which a new segment begins"),
      age: PositiveDuration.optional().describe("Time after which a new segment begins"),
    })
    .optional()
    .describe("When a segment is closed"),
  checkEvery: PositiveDuration.optional().describe(
    "How often retention is applied; at once if absent",
  ),
});

/** A stream: a partitioned, retained log that each consumer group reads at its own position. */
export const Stream = z
  .strictObject({
    kind: z.literal("stream"),
    ...channel,
    throttle: StreamThrottle.optional().describe("Limit of the rate that is let in"),
    capacity: StreamCapacity.prefault({}).describe("Room, and what happens when it is full"),
    partitions: z
      .int()
      .min(1)
      .max(100_000)
      .prefault(1)
      .describe("Partitions; order holds within one"),
    partitioner: z
      .enum(["key", "round-robin", "sticky", "random"])
      .prefault("key")
      .describe("How a message finds its partition"),
    stickyBytes: Size.prefault("16 KiB").describe(
      "Bytes without a key that stick to one partition (sticky)",
    ),
    removal: z
      .enum(["retention", "all-settled"])
      .prefault("retention")
      .describe(
        "When a message leaves: by retention alone, or also once all subscriptions have settled it",
      ),
    retention: Retention.prefault({}).describe("How long messages stay, read or not"),
    compaction: z
      .strictObject({
        every: PositiveDuration.prefault("5 min").describe(
          "How often older messages of a key are removed",
        ),
      })
      .optional()
      .describe("Keeps only the newest message of each key; without it retention alone removes"),
    repartition: z
      .strictObject({
        at: Duration.describe("Time of the run at which they are added"),
        partitions: PositiveCount.describe("Partitions from then on"),
      })
      .optional()
      .describe("Partitions are added at this time; keys move"),
    delay: TimeDistribution.prefault("0 s").describe(
      "Time before a message may be read (retry streams)",
    ),
    subscriptions,
  })
  .meta({ title: "Stream", id: "Stream" });
export type Stream = z.output<typeof Stream>;
