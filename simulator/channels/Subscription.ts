import { Backoff } from "../kernel/Backoff.ts";
import { lawOf } from "../kernel/lawOf.ts";
import { ADDRESS, INTS } from "../kernel/memory.ts";
import { AckingStore } from "./AckingStore.ts";
import { ageingOf } from "./Ageing.ts";
import type { BrokerMemory } from "./BrokerMemory.ts";
import type { CompetingSettings } from "./CompetingSettings.ts";
import type { Context } from "./Context.ts";
import { type DeadLetterReason, type RedeliveryCause, redeliveryNumber } from "./causes.ts";
import { ACK_LOST, COUNTS, DELIVERIES, HOLDER, LEASED, STATE, STATE_MASK } from "./Entries.ts";
import type { Feed } from "./Feed.ts";
import type { Member } from "./Member.ts";
import { noteDelivery, traceDelivery } from "./noteDelivery.ts";
import { Rotation } from "./Rotation.ts";
import { noteEntered, noteHandedOver } from "./SubscriptionFigures.ts";

const CAUSE_ACK_LOST = redeliveryNumber("ack-lost");
/** More deliveries than any run can have. */
const UNLIMITED = 1 << 30;
const CAUSE_DUPLICATE = redeliveryNumber("duplicate-delivery");

/**
 * Competing consumption: a line of entries, each of which goes to one member. This class is the state machine
 * of RULES.md, part D: ready → leased → ended, with its ways back.
 */
export class Subscription extends AckingStore implements Feed {
  readonly members: Member[] = [];
  readonly retriesInPlace = false;
  protected readonly rotation: Rotation;

  constructor(context: Context, id: string, node: number, settings: CompetingSettings) {
    const ranks = settings.discipline === "priority" ? context.types.ranks.length : 1;
    super(context, id, node, ranks, context.subscriptions.length);
    context.subscriptions.push(this);
    this.watchesEnds = new.target !== Subscription;
    this.seeEnds();
    this.rotation = new Rotation(context.kernel.streams, this.stream);
    this.configure(settings);
  }

  /** Sets the parameters; what is in flight keeps those that it began with. */
  configure(settings: CompetingSettings): void {
    const { kernel } = this.context;
    const { lease, expiry } = settings;
    // What waits goes on with the delay that it began with: one that is changed lets entries pass, as chance does.
    const isOther = this.delay >= 0 && this.settings.delay !== settings.delay;
    this.settings = settings;
    this.rotation.mode = settings.assign.dispatch;
    this.seeMembers();
    this.maxInFlight = settings.maxInFlight ?? UNLIMITED;
    this.lines.ageing = ageingOf(this.context, settings);
    this.deadLetterReasons = settings.deadLetter.reasons;
    this.redeliverBackoff = new Backoff(
      kernel,
      settings.redeliver.delay ?? { kind: "none" },
      this.stream,
    );
    this.leaseLane = lease.timeout === undefined ? -1 : this.leases.laneFor(lease.timeout);
    this.expiryLane = expiry?.after === undefined ? -1 : kernel.events.laneFor(expiry.after);
    if (this.delay < 0) this.delay = kernel.delays.compile(lawOf(settings.delay ?? 0));
    else kernel.delays.replace(this.delay, lawOf(settings.delay ?? 0));
    this.isDelayed = !kernel.delays.isZero(this.delay);
    this.delayVaries ||= isOther || !kernel.delays.isConstant(this.delay);
  }

  /** Everybody who will ever take messages here has been named. */
  settle(): void {
    this.isStore = !this.hasReader && this.members.length === 0 && this.expiryLane < 0;
    this.seeEnds();
  }

  /** B14. What it holds counts against a limit of its broker. */
  countIn(memory: BrokerMemory): void {
    this.memory = memory;
    this.seeEnds();
  }

  override memberChanged(): void {
    this.seeMembers();
  }

