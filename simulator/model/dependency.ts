import { common } from "./channel.ts";
import { TimeDistribution } from "./distribution.ts";
import { Id } from "./identifier.ts";
import { publisher } from "./publisher.ts";
import { Duration, PositiveCount, PositiveDuration, Ratio, Size } from "./quantity.ts";
import { RateLimit } from "./retry.ts";
import { z } from "./zod.ts";

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
  .meta({ title: "Dependency", id: "Dependency" });
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
    bandwidth: Size.optional().describe("Bytes it moves each second; unlimited if absent"),
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
  .meta({ title: "Database", id: "Database" });
export type Database = z.output<typeof Database>;
