import type { z } from "./zod.ts";

/** Parameters of a law by name, in seconds or bytes. */
type Parameters = Readonly<Record<string, number | undefined>>;

interface Demand {
  /** Parameter that the problem is told of. */
  readonly at: string;
  /** What is wrong with it, and how to mend it. */
  readonly problem: string;
  readonly holds: (law: Parameters) => boolean;
}

/** Above this no double holds the chance of a normal law any more. */
const MAX_DEVIATIONS = 37;

/** A parameter that is 0 in a size, where the schema of times asks for more than 0 itself. */
const aboveZero = (at: string): Demand => ({
  at,
  problem: `must be above 0: the law spreads by factors around "${at}"`,
  holds: (law) => law[at] === undefined || law[at] > 0,
});

/** Two parameters in order; one that is absent asks nothing. */
const notBelow = (at: string, lower: string, mend: string): Demand => ({
  at,
  problem: `must be at least "${lower}"; ${mend}`,
  holds: (law) => (law[at] ?? Infinity) >= (law[lower] ?? 0),
});

const HIGHER = "a higher percentile is never a smaller value";

const DEMANDS: Readonly<Record<string, readonly Demand[]>> = {
  uniform: [notBelow("high", "low", "raise it, or exchange the two")],
  normal: [
    {
      at: "truncatedBelow",
      problem: `cuts away the whole law; keep it under "mean" plus a few times "deviation"`,
      holds: ({ mean = 0, deviation = 0, truncatedBelow = 0 }) =>
        truncatedBelow <= mean + MAX_DEVIATIONS * deviation,
    },
  ],
  lognormal: [aboveZero("p50"), notBelow("p99", "p50", HIGHER)],
  weibull: [aboveZero("scale")],
  pareto: [aboveZero("minimum")],
  percentiles: [
    {
      at: "p50",
      problem: `must be above "minimum" (0 if absent), which is taken off before the law is laid through the percentiles`,
      holds: ({ p50 = 0, minimum = 0 }) => p50 > minimum,
    },
    notBelow("p95", "p50", HIGHER),
    notBelow("p99", "p95", HIGHER),
    notBelow("maximum", "p99", "raise it, or leave it out"),
  ],
};

/**
 * Refines a law: what its parameters ask of one another, so that they define one. The engine asks the same
 * when it compiles a law, but can no longer say where in the file it stands.
 */
export function definesLaw(law: { readonly distribution: string }, context: z.RefinementCtx): void {
  const parameters = law as unknown as Parameters;
  const broken = DEMANDS[law.distribution]?.find(({ holds }) => !holds(parameters));
  if (broken === undefined) return;
  context.addIssue({ code: "custom", path: [broken.at], message: broken.problem });
}