  private seeMembers(): void {
    const isAlone = this.members.length === 1 && this.rotation.mode !== "random";
    this.sole = isAlone ? this.members[0] : undefined;
  }

  laneOf(): number {
    return 0;
  }

  rankOf(entry: number): number {
    return this.lines.rankOf(entry);
  }

  get depth(): number {
    return this.readyCount;
  }

  get keepsAcked(): boolean {
    return false;
  }

  /** Age in seconds of the oldest message that is ready, 0 if none is. */
  get lagSeconds(): number {
    return this.readyCount === 0 ? 0 : this.events.now - this.lines.oldestEntered;
  }

  /** D1. A message comes in. */
  enter(message: number): void {
    this.admit(this.createEntry(message));
  }

  /** D1. A message comes in, and the hold on it of whoever brings it becomes that of its entry. */
  takeOver(message: number): void {
    // What is merely stored keeps no root open, and classes of their own may end an entry while it comes in.
    if (this.isStore === true || this.watchesEnds === true) {
      this.enter(message);
      this.messages.done(message);
    } else this.admit(this.createHeld(message));
  }

  /** D1. Lets an entry in: it is ready at once, or after the channel's delay. */
  admit(entry: number): void {
    noteEntered(this.at);
    if (this.tracer.isOn === true) this.tracer.stored("entered", entry, this.node);
    if (this.isDelayed === true) this.delayEntry(entry);
    else if (this.freeMembers > 0 && this.readyCount === 0 && this.mayDeliver())
      this.deliver(this.sole ?? this.rotation.next(this.members), entry);
    else {
      this.standInLine(entry);
      this.becomeReady(entry);
      if (this.freeMembers > 0) this.dispatch();
    }
  }

  /** D2. Gives ready entries to free members for as long as there are both. */
  dispatch(): void {
    if (this.isDispatching === true) return;
    if (this.freeMembers > 0 && this.readyCount > 0) {
      this.isDispatching = true;
      while (this.freeMembers > 0 && this.readyCount > 0 && this.mayDeliver()) {
        const entry = this.shiftLine();
        this.deliver(this.sole ?? this.rotation.next(this.members), entry);
      }
      this.isDispatching = false;
    }
    if (this.onRoom !== undefined) this.onRoom();
  }

  take(member: Member, most: number): number {
    let taken = 0;
    for (; taken < most && this.readyCount > 0 && this.mayDeliver(); taken++) {
      this.deliver(member, this.shiftLine());
    }
    this.look(member, taken);
    if (taken > 0 && this.onRoom !== undefined) this.onRoom();
    return taken;
  }

  get mayServe(): boolean {
    return this.readyCount > 0 || this.onRoom !== undefined;
  }

  serve(): void {
    // Where nobody is free there is nothing to give; classes of their own look after more than that.
    const mayGive = this.readyCount > 0 && (this.freeMembers > 0 || this.watchesEnds === true);
    if (mayGive || this.onRoom !== undefined) this.dispatch();
  }

  /** D7. The handler has failed and wants the message again after a delay. */
  nack(
    entry: number,
    number: number,
    delay: number,
    backoff: Backoff,
    how: "nack" | "reject" = "nack",
  ): void {
    if (!this.isCurrent(entry, number)) return;
    this.endLease(entry);
    if (this.isGivenUp(entry, how)) return;
    const own = this.ownDelay(entry, how);
    this.comeBackAfterFailure(entry, {
      delay: Math.max(delay, own),
      backoff: own > delay ? this.redeliverBackoff : backoff,
      position: this.settings.redeliver.nackPosition,
    });
  }

  /** D8. The consumer gives the message up. Returns whether that counted. */
  reject(member: Member, entry: number, number: number, reason: DeadLetterReason): boolean {
    if (!this.isCurrent(entry, number)) return false;
    this.endLease(entry);
    this.takeResponseTime(member, entry);
    this.letDie(entry, reason);
    return true;
  }

