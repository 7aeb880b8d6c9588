import { Fault } from "./fault.ts";
import { Id, Prose } from "./identifier.ts";
import { Count, Duration, PositiveDuration, Ratio } from "./quantity.ts";
import { z } from "./zod.ts";

/** A seed: any whole number that a double holds exactly. */
export const Seed = z.int().min(0).max(Number.MAX_SAFE_INTEGER);

/** What is run: how long, from which seed, and what goes wrong on the way. */
export const Scenario = z.strictObject({
  name: z.string().max(200).optional().describe("What it is called").meta({ prose: true }),
  description: Prose.optional(),
  duration: PositiveDuration.prefault("10 min").describe("Simulated time"),
  warmUp: Duration.prefault("0 s").describe("Time after which counting begins; the state stays"),
  drain: z
    .boolean()
    .prefault(false)
    .describe(
      "After the duration nothing new is produced and the run goes on until nothing is left to do",
    ),
  seed: Seed.prefault(1).describe("Another seed, another history of the same law"),
  faults: z.record(Id, Fault).prefault({}).describe("What goes wrong"),
});
export type Scenario = z.output<typeof Scenario>;
export type ScenarioText = z.input<typeof Scenario>;

/** A measurable promise, held against a run. */
const bound = z.int().min(0).prefault(0).describe("At most so many");
const promise = {
  name: z.string().max(200).optional().describe("The promise in words").meta({ prose: true }),
};

