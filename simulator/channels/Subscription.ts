import { Backoff } from "../kernel/Backoff.ts";
import { whatOf } from "../kernel/Kernel.ts";
import { lawOf } from "../kernel/lawOf.ts";
import {
  STATE_DUPLICATE,
  STATE_FIRST,
  STATE_POISON,
  STATE_RETRY,
} from "../kernel/probe/Departures.ts";
import type { Queue, Subscription as SubscriptionModel } from "../model/index.ts";
import type { Context } from "./Context.ts";
import {
  type DeadLetterReason,
  deadLetterNumber,
  type LossCause,
  lossNumber,
  type RedeliveryCause,
  redeliveryNumber,
} from "./causes.ts";
import { ACK_LOST, COMPLETED, DELAYED, ENDED, LEASED, PARKED, READY } from "./Entries.ts";
import { CHANNEL_EVENT } from "./eventKinds.ts";
import type { Feed } from "./Feed.ts";
import type { Member } from "./Member.ts";
import { COPY_OF_PUBLISHER, COPY_OF_RELAY, POISON } from "./Messages.ts";
import type { Port } from "./Port.ts";
import { type Position, ReadyLines } from "./ReadyLines.ts";
import { SubscriptionFigures } from "./SubscriptionFigures.ts";

const CAUSE_ACK_LOST = redeliveryNumber("ack-lost");
const CAUSE_DUPLICATE = redeliveryNumber("duplicate-delivery");
const CAUSE_FAILED = redeliveryNumber("handler-failed");

/** Settings of a queue's one subscription, or of a subscription of a topic. */
export type CompetingSettings = Pick<
  Queue,
  "assign" | "lease" | "attempts" | "redeliver" | "deadLetter" | "maxInFlight"
> &
  Pick<SubscriptionModel, "expiry"> &
  Partial<Pick<Queue, "delay" | "discipline">>;

/**
 * Competing consumption: a line of entries, each of which goes to one member. This class is the state machine
 * of RULES.md, part D: ready → leased → ended, with its ways back.
 */
export class Subscription implements Feed {
  readonly index: number;
  readonly id: string;
  readonly node: number;
  readonly members: Member[] = [];
  readonly figures: SubscriptionFigures;
  readonly lines: ReadyLines;
  readonly retriesInPlace = false;
  freeMembers = 0;
  /** Where dead letters go; undefined when no link leads anywhere. */
  deadLetterPort: Port | undefined;
  /** Nothing is delivered (outage). */
  isClosed = false;
  /** Runs after an entry has left the ready line, when something waits for room. */
  onRoom: (() => void) | undefined;
  private readonly context: Context;
  private readonly stream: number;
  private settings!: CompetingSettings;
  private redeliverBackoff!: Backoff;
  private delay = -1;
  private isDelayed = false;
  private leaseLane = -1;
  private expiryLane = -1;
  private lastMember = -1;
  private isDispatching = false;

  constructor(context: Context, id: string, node: number, settings: CompetingSettings) {
    this.context = context;
    this.id = id;
    this.node = node;
    this.index = context.subscriptions.length;
    context.subscriptions.push(this);
    this.figures = new SubscriptionFigures(context.kernel.probe);
    this.stream = context.kernel.stream(id, "delivery");
    this.lines = new ReadyLines(
      context.entries,
      settings.discipline === "priority" ? context.types.ranks.length : 1,
    );
    this.configure(settings);
  }

  /** Sets the parameters; what is in flight keeps those that it began with. */
  configure(settings: CompetingSettings): void {
    const { kernel } = this.context;
    this.settings = settings;
    this.redeliverBackoff = new Backoff(
      kernel,
      settings.redeliver.delay ?? { kind: "none" },
      this.stream,
    );
    this.leaseLane =
      settings.lease.timeout === undefined ? -1 : kernel.events.laneFor(settings.lease.timeout);
    this.expiryLane =
      settings.expiry === undefined ? -1 : kernel.events.laneFor(settings.expiry.after);
    if (this.delay < 0) this.delay = kernel.delays.compile(lawOf(settings.delay ?? 0));
    else kernel.delays.replace(this.delay, lawOf(settings.delay ?? 0));
    this.isDelayed = !kernel.delays.isZero(this.delay);
  }

  /** Nobody will ever take what is here: it is stored, and nothing is to be done with it. */
  get isStore(): boolean {
    return this.members.length === 0 && this.expiryLane < 0;
  }

  get depth(): number {
    return this.lines.count;
  }

