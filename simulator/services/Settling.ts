import type { Context } from "../channels/Context.ts";
import { lossNumber, redeliveryNumber } from "../channels/causes.ts";
import { ACK_LOST, COMPLETED, type Entries } from "../channels/Entries.ts";
import type { Member } from "../channels/Member.ts";
import {
  COPY_OF_NETWORK,
  COPY_OF_PUBLISHER,
  COPY_OF_RELAY,
  type Messages,
} from "../channels/Messages.ts";
import type { MessageTypes } from "../channels/MessageTypes.ts";
import { noteDeadLetter } from "../channels/noteDeadLetter.ts";
import { sendLetter, sendToRetry } from "../channels/sendOn.ts";
import type { TraceEvent, Tracer } from "../channels/Tracer.ts";
import type { Delays } from "../kernel/Delays.ts";
import type { FutureEventList } from "../kernel/FutureEventList.ts";
import { whatOf } from "../kernel/Kernel.ts";
import { ACKING, type Deliveries, SETTLED, SKIPPED, WAITING } from "./Deliveries.ts";
import { SERVICE_EVENT } from "./eventKinds.ts";
import type { Instance } from "./Instance.ts";
import { noteWaits } from "./noteWaits.ts";
import { Overtakings } from "./Overtakings.ts";
import { FAILURE_KINDS } from "./Program.ts";
import type { Service } from "./Service.ts";

const ACK_ARRIVES = whatOf(SERVICE_EVENT.ackArrives, 0);
const RETRY = whatOf(SERVICE_EVENT.retryInPlace, 0);
const ANY_COPY = COPY_OF_PUBLISHER | COPY_OF_RELAY | COPY_OF_NETWORK;
const CAUSE_PUBLISHER = redeliveryNumber("publisher-retry");
const CAUSE_RELAY = redeliveryNumber("relay-retry");
const CAUSE_NETWORK = redeliveryNumber("duplicate-delivery");

/** What becomes of a delivery when its handler has ended: acknowledged, tried again, or given up (RULES H4 … H6). */
export class Settling {
  private readonly context: Context;
  private readonly entries: Entries;
  private readonly messages: Messages;
  private readonly tracer: Tracer;
  private readonly types: MessageTypes;
  private readonly delays: Delays;
  private readonly events: FutureEventList;
  private readonly deliveries: Deliveries;
  private readonly members: readonly Member[];
  private readonly instances: readonly Instance[];
  private readonly overtakings: Overtakings;

  constructor(
    context: Context,
    deliveries: Deliveries,
    members: readonly Member[],
    instances: readonly Instance[],
  ) {
    this.context = context;
    this.entries = context.entries;
    this.messages = context.messages;
    this.tracer = context.tracer;
    this.types = context.types;
    this.delays = context.kernel.delays;
    this.events = context.kernel.events;
    this.deliveries = deliveries;
    this.members = members;
    this.instances = instances;
    this.overtakings = new Overtakings(context, deliveries, members);
  }

  /** H4. Acknowledges a delivery now, if that has not been done. The ack can be lost. */
  acknowledge(delivery: number): void {
    if (this.deliveries.hasFlag(delivery, SETTLED)) return;
    this.deliveries.setFlag(delivery, SETTLED);
    const member = this.members[this.deliveries.memberOf(delivery)]!;
    const entry = this.deliveries.entryOf(delivery);
    if (this.losesAck(member)) this.loseAck(member, entry);
    else this.ack(member, delivery, entry);
  }

  /** H4. The handler has got to its end: takes its times, counts a duplicate, acknowledges. */
  complete(service: Service, member: Member, delivery: number): void {
    const { deliveries } = this;
    const entry = deliveries.entryOf(delivery);
    if (deliveries.hasFlag(delivery, SKIPPED)) {
      service.figures.skipped();
      this.trace("skipped", service, delivery);
    } else this.noteCompletion(service, member, delivery, entry);
    if (!deliveries.hasFlag(delivery, SETTLED)) this.settle(member, delivery, entry);
  }

