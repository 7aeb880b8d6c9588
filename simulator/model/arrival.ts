import { ascending, ascendingPoints } from "./ascending.ts";
import { CountDistribution, MOST_LISTED, TimeDistribution } from "./distribution.ts";
import { MessageTypeName } from "./identifier.ts";
import {
  Count,
  Duration,
  Factor,
  PositiveCount,
  PositiveDuration,
  PositiveRate,
  Rate,
  Ratio,
} from "./quantity.ts";
import { z } from "./zod.ts";

/**
 * A curve that multiplies a rate; several of them multiply one another, as a day and a week do.
 */
export const LoadCurve = z.discriminatedUnion("curve", [
  z.strictObject({
    curve: z.literal("points"),
    period: PositiveDuration.optional().describe(
      "Time after which it repeats; without one the last value stays",
    ),
    points: z
      .array(z.tuple([Duration, z.number().min(0)]))
      .min(1)
      .superRefine(ascendingPoints)
      .describe("Times, ascending, each with a factor"),
    between: z
      .enum(["linear", "step"])
      .prefault("linear")
      .describe("How the curve goes from point to point"),
  }),
  z.strictObject({
    curve: z.literal("sinusoid"),
    period: PositiveDuration.describe("Time from one peak to the next"),
    amplitude: Ratio.describe("The factor is 1 + amplitude · sin(2πt/period)"),
  }),
]);
export type LoadCurve = z.output<typeof LoadCurve>;

const curves = z.array(LoadCurve).optional().describe("Curves that multiply the rate");

/** When messages (or requests) come into being. */
export const Arrivals = z
  .discriminatedUnion("process", [
    z.strictObject({
      process: z.literal("poisson"),
      rate: Rate.describe("Mean rate of independent arrivals"),
      curves,
    }),
    z.strictObject({
      process: z.literal("constant"),
      rate: PositiveRate.describe(
        "Rate of evenly spaced arrivals; with curves each comes when the rate, summed over the time since the last one, makes 1",
      ),
      first: Duration.optional().describe(
        "Time of the first one, whatever the curves say; after one interval if absent",
      ),
      curves,
    }),
    z.strictObject({
      process: z.literal("renewal"),
      interval: TimeDistribution.describe("Time between arrivals, drawn anew each time"),
    }),
    z.strictObject({
      process: z.literal("batches"),
      rate: PositiveRate.describe("Mean rate of batches (Poisson)"),
      size: CountDistribution.describe("Messages that arrive together"),
      curves,
    }),
    z.strictObject({
      process: z.literal("mmpp"),
      states: z
        .array(
          z.strictObject({
            rate: Rate.describe("Poisson rate in this state"),
            meanStay: PositiveDuration.describe("Mean of the exponential stay"),
          }),
        )
        .min(1)
        .describe(
          "States in a cycle (Markov-modulated Poisson process); two of them, one with rate 0, are an on-off source",
        ),
    }),
    z.strictObject({
      process: z.literal("ramp"),
      from: Rate.describe("Poisson rate at the start"),
      to: Rate.describe("Poisson rate at the end, which then stays"),
      over: PositiveDuration.describe("Time that the change takes"),
    }),
    z.strictObject({
      process: z.literal("times"),
      at: z.array(Duration).superRefine(ascending).describe("Instants, ascending"),
    }),
    z.strictObject({
      process: z.literal("burst"),
      at: Duration.prefault("0 s").describe("Time of the run at which all come"),
      count: PositiveCount.describe("Messages at that one instant"),
    }),
    z
      .strictObject({
        process: z.literal("scattered"),
        from: Duration.describe("Time of the run before which none comes"),
        until: Duration.describe("Time of the run after which none comes"),
        count: PositiveCount.max(MOST_LISTED).describe(
          "Messages at independent uniform instants between the two",
        ),
      })
      .refine(({ from, until }) => from <= until, {
        path: ["until"],
        error: 'must not be before "from"; exchange the two',
      }),
    z.strictObject({
      process: z.literal("recorded"),
      source: z.string().optional().describe("Where the recording came from").meta({ prose: true }),
      seconds: z
        .array(z.number().min(0))
        .superRefine(ascending)
        .describe("Recorded instants in seconds from the start, ascending"),
      repeatEvery: PositiveDuration.optional().describe("Play it again after this time"),
      speed: Factor.optional().describe("2 plays it twice as fast"),
    }),
    z.strictObject({
      process: z.literal("closed"),
      users: PositiveCount.describe(
        "Users, each of whom waits for the end of what he asked before he thinks again",
      ),
      thinkTime: TimeDistribution.describe("Pause of a user between an end and his next request"),
    }),
  ])
  .meta({ title: "Arrivals", id: "Arrivals" });
export type Arrivals = z.output<typeof Arrivals>;
export type ArrivalsText = z.input<typeof Arrivals>;

/** Facts taken back in a row: what a chain reorganization does to the last blocks. */
export const Withdrawals = z.strictObject({
  message: MessageTypeName.describe("Message type that withdraws"),
  probability: Ratio.describe("Chance that an arrival withdraws the latest facts first"),
  last: CountDistribution.describe("How many of the latest facts are withdrawn, newest first"),
  republish: z.boolean().prefault(true).describe("Whether as many new facts follow at once"),
});

/** Lateness of the event time: how long before its publication a fact happened. */
export const Lateness = TimeDistribution.describe("Time between the fact and its publication");

/** Window of activity shared by all producers. */
export const activity = {
  from: Duration.optional().describe("Produces only from then on"),
  until: Duration.optional().describe("Produces only until then"),
  limit: Count.optional().describe("Stops after this many arrivals"),
};
