import type { Context } from "../channels/Context.ts";
import type { Entries } from "../channels/Entries.ts";
import { headOf } from "../channels/Line.ts";
import type { Member, Receiver } from "../channels/Member.ts";
import type { FutureEventList } from "../kernel/FutureEventList.ts";
import { whatOf } from "../kernel/Kernel.ts";
import type { Gauges } from "../kernel/probe/Gauges.ts";
import { Attempts } from "./Attempts.ts";
import { batchOf, beginAttempt, beginBatch, endFollowers, joinBatch, takeMore } from "./batches.ts";
import type { PendingCall } from "./Call.ts";
import { cross } from "./cross.ts";
import { ACKING, BUFFERED, Deliveries } from "./Deliveries.ts";
import { SERVICE_EVENT } from "./eventKinds.ts";
import type { HandlerHost } from "./HandlerHost.ts";
import { BUFFER_LINE, type Instance } from "./Instance.ts";
import { BLOCKED, COMPLETED, CRASHED, Interpreter } from "./Interpreter.ts";
import { beginsLate } from "./lateBeginnings.ts";
import { PlainHandling } from "./PlainHandling.ts";
import { Polling } from "./Polling.ts";
import { Program } from "./Program.ts";
import type { Service } from "./Service.ts";
import { UNLIMITED } from "./ServiceAtWork.ts";
import { Settling } from "./Settling.ts";
import { settleHandler } from "./settleHandler.ts";

const DELIVERED = whatOf(SERVICE_EVENT.delivered, 0);
const RESUME = whatOf(SERVICE_EVENT.resume, 0);
/** Handlers that may begin inside one another before the next one is put off to an event of its own. */
const MAX_DEPTH = 16;

/**
 * The life of a delivery (RULES, part H): it comes to an instance, waits for a slot, its handler runs step by
 * step, and then it is settled. A crash can strike at any event between.
 */
export class Handling implements Receiver, HandlerHost {
  readonly deliveries: Deliveries;
  readonly program: Program;
  readonly interpreter: Interpreter;
  readonly settling: Settling;
  readonly instances: Instance[] = [];
  readonly members: Member[] = [];
  /** Sends the request of a call step. Set by the part that knows servers. */
  onCall: (delivery: number, call: number) => void = () => undefined;
  /** A handler has failed, or is gone with its process. Set by the part that knows transactions. */
  onUnfinished: (delivery: number, hasCrashed: boolean) => void = () => undefined;
  /** An instance crashes at a step of its handler. Set by the part that knows life and death. */
  onCrash: (instance: Instance, downFor: number) => void = () => undefined;
  /** Something is to happen to a delivery of an instance that stands still. Set by the part that knows life and death. */
  onHold: (instance: Instance, delivery: number, what: number) => void = () => undefined;
  isAtWork: NonNullable<Receiver["isAtWork"]> = () => false;
  sessionEnds: NonNullable<Receiver["sessionEnds"]> = () => undefined;
  memberEnds: NonNullable<Receiver["memberEnds"]> = () => undefined;
  /** Gives up the request that a delivery waits for. */
  onAbandon: (request: number) => void = () => undefined;
  readonly polling: Polling;
  readonly attempts: Attempts;
  /** Deliveries that wait before they call again. */
  readonly pendingCalls = new Map<number, PendingCall>();
  private readonly context: Context;
  readonly plain: PlainHandling;
  private readonly entries: Entries;
  private readonly events: FutureEventList;
  private readonly gauges: Gauges;
  private readonly now: number;
  private depth = 0;

  constructor(context: Context, effectNames: readonly string[]) {
    this.context = context;
    this.program = new Program(context.kernel.region);
    this.deliveries = new Deliveries(context.kernel.events, context.kernel.slabs);
    this.entries = context.entries;
    this.events = context.kernel.events;
    this.gauges = context.kernel.probe.gauges;
    this.interpreter = new Interpreter(context, this.deliveries, this.program, this, effectNames);
    this.settling = new Settling(context, this.deliveries, this.members, this.instances);
    this.polling = new Polling(context);
    this.polling.onGathered = (instance) => beginBatch(this, instance);
    this.attempts = new Attempts(context, this.deliveries, this.program, this.settling);
    this.plain = new PlainHandling(context, this);
    this.now = context.kernel.events.laneFor(0);
  }

