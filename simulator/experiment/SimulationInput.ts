import type { FaultText, Objective, Scenario, System } from "../model/index.ts";

/**
 * How much of a run is measured. `everything`: all that the summary, the series and the objectives can show. `essentials`:
 * counts, levels, and the time from a message's birth to the end of its handler; no series, no other times of a handler and no
 * digest. Neither changes anything in the run itself.
 */
export type Observation = "everything" | "essentials";

/** What a run is made of. */
export interface SimulationInput {
  readonly system: System;
  readonly scenario: Scenario;
  readonly objectives?: Readonly<Record<string, Objective>> | undefined;
  /** The system and the scenario as they stand in the file, so that `notSimulated` names only what the file says. */
  readonly text?: { readonly system: unknown; readonly scenario: unknown } | undefined;
  /** How much is measured; everything if it is not said. */
  readonly observation?: Observation | undefined;
  /**
   * Bytes that the run may take for messages, events and all else that grows with them, up to the `MOST_MEMORY` that a thread has
   * for all its runs; 1 GiB if it is not said. A run that needs more stops, and what it has measured holds.
   */
  readonly memoryBytes?: number | undefined;
}

/** What a run may take if its input does not say, in bytes. */
export const DEFAULT_MEMORY = 2 ** 30;
/** What all runs of a thread together can take at the most, in bytes. */
export const MOST_MEMORY = 2 ** 31;

/** What was done to a run from outside while it went on, and when: with it the run can be rebuilt. */
export type Intervention = { readonly time: number; readonly eventCount: number } & (
  | { readonly do: "intervene"; readonly fault: FaultText }
  | { readonly do: "mend"; readonly target: string }
  | { readonly do: "reconfigure"; readonly system: System }
);
