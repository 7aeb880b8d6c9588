import { z } from "zod";
import { Arrivals, activity, Lateness, Withdrawals } from "./arrival.ts";
import { common } from "./channel.ts";
import { TimeDistribution } from "./distribution.ts";
import { Id, MessageTypeName } from "./identifier.ts";
import { publisher } from "./publisher.ts";
import { Duration, PositiveCount, PositiveDuration, Ratio, Size } from "./quantity.ts";
import { CallPolicy, RateLimit, RetryPolicy } from "./retry.ts";
import { Handler } from "./step.ts";

/** A producer: where messages, or the requests of users, come from. */
export const Producer = z
  .strictObject({
    kind: z.literal("producer"),
    ...common,
    messages: z
      .record(MessageTypeName, z.number().positive())
      .describe(
        "Message types that it creates, with their relative weights; each goes along every publish link that takes it",
      ),
    arrivals: Arrivals.describe("When they come"),
    ...activity,
    lateness: Lateness.optional(),
    withdrawals: Withdrawals.optional().describe("Takes back its latest facts at times"),
    versions: z
      .record(MessageTypeName, z.string())
      .optional()
      .describe("Contract version that it writes; the newest if absent"),
    call: CallPolicy.optional().describe(
      "How it calls an endpoint: time limit and retries of the user",
    ),
    publisher,
  })
  .meta({ title: "Producer" });
export type Producer = z.output<typeof Producer>;

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
  coldStart: Duration.optional().describe("Time before an idle instance begins to work"),
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
    .union([z.literal("message"), z.strictObject({ key: Id })])
    .prefault("message")
    .describe("What makes two messages the same: the message id, or a business key"),
  store: z
    .union([z.literal("memory"), z.strictObject({ database: Id })])
    .prefault("memory")
    .describe("Where it is recorded; memory is lost with the instance"),
  record: z
    .union([z.enum(["before", "after"]), z.strictObject({ transaction: Id })])
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
        outcome: z
          .enum(["per-message", "per-batch"])
          .prefault("per-message")
          .describe("Whether one failure fails the whole batch"),
      })
      .optional()
      .describe("Asks for messages instead of being given them"),
    ack: z
      .enum(["after-handler", "before-handler"])
      .prefault("after-handler")
      .describe("When a message is acknowledged, unless the handler has an ack step"),
    commit: z
      .strictObject({
        every: PositiveCount.optional().describe("Messages"),
        interval: PositiveDuration.optional().describe("Time"),
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
  })
  .meta({ title: "Consumer" });
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
  .meta({ title: "Endpoint" });
export type Endpoint = z.output<typeof Endpoint>;

/** A dependency: an outside service. */
export const Dependency = z
  .strictObject({
    kind: z.literal("dependency"),
    ...common,
    latency: TimeDistribution.prefault("50 ms").describe("Time of an answer, its waiting apart"),
    concurrency: z
      .union([PositiveCount, z.literal("unlimited")])
      .prefault("unlimited")
      .describe("Calls that it works on at once"),
    queue: z
      .union([z.int().min(0), z.literal("unlimited")])
      .prefault("unlimited")
      .describe("Calls that may wait; more are refused"),
    errorRate: Ratio.prefault(0).describe("Share of calls that are answered with an error"),
    errorLatency: TimeDistribution.optional().describe(
      "Time of an error; that of an answer if absent",
    ),
    hangs: Ratio.prefault(0).describe("Share of calls that are never answered"),
    rateLimit: RateLimit.optional().describe("Calls beyond it are refused (429)"),
    idempotency: z
      .strictObject({
        window: PositiveDuration.optional().describe(
          "How long a key is remembered; forever if absent",
        ),
      })
      .optional()
      .describe("Honors an idempotency key: a repeated call has no second effect"),
  })
  .meta({ title: "Dependency" });
export type Dependency = z.output<typeof Dependency>;

