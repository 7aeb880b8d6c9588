import type { Context } from "../channels/Context.ts";
import { lossNumber, redeliveryNumber } from "../channels/causes.ts";
import { ACK_LOST, COMPLETED as ENTRY_COMPLETED, STARTED } from "../channels/Entries.ts";
import type { Feed } from "../channels/Feed.ts";
import type { Line } from "../channels/Line.ts";
import type { Member, Receiver } from "../channels/Member.ts";
import { COPY_OF_NETWORK, COPY_OF_PUBLISHER, COPY_OF_RELAY, POISON } from "../channels/Messages.ts";
import { whatOf } from "../kernel/Kernel.ts";
import { ACKING, BUFFERED, Deliveries, RUNNING, SETTLED, WAITING } from "./Deliveries.ts";
import { SERVICE_EVENT } from "./eventKinds.ts";
import type { Instance } from "./Instance.ts";
import { BLOCKED, COMPLETED, FAILED, type HandlerHost, Interpreter } from "./Interpreter.ts";
import { FAILURE_KINDS, Program } from "./Program.ts";
import type { Service } from "./Service.ts";

const DELIVERED = whatOf(SERVICE_EVENT.delivered, 0);
const RESUME = whatOf(SERVICE_EVENT.resume, 0);
const RETRY = whatOf(SERVICE_EVENT.retryInPlace, 0);
const ACK_ARRIVES = whatOf(SERVICE_EVENT.ackArrives, 0);
const SCHEMA = FAILURE_KINDS.indexOf("schema");
/** Handlers that may begin inside one another before the next one is put off to an event of its own. */
const MAX_DEPTH = 16;

/**
 * The life of a delivery (RULES, part H): it comes to an instance, waits for a slot, its handler runs step by
 * step, and then it is acknowledged, tried again or given up. A crash can strike at any event between.
 */
export class Handling implements Receiver, HandlerHost {
  readonly deliveries = new Deliveries();
  readonly program = new Program();
  readonly interpreter: Interpreter;
  readonly services: Service[] = [];
  readonly instances: Instance[] = [];
  readonly members: Member[] = [];
  /** Sends the request of a call step. Set by the part that knows servers. */
  onCall: (delivery: number, call: number) => void = () => undefined;
  /** Gives up the request that a delivery waits for. */
  onAbandon: (request: number) => void = () => undefined;
  /** Deliveries that wait before they call again. */
  readonly pendingCalls = new Map<number, { readonly call: number; readonly attempt: number }>();
  private readonly context: Context;
  private readonly now: number;
  private depth = 0;

  constructor(context: Context, effectNames: readonly string[]) {
    this.context = context;
    this.interpreter = new Interpreter(context, this.deliveries, this.program, this, effectNames);
    this.now = context.kernel.events.laneFor(0);
  }

  /** H1. A channel delivers an entry to an instance. */
  deliver(member: Member, entry: number): void {
    const { kernel, entries } = this.context;
    const delivery = this.deliveries.create(
      entry,
      entries.deliveriesOf(entry),
      member.index,
      member.instance,
      entries.causeOf(entry),
    );
    if (member.deliveryDelay < 0) {
      this.arrive(delivery);
      return;
    }
    const instance = this.instances[member.instance]!;
    instance.inTransit.append(delivery);
    this.deliveries.setTimer(
      delivery,
      kernel.delays.after(member.deliveryDelay, member.wire.stream, DELIVERED, delivery),
    );
  }

  /** A delivery has crossed its link. */
  delivered(delivery: number): void {
    this.deliveries.setTimer(delivery, -1);
    this.instances[this.deliveries.instanceOf(delivery)]!.inTransit.remove(delivery);
    this.arrive(delivery);
  }

  publicationAdmitted(delivery: number): void {
    this.interpreter.admitted(delivery);
    this.later(delivery);
  }

  /** A timed step is over, or a handler goes on after a wait. */
  proceed(delivery: number): void {
    const instance = this.instances[this.deliveries.instanceOf(delivery)]!;
    this.deliveries.setTimer(delivery, -1);
    this.depth++;
    const outcome = this.interpreter.run(instance.service, delivery);
    this.depth--;
    if (outcome !== BLOCKED) this.end(instance, delivery, outcome);
  }

  /** H6. The wait before a retry in the slot is over: the handler starts again from its first step. */
  retryInPlace(delivery: number): void {
    const { service } = this.instances[this.deliveries.instanceOf(delivery)]!;
    this.deliveries.setTimer(delivery, -1);
    this.deliveries.setPhase(delivery, RUNNING);
    this.begin(service, delivery);
    this.proceed(delivery);
  }