  /** Age in seconds of the oldest message that is ready, 0 if none is. */
  get lagSeconds(): number {
    const { now } = this.context.kernel.events;
    return this.lines.count === 0 ? 0 : now - this.lines.oldestEntered;
  }

  /** D1. A message comes in. */
  enter(message: number): void {
    this.admit(this.createEntry(message));
  }

  /** An entry that is not yet let in. */
  createEntry(message: number): number {
    const { kernel, entries, messages } = this.context;
    if (this.isStore) messages.store(message);
    else messages.hold(message);
    return entries.create(message, this.index, kernel.events.now, messages.rankOf(message));
  }

  /** D1. Lets an entry in: it is ready at once, or after the channel's delay. */
  admit(entry: number): void {
    const { kernel, entries } = this.context;
    this.figures.entered();
    if (this.isDelayed) {
      entries.setState(entry, DELAYED);
      this.figures.delayed(1);
      entries.setTimer(
        entry,
        kernel.delays.after(this.delay, this.stream, whatOf(CHANNEL_EVENT.due, this.index), entry),
      );
      return;
    }
    if (this.lines.count === 0 && this.freeMembers > 0 && this.mayDeliver()) {
      this.deliver(this.nextMember(), entry);
      return;
    }
    this.lines.append(entry);
    this.becomeReady(entry);
    this.dispatch();
  }

  /** D2. Gives ready entries to free members for as long as there are both. */
  dispatch(): void {
    if (this.isDispatching) return;
    this.isDispatching = true;
    while (this.lines.count > 0 && this.freeMembers > 0 && this.mayDeliver()) {
      const entry = this.lines.head;
      this.leaveLine(entry);
      this.deliver(this.nextMember(), entry);
    }
    this.isDispatching = false;
    if (this.onRoom !== undefined) this.onRoom();
  }

  serve(): void {
    this.dispatch();
  }

  /** Whether this delivery of an entry is the latest one and has neither been settled nor taken back. */
  isCurrent(entry: number, number: number): boolean {
    const { entries } = this.context;
    return entries.stateOf(entry) === LEASED && entries.deliveriesOf(entry) === number;
  }

  /** D4. An ack has come. Returns whether it counted. */
  ack(member: Member, entry: number, number: number): boolean {
    const { entries, kernel } = this.context;
    if (this.isCurrent(entry, number)) this.endLease(entry);
    else {
      const state = entries.stateOf(entry);
      this.figures.lateAck();
      if (this.settings.lease.lateAck !== "accepted" || state === ENDED || state === PARKED)
        return false;
      this.withdraw(entry);
    }
    this.figures.acked();
    kernel.probe.histograms.add(member.responseTimes, kernel.events.now - entries.enteredAt(entry));
    this.end(entry);
    return true;
  }

  /** D7. The handler has failed and wants the message again after a delay. */
  nack(entry: number, number: number, delay: number, backoff: Backoff): void {
    if (!this.isCurrent(entry, number)) return;
    this.endLease(entry);
    if (this.isGivenUp(entry, "nack")) return;
    this.context.entries.setCause(entry, CAUSE_FAILED);
    this.returnAfter(entry, delay, backoff, this.settings.redeliver.nackPosition);
  }

  /** D8. The consumer gives the message up. Returns whether that counted. */
  reject(member: Member, entry: number, number: number, reason: DeadLetterReason): boolean {
    const { kernel, entries } = this.context;
    if (!this.isCurrent(entry, number)) return false;
    this.endLease(entry);
    kernel.probe.histograms.add(member.responseTimes, kernel.events.now - entries.enteredAt(entry));
    this.deadLetter(entry, reason);
    return true;
  }

  unpin(entry: number): void {
    const { entries } = this.context;
    if (entries.changeHolders(entry, -1) === 0 && entries.hasEnded(entry)) this.free(entry);
  }

  /** D5, D6. A delivery is taken back: its lease has ended, its consumer is gone, or the channel is. */
  takeBack(entry: number, number: number, cause: RedeliveryCause): void {
    if (!this.isCurrent(entry, number)) return;
    const { entries } = this.context;
    this.endLease(entry);
    entries.setCause(
      entry,
      entries.hasFlag(entry, ACK_LOST) ? CAUSE_ACK_LOST : redeliveryNumber(cause),
    );
    if (this.isGivenUp(entry, cause === "lease-expired" ? "lease-expiry" : "disconnect")) return;
    const backoff = this.redeliverBackoff;
    const delay = backoff.isNone ? 0 : backoff.delayAfter(entries.deliveriesOf(entry), 0);
    this.returnAfter(entry, delay, backoff, this.settings.redeliver.position);
  }

