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
   * Bytes that the run may take for messages, what channels hold of them, deliveries and events, up to `MOST_MEMORY`; 1 GiB if it is
   * not said. A run that needs more stops, and what it has measured holds. Figures do not count, nor what is kept by key (effects,
   * deduplication, offsets of a stream's records) or to go back in the run.
   */
  readonly memoryBytes?: number | undefined;
}

/** What a run may take if its input does not say, in bytes. */
export const DEFAULT_MEMORY = 2 ** 30;
/** What a run may take at the most, in bytes, where the thread gets as much address space as it asks for. */
export const MOST_MEMORY = 1.75 * 2 ** 30;

/** What was done to a run from outside while it went on, and when: with it the run can be rebuilt. */
export type Intervention = { readonly time: number; readonly eventCount: number } & (
  | { readonly do: "intervene"; readonly fault: FaultText }
  | { readonly do: "mend"; readonly target: string }
  | { readonly do: "reconfigure"; readonly system: System }
);
