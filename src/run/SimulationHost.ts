import { transfer } from "comlink";
import {
  asFarAsItGoes,
  type FaultText,
  type Frame,
  type Intervention,
  RewindableRun,
  type RunSummary,
  type Series,
  type SimulationInput,
  type System,
} from "../../simulator/index.ts";

/** What the page asks to be done to a run, now. */
export type Change =
  | { do: "intervene"; fault: FaultText }
  | { do: "mend"; target: string }
  | { do: "reconfigure"; system: System };

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
  /** Why the run cannot go on from here. */
  stopped: string | undefined;
}

/** Events between two looks at the clock; costs nothing at this number. */
const SLICE_EVENTS = 2000;
/**
 * Time that goes by for each of taking a frame, so that frames take at most 4 % of a run that cannot keep up, or is in a hurry: those
 * of a thousand nodes take two or three milliseconds each, and then come fifteen times a second.
 */
const TIMES_A_FRAME = 24;
/** No pull takes longer, in milliseconds: nothing else is heard meanwhile. */
const LONGEST_PULL = 250;
/** A frame so long before the moment that is gone to: against it rates are taken, however the run came there. */
const LOOK_BACK_SECONDS = 1;

/**
 * The simulation as it lives in the worker. The page pulls: it names a simulated time and how long
 * it is willing to wait, and gets one frame. Nothing here calls the page.
 *
 * What was done to a run from outside is its history. It is played again whenever the run passes
 * its time, so that going back and forth shows the same run; a new change ends what came later.
 */
export class SimulationHost {
  #run: RewindableRun | undefined;
  /** Milliseconds that the latest two frames took: one of them may have had a pause in it. */
  #frameCosts: readonly [number, number] = [0, 0];

  /** Begins a run with a history and plays it to a time. */
  start(input: SimulationInput, history: readonly Intervention[], until: number): Started {
    const run = new RewindableRun(input, history);
    this.#run?.simulation.dispose();
    this.#run = run;
    // Looked at from the start on: what is counted for frames is then the same after going back.
    run.simulation.frame();
    this.seek(until);
    const { horizon, notSimulated } = run.simulation;
    return { horizon, notSimulated };
  }

  /** Goes to a simulated time, forwards or backwards. */
  seek(time: number): void {
    const run = this.#running();
    asFarAsItGoes(() => run.seek(Math.max(0, time - LOOK_BACK_SECONDS)));
    run.simulation.frame();
    asFarAsItGoes(() => run.seek(time));
  }

  /**
   * Advances towards a simulated time for at most `budgetMilliseconds`, or 24 times what a frame takes where that is more, and gives a frame.
   * @param isStop whether the run will stand there: its figures are then those that `seek` gives
   */
  pull(time: number, budgetMilliseconds: number, isStop = false): Pulled {
    const least = Math.min(LONGEST_PULL, TIMES_A_FRAME * Math.min(...this.#frameCosts));
    const deadline = performance.now() + Math.max(budgetMilliseconds, least);
    const { simulation } = this.#running();
    const before = time - LOOK_BACK_SECONDS;
    if (isStop && simulation.now < before && before < Number.POSITIVE_INFINITY) {
      if (!this.#advance(before, deadline)) return this.#pulled();
      simulation.frame();
    }
    this.#advance(time, deadline);
    return this.#pulled();
  }

  /** Goes on until a time, as far as the run goes, or until time is up; says whether one of the former. */
  #advance(time: number, deadline: number): boolean {
    const run = this.#running();
    const isThere = asFarAsItGoes(() => {
      while (!run.advanceTo(time, { maxEvents: SLICE_EVENTS }))
        if (performance.now() >= deadline) return false;
      return true;
    });
    return isThere ?? true;
  }

  /** Handles one event. */
  step(): Pulled {
    const run = this.#running();
    asFarAsItGoes(() => run.advanceTo(Number.POSITIVE_INFINITY, { maxEvents: 1 }));
    return this.#pulled();
  }

  /** Goes back by one event. */
  stepBack(): Pulled {
    const run = this.#running();
    asFarAsItGoes(() => run.stepBack());
    return this.#pulled();
  }

  /** Changes the run from outside, now; gives all that was done to it up to now. */
  change(change: Change): readonly Intervention[] {
    const run = this.#running();
    if (change.do === "intervene") run.intervene(change.fault);
    else if (change.do === "mend") run.mend(change.target);
    else run.reconfigure(change);
    return run.history;
  }

  /** Results so far. */
  summary(): RunSummary {
    return this.#running().simulation.summary();
  }

  /** Depths, lags and throughputs over the whole run so far. */
  series(): Series[] {
    return this.#running().simulation.series();
  }

  #running(): RewindableRun {
    if (!this.#run) throw new Error("The run was not started.");
    return this.#run;
  }

  #pulled(): Pulled {
    const { simulation } = this.#running();
    const begun = performance.now();
    const frame = simulation.frame();
    this.#frameCosts = [this.#frameCosts[1], performance.now() - begun];
    const { isDone, stopped } = simulation;
    return transfer({ frame, isDone, stopped: stopped?.message }, buffersOf(frame));
  }
}

function buffersOf(frame: Frame): ArrayBuffer[] {
  return Object.values(frame).flatMap((value) =>
    ArrayBuffer.isView(value) ? [value.buffer as ArrayBuffer] : [],
  );
}