  /** D6. What a lost connection does to a delivery. */
  disconnect(entry: number, number: number): void {
    if (this.settings.lease.onDisconnect === "release-now")
      this.takeBack(entry, number, "consumer-crashed");
  }

  /** Each delivery was released by itself. */
  memberLost(): void {}
  /** Each delivery was taken back by itself. */
  channelLost(): void {}

  /** D5. The lease of an entry has ended. */
  leaseEnded(entry: number): void {
    const { entries } = this.context;
    entries.setTimer(entry, -1);
    this.takeBack(entry, entries.deliveriesOf(entry), "lease-expired");
    this.dispatch();
  }

  /** D7. The delay of an entry is over. */
  due(entry: number): void {
    const { entries } = this.context;
    entries.setTimer(entry, -1);
    this.figures.delayed(-1);
    const isNew = entries.deliveriesOf(entry) === 0;
    this.lines.putBack(entry, isNew ? "tail" : this.settings.redeliver.nackPosition);
    if (isNew) this.becomeReady(entry);
    else this.becomeReadyAgain(entry);
    this.dispatch();
  }

  /** D9. The time to live of a ready message is over. */
  expire(entry: number): void {
    this.context.entries.setTimer(entry, -1);
    this.leaveLine(entry);
    if (this.settings.deadLetter.reasons.includes("expired") && this.deadLetterPort !== undefined)
      this.deadLetter(entry, "expired");
    else {
      this.figures.expired();
      this.lose("expired");
      this.end(entry);
    }
    this.dispatch();
  }

  /** D10. Removes a ready entry to make room: the oldest or the youngest. Returns false when there is none. */
  drop(which: "head" | "tail"): boolean {
    const entry = which === "head" ? this.lines.leastHead : this.lines.leastTail;
    if (entry < 0) return false;
    this.leaveLine(entry);
    if (this.settings.deadLetter.reasons.includes("overflow") && this.deadLetterPort !== undefined)
      this.deadLetter(entry, "overflow");
    else {
      this.figures.dropped();
      this.lose("dropped-when-full");
      this.end(entry);
    }
    return true;
  }

  /** D10. A message that cannot be let in goes straight to the dead letters. */
  deadLetterArrival(message: number): void {
    this.figures.entered();
    this.deadLetter(this.createEntry(message), "overflow");
  }

  /** Takes the oldest stored message out, to send it elsewhere (redrive). Returns it, held, or −1. */
  takeStored(): number {
    const entry = this.lines.head;
    if (entry < 0) return -1;
    const { entries, messages } = this.context;
    this.leaveLine(entry);
    const message = entries.messageOf(entry);
    messages.hold(message);
    this.figures.redriven();
    this.end(entry);
    return message;
  }

  private mayDeliver(): boolean {
    const limit = this.settings.maxInFlight;
    return !this.isClosed && (limit === undefined || this.figures.inFlightCount < limit);
  }

  private becomeReady(entry: number): void {
    const { kernel, entries } = this.context;
    this.becomeReadyAgain(entry);
    if (this.expiryLane >= 0)
      entries.setTimer(
        entry,
        kernel.events.scheduleInLane(
          this.expiryLane,
          whatOf(CHANNEL_EVENT.expire, this.index),
          entry,
        ),
      );
  }

  private becomeReadyAgain(entry: number): void {
    this.context.entries.setState(entry, READY);
    this.figures.ready(1);
  }

  private leaveLine(entry: number): void {
    this.lines.remove(entry);
    this.figures.ready(-1);
    this.cancelTimer(entry);
  }

  private cancelTimer(entry: number): void {
    const { entries, kernel } = this.context;
    const timer = entries.timerOf(entry);
    if (timer < 0) return;
    kernel.events.cancel(timer);
    entries.setTimer(entry, -1);
  }

  /** D3. Whose turn it is: the search begins after the member that got the last one. */
  private nextMember(): Member {
    const { members } = this;
    const mode = this.settings.assign.dispatch;
    let at = mode === "priority" ? -1 : this.lastMember;
    if (mode === "random")
      at = this.context.kernel.streams.integer(this.stream, members.length) - 1;
    do at = at + 1 >= members.length ? 0 : at + 1;
    while (!members[at]!.isFree);
    this.lastMember = at;
    return members[at]!;
  }