  /** H4. An ack step, or an early acknowledgement. */
  acknowledge(delivery: number): void {
    if (this.deliveries.hasFlag(delivery, SETTLED)) return;
    this.deliveries.setFlag(delivery, SETTLED);
    const member = this.memberOf(delivery);
    const entry = this.deliveries.entryOf(delivery);
    if (member.wire.isDisturbed && member.wire.loses("ack")) {
      this.context.entries.setFlag(entry, ACK_LOST);
      return;
    }
    this.noteEnd(member, entry);
    member.subscription.ack(member, entry, this.deliveries.numberOf(delivery));
  }

  call(delivery: number, call: number): void {
    this.onCall(delivery, call);
  }

  /** An ack that travelled has come to its channel. */
  ackArrives(delivery: number): void {
    const member = this.memberOf(delivery);
    const entry = this.deliveries.entryOf(delivery);
    this.noteEnd(member, entry);
    member.subscription.ack(member, entry, this.deliveries.numberOf(delivery));
    this.forget(member, delivery);
    member.subscription.serve(member);
  }

  /** What waits in an instance's buffer takes the slots that are free. */
  fillSlots(instance: Instance): void {
    while (instance.buffer.length > 0 && this.hasSlot(instance)) {
      const delivery = instance.buffer.head;
      instance.buffer.remove(delivery);
      this.start(instance, delivery);
    }
  }

  /** A delivery is gone with its instance (H7). The caller has taken it out of its line. */
  abort(instance: Instance, delivery: number): void {
    const { deliveries, context } = this;
    const timer = deliveries.timerOf(delivery);
    if (timer >= 0) context.kernel.events.cancel(timer);
    this.pendingCalls.delete(delivery);
    if (deliveries.requestOf(delivery) >= 0) this.onAbandon(deliveries.requestOf(delivery));
    const member = this.memberOf(delivery);
    if (deliveries.hasFlag(delivery, SETTLED)) this.loseEarly(instance.service, delivery);
    else
      member.subscription.disconnect(deliveries.entryOf(delivery), deliveries.numberOf(delivery));
    member.giveUp();
    this.forget(member, delivery);
  }

  /** F4. Channels are gone: what was delivered is taken back, what is buffered is dropped, what runs goes on in vain. */
  dropAll(feeds: readonly Feed[]): void {
    for (const feed of feeds) {
      for (const member of feed.members) {
        const instance = this.instances[member.instance]!;
        for (const line of [instance.running, instance.buffer, instance.inTransit])
          this.dropFrom(instance, line, member, feed);
      }
      feed.channelLost();
    }
  }

  private dropFrom(instance: Instance, line: Line, member: Member, feed: Feed): void {
    for (let delivery = line.head, next = -1; delivery >= 0; delivery = next) {
      next = line.nextOf(delivery);
      if (this.deliveries.memberOf(delivery) !== member.index) continue;
      feed.takeBack(
        this.deliveries.entryOf(delivery),
        this.deliveries.numberOf(delivery),
        "channel-outage",
      );
      if (line === instance.running) continue;
      line.remove(delivery);
      const timer = this.deliveries.timerOf(delivery);
      if (timer >= 0) this.context.kernel.events.cancel(timer);
      member.giveUp();
      this.forget(member, delivery);
    }
  }

  /** The handler goes on at this instant, in an event of its own. */
  proceedLater(delivery: number): void {
    this.later(delivery);
  }

  /** The handler fails at this instant, in an event of its own. */
  failLater(delivery: number, kind: number): void {
    const { service } = this.instances[this.deliveries.instanceOf(delivery)]!;
    this.deliveries.setStep(delivery, service.failAddress(kind));
    this.later(delivery);
  }

  /** Begins a handler later at this instant, in an event of its own. */
  private later(delivery: number): void {
    this.deliveries.setTimer(
      delivery,
      this.context.kernel.events.scheduleInLane(this.now, RESUME, delivery),
    );
  }

  private memberOf(delivery: number): Member {
    return this.members[this.deliveries.memberOf(delivery)]!;
  }

  private arrive(delivery: number): void {
    const instance = this.instances[this.deliveries.instanceOf(delivery)]!;
    if (this.hasSlot(instance)) this.start(instance, delivery);
    else {
      this.deliveries.setPhase(delivery, BUFFERED);
      instance.buffer.append(delivery);
    }
  }