/** A database: a store with latency, capacity and the parts that it plays. */
export const Database = z
  .strictObject({
    kind: z.literal("database"),
    ...common,
    readLatency: TimeDistribution.prefault("1 ms").describe("Time of a read, its waiting apart"),
    writeLatency: TimeDistribution.prefault("2 ms").describe(
      "Time of a write or commit, its waiting apart",
    ),
    rowLatency: Duration.prefault("0 s").describe("Further time for each row after the first"),
    concurrency: z
      .union([PositiveCount, z.literal("unlimited")])
      .prefault("unlimited")
      .describe("Operations at once (connections)"),
    errorRate: Ratio.prefault(0).describe("Share of operations that fail"),
    storage: Size.optional().describe("Room; writes fail when it is full"),
    retention: PositiveDuration.optional().describe(
      "What was stored is deleted after this time (claim checks)",
    ),
    outbox: z
      .strictObject({
        relay: z
          .discriminatedUnion("by", [
            z.strictObject({
              by: z.literal("polling"),
              every: PositiveDuration.prefault("100 ms").describe("Interval of polls"),
              batch: PositiveCount.prefault(50).describe("Messages published in one poll"),
            }),
            z.strictObject({
              by: z.literal("log-tailing"),
              latency: TimeDistribution.prefault("20 ms").describe(
                "Time from commit to publication",
              ),
            }),
          ])
          .prefault({ by: "polling" })
          .describe("How messages leave the outbox"),
        mark: z
          .enum(["after-publish", "before-publish"])
          .prefault("after-publish")
          .describe("When a message counts as sent; a crash of the relay repeats or loses it"),
        restart: Duration.prefault("5 s").describe("Time a crashed relay takes to be up again"),
        publisher,
      })
      .optional()
      .describe("Outbox table with its relay; messages leave along publish links"),
    dedupWindow: PositiveDuration.optional().describe(
      "Records of a dedup table are deleted after this time",
    ),
    eventStore: z
      .strictObject({
        snapshotEvery: PositiveCount.optional().describe("Events after which a snapshot is taken"),
        replayLatency: Duration.prefault("10 µs").describe(
          "Time to read and apply one event on load",
        ),
      })
      .optional()
      .describe("Holds events, which are replayed to load an aggregate"),
    readModel: z
      .strictObject({ of: Id.optional().describe("Database whose writes it projects") })
      .optional()
      .describe("Projection kept by a consumer; its staleness is measured at each read"),
  })
  .meta({ title: "Database" });
export type Database = z.output<typeof Database>;

/** One step of a business process that takes long and can fail. */
const SagaStep = z.strictObject({
  name: z.string().min(1).describe("Name of the step"),
  command: MessageTypeName.optional().describe("Command that starts it (orchestrated)"),
  to: Id.optional().describe("Channel of the command; the one publish link if absent"),
  starts: z
    .array(MessageTypeName)
    .optional()
    .describe("Events that show that it has begun (choreographed)"),
  completes: z
    .array(MessageTypeName)
    .optional()
    .describe("Messages that show that it is done; the ack of the command if absent"),
  fails: z.array(MessageTypeName).optional().describe("Messages that show that it was refused"),
  timeout: PositiveDuration.optional().describe("Time after which its outcome is unknown"),
  onTimeout: z
    .enum(["compensate", "retry", "wait"])
    .prefault("compensate")
    .describe("What the coordinator does then"),
  retry: RetryPolicy.optional().describe("How often the command is sent again"),
  parallel: z
    .string()
    .optional()
    .describe("Steps next to each other with the same word run side by side"),
  pivot: z
    .boolean()
    .prefault(false)
    .describe("Cannot be compensated; once it is done the saga goes forward only"),
  compensation: z
    .strictObject({
      command: MessageTypeName.optional().describe("Command that takes the step back"),
      to: Id.optional().describe("Channel of the command"),
      completes: z
        .array(MessageTypeName)
        .optional()
        .describe("Messages that show that it was taken back"),
      fails: z
        .array(MessageTypeName)
        .optional()
        .describe("Messages that show that it could not be"),
      retry: RetryPolicy.optional(),
    })
    .optional()
    .describe("How it is taken back"),
});

/** A saga: a coordinator with a state machine, or a declaration over the events of others. */
export const Saga = z
  .strictObject({
    kind: z.literal("saga"),
    ...common,
    process: z
      .string()
      .optional()
      .describe("Business process that it carries out; sagas of one process can be compared"),
    mode: z
      .enum(["orchestrated", "choreographed"])
      .describe("Led by this node, or only observed by it"),
    correlation: Id.describe("Business key of an instance"),
    begins: z
      .union([MessageTypeName, z.strictObject({ arrivals: Arrivals })])
      .describe("Message that begins an instance, or arrivals of its own"),
    steps: z.array(SagaStep).min(1).describe("Steps in order"),
    timeout: PositiveDuration.optional().describe("An instance that takes longer counts as stuck"),
    persistence: z
      .union([z.literal("none"), z.strictObject({ database: Id })])
      .prefault("none")
      .describe("Where the coordinator keeps its state; none is lost in a crash"),
    instances: PositiveCount.prefault(1).describe("Processes of the coordinator"),
    restart: Duration.prefault("5 s").describe("Time a crashed coordinator takes to be up again"),
    publisher,
  })
  .meta({ title: "Saga" });
export type Saga = z.output<typeof Saga>;
