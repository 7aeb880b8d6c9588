import type { SagaHistory, SagaSummary } from "../../simulator/index.ts";

/** How an instance stands. */
export type Outcome = SagaHistory["outcome"];

/** What went wrong stands above the rest, however few. */
export const OUTCOMES: readonly Outcome[] = [
  "inconsistent",
  "stuck",
  "running",
  "compensated",
  "completed",
];

export const OUTCOME_WORDS: Readonly<Record<Outcome, string>> = {
  inconsistent: "Inconsistent",
  stuck: "Stuck",
  running: "Not ended",
  compensated: "Compensated",
  completed: "Completed",
};

/** Instances of an outcome, of all that began. */
export const countOf = (saga: SagaSummary, outcome: Outcome): number => saga[outcome];
