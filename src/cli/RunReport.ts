import type { RunSummary } from "../../simulator/index.ts";

/** What `sluice run --json` prints. */
export interface RunReport extends RunSummary {
  readonly design: string;
  readonly scenario: string;
  readonly wallSeconds: number;
  /** JSON paths of values that were guessed when the design was imported: those the user has still to give. */
  readonly guesses: readonly string[];
}
