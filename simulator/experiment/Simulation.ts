import { Faults } from "../chaos/Faults.ts";
import { replayedStreams } from "../chaos/replayedStreams.ts";
import { Digest } from "../kernel/Digest.ts";
import { Kernel, KIND_BITS, KIND_MASK, whatOf } from "../kernel/Kernel.ts";
import type { Frame } from "../measure/frame.ts";
import type { Series } from "../measure/TimeSeries.ts";
import { Fault, type FaultText, type Objective, type Scenario } from "../model/index.ts";
import { buildWorld } from "../services/buildWorld.ts";
import { SERVICE_EVENT } from "../services/eventKinds.ts";
import type { Handling } from "../services/Handling.ts";
import type { Producer } from "../services/Producer.ts";
import { reconfigureWorld } from "../services/reconfigureWorld.ts";
import type { World } from "../services/World.ts";
import { Checkpoint } from "./Checkpoint.ts";
import { checkInvariants } from "./checkInvariants.ts";
import { FrameRecorder } from "./FrameRecorder.ts";
import { handleEvent } from "./handleEvent.ts";
import { MomentSeries } from "./MomentSeries.ts";
import { NodeRows } from "./NodeRows.ts";
import { notSimulated } from "./notSimulated.ts";
import { RunWatch } from "./RunWatch.ts";
import { DEFAULT_MEMORY, type Intervention, type SimulationInput } from "./SimulationInput.ts";
import type { SimulationStopped } from "./SimulationStopped.ts";
import { isOutOfMemory, tooLargeToBuild } from "./SimulationTooLarge.ts";
import { StopWatch } from "./StopWatch.ts";
import { type RunSummary, summarize } from "./summarize.ts";
import { verdictsOf } from "./verdictsOf.ts";

/** Events between two looks at marks: the loop over them is called often, so that its machine code is that of a whole function. */
const STRETCH = 10_000;
const STEP_DONE = whatOf(SERVICE_EVENT.stepDone, 0);
const ACK_ARRIVES = whatOf(SERVICE_EVENT.ackArrives, 0);

/** One run: a system, a scenario and a seed, advanced as far as somebody wants. */
export class Simulation {
  readonly scenario: Scenario;
  readonly world: World;
  readonly faults: Faults;
  /** What was done to the run from outside, in order: with it the run can be rebuilt. */
  readonly history: Intervention[] = [];
  /** JSON paths of parameters that the file sets and the engine does not simulate yet. */
  readonly notSimulated: readonly string[];
  /** Events so far. */
  eventCount = 0;
  private readonly kernel: Kernel;
  private readonly handling: Handling;
  private readonly producers: readonly Producer[];
  private readonly hash: Digest;
  /** Whether only the essentials are measured. */
  private readonly isLean: boolean;
  private isWarm = false;
  private readonly stops: StopWatch;
  private readonly objectives: Readonly<Record<string, Objective>>;
  private readonly watch: RunWatch;
  private recorder: FrameRecorder | undefined = undefined;
  /** Kept once somebody looks. */
  private moments: MomentSeries | undefined = undefined;

  constructor(input: SimulationInput) {
    const { system, scenario, objectives, text, observation, memoryBytes = DEFAULT_MEMORY } = input;
    this.isLean = observation === "essentials";
    this.scenario = scenario;
    this.objectives = objectives ?? {};
    this.notSimulated = text === undefined ? [] : notSimulated(text.system, text.scenario);
    this.kernel = new Kernel(scenario.seed, !this.isLean, memoryBytes);
    this.hash = new Digest(this.kernel.region);
    const replays = replayedStreams(system, scenario);
    this.world = buildWorld(this.kernel, system, scenario.duration, replays);
    this.stops = new StopWatch(this.world, scenario.duration);
    this.handling = this.world.handling;
    this.producers = this.world.producerList;
    this.watch = new RunWatch(this.world, this.objectives, scenario.duration, !this.isLean);
    this.faults = new Faults(this.world);
    for (const producer of this.world.producers.values()) producer.start();
    for (const saga of this.world.sagaList) saga.start();
    for (const autoscaler of this.world.autoscalers) autoscaler.start();
    for (const instance of this.world.handling.instances) this.world.handling.polling.ask(instance);
    for (const [id, fault] of Object.entries(scenario.faults)) this.faults.schedule(id, fault);
    this.isWarm = scenario.warmUp === 0;
  }

