import type { RunSummary } from "../../simulator/index.ts";

/** What `sluice run --json` prints. */
export interface RunReport extends RunSummary {
  readonly design: string;
  readonly scenario: string;
  readonly wallSeconds: number;
}