  /** H1. A channel delivers an entry to an instance. */
  deliver(member: Member, entry: number): void {
    const { entries } = this;
    if (member.deliveryDelay < 0 && this.plain.begin(member, entry, -1)) return;
    const instance = this.instances[member.instance]!;
    instance.service.receives?.delivered();
    const delivery = this.deliveries.create(
      entry,
      entries.deliveriesOf(entry),
      member.index,
      member.instanceAt,
      entries.causeOf(entry),
    );
    if (instance.service.acksOnDelivery === true) this.settling.acknowledge(delivery);
    if (member.deliveryDelay >= 0) {
      this.travel(member, instance, delivery);
      return;
    }
    if (this.hasSlot(instance)) this.start(instance, delivery);
    else this.stay(instance, delivery);
    if (instance.service.batch > 0 && member.held === 1)
      takeMore(this, this.context.kernel.probe, instance, member);
    if (instance.service.gathers === true) this.polling.gather(instance);
  }

  /** H1. A delivery crosses its link. */
  private travel(member: Member, instance: Instance, delivery: number): void {
    const message = this.entries.messageOf(this.deliveries.entryOf(delivery));
    instance.inTransit.append(delivery);
    this.deliveries.setTimer(delivery, cross(this.context, member, message, DELIVERED, delivery));
  }

  /** A delivery has crossed its link. */
  delivered(delivery: number): void {
    const instance = this.instanceOf(delivery);
    this.deliveries.setTimer(delivery, -1);
    instance.inTransit.remove(delivery);
    if (this.hasSlot(instance)) this.start(instance, delivery);
    else this.stay(instance, delivery);
    if (instance.service.gathers === true) this.polling.gather(instance);
  }

  publicationAdmitted(delivery: number): void {
    if (this.interpreter.admitted(delivery)) this.proceedLater(delivery);
  }

  acknowledge(delivery: number): void {
    this.settling.acknowledge(delivery);
  }
  call(delivery: number, call: number): void {
    this.onCall(delivery, call);
  }
  record(delivery: number): void {
    const { service, index } = this.instanceOf(delivery);
    for (const each of this.batchOf(delivery))
      service.records.write(this.context.types, this.messageOf(each), index);
  }
  batchOf(delivery: number): readonly number[] {
    return batchOf(this.deliveries, this.instanceOf(delivery), delivery);
  }

  /** The message that a delivery is of. */
  messageOf(delivery: number): number {
    return this.entries.messageOf(this.deliveries.entryOf(delivery));
  }

  /** A timed step is over, or a handler goes on after a wait. */
  proceed(delivery: number): void {
    this.deliveries.setTimer(delivery, -1);
    this.depth++;
    const outcome = this.interpreter.run(delivery);
    this.depth--;
    if (outcome !== BLOCKED) this.end(delivery, outcome);
  }

  /** H6. The wait before a retry in the slot is over: the handler starts again from its first step. */
  retryInPlace(delivery: number): void {
    this.proceed(beginAttempt(this, this.context, this.instanceOf(delivery), delivery));
  }

  /** An ack that travelled has come to its channel. */
  ackArrives(delivery: number): void {
    const member = this.memberOf(delivery);
    this.plain.close(member, delivery);
    if (member.subscription.mayServe) member.subscription.serve(member);
  }

  /** What waits in an instance's buffer takes the slots that are free. */
  fillSlots(instance: Instance): void {
    while (instance.buffer.length > 0 && this.hasSlot(instance)) {
      const delivery = instance.buffer.head;
      instance.buffer.remove(delivery);
      if (instance.isGathered) joinBatch(this, this.context, instance);
      this.start(instance, delivery);
    }
  }

  /** The handler goes on at this instant, in an event of its own. */
  proceedLater(delivery: number): void {
    if (this.holds(delivery, RESUME)) return;
    this.deliveries.setTimer(delivery, this.events.scheduleInLane(this.now, RESUME, delivery));
  }

  /** What a handler has waited for has come: it goes on, or does so when its process does. */
  goOn(delivery: number): void {
    if (!this.holds(delivery, RESUME)) this.proceed(delivery);
  }

  /** L3. Whether the process that has a delivery stands still: what was to happen now then happens when it goes on. */
  holds(delivery: number, what: number): boolean {
    const instance = this.instanceOf(delivery);
    if (instance.pauses === 0) return false;
    this.deliveries.setTimer(delivery, -1);
    this.onHold(instance, delivery, what);
    return true;
  }

