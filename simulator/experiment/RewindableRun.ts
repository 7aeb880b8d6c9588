import type { FaultText, System } from "../model/index.ts";
import type { Checkpoint } from "./Checkpoint.ts";
import {
  createSimulation,
  type Intervention,
  type Simulation,
  type SimulationInput,
} from "./Simulation.ts";

/** Events between two checkpoints at first: some tens of milliseconds of work. */
const FIRST_SPACING = 50_000;
/** What the objects of a checkpoint take beside its numbers, for each of them, in bytes. */
const OBJECT_BYTES = 200;

/** How much a run remembers of its own past. */
export interface Memory {
  /** Bytes that all checkpoints together may take; 64 MiB if not given. */
  readonly checkpointBytes?: number;
}

/** A checkpoint and where in the run it was taken. */
interface Moment {
  readonly time: number;
  readonly eventCount: number;
  readonly checkpoint: Checkpoint;
  readonly bytes: number;
}

/**
 * A run in which one can go back. It takes checkpoints as it goes, and comes to any moment of its past by
 * restoring the nearest one before it and letting the same happen again: at most the events between two
 * checkpoints. When they have taken the memory they may take, every other one goes and the distance doubles,
 * so that a run may be as long as it likes.
 *
 * What was done to the run from outside is its history. Going back does not undo it: it is done again,
 * at the same event, when the run comes there. A new change ends the history that lay ahead.
 */
export class RewindableRun {
  readonly simulation: Simulation;
  private planned: Intervention[];
  private moments: Moment[] = [];
  private spacing = FIRST_SPACING;
  private readonly checkpointBytes: number;

  /** @param history what was done to an earlier run of the same input, to be done again */
  constructor(
    input: SimulationInput,
    history: readonly Intervention[] = [],
    { checkpointBytes = 64 * 1024 * 1024 }: Memory = {},
  ) {
    this.simulation = createSimulation(input);
    this.planned = [...history];
    this.checkpointBytes = checkpointBytes;
  }

  /** All that was done to the run from outside, in order; also what lies ahead after going back. */
  get history(): readonly Intervention[] {
    return this.planned;
  }

  /** Number of moments that can be gone back to without simulating anything again. */
  get checkpointCount(): number {
    return this.moments.length;
  }

  /**
   * Goes on as `Simulation.advanceTo` does, and does again on the way what the history says.
   * @returns whether that time (or the end of the run) has been reached
   * @throws SimulationStalled when time does not move on
   */
  advanceTo(time: number, { maxEvents = Infinity }: { readonly maxEvents?: number } = {}): boolean {
    const { simulation } = this;
    const end = simulation.eventCount + maxEvents;
    for (;;) {
      this.remember();
      const next = this.planned[simulation.history.length];
      const isNear = next !== undefined && next.time <= time && next.eventCount <= end;
      const limit = isNear ? next.time : time;
      const stop = Math.min(isNear ? next.eventCount : end, this.nextMoment);
      const isThere = simulation.advanceTo(limit, { maxEvents: stop - simulation.eventCount });
      if (isNear && (isThere || simulation.eventCount >= next.eventCount)) redo(simulation, next);
      else if (isThere || simulation.eventCount >= end) return isThere;
    }
  }

  /**
   * Goes to a simulated time, forwards or backwards, by the shortest way.
   * @throws SimulationStalled when time does not move on
   */
  seek(time: number): void {
    this.restoreLast((moment) => moment.time <= time, time < this.simulation.now);
    this.advanceTo(time);
  }

  /** Goes back by one event. Returns false at the start of the run. */
  stepBack(): boolean {
    const eventCount = this.simulation.eventCount - 1;
    if (eventCount < 0) return false;
    this.restoreLast((moment) => moment.eventCount <= eventCount, true);
    this.advanceTo(Infinity, { maxEvents: eventCount - this.simulation.eventCount });
    return true;
  }

  /** A fault strikes now. @throws ZodError when it is no fault */
  intervene(fault: FaultText): void {
    this.change(() => this.simulation.intervene(fault));
  }

  /** All faults that last and name a node or link end now. */
  mend(target: string): void {
    this.change(() => this.simulation.mend(target));
  }

  /** Parameters change now; nodes, links and message types stay. */
  reconfigure(change: { readonly system: System }): void {
    this.change(() => this.simulation.reconfigure(change));
  }

  private change(act: () => void): void {
    this.remember();
    act();
    const { eventCount, history } = this.simulation;
    this.planned = [...history];
    this.moments = this.moments.filter((moment) => moment.eventCount <= eventCount);
  }

  /** Number of events at which the next checkpoint is due. */
  private get nextMoment(): number {
    const last = this.moments[this.moments.length - 1];
    return last === undefined ? 0 : last.eventCount + this.spacing;
  }

  /** Takes a checkpoint of this moment if one is due: at the very start, and then every so often. */
  private remember(): void {
    const { eventCount, now } = this.simulation;
    if (eventCount < this.nextMoment) return;
    const checkpoint = this.simulation.checkpoint();
    const bytes = checkpoint.bytes + checkpoint.objectCount * OBJECT_BYTES;
    this.moments.push({ time: now, eventCount, checkpoint, bytes });
    const total = this.moments.reduce((sum, moment) => sum + moment.bytes, 0);
    if (total <= this.checkpointBytes || this.moments.length < 3) return;
    this.moments = this.moments.filter((_, index) => index % 2 === 0);
    this.spacing *= 2;
  }

  /** Restores the last moment that fits, if that is nearer than going on from here. */
  private restoreLast(fits: (moment: Moment) => boolean, isBack: boolean): void {
    this.remember();
    const moment = this.moments.filter(fits).pop();
    if (moment === undefined) return;
    if (isBack || moment.eventCount > this.simulation.eventCount) moment.checkpoint.restore();
  }
}

function redo(simulation: Simulation, entry: Intervention): void {
  if (entry.do === "intervene") simulation.intervene(entry.fault);
  else if (entry.do === "mend") simulation.mend(entry.target);
  else simulation.reconfigure(entry);
}