  private deliver(member: Member, entry: number): void {
    const { kernel, entries, receiver } = this.context;
    const number = entries.lease(entry);
    this.figures.leased(1);
    this.figures.delivered(number, entries.causeOf(entry));
    if (this.leaseLane >= 0)
      entries.setTimer(
        entry,
        kernel.events.scheduleInLane(
          this.leaseLane,
          whatOf(CHANNEL_EVENT.leaseEnds, this.index),
          entry,
        ),
      );
    if (kernel.probe.departures.isOn) this.depart(member, entry);
    const { wire } = member;
    if (wire.isDisturbed && wire.loses("delivery")) return;
    this.handOver(member, entry);
    receiver.deliver(member, entry);
    if (!wire.isDisturbed || !wire.duplicates()) return;
    entries.setCause(entry, CAUSE_DUPLICATE);
    this.handOver(member, entry);
    receiver.deliver(member, entry);
  }

  private handOver(member: Member, entry: number): void {
    member.take();
    this.context.entries.changeHolders(entry, 1);
  }

  private depart(member: Member, entry: number): void {
    const { kernel, entries, messages } = this.context;
    const message = entries.messageOf(entry);
    let state = STATE_FIRST;
    if (messages.hasMark(message, POISON)) state = STATE_POISON;
    else if (
      entries.hasFlag(entry, COMPLETED) ||
      messages.hasMark(message, COPY_OF_PUBLISHER | COPY_OF_RELAY)
    )
      state = STATE_DUPLICATE;
    else if (entries.deliveriesOf(entry) > 1) state = STATE_RETRY;
    kernel.probe.departures.add(
      member.wire.index,
      state,
      kernel.events.now,
      messages.idOf(message),
    );
  }

  private endLease(entry: number): void {
    this.figures.leased(-1);
    this.cancelTimer(entry);
  }

  /** Takes an entry out of wherever it stands, because a late ack is accepted. */
  private withdraw(entry: number): void {
    const { entries } = this.context;
    const state = entries.stateOf(entry);
    if (state === READY) this.leaveLine(entry);
    else if (state === LEASED) this.endLease(entry);
    else {
      this.figures.delayed(-1);
      this.cancelTimer(entry);
    }
  }

  /** D8. Counts an attempt as this channel counts them. Returns true when that was one too many. */
  private isGivenUp(entry: number, how: CompetingSettings["attempts"]["counts"][number]): boolean {
    const { limit, counts, onExceeded } = this.settings.attempts;
    const { entries, messages } = this.context;
    if (limit === undefined || !(counts.includes(how) || counts.includes("deliver"))) return false;
    if (entries.countForBroker(entry) < limit) return false;
    if (onExceeded === "dead-letter") this.deadLetter(entry, "attempts");
    else if (onExceeded === "drop") {
      this.figures.dropped();
      this.lose("dead-lettered-without-target");
      this.end(entry);
    } else {
      entries.setState(entry, PARKED);
      this.figures.parked();
      messages.store(entries.messageOf(entry));
      messages.done(entries.messageOf(entry));
    }
    return true;
  }

  private returnAfter(entry: number, delay: number, backoff: Backoff, position: Position): void {
    const { entries } = this.context;
    if (delay > 0) {
      entries.setState(entry, DELAYED);
      this.figures.delayed(1);
      entries.setTimer(
        entry,
        backoff.schedule(delay, whatOf(CHANNEL_EVENT.due, this.index), entry),
      );
      return;
    }
    this.lines.putBack(entry, position);
    this.becomeReadyAgain(entry);
  }

  /** D8. The message moves along the dead-letter link; where there is none it is lost. */
  private deadLetter(entry: number, reason: DeadLetterReason): void {
    this.figures.deadLettered(deadLetterNumber(reason));
    const message = this.context.entries.messageOf(entry);
    if (this.deadLetterPort !== undefined) this.deadLetterPort.send(message, -1);
    else this.lose("dead-lettered-without-target");
    this.end(entry);
  }

  private lose(cause: LossCause): void {
    this.context.losses.add(this.node, lossNumber(cause));
  }

  /** The entry is over for the channel. Its row goes when no consumer has a delivery of it. */
  private end(entry: number): void {
    const { entries } = this.context;
    this.figures.ended();
    entries.setState(entry, ENDED);
    if (entries.changeHolders(entry, 0) === 0) this.free(entry);
  }

  private free(entry: number): void {
    const { entries, messages } = this.context;
    const message = entries.messageOf(entry);
    entries.release(entry);
    if (this.isStore) messages.forget(message);
    else messages.done(message);
  }
}