  /** Simulated time in seconds. */
  get now(): number {
    return this.kernel.events.now;
  }

  /** Simulated time at which the run ends, ∞ when it goes on until nothing is left to do. */
  get horizon(): number {
    return this.scenario.drain ? Infinity : this.scenario.duration;
  }

  /** Whether nothing more can happen. */
  get isDone(): boolean {
    return this.scenario.drain ? this.hasDrained : this.now >= this.scenario.duration;
  }

  /** Why it cannot go on, once it was asked to. */
  get stopped(): SimulationStopped | undefined {
    return this.stops.reason;
  }

  /** Messages made so far; they are numbered from 0. */
  get messageCount(): number {
    return this.world.context.messages.createdCount;
  }

  /** Gives the memory of the run back at once, and not when nobody holds it any more. It must not be asked for anything after that. */
  dispose(): void {
    this.kernel.slabs.dispose();
  }

  /** Hash of the whole event history so far, 16 hexadecimal digits. */
  get digest(): string {
    return this.hash.hex;
  }

  /**
   * Goes on until a simulated time, or the end of the run, or a number of events. How a run is cut into
   * calls changes nothing in it.
   * @returns whether that time (or the end of the run) has been reached
   * @throws SimulationStalled when it gets nowhere
   * @throws SimulationTooLarge when it needs more memory than it may have, or than there is
   */
  advanceTo(time: number, { maxEvents = Infinity }: { readonly maxEvents?: number } = {}): boolean {
    try {
      return this.goOn(time, maxEvents);
    } catch (error) {
      throw this.stops.note(error);
    }
  }

  private goOn(time: number, maxEvents: number): boolean {
    const limit = Math.min(time, this.horizon);
    const { events } = this.kernel;
    for (let left = maxEvents > 0 ? Math.ceil(maxEvents) : 0; ; ) {
      if (left > 0 && !this.hasDrained) this.stops.look();
      const mark = Math.min(this.isWarm ? Infinity : this.scenario.warmUp, this.watch.nextMark);
      const stretch = Math.min(left, STRETCH, this.stops.room);
      const count = this.runUntil(Math.min(limit, mark), stretch);
      left -= count;
      if (this.hasDrained) return true;
      const isMore = this.stops.isDue || events.peekTime() <= Math.min(limit, mark);
      if (left <= 0 && isMore) return false;
      if (left > 0 && (count === stretch || this.stops.isDue)) continue;
      if (mark > limit || (mark === Infinity && limit === Infinity)) {
        if (limit < Infinity) events.moveTo(limit);
        return true;
      }
      if (events.pendingCount === 0 && limit === Infinity) return true;
      events.moveTo(mark);
      this.passMark(mark);
    }
  }

  /** Lets one event happen. Returns false when there is none before the end of the run. */
  step(): boolean {
    const before = this.eventCount;
    this.advanceTo(Infinity, { maxEvents: 1 });
    return this.eventCount > before;
  }

  /**
   * A fault strikes now. It becomes part of the run's history.
   * @throws ZodError when it is no fault
   */
  intervene(fault: FaultText): void {
    this.history.push({ time: this.now, eventCount: this.eventCount, do: "intervene", fault });
    this.stops.tryAgain();
    this.faults.inject(`intervention ${this.history.length}`, Fault.parse(fault));
  }

  /** All faults that last and name a node or link end now. It becomes part of the run's history. */
  mend(target: string): void {
    this.history.push({ time: this.now, eventCount: this.eventCount, do: "mend", target });
    this.stops.tryAgain();
    this.faults.mend(target);
  }

  /**
   * Parameters change now, as far as `canReconfigure` allows: nodes, links and message types must be the same as
   * before. What is in flight keeps the parameters that it began with. It becomes part of the run's history.
   */
  reconfigure({ system }: Pick<SimulationInput, "system">): void {
    this.history.push({ time: this.now, eventCount: this.eventCount, do: "reconfigure", system });
    this.stops.tryAgain();
    reconfigureWorld(this.world, system);
  }

  /**
   * Everything that makes up this moment. `restore` of what is returned brings the run back to it, its
   * history and all that was measured included; from there it goes on as it did, or otherwise.
   */
  checkpoint(): Checkpoint {
    return new Checkpoint(this, [this.scenario, this.objectives, this.world.system]);
  }