  /** H4. Takes the times of a handler that got to its end, and sees whether it was the first for its message. */
  private noteCompletion(service: Service, member: Member, delivery: number, entry: number): void {
    const { entries, messages } = this;
    const { histograms } = this.context.kernel.probe;
    const { now } = this.events;
    const { figures } = service;
    const message = entries.messageOf(entry);
    if (service.records.moment === "after" && !service.records.isInDatabase)
      service.records.write(this.types, message, member.instance);
    figures.completed();
    if (this.tracer.isOn === true) this.trace("completed", service, delivery);
    histograms.add(figures.serviceTimes, now - this.deliveries.startedAt(delivery));
    histograms.add(figures.endToEndTimes, now - messages.bornAt(messages.rootOf(message)));
    if (!entries.markCompleted(entry))
      this.duplicate(service, message, this.causeOf(delivery, entry));
    else {
      service.withdrawn?.completed(message);
      if (this.types.isOrdered(messages.typeOf(message)))
        this.overtakings.check(service, member, delivery, entry);
      if (messages.hasMark(message, ANY_COPY))
        this.duplicate(service, message, this.copyCause(message));
    }
  }

  /** L1. A delivery is gone with its instance: for whoever traces it. */
  crashed(service: Service, delivery: number): void {
    this.trace("crashed", service, delivery);
  }

  private duplicate(service: Service, message: number, cause: number): void {
    service.figures.duplicate(cause);
    this.context.exemplars.note("duplicate", cause, service.node, message);
  }

  private loseAck(member: Member, entry: number): void {
    this.entries.setFlag(entry, ACK_LOST);
    const { tracer } = this.context;
    if (tracer.isOn === true) tracer.entry("ack-lost", entry, { link: member.link });
  }

  private trace(event: TraceEvent, service: Service, delivery: number, detail = ""): void {
    if (this.tracer.isOn === false) return;
    this.tracer.entry(event, this.deliveries.entryOf(delivery), {
      node: service.node,
      instance: this.deliveries.instanceOf(delivery),
      attempt: this.deliveries.attemptOf(delivery),
      detail,
    });
  }

  private settle(member: Member, delivery: number, entry: number): void {
    if (member.ackDelay < 0 && member.wire.isDisturbed === false) this.ack(member, delivery, entry);
    else this.sendAck(member, delivery, entry);
  }

  /** H5. The handler has failed. Returns true when it keeps its slot for a retry there. */
  fail(service: Service, member: Member, delivery: number, kind: number): boolean {
    if (!this.hasConsequence(service, member, delivery, kind)) return false;
    const attempt = this.deliveries.attemptOf(delivery);
    if (attempt >= service.maxAttempts) this.giveUp(service, member, delivery, "attempts");
    else if (!service.retries(kind) || service.budget?.spend() === false)
      this.giveUp(service, member, delivery, "rejected");
    else return this.retry(service, member, delivery, attempt);
    return false;
  }

  failed(service: Service, delivery: number, kind: number): void {
    service.figures.failed(kind);
    this.trace("failed", service, delivery, FAILURE_KINDS[kind]);
  }

  /** Counts a failure. What was settled, or taken back (D5), has no further consequence. */
  hasConsequence(
    service: Service,
    { subscription }: Member,
    delivery: number,
    kind: number,
  ): boolean {
    const { deliveries } = this;
    this.failed(service, delivery, kind);
    if (deliveries.hasFlag(delivery, SETTLED)) {
      this.loseEarly(service, delivery);
      return false;
    }
    return subscription.isCurrent(deliveries.entryOf(delivery), deliveries.numberOf(delivery));
  }

  /** Something that was acknowledged before its handler had ended has failed or crashed: nobody tries it again. */
  loseEarly(service: Service, delivery: number): void {
    if (this.entries.hasFlag(this.deliveries.entryOf(delivery), COMPLETED)) return;
    service.figures.lostEarly();
    const message = this.entries.messageOf(this.deliveries.entryOf(delivery));
    this.context.losses.add(service.node, lossNumber("acknowledged-early"), message);
  }

