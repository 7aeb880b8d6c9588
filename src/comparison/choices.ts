import { type ComparisonInput, PROFILES, Scenario } from "../../simulator/index.ts";
import type { Design, ResolvedDesign } from "../design/index.ts";

export const REPLICATIONS = [
  { value: "1", label: "One run each" },
  { value: "5", label: "5 runs each, with intervals" },
  { value: "20", label: "20 runs each, with intervals" },
] as const;

export const SPANS = [
  { value: "60", label: "First minute" },
  { value: "300", label: "First 5 min" },
  { value: "whole", label: "Whole scenario" },
] as const;

/** What is chosen to be compared. */
export interface Choices {
  readonly brokers: readonly (typeof PROFILES)[number]["id"][];
  readonly scenario: string;
  readonly span: (typeof SPANS)[number]["value"];
  readonly replications: (typeof REPLICATIONS)[number]["value"];
  readonly withCauses: boolean;
}

/** What is chosen at first; the scenario is that of the run. */
export const choicesFor = (scenario: string): Choices => ({
  brokers: ["rabbitmq", "kafka", "sqs"],
  scenario,
  span: "60",
  replications: "1",
  withCauses: true,
});

/** What is run for some choices; products in the order in which they are offered. */
export function inputFor(
  { brokers, scenario: id, span, replications, withCauses }: Choices,
  design: Design,
  { scenarios }: ResolvedDesign,
): ComparisonInput {
  const scenario = scenarios[id] ?? Scenario.parse({});
  return {
    system: design.system ?? {},
    scenario:
      span === "whole"
        ? scenario
        : { ...scenario, duration: Math.min(scenario.duration, Number(span)) },
    brokers: PROFILES.map((profile) => profile.id).filter((profile) => brokers.includes(profile)),
    replications: Number(replications),
    withCauses,
  };
}

/** Whether two comparisons would come to the same. */
export function isSameComparison(a: ComparisonInput, b: ComparisonInput): boolean {
  const { system: one, ...chosen } = a;
  const { system: other, ...chosenThere } = b;
  return one === other && JSON.stringify(chosen) === JSON.stringify(chosenThere);
}
