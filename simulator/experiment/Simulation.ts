import { FAULT_EVENT } from "../chaos/eventKinds.ts";
import { Faults } from "../chaos/Faults.ts";
import { CHANNEL_EVENT, FIRST_SERVICE_KIND } from "../channels/eventKinds.ts";
import { Digest } from "../kernel/Digest.ts";
import { HIGH_WORD, LOW_WORD } from "../kernel/elementary.ts";
import { Kernel, KIND_BITS, KIND_MASK } from "../kernel/Kernel.ts";
import type { Fault, Scenario, System } from "../model/index.ts";
import { buildWorld } from "../services/buildWorld.ts";
import { FIRST_FAULT_KIND, SERVICE_EVENT } from "../services/eventKinds.ts";
import type { World } from "../services/World.ts";

/** Events at one instant after which a run that does not move on is stopped. */
const STALL_LIMIT = 20_000_000;

/** What somebody did to a run while it went on: part of its history. */
export type Intervention =
  | { readonly do: "inject"; readonly id: string; readonly fault: Fault }
  | { readonly do: "mend"; readonly id: string };

/** An intervention, or an edit of parameters, and the simulated time at which it came. */
export type HistoryEntry = { readonly time: number; readonly events: number } & (Intervention | { readonly do: "reconfigure"; readonly system: System });

/** A run cannot go on; the message names who is at fault and what to do. */
export class SimulationStalled extends Error {
  override readonly name = "SimulationStalled";
}

/** One run: a system, a scenario and a seed, advanced as far as somebody wants. */
export class Simulation {
  readonly scenario: Scenario;
  readonly world: World;
  readonly faults: Faults;
  /** What was done to the run from outside, in order: with it the run can be rebuilt. */
  readonly history: HistoryEntry[] = [];
  /** Events so far. */
  eventCount = 0;
  private readonly kernel: Kernel;
  private readonly hash = new Digest();
  private isWarm = false;
  private instant = -1;
  private eventsAtInstant = 0;
  /** Called when the clock has reached `nextMark`, before anything at a later time; observers only. */
  private onMark: ((time: number) => number) | undefined;
  private nextMark = Infinity;

  constructor(system: System, scenario: Scenario) {
    this.scenario = scenario;
    this.kernel = new Kernel(scenario.seed);
    this.world = buildWorld(this.kernel, system, scenario.duration);
    this.faults = new Faults(this.world);
    for (const producer of this.world.producers.values()) producer.start();
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
    if (!this.scenario.drain) return this.kernel.events.now >= this.scenario.duration;
    const isOver = this.kernel.events.peekTime() > this.scenario.duration || this.kernel.events.now > this.scenario.duration;
    return isOver && (this.world.context.messages.openCount === 0 || this.kernel.events.pendingCount === 0);
  }

  /** Hash of the whole event history so far, 16 hexadecimal digits. */
  get digest(): string {
    return this.hash.hex;
  }

  /** Asks to be told when the clock reaches a time; the answer is the next such time. For observers. */
  observe(from: number, onMark: (time: number) => number): void {
    this.nextMark = from;
    this.onMark = onMark;
  }

  /**
   * Goes on until a simulated time, or the end of the run, or a number of events. How a run is cut into
   * calls changes nothing in it.
   * @returns the number of events that happened
   * @throws SimulationStalled when time does not move on
   */
  advanceTo(time: number, { maxEvents = Infinity }: { readonly maxEvents?: number } = {}): number {
    const limit = Math.min(time, this.horizon);
    let events = 0;
    while (events < maxEvents) {
      const mark = Math.min(this.isWarm ? Infinity : this.scenario.warmUp, this.nextMark);
      if (this.scenario.drain && this.isDone) break;
      events += this.runUntil(Math.min(limit, mark), maxEvents - events);
      if (events >= maxEvents && this.kernel.events.peekTime() <= Math.min(limit, mark)) break;
      if (mark === Infinity || mark > limit) {
        if (limit < Infinity) this.kernel.events.moveTo(limit);
        break;
      }
      this.kernel.events.moveTo(mark);
      this.passMark(mark);
    }
    return events;
  }

  /** Lets one event happen. Returns false when there is none before the end of the run. */
  step(): boolean {
    return this.advanceTo(Infinity, { maxEvents: 1 }) === 1;
  }

