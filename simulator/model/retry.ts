import { TimeDistribution } from "./distribution.ts";
import { Duration, PositiveCount, PositiveDuration, PositiveRate, Ratio } from "./quantity.ts";
import { z } from "./zod.ts";

/**
 * When to try again: the wait after attempt k = 1, 2, ….
 * Jitter as in Brooker, "Exponential Backoff And Jitter" (AWS Architecture Blog, 2015), with
 * raw = min(max, first · factor^(k−1)): full is uniform on (0, raw), equal is raw/2 + uniform on
 * (0, raw/2), decorrelated is min(max, uniform on (first, 3 · previous wait)).
 */
export const Backoff = z
  .discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("none") }),
    z.strictObject({
      kind: z.literal("fixed"),
      delay: Duration.describe("Wait before each retry"),
    }),
    z.strictObject({
      kind: z.literal("linear"),
      step: Duration.describe("Wait before the first retry, and what each further one adds"),
      max: Duration.optional().describe("Longest wait"),
    }),
    z.strictObject({
      kind: z.literal("exponential"),
      first: PositiveDuration.describe("Wait before the first retry"),
      factor: z.number().min(1).prefault(2).describe("What each further wait is multiplied by"),
      max: PositiveDuration.optional().describe("Longest wait"),
      jitter: z
        .enum(["none", "full", "equal", "decorrelated"])
        .prefault("none")
        .describe("How waits are spread so that retries do not come in step"),
    }),
    z.strictObject({
      kind: z.literal("schedule"),
      delays: z
        .array(Duration)
        .min(1)
        .describe("Wait after attempt 1, 2, …; the last one from then on"),
    }),
    z.strictObject({
      kind: z.literal("random"),
      delay: TimeDistribution.describe("Wait, drawn for each retry"),
    }),
  ])
  .meta({ title: "Backoff", id: "Backoff" });
export type Backoff = z.output<typeof Backoff>;
export type BackoffText = z.input<typeof Backoff>;

/** A share of extra attempts that may be spent on retries, as in gRPC's retry throttling. */
export const RetryBudget = z.strictObject({
  ratio: Ratio.describe("Retries allowed for each first attempt"),
  minimum: PositiveRate.optional().describe("Retries that are always allowed"),
});

/** The limit of attempts: a whole number from 1, or "unlimited". */
const Attempts = z.union([PositiveCount, z.literal("unlimited")]);

/** What a consumer does when a handler fails. */
export const RetryPolicy = z
  .strictObject({
    attempts: Attempts.prefault(5).describe(
      "Attempts in all, the first included; after the last one the message is dead-lettered",
    ),
    backoff: Backoff.prefault({ kind: "none" }).describe("Wait between attempts"),
    mode: z
      .enum(["requeue", "in-place", "retry-channel", "abandon"])
      .prefault("requeue")
      .describe(
        "Where the message waits: back in its channel, in the slot that it holds, in a retry channel (a link of kind retry), or until its lease ends because nobody says anything",
      ),
    returns: z
      .enum(["nack", "reject"])
      .prefault("nack")
      .describe("How a message is handed back to its channel; brokers count the two differently"),
    budget: RetryBudget.optional().describe("Limit of retries as a share of first attempts"),
    on: z
      .array(z.enum(["transient", "permanent", "schema", "timeout"]))
      .prefault(["transient", "timeout"])
      .describe("Kinds of failure that are tried again; others are dead-lettered at once"),
  })
  .meta({ title: "Retry", id: "Retry" });
export type RetryPolicy = z.output<typeof RetryPolicy>;

/** Token bucket: full at first, refilled continuously at `rate` up to `burst`. */
export const RateLimit = z
  .strictObject({
    rate: PositiveRate.describe("Sustained rate"),
    burst: PositiveCount.prefault(1).describe("Tokens the bucket holds"),
    whenExceeded: z
      .enum(["reject", "wait"])
      .prefault("reject")
      .describe("Refuse at once, or wait for a token"),
  })
  .meta({ title: "Rate limit", id: "RateLimit" });
export type RateLimit = z.output<typeof RateLimit>;

/** Circuit breaker with closed, open and half-open state (Nygard, Release It!, 2007). */
export const CircuitBreaker = z
  .strictObject({
    failures: PositiveCount.prefault(5).describe("Failed calls in a row that open the breaker"),
    failureRatio: Ratio.optional().describe(
      "Share of failures within the window that opens it, instead of a count",
    ),
    window: PositiveCount.optional().describe("Calls over which the share is taken"),
    openFor: PositiveDuration.prefault("30 s").describe(
      "Time during which calls are refused at once",
    ),
    trials: PositiveCount.prefault(1).describe("Calls let through while half open"),
  })
  .meta({ title: "Circuit breaker", id: "CircuitBreaker" });
export type CircuitBreaker = z.output<typeof CircuitBreaker>;

/** What a caller wraps around its calls; used by `call` steps and by producers that call. */
export const CallPolicy = z
  .strictObject({
    timeout: PositiveDuration.optional().describe(
      "Time after which the caller gives up; the callee does not know",
    ),
    attempts: Attempts.prefault(1).describe("Calls in all, the first included"),
    backoff: Backoff.prefault({ kind: "none" }).describe("Wait between calls"),
    budget: RetryBudget.optional().describe("Limit of retries as a share of first calls"),
    breaker: CircuitBreaker.optional().describe("Stops calling what does not answer"),
    rateLimit: RateLimit.optional().describe("The caller's own limit"),
    concurrency: PositiveCount.optional().describe(
      "Calls of one instance that may be open at once (bulkhead)",
    ),
    hedge: z
      .strictObject({
        after: PositiveDuration.describe(
          "A second call is sent when the first has not answered by then",
        ),
        most: PositiveCount.prefault(1).describe("Extra calls at most"),
      })
      .optional()
      .describe("Hedged requests: the first answer wins"),
  })
  .meta({ title: "Call policy", id: "CallPolicy" });
export type CallPolicy = z.output<typeof CallPolicy>;
