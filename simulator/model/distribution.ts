import { definesLaw } from "./definesLaw.ts";
import { Count, Duration, Factor, PositiveDuration, Size } from "./quantity.ts";
import { z } from "./zod.ts";

/** Laws by mean and spread, as a formula gives them. */
function commonLaws<V extends z.ZodType, P extends z.ZodType>(value: V, positive: P) {
  const uniform = z
    .strictObject({
      distribution: z.literal("uniform"),
      low: value.describe("Smallest value"),
      high: value.describe("Largest value"),
    })
    .superRefine(definesLaw);
  const exponential = z.strictObject({
    distribution: z.literal("exponential"),
    mean: positive.describe("Mean"),
  });
  const normal = z
    .strictObject({
      distribution: z.literal("normal"),
      mean: value.describe("Mean of the law before truncation"),
      deviation: value.describe("Standard deviation of the law before truncation"),
      truncatedBelow: value
        .optional()
        .describe("Values under this bound are drawn again; 0 if absent"),
    })
    .superRefine(definesLaw);
  const lognormal = z
    .strictObject({
      distribution: z.literal("lognormal"),
      p50: positive.optional().describe("Median; goes with p99"),
      p99: positive.optional().describe("99th percentile; goes with p50"),
      mean: positive.optional().describe("Mean; goes with cv2"),
      cv2: Factor.optional().describe("Squared coefficient of variation, variance / mean²"),
    })
    .refine(
      (d) =>
        (d.p50 !== undefined) === (d.p99 !== undefined) &&
        (d.mean !== undefined) === (d.cv2 !== undefined) &&
        (d.p50 !== undefined) !== (d.mean !== undefined),
      {
        error: "a lognormal distribution takes p50 and p99, or mean and cv2",
      },
    )
    .superRefine(definesLaw);
  return [uniform, exponential, normal, lognormal] as const;
}

/** Laws of stages, of heavy tails, and those read off measurements. */
function specialLaws<V extends z.ZodType, P extends z.ZodType>(value: V, positive: P) {
  const gamma = z.strictObject({
    distribution: z.literal("gamma"),
    shape: Factor.describe("Shape k; the scale is mean / k"),
    mean: positive.describe("Mean"),
  });
  const erlang = z.strictObject({
    distribution: z.literal("erlang"),
    stages: z.int().min(1).describe("Number of exponential stages"),
    mean: positive.describe("Mean of the sum of the stages"),
  });
  const weibull = z
    .strictObject({
      distribution: z.literal("weibull"),
      shape: Factor.describe("Shape k; under 1 heavy-tailed"),
      scale: positive.describe("Scale λ"),
    })
    .superRefine(definesLaw);
  const pareto = z
    .strictObject({
      distribution: z.literal("pareto"),
      shape: Factor.describe("Tail index α: P(X > x) = (minimum / x)^α"),
      minimum: positive.describe("Smallest value"),
    })
    .superRefine(definesLaw);
  const percentiles = z
    .strictObject({
      distribution: z.literal("percentiles"),
      minimum: value.optional().describe("Smallest value; 0 if absent"),
      p50: positive.describe("Median"),
      p95: positive.describe("95th percentile"),
      p99: positive.describe("99th percentile"),
      maximum: positive
        .optional()
        .describe("Largest value; if absent the tail goes on as between p95 and p99"),
    })
    .superRefine(definesLaw);
  const samples = z.strictObject({
    distribution: z.literal("samples"),
    values: z
      .array(value)
      .min(1)
      .describe("Measured values, each drawn as often as it stands here"),
  });
  return [gamma, erlang, weibull, pareto, percentiles, samples] as const;
}

/**
 * Laws from which times, counts and sizes are drawn.
 *
 * A bare quantity is a constant: `"time": "20 ms"`. Everything else names its distribution and the
 * parameters in which people know it; a mean is always the mean of the law itself.
 */
function distributionOf<V extends z.ZodType, P extends z.ZodType>(value: V, positive: P) {
  const simple = [...commonLaws(value, positive), ...specialLaws(value, positive)] as const;
  const part = z.union([value, z.discriminatedUnion("distribution", simple)]);
  const mixture = z.strictObject({
    distribution: z.literal("mixture"),
    of: z
      .array(z.strictObject({ weight: Factor.describe("Relative weight"), value: part }))
      .min(1)
      .describe("Parts, one of which is chosen for each draw"),
  });
  return z.union([value, z.discriminatedUnion("distribution", [...simple, mixture])]);
}

/** A law of times; draws are seconds. */
export const TimeDistribution = distributionOf(Duration, PositiveDuration).meta({
  law: "time",
  id: "TimeDistribution",
});
/** A law of sizes; draws are bytes. */
export const SizeDistribution = distributionOf(Size, Size).meta({
  law: "size",
  id: "SizeDistribution",
});
/** A law of counts: a whole number, or geometric (1, 2, 3, …) or uniform over whole numbers. */
export const CountDistribution = z
  .union([
    Count,
    z.discriminatedUnion("distribution", [
      z.strictObject({
        distribution: z.literal("geometric"),
        mean: z.number().min(1).describe("Mean; values are 1, 2, 3, …"),
      }),
      z
        .strictObject({ distribution: z.literal("uniform"), low: Count, high: Count })
        .superRefine(definesLaw),
    ]),
  ])
  .meta({ law: "count", id: "CountDistribution" });

export type TimeDistribution = z.output<typeof TimeDistribution>;
export type TimeDistributionText = z.input<typeof TimeDistribution>;
export type SizeDistribution = z.output<typeof SizeDistribution>;
export type CountDistribution = z.output<typeof CountDistribution>;

/** Values of a key that are all alike: more have no number of their own. */
const MOST_VALUES = 2_147_483_647;
/** Values of a key by Zipf's law, which takes a table of all their weights (80 MB), and instants that are drawn beforehand. */
export const MOST_LISTED = 10_000_000;

/** How a business key or an attribute gets its value: drawn once for each root message. */
export const KeyLaw = z.discriminatedUnion("values", [
  z.strictObject({ values: z.literal("unique") }).describe("A new value for each root message"),
  z
    .strictObject({
      values: z.literal("uniform"),
      count: z.int().min(1).max(MOST_VALUES).describe("Different values"),
    })
    .describe("One of `count` values, all alike"),
  z
    .strictObject({
      values: z.literal("zipf"),
      count: z.int().min(1).max(MOST_LISTED).describe("Different values"),
      exponent: z
        .number()
        .min(0)
        .describe("How uneven they are: 0 for all alike, about 1 for words and customers"),
    })
    .describe("One of `count` values; the k-th most frequent has weight 1/k^exponent"),
  z
    .strictObject({
      values: z.literal("weights"),
      weights: z
        .array(z.number().min(0))
        .min(1)
        .refine((weights) => weights.some((weight) => weight > 0), {
          error: "one of the weights must be above 0, or no value could be drawn",
        })
        .describe("Relative weight of each value"),
    })
    .describe("Value i with relative weight weights[i]"),
]);
export type KeyLaw = z.output<typeof KeyLaw>;