  /** F2. A reader of a stream keeps count of what it has handled by itself: its commits can be lost, its acks cannot. */
  private losesAck({ wire, subscription }: Member): boolean {
    return wire.isDisturbed === true && !subscription.retriesInPlace && wire.loses("ack");
  }

  /** H4. The channel hears the ack of a delivery now. */
  ack(member: Member, delivery: number, entry: number): void {
    this.noteEnd(member, entry);
    member.subscription.ack(member, entry, this.deliveries.numberOf(delivery));
  }

  /** The ack crosses the link, if it is not lost there. */
  private sendAck(member: Member, delivery: number, entry: number): void {
    const { wire } = member;
    const isCut = wire.isCut && !member.subscription.retriesInPlace;
    if (member.ackDelay < 0 && !isCut) this.acknowledge(delivery);
    else if (isCut || this.losesAck(member)) this.loseAck(member, entry);
    else {
      this.deliveries.setPhase(delivery, ACKING);
      this.delays.after(member.ackDelay, wire.stream, ACK_ARRIVES, delivery);
    }
  }

  /** H5. One more attempt: after a wait in the slot, in a retry channel, or back in the channel that it came from. */
  private retry(service: Service, member: Member, delivery: number, attempt: number): boolean {
    const { entries } = this;
    const entry = this.deliveries.entryOf(delivery);
    const { mode, returns } = service.settings.retry;
    // Nobody says anything: the message comes back when its lease ends.
    if (mode === "abandon") return false;
    service.figures.retried();
    const wait = service.backoff.delayAfter(attempt, entries.lastWaitOf(entry));
    entries.noteWait(entry, wait);
    if (mode === "retry-channel") {
      this.moveToRetryChannel(service, member, delivery, attempt);
      return false;
    }
    if (mode === "requeue" && !member.subscription.retriesInPlace) {
      const number = this.deliveries.numberOf(delivery);
      member.subscription.nack(entry, number, wait, service.backoff, returns);
      return false;
    }
    this.deliveries.setPhase(delivery, WAITING);
    this.deliveries.setTimer(delivery, service.backoff.schedule(wait, RETRY, delivery));
    return true;
  }

  private moveToRetryChannel(
    service: Service,
    member: Member,
    delivery: number,
    attempt: number,
  ): void {
    const port = service.retryPorts.get(attempt) ?? service.retryPorts.get(0);
    if (port === undefined) {
      this.giveUp(service, member, delivery, "attempts");
      return;
    }
    const entry = this.deliveries.entryOf(delivery);
    sendToRetry(this.context, port, entry, member.subscription, attempt);
    this.acknowledge(delivery);
  }

  /** H5. The message is dead-lettered: by the consumer where a link leads from it, else by the channel. */
  giveUp(
    service: Service,
    member: Member,
    delivery: number,
    reason: "attempts" | "rejected",
  ): void {
    const entry = this.deliveries.entryOf(delivery);
    service.figures.dead();
    if (service.deadLetterPort === undefined) {
      this.noteEnd(member, entry);
      member.subscription.reject(member, entry, this.deliveries.numberOf(delivery), reason);
      return;
    }
    noteDeadLetter(this.context, service.node, entry, reason);
    sendLetter(this.context, service.deadLetterPort, entry, member.subscription);
    this.acknowledge(delivery);
  }

  noteEnd(member: Member, entry: number): void {
    const { figures } = this.instances[member.instance]!.service;
    figures.ended();
    if (this.entries.attemptsOf(entry) > 1) noteWaits(this.context, figures, entry);
  }

  /** H7. Who holds on to the first delivery of a message and is overtaken by a later one is its duplicate too. */
  private causeOf(delivery: number, entry: number): number {
    return this.deliveries.causeOf(delivery) || this.entries.causeOf(entry);
  }

  private copyCause(message: number): number {
    if (this.messages.hasMark(message, COPY_OF_PUBLISHER)) return CAUSE_PUBLISHER;
    return this.messages.hasMark(message, COPY_OF_RELAY) ? CAUSE_RELAY : CAUSE_NETWORK;
  }
}
