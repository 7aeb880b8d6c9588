import { transfer } from "comlink";
import {
  createSimulation,
  type FaultText,
  type Frame,
  type RunSummary,
  type Series,
  type Simulation,
  type SimulationInput,
} from "../../simulator/index.ts";

/** What changed a run from outside, in order; together with the input it rebuilds the run. */
export type HistoryEntry =
  | { time: number; kind: "fault"; fault: FaultText }
  | { time: number; kind: "mend"; target: string }
  | { time: number; kind: "system"; input: SimulationInput };

/** What a start gives back. */
export interface Started {
  horizon: number;
  /** JSON paths of parameters that the design sets and the engine does not simulate yet. */
  notSimulated: readonly string[];
}

/** A pull of the page: where the run is now, and what is to be seen. */
export interface Pulled {
  frame: Frame;
  isDone: boolean;
}

/** Events between two looks at the clock; costs nothing at this number. */
const SLICE_EVENTS = 2000;
/** A frame so long before the moment that is gone to: from it on, rates and messages on their way are known. */
const LOOK_BACK_SECONDS = 1;

/**
 * The simulation as it lives in the worker. The page pulls: it names a simulated time and how long
 * it is willing to wait, and gets one frame. Nothing here calls the page.
 *
 * What was done to a run from outside is its history. It is played again whenever the run passes
 * its time, so that going back and forth shows the same run; a new change ends what came later.
 */
export class SimulationHost {
  #simulation: Simulation | undefined;
  #history: HistoryEntry[] = [];
  #applied = 0;

  /** Begins a run with a history and plays it to a time. */
  start(input: SimulationInput, history: readonly HistoryEntry[], until: number): Started {
    const simulation = createSimulation(input);
    this.#simulation = simulation;
    this.#history = [...history];
    this.#applied = 0;
    if (until > LOOK_BACK_SECONDS) {
      this.#advance(simulation, until - LOOK_BACK_SECONDS, Number.POSITIVE_INFINITY);
      simulation.frame();
    }
    this.#advance(simulation, until, Number.POSITIVE_INFINITY);
    return { horizon: simulation.horizon, notSimulated: simulation.notSimulated };
  }

  /** Advances towards a simulated time for at most `budgetMilliseconds` and gives a frame. */
  pull(time: number, budgetMilliseconds: number): Pulled {
    const simulation = this.#running();
    this.#advance(simulation, time, performance.now() + budgetMilliseconds);
    return pulled(simulation);
  }

  /** Handles one event. */
  step(): Pulled {
    const simulation = this.#running();
    simulation.step();
    return pulled(simulation);
  }

  /** Changes the run from outside, now; gives the simulated time at which that was. */
  change(change: HistoryEntry): number {
    const simulation = this.#running();
    const entry = { ...change, time: simulation.now };
    this.#history.length = this.#applied;
    this.#history.push(entry);
    this.#applied++;
    apply(simulation, entry);
    return simulation.now;
  }

  /** Results so far. */
  summary(): RunSummary {
    return this.#running().summary();
  }

  /** Depths, lags and throughputs over the whole run so far. */
  series(): Series[] {
    return this.#running().series();
  }

  #advance(simulation: Simulation, time: number, deadline: number): void {
    do {
      const next = this.#history[this.#applied];
      const target = next === undefined ? time : Math.min(time, next.time);
      if (!simulation.advanceTo(target, { maxEvents: SLICE_EVENTS })) continue;
      if (next === undefined || next.time > time) return;
      this.#applied++;
      apply(simulation, next);
    } while (performance.now() < deadline);
  }

  #running(): Simulation {
    if (!this.#simulation) throw new Error("The run was not started.");
    return this.#simulation;
  }
}

function apply(simulation: Simulation, change: HistoryEntry): void {
  if (change.kind === "fault") simulation.intervene(change.fault);
  else if (change.kind === "mend") simulation.mend(change.target);
  else simulation.reconfigure(change.input);
}

function pulled(simulation: Simulation): Pulled {
  const frame = simulation.frame();
  return transfer({ frame, isDone: simulation.isDone }, buffersOf(frame));
}

function buffersOf(frame: Frame): ArrayBuffer[] {
  return Object.values(frame).flatMap((value) =>
    ArrayBuffer.isView(value) ? [value.buffer as ArrayBuffer] : [],
  );
}
