import type { TraceNote } from "../channels/Tracer.ts";
import type { FaultText, System } from "../model/index.ts";
import type { Checkpoint } from "./Checkpoint.ts";
import { createSimulation, type Simulation } from "./Simulation.ts";
import type { Intervention, SimulationInput } from "./SimulationInput.ts";
import { type Trace, tracesOf } from "./Trace.ts";

/** Events between two checkpoints at first: some tens of milliseconds of work. */
const LEAST_SPACING = 50_000;
/** The same for each object that a checkpoint has to look at, which takes as long as some four events. */
const SPACING_PER_OBJECT = 20;
/** Events between two looks at whether a replay has seen enough. */
const REPLAY_SLICE = 5_000;
/** What the objects of a checkpoint take beside its numbers, for each of them, in bytes. */
const OBJECT_BYTES = 200;

/** How much a run remembers of its own past. */
export interface Memory {
  /** Bytes that all checkpoints together may take; 64 MiB if not given, and with 0 there is only that of the start. */
  readonly checkpointBytes?: number;
}

/** A checkpoint and where in the run it was taken. */
interface Moment {
  readonly time: number;
  readonly eventCount: number;
  /** Messages made before it. */
  readonly messageCount: number;
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
  private spacing = LEAST_SPACING;
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
   * @throws SimulationStopped when it cannot go on
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
   * @throws SimulationStopped when it cannot go on
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

  /**
   * What happened to everything that some root messages caused, up to now, in the order of their numbers. That part of
   * the run happens once more; the run itself stays where it is.
   * @param roots numbers of root messages, as exemplars give them or `rootOf` finds them
   * @param limit notes at the most, of all traces together; what happened later is left out
   */
  trace(roots: readonly number[], limit = 100_000): Trace[] {
    const { world } = this.simulation;
    const { tracer } = world.context;
    const notes = this.again(Math.min(...roots), () => tracer.start(new Set(roots), limit));
    return tracesOf(notes, {
      types: world.context.types.names,
      nodes: world.nodeIds,
      links: world.linkIds,
      targets: world.linkIds.map((id) => world.nodeIds.indexOf(world.system.links[id]!.target)),
    });
  }

  /**
   * The root messages of some messages, by their numbers. A message that has not been made yet, or of which nothing
   * has happened, is left out.
   */
  rootsOf(messages: readonly number[]): ReadonlyMap<number, number> {
    const { tracer } = this.simulation.world.context;
    // The tracer's own map goes back with the run.
    let found: ReadonlyMap<number, number> = new Map();
    this.again(
      Math.min(...messages),
      () => {
        found = tracer.seek(messages);
      },
      () => found.size === messages.length,
    );
    return found;
  }

  /**
   * Lets the run happen again from before a message was made until now or until that is enough, with the tracer
   * on, and puts it back to where it is.
   */
  private again(
    message: number,
    begin: () => void,
    isEnough: () => boolean = () => false,
  ): TraceNote[] {
    this.remember();
    const { simulation } = this;
    const { tracer } = simulation.world.context;
    const { eventCount } = simulation;
    const present = simulation.checkpoint();
    this.moments
      .filter(({ messageCount }) => messageCount <= message)
      .pop()
      ?.checkpoint.restore();
    begin();
    for (let before = -1; before < simulation.eventCount && !isEnough(); ) {
      before = simulation.eventCount;
      this.replay(Math.min(eventCount, before + REPLAY_SLICE));
    }
    const notes = tracer.stop();
    present.restore();
    return notes;
  }

  /** Goes on to a number of events, and does again what was done on the way. */
  private replay(eventCount: number): void {
    const { simulation } = this;
    while (simulation.eventCount < eventCount) {
      const next = this.planned[simulation.history.length];
      const isNear = next !== undefined && next.eventCount <= eventCount;
      const before = simulation.eventCount;
      const stop = isNear ? next.eventCount : eventCount;
      simulation.advanceTo(isNear ? next.time : Infinity, { maxEvents: stop - before });
      if (isNear && simulation.eventCount >= next.eventCount) redo(simulation, next);
      else if (simulation.eventCount === before) return;
    }
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
    if (last === undefined) return 0;
    return this.checkpointBytes > 0 ? last.eventCount + this.spacing : Infinity;
  }

  /** Takes a checkpoint of this moment if one is due: at the very start, and then every so often. */
  private remember(): void {
    const { eventCount, now } = this.simulation;
    if (eventCount < this.nextMoment) return;
    const checkpoint = this.simulation.checkpoint();
    const bytes = checkpoint.bytes + checkpoint.objectCount * OBJECT_BYTES;
    const messageCount = this.simulation.world.context.messages.createdCount;
    if (this.moments.length === 0)
      this.spacing = Math.max(this.spacing, SPACING_PER_OBJECT * checkpoint.objectCount);
    this.moments.push({ time: now, eventCount, messageCount, checkpoint, bytes });
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