  /** A frame of this moment, in arrays of its own. Frames change nothing in the run. */
  frame(): Frame {
    this.recorder ??= this.beginFrames();
    return this.recorder.take(this.eventCount, this.faults.struck());
  }

  private beginFrames(): FrameRecorder {
    const nodes = new NodeRows(this.world);
    if (!this.isLean) this.moments = new MomentSeries(this.world, nodes, this.watch.bucketCount);
    return new FrameRecorder(this.world, nodes);
  }

  /** Everything that was measured so far. */
  summary(): RunSummary {
    const evidence = this.watch.evidence(this.faults.spans);
    return summarize(this.world, {
      seed: this.scenario.seed,
      events: this.eventCount,
      faults: this.faults.spans,
      objectives: verdictsOf(this.objectives, evidence, this.stopped && { isWarm: this.isWarm }),
      digest: this.digest,
      notSimulated: this.notSimulated,
      stopped: this.stopped?.message,
    });
  }

  /** Depths, lags and throughputs over time, as bounded series; with figures of moments once frames are taken. */
  series(): Series[] {
    const { series } = this.watch;
    const [first] = series;
    if (first === undefined || this.moments === undefined) return series;
    return [...series, ...this.moments.series(first.width)];
  }

  /** Sentences that say which sums of messages do not come out. Empty in a run that is right. */
  checkInvariants(): string[] {
    return checkInvariants(this.world);
  }

  /** Of a run that drains: whether nothing is on its way any more. */
  private get hasDrained(): boolean {
    if (!this.scenario.drain) return false;
    return this.stops.drain.isOver || this.kernel.events.pendingCount === 0;
  }

  private passMark(mark: number): void {
    if (!this.isWarm && mark === this.scenario.warmUp) {
      this.isWarm = true;
      this.kernel.probe.restart();
      this.world.context.exemplars.restart();
    }
    if (mark !== this.watch.nextMark) return;
    this.watch.pass(mark, this.isWarm);
    this.moments?.pass(this.watch.bucketCount);
  }

  /** Lets at most so many events happen, none of them later than a time. Returns how many did. */
  private runUntil(limit: number, most: number): number {
    const { drain, duration } = this.scenario;
    const { events } = this.kernel;
    // No run is over while an event is due by its duration, whatever is on its way: until then nobody asks.
    events.until = drain ? Math.min(limit, duration) : limit;
    let count = this.runOn(most);
    if (drain && count < most && limit > duration && !this.stops.isDue && !this.hasDrained) {
      events.until = limit;
      count += this.runOut(most - count);
    }
    this.eventCount += count;
    return count;
  }

  /** Lets at most so many events happen. Returns how many did. */
  private runOn(most: number): number {
    const { events } = this.kernel;
    for (let left = most; left > 0; left--) {
      const event = events.take();
      if (event < 0) return most - left;
      this.happen(event, events.whatOf(event), events.subjectOf(event));
    }
    return most;
  }

  /** The same after the duration, until nothing is on its way any more. */
  private runOut(most: number): number {
    const { drain } = this.stops;
    const { events } = this.kernel;
    for (let left = most; left > 0; left--) {
      const event = events.take();
      if (event < 0) return most - left;
      const what = events.whatOf(event);
      this.happen(event, what, events.subjectOf(event));
      if (what !== STEP_DONE && what !== ACK_ARRIVES) drain.note(what);
      if (drain.isOver || drain.isVain) return most - left + 1;
    }
    return most;
  }

  /** Gives an event that was taken to the part that it is for. */
  private happen(event: number, what: number, subject: number): void {
    if (this.isLean === false) this.hash.add(event);
    // The most frequent kinds take the shortest way.
    if (what === STEP_DONE) this.handling.proceed(subject);
    else if (what === ACK_ARRIVES) this.handling.ackArrives(subject);
    else {
      const kind = what & KIND_MASK;
      if (kind === SERVICE_EVENT.arrival) this.producers[what >> KIND_BITS]!.arrive();
      else handleEvent(this.world, this.faults, kind, what >> KIND_BITS, subject);
    }
  }
}

/**
 * Makes a run of a system under a scenario; nothing has happened yet.
 * @throws SimulationTooLarge when there is no memory for it
 */
export function createSimulation(input: SimulationInput): Simulation {
  try {
    return new Simulation(input);
  } catch (error) {
    throw isOutOfMemory(error) ? tooLargeToBuild(error) : error;
  }
}
