import type { Intervention, RunSummary, Scenario } from "../../simulator/index.ts";

/** Where a run is in its life. */
export type RunStatus = "loading" | "running" | "paused" | "finished" | "failed";

/** What the page knows of the run, at a low rate. Live figures are in the latest frame. */
export interface RunState {
  status: RunStatus;
  /** What was asked for last: a run that loads, or waits for its last frame before it is paused, comes to it. */
  intent: "play" | "pause";
  /** Simulated seconds for each second of the wall, as asked for. */
  speed: number;
  /** The same as reached lately; under `speed` when the machine cannot keep up. */
  achievedSpeed: number | undefined;
  /** Simulated seconds at which the run ends. */
  horizon: number;
  /** Id of the scenario that is run. */
  scenario: string;
  seed: number;
  /** What was done to the run from outside, in order of time. */
  history: readonly Intervention[];
  /** Whether an edit that a run cannot take in on its way has thrown it back to its beginning. */
  isThrownBack: boolean;
  /** Parameters that the design sets and the engine does not simulate yet. */
  notSimulated: readonly string[];
  /** Why the run failed. */
  failure: string | undefined;
  /** Why the run ended before its end: it is finished, and what it has measured holds. */
  stopped: string | undefined;
  /** Results, once the run has finished. */
  summary: RunSummary | undefined;
}

/** A run of which nothing has been simulated yet. */
export function stateAtStart(id: string, { duration, seed }: Scenario): RunState {
  return {
    status: "loading",
    intent: "play",
    speed: 1,
    achievedSpeed: undefined,
    horizon: duration,
    scenario: id,
    seed,
    history: [],
    isThrownBack: false,
    notSimulated: [],
    failure: undefined,
    stopped: undefined,
    summary: undefined,
  };
}

/** What becomes of a run that has ended when it is to stand somewhere again, or was changed: that may let one that stopped go on. */
export const REOPENED = {
  status: "paused",
  stopped: undefined,
  summary: undefined,
} as const satisfies Partial<RunState>;

/** Whether the run plays, or will when it has loaded: what "Pause" is offered for. */
export function isMeantToPlay({ status, intent }: Pick<RunState, "status" | "intent">): boolean {
  return (status === "running" || status === "loading") && intent === "play";
}

/** Speeds that the transport offers. */
export const SPEEDS = [0.1, 0.25, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000] as const;
