import { WAITS } from "../channels/Channel.ts";
import type { Context } from "../channels/Context.ts";
import { REDELIVERY_CAUSES } from "../channels/causes.ts";
import type { Entries } from "../channels/Entries.ts";
import type { Delays } from "../kernel/Delays.ts";
import { whatOf } from "../kernel/Kernel.ts";
import type { RandomStreams } from "../kernel/RandomStreams.ts";
import type { Deliveries } from "./Deliveries.ts";
import { RUNNING, WAITING } from "./Deliveries.ts";
import { EffectFigures } from "./EffectFigures.ts";
import { SERVICE_EVENT } from "./eventKinds.ts";
import type { CrashPoint, HandlerHost } from "./HandlerHost.ts";
import { isInShare } from "./isInShare.ts";
import {
  ACK,
  ACT,
  CALL,
  CRASH,
  CRASH_POINT,
  EFFECT,
  END,
  FAIL_BY_CHANCE,
  FAIL_FIRST,
  FAIL_FOR_SHARE,
  JUMP,
  type Program,
  PUBLISH,
  RECORD,
  UNLESS,
  UNLESS_CHANCE,
  WORDS,
  WORK,
} from "./Program.ts";
import type { Publication } from "./Publication.ts";
import type { Service } from "./Service.ts";
import { traceChild } from "./traceChild.ts";

/** What a stretch of a handler came to. */
export const BLOCKED = 0;
export const COMPLETED = 1;
/** The handler failed; the kind of failure is added. */
export const FAILED = 2;
/** The instance crashes; the number of the crash point is added. */
export const CRASHED = 16;

const RESUME = whatOf(SERVICE_EVENT.stepDone, 0);
const HANDLER_FAILED = REDELIVERY_CAUSES.indexOf("handler-failed");

/** A test that a branch makes of a message. */
export type Condition = (message: number, attempt: number, delivery: number) => boolean;

/** What an act says when the handler goes on at once. */
export const GO_ON = -1;

/**
 * What a step does that is none of the frequent ones. It has set where the handler goes on before it runs; returns
 * `GO_ON`, `BLOCKED` when somebody else calls the handler on, or an outcome.
 */
export type Act = (delivery: number, service: Service) => number;

/** Runs the steps of handlers, from one timed step to the next. */
export class Interpreter {
  readonly publications: Publication[] = [];
  readonly conditions: Condition[] = [];
  readonly crashPoints: CrashPoint[] = [];
  /** C4. Publications that have to come in before a handler goes on, where that is more than one. */
  readonly held = new Map<number, number>();
  readonly acts: Act[] = [];
  readonly effects: EffectFigures;
  private readonly context: Context;
  private readonly entries: Entries;
  readonly streams: RandomStreams;
  private readonly delays: Delays;
  private readonly deliveries: Deliveries;
  readonly program: Program;
  private readonly host: HandlerHost;

  constructor(
    context: Context,
    deliveries: Deliveries,
    program: Program,
    host: HandlerHost,
    effectNames: readonly string[],
  ) {
    this.context = context;
    this.entries = context.entries;
    this.streams = context.kernel.streams;
    this.delays = context.kernel.delays;
    this.deliveries = deliveries;
    this.program = program;
    this.host = host;
    this.effects = new EffectFigures(context, effectNames);
  }

  /** Whether a handler stands before a step that takes time, which then begins: most handlers start so. */
  beginsWork(service: Service, delivery: number): boolean {
    const at = this.deliveries.stepOf(delivery);
    const { program } = this;
    if (program.wordAt(at) !== WORK) return false;
    this.work(service, delivery, at);
    return true;
  }

  private work(service: Service, delivery: number, at: number): void {
    const { deliveries, delays, program } = this;
    const delay = program.wordAt(at + 1);
    deliveries.setStep(delivery, at + WORDS);
    const isForEach = service.handlesBatches === true && program.wordAt(at + 2) === 0;
    const timer = isForEach
      ? this.workForEach(service, delivery, delay)
      : delays.afterStretched(delay, service.slowFactor, service.stream, RESUME, delivery);
    deliveries.setTimer(delivery, timer);
  }

  /** H10. The messages of a batch are worked on one after the other. Returns the timer. */
  private workForEach({ stream, slowFactor }: Service, delivery: number, delay: number): number {
    const { events, laws } = this.context.kernel;
    let seconds = 0;
    for (const _ of this.host.batchOf(delivery)) seconds += laws.sample(delay, stream);
    return events.schedule(seconds * slowFactor, RESUME, delivery);
  }