export const Objective = z.discriminatedUnion("objective", [
  z
    .strictObject({
      objective: z.literal("latency"),
      ...promise,
      of: z
        .union([
          z.strictObject({ node: Id.describe("Node that answers") }),
          z.strictObject({
            from: Id.describe("Message type with which the time begins"),
            to: Id.describe("Message type with which it ends"),
          }),
        ])
        .describe(
          "Response time of a node (consumer: entering the channel to the end there), or from one message type to another of the same correlation",
        ),
      where: z
        .record(Id, z.array(z.string()).min(1))
        .optional()
        .describe("Only messages whose attribute has one of these values"),
      percentile: z.number().gt(0).lt(1).prefault(0.99).describe("Which percentile, from 0 to 1"),
      below: PositiveDuration.describe("The percentile is under this"),
    })
    .describe("A percentile of a time is short enough"),
  z
    .strictObject({
      objective: z.literal("lost"),
      ...promise,
      message: Id.optional().describe("Message type; all if absent"),
      atMost: bound,
    })
    .describe("No accepted message is lost"),
  z
    .strictObject({
      objective: z.literal("dead-lettered"),
      ...promise,
      channel: Id.optional().describe("Channel that they come from; all if absent"),
      atMost: bound,
    })
    .describe("Few messages are dead-lettered"),
  z
    .strictObject({
      objective: z.literal("duplicates"),
      ...promise,
      node: Id.optional().describe("Consumer; all if absent"),
      effect: z.string().optional().describe("Effect that is counted; whole messages if absent"),
      atMost: bound,
    })
    .describe("Nothing is done twice"),
  z
    .strictObject({
      objective: z.literal("depth"),
      ...promise,
      channel: Id.describe("Channel that is looked at"),
      atMost: Count.describe("Messages ready in it, at most"),
      at: z
        .enum(["any-time", "end"])
        .prefault("any-time")
        .describe("Whether it holds at every moment, or at the end"),
    })
    .describe("A channel does not fill up"),
  z
    .strictObject({
      objective: z.literal("lag"),
      ...promise,
      node: Id.describe("Consumer"),
      below: Count.describe("Messages of lag"),
      within: PositiveDuration.optional().describe(
        "Back under it this long after each fault; always if absent",
      ),
    })
    .describe("A consumer keeps up"),
  z
    .strictObject({
      objective: z.literal("lag-time"),
      ...promise,
      node: Id.describe("Consumer"),
      below: PositiveDuration.describe("Age of the oldest message that waits"),
      within: PositiveDuration.optional().describe(
        "Back under it this long after each fault; always if absent",
      ),
    })
    .describe("A consumer is not far behind in time"),
  z
    .strictObject({
      objective: z.literal("availability"),
      ...promise,
      node: Id.describe("Endpoint, dependency or consumer, or a producer for what its users see"),
      atLeast: Ratio.describe("Share of requests or messages that end well"),
      within: PositiveDuration.optional().describe(
        "Back at it this long after each fault ends; over the whole run if absent",
      ),
    })
    .describe("Most requests succeed"),
  z
    .strictObject({
      objective: z.literal("order"),
      ...promise,
      node: Id.optional().describe("Consumer; all if absent"),
      message: Id.optional().describe("Message type; all that rely on order if absent"),
      atMost: bound,
    })
    .describe("Nothing overtakes where order is relied on"),
  z
    .strictObject({
      objective: z.literal("reads"),
      ...promise,
      database: Id.describe("Database that is read"),
      breach: z
        .enum(["absent", "stale"])
        .describe("The row that must be present is not; or it lacks the reader's own write"),
      atMost: bound,
    })
    .describe("Readers find what they rely on"),
  z
    .strictObject({
      objective: z.literal("replies"),
      ...promise,
      channel: Id.describe("Reply channel"),
      outcome: z
        .enum(["late", "orphan"])
        .prefault("late")
        .describe("After the caller gave up, or without anyone who had asked"),
      atMost: bound,
    })
    .describe("Replies find the one who asked"),
  z
    .strictObject({
      objective: z.literal("throughput"),
      ...promise,
      node: Id.describe("Consumer, or another node that handles something"),
      atLeast: z.number().positive().describe("Messages per second"),
    })
    .describe("Enough gets done"),
  z
    .strictObject({
      objective: z.literal("utilization"),
      ...promise,
      node: Id.describe("Service, dependency or database"),
      below: Ratio.describe("Share of its capacity that is in use, on average"),
    })
    .describe("There is room left"),
  z
    .strictObject({
      objective: z.literal("staleness"),
      ...promise,
      database: Id.describe("Read model"),
      percentile: z.number().gt(0).lt(1).prefault(0.99).describe("Which percentile, from 0 to 1"),
      below: PositiveDuration.describe("The percentile is under this"),
    })
    .describe("A read model is fresh enough"),
  z
    .strictObject({
      objective: z.literal("sagas"),
      ...promise,
      saga: Id.optional().describe("Saga; all if absent"),
      outcome: z
        .enum(["stuck", "inconsistent", "compensated", "unended"])
        .prefault("unended")
        .describe("What few may come to"),
      atMost: bound,
    })
    .describe("Every saga ends well"),
  z
    .strictObject({
      objective: z.literal("effects"),
      ...promise,
      effect: z.string().describe("Effect that is counted for each key"),
      times: z
        .enum(["at-most-once", "at-least-once", "exactly-once"])
        .prefault("exactly-once")
        .describe("How often it should happen"),
      atMost: bound.describe("Keys that break it, at most"),
    })
    .describe("An effect happens as often as it should"),
  z
    .strictObject({
      objective: z.literal("invariant"),
      ...promise,
      left: z.array(z.string()).min(1).describe("Effects counted on one side"),
      right: z.array(z.string()).min(1).describe("Effects counted on the other"),
      atMost: bound.describe("Keys for which the sides differ at the end, at most"),
    })
    .describe('Effects balance for each key, such as "charged = shipped + refunded"'),
  z
    .strictObject({
      objective: z.literal("never-after"),
      ...promise,
      effect: z.string().describe("Effect that comes too late"),
      after: z.string().describe("Effect after which it must not happen any more"),
      atMost: bound.describe("Keys for which it does, at most"),
    })
    .describe('Nothing is done in spite of what was done, such as "reminded after payment"'),
]);
export type Objective = z.output<typeof Objective>;
export type ObjectiveText = z.input<typeof Objective>;
