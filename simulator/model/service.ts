import { BrokerParameters, common } from "./channel.ts";
import { TimeDistribution } from "./distribution.ts";
import { Id, MessageTypeName } from "./identifier.ts";
import { publisher } from "./publisher.ts";
import { Duration, PositiveCount, PositiveDuration } from "./quantity.ts";
import { RateLimit, RetryPolicy } from "./retry.ts";
import { Handler } from "./step.ts";
import { z } from "./zod.ts";

/** Adds and removes instances as load changes. */
export const Autoscaling = z.strictObject({
  minimum: z.int().min(0).prefault(1).describe("Instances at least; 0 scales to nothing"),
  maximum: PositiveCount.describe("Instances at most"),
  on: z.enum(["lag", "lag-seconds", "utilization"]).prefault("lag").describe("What is watched"),
  target: z
    .number()
    .positive()
    .describe("Messages of lag for each instance, seconds of lag, or share of busy slots"),
  every: PositiveDuration.prefault("15 s").describe("How often it looks"),
  startup: Duration.prefault("30 s").describe("Time from the decision to a working instance"),
  cooldown: Duration.prefault("5 min").describe("Wait before instances are removed"),
});

/** How a service protects itself. */
const protection = {
  rateLimit: RateLimit.optional().describe("Limit of what it starts"),
  concurrencyLimit: PositiveCount.optional().describe("Handlers of all instances at once, at most"),
  shedding: z
    .strictObject({
      above: PositiveCount.describe(
        "Waiting requests or messages beyond which new ones are refused",
      ),
    })
    .optional()
    .describe("Load shedding"),
};

/** Instances × concurrency, their life and death. */
const capacity = {
  instances: z.int().min(0).max(100_000).prefault(1).describe("Processes, which crash one by one"),
  concurrency: z
    .union([PositiveCount, z.literal("unlimited")])
    .prefault(1)
    .describe("Handlers that one instance runs at once"),
  restart: Duration.prefault("5 s").describe("Time a crashed instance takes to be up again"),
  coldStart: TimeDistribution.optional().describe("Time before an idle instance begins to work"),
  keepWarm: Duration.prefault("0 s").describe("Time an instance stays warm after its last work"),
  autoscaling: Autoscaling.optional().describe("Adds and removes instances"),
};

/** Contract versions on both sides of a service. */
const contracts = {
  reads: z
    .record(MessageTypeName, z.array(z.string()))
    .optional()
    .describe("Contract versions that it can read; all if absent"),
  writes: z
    .record(MessageTypeName, z.string())
    .optional()
    .describe("Contract version that it writes; the newest if absent"),
};

/** Recognizes what was done before. */
export const ConsumerDeduplication = z.strictObject({
  by: z
    .union([
      z.literal("message"),
      z.strictObject({ key: Id.describe("Business key of the message") }),
    ])
    .prefault("message")
    .describe("What makes two messages the same: the message id, or a business key"),
  store: z
    .union([
      z.literal("memory"),
      z.strictObject({ database: Id.describe("Database that keeps the records") }),
    ])
    .prefault("memory")
    .describe("Where it is recorded; memory is lost with the instance"),
  record: z
    .union([
      z.enum(["before", "after"]),
      z.strictObject({ transaction: Id.describe("Name of the transaction of its steps") }),
    ])
    .prefault("after")
    .describe(
      "When it is recorded: before the work, after it, or in one transaction with steps of it",
    ),
  window: PositiveDuration.optional().describe("How long a record is kept; forever if absent"),
});

/** A consumer: a service that handles messages. */
export const Consumer = z
  .strictObject({
    kind: z.literal("consumer"),
    ...common,
    ...capacity,
    prefetch: z
      .union([PositiveCount, z.literal("unlimited")])
      .optional()
      .describe("Unacknowledged messages that one instance may hold; its concurrency if absent"),
    poll: z
      .strictObject({
        batch: PositiveCount.prefault(1).describe("Messages taken at once, at most"),
        interval: Duration.optional().describe(
          "Pause after a poll that found nothing; waits for the next message if absent",
        ),
        window: Duration.optional().describe("Waits this long for a batch to fill"),
        wait: Duration.optional().describe("Long poll: waits this long for a first message"),
        handOff: PositiveDuration.optional().describe(
          "Hands what it polls to its handlers and polls again after this time, whether they have finished or not (streams)",
        ),
        outcome: z
          .enum(["per-message", "per-batch"])
          .prefault("per-message")
          .describe("Whether one failure fails the whole batch"),
      })
      .optional()
      .describe("Asks for messages instead of being given them"),
    ack: z
      .enum(["after-handler", "before-handler", "on-delivery"])
      .prefault("after-handler")
      .describe(
        "When a message is acknowledged, unless the handler has an ack step; on-delivery settles it before the consumer has seen it",
      ),
    commit: z
      .strictObject({
        every: PositiveCount.optional().describe("Messages"),
        interval: PositiveDuration.optional().describe("Time"),
        beforeLeaving: z
          .boolean()
          .prefault(true)
          .describe("Commits what it has handled before it gives a partition up"),
      })
      .optional()
      .describe("How often a stream's position is committed; after each message if absent"),
    timeLimit: PositiveDuration.optional().describe("A handler that takes longer fails"),
    handlers: z
      .record(z.union([MessageTypeName, z.literal("*")]), Handler)
      .describe('Steps for each message type; "*" for all others'),
    retry: RetryPolicy.prefault({}).describe("What happens when a handler fails"),
    deduplication: ConsumerDeduplication.optional().describe(
      "Recognizes messages that it has handled",
    ),
    ...protection,
    ...contracts,
    publisher,
    parameters: BrokerParameters.optional(),
  })
  .meta({ title: "Consumer", id: "Consumer" });
export type Consumer = z.output<typeof Consumer>;

/** An endpoint: a synchronous entry point whose handler answers a caller. */
export const Endpoint = z
  .strictObject({
    kind: z.literal("endpoint"),
    ...common,
    ...capacity,
    path: z
      .string()
      .optional()
      .describe("Method and path, such as POST /orders")
      .meta({ prose: true }),
    queue: z
      .union([z.int().min(0), z.literal("unlimited")])
      .prefault("unlimited")
      .describe("Requests that may wait for a slot; more are refused"),
    timeLimit: PositiveDuration.optional().describe("A handler that takes longer fails"),
    handler: Handler.describe("Steps; the answer goes out at the reply step, or at the end"),
    ...protection,
    ...contracts,
    publisher,
  })
  .meta({ title: "Endpoint", id: "Endpoint" });
export type Endpoint = z.output<typeof Endpoint>;