  /** Does steps until one takes time, the handler ends, or it fails. */
  run(delivery: number): number {
    const { program, streams } = this;
    const { numbers } = program;
    let at = this.deliveries.stepOf(delivery);
    for (;;) {
      const first = program.wordAt(at + 1);
      switch (program.wordAt(at)) {
        case WORK:
          this.work(this.host.serviceOf(delivery), delivery, at);
          return BLOCKED;
        case END:
          return COMPLETED;
        case FAIL_BY_CHANCE:
          if (streams.chance(program.wordAt(at + 3), numbers[first]!))
            return FAILED + program.wordAt(at + 2);
          break;
        case EFFECT:
          this.happen(delivery, first);
          break;
        case PUBLISH:
          if (this.publish(delivery, this.publications[first]!)) break;
          this.deliveries.setStep(delivery, at + WORDS);
          this.deliveries.setPhase(delivery, WAITING);
          return BLOCKED;
        case ACK:
          this.host.acknowledge(delivery);
          break;
        case CALL:
          this.deliveries.setStep(delivery, at + WORDS);
          this.host.call(delivery, first);
          return BLOCKED;
        case FAIL_FOR_SHARE:
          if (this.isChosen(delivery, numbers[first]!, program.wordAt(at + 3)))
            return FAILED + program.wordAt(at + 2);
          break;
        case FAIL_FIRST:
          if (this.deliveries.attemptOf(delivery) <= first) return FAILED + program.wordAt(at + 2);
          break;
        case CRASH_POINT:
          if (this.strikesAt(first)) return CRASHED + first;
          break;
        case CRASH:
          return CRASHED + first;
        case RECORD:
          this.host.record(delivery);
          break;
        case ACT: {
          const outcome = this.act(delivery, at);
          if (outcome !== GO_ON) return outcome;
          at = this.deliveries.stepOf(delivery);
          continue;
        }
        case JUMP:
          at = first;
          continue;
        case UNLESS:
          if (!this.holds(first, delivery)) {
            at = program.wordAt(at + 2);
            continue;
          }
          break;
        case UNLESS_CHANCE:
          if (!streams.chance(this.host.serviceOf(delivery).stream, numbers[first]!)) {
            at = program.wordAt(at + 2);
            continue;
          }
          break;
        default:
          break;
      }
      at += WORDS;
    }
  }

  /** The instruction that gives an outcome once more. */
  addressOf(service: Service, outcome: number): number {
    if (outcome === COMPLETED) return service.endAddress;
    if (outcome >= CRASHED) return this.crashPoints[outcome - CRASHED]!.address;
    return service.failAddress(outcome - FAILED);
  }

  holds(condition: number, delivery: number): boolean {
    const message = this.entries.messageOf(this.deliveries.entryOf(delivery));
    return this.conditions[condition]!(message, this.deliveries.attemptOf(delivery), delivery);
  }

  private act(delivery: number, at: number): number {
    this.deliveries.setStep(delivery, at + WORDS);
    return this.acts[this.program.wordAt(at + 1)]!(delivery, this.host.serviceOf(delivery));
  }

  /** Whether a crash strikes at a point of a handler that has been reached now. */
  strikesAt(number: number): boolean {
    const point = this.crashPoints[number]!;
    point.seen++;
    if (point.occurrence !== undefined && point.seen !== point.occurrence) return false;
    return this.streams.chance(point.stream, point.probability);
  }

  /** There was room for something that a handler publishes. Returns whether it goes on: when all of it has come in. */
  admitted(delivery: number): boolean {
    const left = (this.held.get(delivery) ?? 1) - 1;
    if (left > 0) {
      this.held.set(delivery, left);
      return false;
    }
    this.held.delete(delivery);
    this.deliveries.setPhase(delivery, RUNNING);
    return true;
  }

  /** An effect happens, for each message where the handler has a batch. */
  private happen(delivery: number, effect: number): void {
    const service = this.host.serviceOf(delivery);
    if (service.handlesBatches === true)
      for (const each of this.host.batchOf(delivery)) this.effect(service, each, effect);
    else this.effect(service, delivery, effect);
  }

  private effect(service: Service, delivery: number, effect: number): void {
    const entry = this.deliveries.entryOf(delivery);
    const message = this.context.entries.messageOf(entry);
    if (this.context.tracer.isOn === true) this.traceEffect(service, delivery, effect);
    if (effect < 0) this.effects.undo(message, -1 - effect, service);
    else if (this.effects.happen(message, effect, this.causeOf(delivery), service.node, entry))
      service.figures.repeatedEffect();
  }

  private traceEffect(service: Service, delivery: number, effect: number): void {
    const name = this.effects.names[effect < 0 ? -1 - effect : effect]!;
    this.context.tracer.entry(
      effect < 0 ? "effect-undone" : "effect",
      this.deliveries.entryOf(delivery),
      { node: service.node, attempt: this.deliveries.attemptOf(delivery), detail: name },
    );
  }

  /** Why a delivery is not the first work on its message: the cause of the delivery, or a retry in its slot. */
  causeOf(delivery: number): number {
    const isRetryInPlace =
      this.deliveries.attemptOf(delivery) > 1 && this.deliveries.numberOf(delivery) === 1;
    return isRetryInPlace ? HANDLER_FAILED : this.deliveries.causeOf(delivery);
  }

  /** Returns false when the handler is held until there is room. */
  private publish(delivery: number, publication: Publication): boolean {
    const service = this.host.serviceOf(delivery);
    const { kernel, messages, types, entries } = this.context;
    const { probability, count, port } = publication;
    if (probability < 1 && !kernel.streams.chance(service.stream, probability)) return true;
    const parent = entries.messageOf(this.deliveries.entryOf(delivery));
    let held = 0;
    const copies = kernel.laws.sample(count, service.stream);
    for (let i = 0; i < copies; i++) {
      const message = publication.startsRoot
        ? messages.createRoot(service.node, publication.marks)
        : messages.createChild(parent, service.node, publication.marks);
      if (publication.startsRoot) messages.copyValues(parent, message);
      if (publication.type >= 0) types.describe(message, publication.type, service.stream);
      else types.describeLike(message, parent);
      service.figures.published();
      traceChild(this.context, message, parent, service.node, this.deliveries.entryOf(delivery));
      if (service.publisher.publish(message, port, delivery) === WAITS) held++;
      messages.done(message);
    }
    if (held > 1) this.held.set(delivery, held);
    return held === 0;
  }

  /** Whether a step is for this root: decided once for each of them. */
  isChosen(delivery: number, share: number, salt: number): boolean {
    const { messages, entries } = this.context;
    const root = messages.rootOf(entries.messageOf(this.deliveries.entryOf(delivery)));
    return isInShare(messages.idOf(root), salt, share);
  }
}