  /** The handler fails at this instant, in an event of its own. */
  failLater(delivery: number, kind: number): void {
    this.deliveries.setStep(delivery, this.instanceOf(delivery).service.failAddress(kind));
    this.proceedLater(delivery);
  }

  memberOf(delivery: number): Member {
    return this.members[this.deliveries.memberOf(delivery)]!;
  }
  instanceOf(delivery: number): Instance {
    return this.instances[this.deliveries.instanceOf(delivery)]!;
  }
  serviceOf(delivery: number): Service {
    return this.instanceOf(delivery).service;
  }

  /** H2. No slot is free, or its batch is not complete: a delivery waits. */
  private stay(instance: Instance, delivery: number): void {
    this.deliveries.setPhase(delivery, BUFFERED);
    instance.buffer.append(delivery);
  }

  /** H2. Whether a handler may start in an instance. */
  private hasSlot(instance: Instance): boolean {
    const { service } = instance;
    if (instance.running.length >= service.concurrency) return false;
    if (service.busySlots >= service.concurrencyLimit) return false;
    if (service.gathers === true && !instance.mayBeginBatch) return false;
    if (instance.isUp === false || instance.pauses !== 0) return false;
    return service.protection === undefined || service.protection.mayBegin(instance);
  }

  /** H3. A handler starts. */
  private start(instance: Instance, delivery: number): void {
    const { service } = instance;
    if (this.plain.begin(this.memberOf(delivery), this.deliveries.entryOf(delivery), delivery))
      return;
    instance.running.append(delivery);
    service.busySlots++;
    this.gauges.raise(instance.busyGauge);
    if (service.beginsLate === true && beginsLate(this, this.context, instance, delivery)) return;
    this.launch(instance, delivery);
  }

  launch(instance: Instance, first: number): void {
    const { service } = instance;
    const delivery = beginAttempt(this, this.context, instance, first);
    if (this.interpreter.beginsWork(service, delivery)) return;
    if (this.depth >= MAX_DEPTH) this.proceedLater(delivery);
    else this.runFirst(service, delivery);
  }

  /** H3. A handler that does not begin with work runs to its first step that takes time. */
  private runFirst(service: Service, delivery: number): void {
    this.depth++;
    const outcome = this.interpreter.run(delivery);
    this.depth--;
    if (outcome === BLOCKED) return;
    // Its end gets an event of its own: a queue of a million messages of no work is no recursion.
    this.deliveries.setStep(delivery, this.interpreter.addressOf(service, outcome));
    this.proceedLater(delivery);
  }

  private end(delivery: number, result: number): void {
    const member = this.memberOf(delivery);
    if (result === COMPLETED && this.plain.end(member, delivery)) {
      member.giveUp();
      if (headOf(member.instanceAt + BUFFER_LINE) >= 0)
        this.fillSlots(this.instances[member.instance]!);
      if (member.subscription.mayServe) member.subscription.serve(member);
      return;
    }
    const instance = this.instanceOf(delivery);
    if (result >= CRASHED) {
      this.onCrash(instance, this.interpreter.crashPoints[result - CRASHED]!.drawDownTime());
      return;
    }
    const { service, followers } = instance;
    const outcome = settleHandler(this, this.context, instance, member, delivery, result);
    if (outcome === BLOCKED) return;
    instance.running.remove(delivery);
    service.busySlots--;
    // A handler that stands still is not at work: the pause has taken it off already (L3).
    if (instance.pauses === 0) this.gauges.lower(instance.busyGauge);
    const wasBatch = followers.length > 0;
    if (wasBatch) endFollowers(this, instance, outcome);
    if (instance.running.length === 0) instance.idleSince = this.events.now;
    if (this.deliveries.phaseOf(delivery) !== ACKING) this.forget(member, delivery);
    member.giveUp();
    if (instance.buffer.length > 0) this.fillSlots(instance);
    member.subscription.serve(member);
    if (wasBatch)
      for (const each of instance.members) if (each !== member) each.subscription.serve(each);
    if (service.asksAtIntervals === true) this.polling.ask(instance);
    if (service.concurrencyLimit < UNLIMITED)
      for (const other of service.instances) this.fillSlots(other);
  }

  /** The delivery is over for its consumer and its channel. */
  forget(member: Member, delivery: number): void {
    member.subscription.unpin(this.deliveries.entryOf(delivery));
    this.deliveries.rows.release(delivery);
  }
}
