import { BrokerParameters } from "./channel.ts";
import { TimeDistribution } from "./distribution.ts";
import { Count, Duration, PositiveCount, PositiveDuration, Size } from "./quantity.ts";
import { Backoff } from "./retry.ts";
import { z } from "./zod.ts";

/**
 * How a node publishes: what it knows of its message's arrival, and what it does about it
 * (parameter group "publish"). Producers, services, sagas and outbox relays share it.
 */
export const Publisher = z
  .strictObject({
    confirm: z
      .enum(["none", "leader", "majority", "all-in-sync"])
      .prefault("majority")
      .describe(
        "Who must have the message before the publisher counts it as accepted; none is fire and forget",
      ),
    retryAfter: PositiveDuration.optional().describe(
      "Publishes again when no confirm has come by then; never if absent",
    ),
    attempts: z
      .union([PositiveCount, z.literal("unlimited")])
      .prefault("unlimited")
      .describe("Publications in all, the first included"),
    backoff: Backoff.optional().describe(
      "Wait between a failed publication and the next, on top of retryAfter",
    ),
    deliveryTimeout: PositiveDuration.optional().describe("Gives the message up after this time"),
    mandatory: z
      .boolean()
      .prefault(false)
      .describe("What no binding takes is returned to the publisher, not only confirmed"),
    idempotent: z
      .boolean()
      .prefault(false)
      .describe("Sequence numbers let the broker drop what the publisher sends again"),
    inFlight: PositiveCount.optional().describe("Unconfirmed publications at most"),
    buffer: z
      .strictObject({
        messages: Count.optional().describe("Messages that wait in the client"),
        bytes: Size.optional().describe("Bytes that wait in the client"),
        blockFor: Duration.prefault("60 s").describe(
          "Time the caller is held when the buffer is full, before the message is given up",
        ),
      })
      .optional()
      .describe("Client-side buffer; unbounded if absent"),
    batching: z
      .strictObject({
        size: PositiveCount.describe("Messages that are published together at once"),
        bytes: Size.optional().describe("Bytes that close a batch"),
        linger: Duration.describe("Wait after the first message of a batch"),
      })
      .optional()
      .describe("Collects messages and publishes them together"),
    transaction: z
      .strictObject({
        covers: z
          .enum(["publishes", "publishes-and-acks"])
          .prefault("publishes-and-acks")
          .describe("Whether the ack of what was read commits with what is published"),
        timeout: PositiveDuration.prefault("1 min").describe(
          "The broker aborts a transaction that stays open longer; until then readers of committed messages wait behind it",
        ),
        fenced: z
          .boolean()
          .prefault(true)
          .describe("A successor shuts out the instance that it replaced, should that one go on"),
      })
      .optional()
      .describe("Broker transaction of the publish steps that go via transaction"),
    latency: TimeDistribution.optional().describe("Time in the client before the network"),
    parameters: BrokerParameters.optional(),
  })
  .meta({ title: "Publishing", id: "Publishing" });
export type Publisher = z.output<typeof Publisher>;

/** The publisher settings of every node that publishes. */
export const publisher = Publisher.prefault({}).describe("How it publishes");