  /** D5, D6. A delivery is taken back: its lease has ended, its consumer is gone, or the channel is. */
  takeBack(entry: number, number: number, cause: RedeliveryCause): void {
    if (!this.isCurrent(entry, number)) return;
    const { entries } = this;
    this.endLease(entry);
    const isAckLost = entries.hasFlag(entry, ACK_LOST);
    entries.setCause(entry, isAckLost ? CAUSE_ACK_LOST : redeliveryNumber(cause));
    this.context.tracer.stored("taken-back", entry, this.node, isAckLost ? "ack-lost" : cause);
    const how = cause === "lease-expired" ? "lease-expiry" : "disconnect";
    if (this.isGivenUp(entry, how)) return;
    const { position } = this.settings.redeliver;
    this.comeBack(entry, this.ownDelay(entry, how), this.redeliverBackoff, position);
  }

  /** D6. What a lost connection does to a delivery. */
  disconnect(entry: number, number: number): void {
    if (this.settings.lease.onDisconnect === "release-now")
      this.takeBack(entry, number, "consumer-crashed");
  }

  /** D5. The lease of an entry has ended. */
  leaseEnded(entry: number): void {
    this.entries.setTimer(entry, -1);
    this.takeBack(entry, this.entries.deliveriesOf(entry), "lease-expired");
    this.dispatch();
  }

  /** D7. The delay of an entry is over. */
  due(entry: number): void {
    const { entries } = this;
    entries.setTimer(entry, -1);
    this.figures.delayed(-1);
    const isNew = entries.deliveriesOf(entry) === 0;
    this.context.tracer.stored("ready", entry, this.node);
    this.lines.putBack(entry, isNew ? "tail" : this.settings.redeliver.nackPosition);
    if (isNew) this.becomeReady(entry);
    else this.becomeReadyAgain(entry);
    this.dispatch();
  }

  /** D9. The time to live of a ready message is over. */
  expire(entry: number): void {
    this.expireEntry(entry);
    this.dispatch();
  }

  protected mayDeliver(): boolean {
    return (
      this.isClosed === false &&
      (this.maxInFlight === UNLIMITED || this.figures.inFlightCount < this.maxInFlight)
    );
  }

  protected deliver(member: Member, entry: number): void {
    const entryAt = entry & ADDRESS;
    const state = INTS[entryAt + STATE]!;
    const number = INTS[entryAt + DELIVERIES]! + 1;
    const { isDisturbed } = member;
    INTS[entryAt + STATE] = (state & ~STATE_MASK) | LEASED;
    INTS[entryAt + DELIVERIES] = number;
    if (isDisturbed === false) INTS[entryAt + COUNTS]! += HOLDER;
    noteHandedOver(this.gauges, this.at, number, (state >>> 8) & 255);
    if (this.leaseLane >= 0) this.startLease(entry);
    if (this.departures.isOn === true) noteDelivery(this.context, member, entry);
    if (this.tracer.isOn === true) traceDelivery(this.context, member, entry);
    if (isDisturbed === true) this.deliverDisturbed(member, entry);
    else {
      member.take();
      this.receiver.deliver(member, entry);
    }
  }

  /** D5. The time begins in which an entry must be settled. */
  protected startLease(entry: number): void {
    this.leases.begin(entry, this.leaseLane);
  }

  private handOver(member: Member, entry: number): void {
    member.take();
    INTS[(entry & ADDRESS) + COUNTS]! += HOLDER;
    this.receiver.deliver(member, entry);
  }

  /** F2. The link loses the delivery, or doubles it. A lost one stays leased until its lease ends. */
  private deliverDisturbed(member: Member, entry: number): void {
    if (member.wire.loses("delivery")) {
      this.deliveryLost(entry);
      return;
    }
    this.handOver(member, entry);
    if (!member.wire.duplicates()) return;
    this.entries.setCause(entry, CAUSE_DUPLICATE);
    this.handOver(member, entry);
  }
}