  /** H2. Whether a handler may start in an instance. */
  private hasSlot(instance: Instance): boolean {
    const { service } = instance;
    if (!instance.isUp || instance.pauses > 0 || instance.running.length >= service.concurrency)
      return false;
    const limit = service.settings.concurrencyLimit;
    return limit === undefined || service.running < limit;
  }

  /** H3. A handler starts. */
  private start(instance: Instance, delivery: number): void {
    const { service } = instance;
    instance.running.append(delivery);
    service.running++;
    this.context.kernel.probe.gauges.add(instance.busyGauge, 1);
    this.deliveries.setPhase(delivery, RUNNING);
    this.begin(service, delivery);
    if (this.depth >= MAX_DEPTH) {
      this.later(delivery);
      return;
    }
    this.depth++;
    const outcome = this.interpreter.run(service, delivery);
    this.depth--;
    if (outcome === BLOCKED) return;
    // Its end gets an event of its own: a queue of a million messages of no work is no recursion.
    this.deliveries.setStep(
      delivery,
      outcome === COMPLETED ? service.endAddress : service.failAddress(outcome - FAILED),
    );
    this.later(delivery);
  }

  /** One more attempt: counts it, takes the first start's waiting time, and sets the handler to its first step. */
  private begin(service: Service, delivery: number): void {
    const { kernel, entries, messages } = this.context;
    const { deliveries } = this;
    const entry = deliveries.entryOf(delivery);
    const message = entries.messageOf(entry);
    deliveries.setAttempt(
      delivery,
      entries.startAttempt(entry) + messages.carriedAttemptsOf(message),
    );
    deliveries.setStarted(delivery, kernel.events.now);
    service.figures.started();
    if (!entries.hasFlag(entry, STARTED)) {
      entries.setFlag(entry, STARTED);
      service.figures.waited(kernel.events.now - entries.enteredAt(entry));
    }
    if (service.settings.ack === "before-handler") this.acknowledge(delivery);
    deliveries.setStep(delivery, this.firstStep(service, message));
  }

  private firstStep(service: Service, message: number): number {
    const { kernel, messages } = this.context;
    if (messages.hasMark(message, POISON)) return service.failAddress(SCHEMA);
    if (
      service.errorProbability > 0 &&
      kernel.streams.chance(service.faultStream, service.errorProbability)
    )
      return service.failAddress(service.errorKind);
    return service.handlers[messages.typeOf(message)]!;
  }

  private end(instance: Instance, delivery: number, outcome: number): void {
    const { service } = instance;
    if (outcome === COMPLETED) this.complete(service, delivery);
    else if (this.fail(service, delivery, outcome - FAILED)) return;
    instance.running.remove(delivery);
    service.running--;
    if (instance.pauses === 0) this.context.kernel.probe.gauges.add(instance.busyGauge, -1);
    const member = this.memberOf(delivery);
    if (this.deliveries.phaseOf(delivery) !== ACKING) this.forget(member, delivery);
    member.giveUp();
    if (instance.buffer.length > 0) this.fillSlots(instance);
    if (instance.isLeaving && instance.running.length === 0) instance.refreshMembers();
    member.subscription.serve(member);
    if (service.settings.concurrencyLimit !== undefined)
      for (const other of service.instances) this.fillSlots(other);
  }

  /** H4. The handler has got to its end. */
  private complete(service: Service, delivery: number): void {
    const { kernel, entries, messages } = this.context;
    const { histograms } = kernel.probe;
    const { now } = kernel.events;
    const entry = this.deliveries.entryOf(delivery);
    const message = entries.messageOf(entry);
    service.figures.completed();
    histograms.add(service.figures.serviceTimes, now - this.deliveries.startedAt(delivery));
    histograms.add(service.figures.endToEndTimes, now - messages.bornAt(messages.rootOf(message)));
    if (entries.hasFlag(entry, ENTRY_COMPLETED))
      service.figures.duplicate(this.deliveries.causeOf(delivery));
    else {
      entries.setFlag(entry, ENTRY_COMPLETED);
      if (messages.hasMark(message, COPY_OF_PUBLISHER | COPY_OF_RELAY | COPY_OF_NETWORK))
        service.figures.duplicate(
          copyCause(
            messages.hasMark(message, COPY_OF_PUBLISHER),
            messages.hasMark(message, COPY_OF_RELAY),
          ),
        );
    }
    if (this.deliveries.hasFlag(delivery, SETTLED)) return;
    const member = this.memberOf(delivery);
    if (member.ackDelay < 0 && !member.wire.isDisturbed) {
      this.noteEnd(member, entry);
      member.subscription.ack(member, entry, this.deliveries.numberOf(delivery));
    } else this.sendAck(member, delivery, entry);
  }