  /** Brings a fault about, or ends one, at the present time. It becomes part of the run's history. */
  intervene(intervention: Intervention): void {
    this.history.push({ time: this.now, events: this.eventCount, ...intervention });
    if (intervention.do === "inject") this.faults.inject(intervention.id, intervention.fault);
    else this.faults.mend(intervention.id);
  }

  /** Begins all counts anew; the state stays. */
  private passMark(mark: number): void {
    if (!this.isWarm && mark === this.scenario.warmUp) {
      this.isWarm = true;
      this.kernel.probe.restart();
    }
    if (mark === this.nextMark) this.nextMark = this.onMark?.(mark) ?? Infinity;
  }

  private runUntil(limit: number, maxEvents: number): number {
    const { events } = this.kernel;
    let count = 0;
    while (count < maxEvents) {
      const event = events.take(limit);
      if (event < 0) break;
      count++;
      const what = events.whatOf(event);
      const subject = events.subjectOf(event);
      this.hash.add(events.wordOf(event, LOW_WORD), events.wordOf(event, HIGH_WORD), what, subject);
      this.handle(what & KIND_MASK, what >> KIND_BITS, subject);
      if (events.now !== this.instant) {
        this.instant = events.now;
        this.eventsAtInstant = 0;
      } else if (++this.eventsAtInstant > STALL_LIMIT) this.stall();
      if (this.scenario.drain && this.world.context.messages.openCount === 0 && this.isDone) break;
    }
    this.eventCount += count;
    return count;
  }

  private handle(kind: number, target: number, subject: number): void {
    if (kind < FIRST_SERVICE_KIND) this.handleChannel(kind, target, subject);
    else if (kind < FIRST_FAULT_KIND) this.handleService(kind, target, subject);
    else if (kind === FAULT_EVENT.strike) this.faults.strike(target);
    else this.faults.mendDue(target, subject);
  }

  private handleChannel(kind: number, target: number, subject: number): void {
    const { context } = this.world;
    switch (kind) {
      case CHANNEL_EVENT.arrive:
        return context.ports[target]!.arrive(subject);
      case CHANNEL_EVENT.due:
        return context.subscriptions[target]!.due(subject);
      case CHANNEL_EVENT.leaseEnds:
        return context.subscriptions[target]!.leaseEnded(subject);
      default:
        return context.subscriptions[target]!.expire(subject);
    }
  }

  private handleService(kind: number, target: number, subject: number): void {
    const { handling, calls, lifecycle } = this.world;
    switch (kind) {
      case SERVICE_EVENT.stepDone:
      case SERVICE_EVENT.resume:
        return handling.proceed(subject);
      case SERVICE_EVENT.arrival:
        return this.producers[target]!.arrive();
      case SERVICE_EVENT.ackArrives:
        return handling.ackArrives(subject);
      case SERVICE_EVENT.delivered:
        return handling.delivered(subject);
      case SERVICE_EVENT.retryInPlace:
        return handling.retryInPlace(subject);
      case SERVICE_EVENT.served:
        return calls.served(subject);
      case SERVICE_EVENT.requestArrives:
        return calls.arrive(subject);
      case SERVICE_EVENT.answered:
        return calls.answered(subject);
      case SERVICE_EVENT.callTimeout:
        return calls.timedOut(subject);
      case SERVICE_EVENT.callAgain:
        return calls.again(subject);
      case SERVICE_EVENT.userReturns:
        return this.producers[target]!.userReturns();
      case SERVICE_EVENT.arrivalState:
        return this.producers[target]!.changeState();
      case SERVICE_EVENT.restart:
        return lifecycle.restartDue(handling.instances[target]!);
      default:
        throw new Error(`Nobody handles events of kind ${kind}.`);
    }
  }

  private get producers() {
    this.producerList ??= [...this.world.producers.values()];
    return this.producerList;
  }
  private producerList: World["producers"] extends ReadonlyMap<string, infer P> ? P[] | undefined : never;

  private stall(): never {
    const busiest = [...this.world.services.values()].sort((a, b) => b.figures.startedCount - a.figures.startedCount).slice(0, 3);
    const names = busiest.map((service) => `"${service.id}"`).join(", ");
    throw new SimulationStalled(`Simulated time stands still at ${this.now} s: more than ${STALL_LIMIT} events happened at that instant, most of them at ${names}. A cycle of steps, links or retries takes no time; give one of them a latency, a work time or a backoff.`);
  }
}