  /** The ack crosses the link, if it is not lost there. */
  private sendAck(member: Member, delivery: number, entry: number): void {
    const { wire } = member;
    if (member.ackDelay < 0 && !wire.isCut) {
      this.acknowledge(delivery);
      return;
    }
    if (wire.isCut || wire.loses("ack")) {
      this.context.entries.setFlag(entry, ACK_LOST);
      return;
    }
    this.deliveries.setPhase(delivery, ACKING);
    this.context.kernel.delays.after(member.ackDelay, wire.stream, ACK_ARRIVES, delivery);
  }

  /** H5. The handler has failed. Returns true when it keeps its slot for a retry there. */
  private fail(service: Service, delivery: number, kind: number): boolean {
    const { entries } = this.context;
    const { deliveries } = this;
    service.figures.failed(kind);
    if (deliveries.hasFlag(delivery, SETTLED)) {
      this.loseEarly(service, delivery);
      return false;
    }
    const member = this.memberOf(delivery);
    const entry = deliveries.entryOf(delivery);
    const number = deliveries.numberOf(delivery);
    if (!member.subscription.isCurrent(entry, number)) return false;
    const attempt = deliveries.attemptOf(delivery);
    if (!service.retries(kind) || attempt >= service.maxAttempts) {
      this.giveUp(
        service,
        member,
        delivery,
        attempt >= service.maxAttempts ? "attempts" : "rejected",
      );
      return false;
    }
    service.figures.retried();
    const wait = service.backoff.delayAfter(attempt, entries.lastWaitOf(entry));
    entries.noteWait(entry, wait);
    const { mode } = service.settings.retry;
    if (mode === "retry-channel") this.moveToRetryChannel(service, member, delivery, attempt);
    else if (mode === "requeue" && !member.subscription.retriesInPlace)
      member.subscription.nack(entry, number, wait, service.backoff);
    else {
      deliveries.setPhase(delivery, WAITING);
      deliveries.setTimer(delivery, service.backoff.schedule(wait, RETRY, delivery));
      return true;
    }
    return false;
  }

  private moveToRetryChannel(
    service: Service,
    member: Member,
    delivery: number,
    attempt: number,
  ): void {
    const { messages, entries } = this.context;
    const entry = this.deliveries.entryOf(delivery);
    const message = entries.messageOf(entry);
    const port = service.retryPorts.get(attempt) ?? service.retryPorts.get(0);
    if (port === undefined) {
      this.giveUp(service, member, delivery, "attempts");
      return;
    }
    messages.carryAttempts(message, attempt);
    port.send(message, -1);
    this.acknowledge(delivery);
  }

  private giveUp(
    service: Service,
    member: Member,
    delivery: number,
    reason: "attempts" | "rejected",
  ): void {
    const entry = this.deliveries.entryOf(delivery);
    service.figures.dead();
    this.noteEnd(member, entry);
    if (service.deadLetterPort === undefined) {
      member.subscription.reject(member, entry, this.deliveries.numberOf(delivery), reason);
      return;
    }
    service.deadLetterPort.send(this.context.entries.messageOf(entry), -1);
    this.acknowledge(delivery);
  }

  /** Something acknowledged before its handler had ended has failed or crashed: nobody will try it again. */
  private loseEarly(service: Service, delivery: number): void {
    const entry = this.deliveries.entryOf(delivery);
    if (this.context.entries.hasFlag(entry, ENTRY_COMPLETED)) return;
    service.figures.lostEarly();
    this.context.losses.add(service.node, lossNumber("acknowledged-early"));
  }

  private noteEnd(member: Member, entry: number): void {
    const { service } = this.instances[member.instance]!;
    service.figures.ended();
    if (!service.backoff.isNone)
      this.context.kernel.probe.histograms.add(
        service.figures.retryDelays,
        this.context.entries.totalWaitOf(entry),
      );
  }

  private forget(member: Member, delivery: number): void {
    member.subscription.unpin(this.deliveries.entryOf(delivery));
    this.deliveries.release(delivery);
  }
}

function copyCause(isPublisher: boolean, isRelay: boolean): number {
  if (isPublisher) return redeliveryNumber("publisher-retry");
  return redeliveryNumber(isRelay ? "relay-retry" : "duplicate-delivery");
}
