import { whatOf } from "../kernel/Kernel.ts";
import { ActiveMember } from "./ActiveMember.ts";
import { BlockedKeys } from "./BlockedKeys.ts";
import type { CompetingSettings } from "./CompetingSettings.ts";
import type { Context } from "./Context.ts";
import { READY } from "./Entries.ts";
import { ExpiringSubscription } from "./ExpiringSubscription.ts";
import { CHANNEL_EVENT } from "./eventKinds.ts";
import { KeyLocks } from "./KeyLocks.ts";
import type { Member } from "./Member.ts";
import { Renewals } from "./Renewals.ts";
import type { Return } from "./ReturningStore.ts";
import type { Subscription } from "./Subscription.ts";

/**
 * A subscription with rules that most have no use for (RULES D13 … D20, D33): keys and single active members,
 * limits that are looked at on receipt, leases that are looked at now and then, dead
 * letters that must not be lost or go round. It is built only where one of them is asked for.
 */
export class GuardedSubscription extends ExpiringSubscription {
  private locks: KeyLocks | undefined = undefined;
  blocked: BlockedKeys | undefined = undefined;
  private active: ActiveMember | undefined = undefined;
  private hasPriorities = false;
  private slowConsumer: CompetingSettings["slowConsumer"] = "wait";
  private bypasses = false;
  private renewals: Renewals | undefined = undefined;
  handlingBegins: ((entry: number, number: number) => void) | undefined = undefined;
  /** Bytes of what is ready. */
  readyBytes = 0;

  constructor(context: Context, id: string, node: number, settings: CompetingSettings) {
    super(context, id, node, settings);
    // The fields of this class are there only now.
    this.configure(settings);
  }

  override configure(settings: CompetingSettings): void {
    super.configure(settings);
    const { assign, order, maxPriority } = settings;
    if (assign.mode === "key-exclusive") this.locks ??= new KeyLocks(order.maxInFlight === "batch");
    else this.locks = undefined;
    if (this.locks !== undefined && order.failureBlocks)
      this.blocked ??= new BlockedKeys(this.context);
    else this.blocked = undefined;
    this.active = assign.mode === "single-active" ? (this.active ?? new ActiveMember()) : undefined;
    const { lease, slowConsumer, redeliver } = settings;
    this.renewals =
      lease.renewEvery === undefined
        ? undefined
        : (this.renewals ?? new Renewals(this.context, lease.renewAtMost ?? Infinity));
    this.slowConsumer = slowConsumer;
    const isByHandling = lease.timeout !== undefined && lease.startsAt === "handling";
    this.handlingBegins = isByHandling ? (...begun) => this.startLateLease(...begun) : undefined;
    this.bypasses = redeliver.bypassesInFlightLimit;
    const { ranks } = this.context.types;
    this.lines.topRank =
      maxPriority === undefined ? 0 : ranks.findIndex((rank) => rank <= maxPriority);
  }

  override settle(): void {
    super.settle();
    this.hasPriorities = this.members.some(({ priority }) => priority !== 0);
  }

  override createEntry(message: number): number {
    const entry = super.createEntry(message);
    const age = this.messages.carried?.takeAge(message);
    if (age !== undefined) this.entries.restampAt(entry, age);
    return entry;
  }

  override admit(entry: number): void {
    if (this.isDelayed) {
      super.admit(entry);
      return;
    }
    this.figures.entered();
    if (this.tracer.isOn) this.tracer.stored("entered", entry, this.node);
    const isLate = this.freeMembers === 0;
    if (isLate && this.slowConsumer === "drop") {
      if (this.isDeadLettered("overflow")) this.deadLetter(entry, "overflow");
      else this.discard(entry, "dropped-when-full");
      return;
    }
    this.standInLine(entry);
    this.becomeReady(entry);
    if (isLate && this.slowConsumer === "disconnect") this.endSlowest();
    this.dispatch();
  }

  /** D29. The session ends of the member that holds the most; of several, of the first. */
  private endSlowest(): void {
    let slowest: Member | undefined;
    for (const member of this.members)
      if (member.isHeard && member.held > (slowest?.held ?? 0)) slowest = member;
    if (slowest !== undefined) this.context.receiver.memberEnds?.(slowest, "slow-consumer");
  }

  override dispatch(): void {
    if (this.isDispatching) return;
    this.isDispatching = true;
    for (;;) {
      this.locks?.begin();
      if (this.isHeadOnly && (!this.isOnRead || this.freeMembers > 0)) this.expireHead();
      const entry = this.isClosed ? -1 : this.nextEntry();
      if (entry < 0) break;
      const member = this.mayDeliver() ? this.nextMember() : undefined;
      if (member === undefined) break;
      this.receive(member, entry);
    }
    this.isDispatching = false;
    this.watchHead();
    if (this.onRoom !== undefined) this.onRoom();
  }

  override take(member: Member, most: number): number {
    if (this.active !== undefined && this.active.among(this.members) !== member) return 0;
    // A member that takes more of what it is just being given does so in the same receive.
    if (!this.isDispatching) this.locks?.begin();
    let taken = 0;
    while (taken < most && this.mayDeliver()) {
      if (this.isHeadOnly) this.expireHead();
      const entry = this.nextEntry();
      if (entry < 0) break;
      if (this.receive(member, entry)) taken++;
    }
    this.watchHead();
    this.look(member, taken);
    if (taken > 0 && this.onRoom !== undefined) this.onRoom();
    return taken;
  }

  override memberLost(member: Member): void {
    this.active?.lose(member);
  }

  /** D15. Gives an entry to a member, or gives it up when it has been delivered as often as it may. */
  private receive(member: Member, entry: number): boolean {
    this.leaveLine(entry);
    const { limit, checkedAt, counts, onExceeded } = this.settings.attempts;
    if (checkedAt === "next-receive" && limit !== undefined) {
      const count = counts.includes("deliver")
        ? this.entries.deliveriesOf(entry)
        : this.entries.brokerAttemptsOf(entry);
      if (count >= limit) {
        this.giveUp(entry, onExceeded);
        return false;
      }
    }
    this.locks?.lock(this.keyOf(entry));
    this.blocked?.delivered(entry, this.keyOf(entry));
    this.deliver(member, entry);
    return true;
  }

  protected override isGivenUp(entry: number, how: Return): boolean {
    if (this.settings.attempts.checkedAt === "return") return super.isGivenUp(entry, how);
    const { counts } = this.settings.attempts;
    if (counts.includes(how)) this.entries.countForBroker(entry);
    return false;
  }

  protected override mayDeliver(): boolean {
    if (super.mayDeliver()) return true;
    const { head } = this.lines;
    return this.bypasses && !this.isClosed && head >= 0 && this.entries.deliveriesOf(head) > 0;
  }

  private nextEntry(): number {
    if (this.locks === undefined) return this.lines.head;
    return this.lines.find((entry) => this.locks?.isFree(this.keyOf(entry)) ?? true);
  }

  private nextMember(): Member | undefined {
    if (this.active !== undefined) {
      const member = this.active.among(this.members);
      return member?.isFree ? member : undefined;
    }
    if (this.freeMembers === 0) return undefined;
    if (!this.hasPriorities) return this.rotation.next(this.members);
    const free = this.members.filter(({ isFree }) => isFree);
    const best = Math.max(...free.map(({ priority }) => priority));
    return this.rotation.nextWith(this.members, best);
  }

  private keyOf(entry: number): number {
    return this.context.messages.keyOf(this.entries.messageOf(entry));
  }

  protected override end(entry: number, isAcknowledged = false): void {
    const key = this.keyOf(entry);
    this.locks?.release(entry, key);
    this.blocked?.ended(entry, key, () =>
      this.lines.inOrder().filter((each) => this.keyOf(each) === key),
    );
    super.end(entry, isAcknowledged);
  }

  // ---- leases

  protected override startLease(entry: number): void {
    if (this.handlingBegins === undefined) this.beginLease(entry);
  }

  /** D30. The lease of a delivery begins with its first attempt. */
  private startLateLease(entry: number, number: number): void {
    if (this.isCurrent(entry, number) && !this.entries.hasTimer(entry)) this.beginLease(entry);
  }

  /** D30. What nobody will handle has a lease all the same. */
  protected override deliveryLost(entry: number): void {
    super.deliveryLost(entry);
    if (this.handlingBegins !== undefined) this.beginLease(entry);
  }

  override disconnect(entry: number, number: number): void {
    const isBegun = this.handlingBegins === undefined || this.entries.hasTimer(entry);
    if (isBegun) super.disconnect(entry, number);
    else this.takeBack(entry, number, "consumer-crashed");
  }

  private beginLease(entry: number): void {
    const { timeout = 0, checkEvery = 0 } = this.settings.lease;
    this.renewals?.begin(entry);
    if (checkEvery === 0) {
      super.startLease(entry);
      return;
    }
    const { now } = this.events;
    const looked = Math.ceil((now + timeout) / checkEvery) * checkEvery;
    this.endLeaseIn(entry, looked - now);
  }

  /** A lease that does not last as long as all others: its end is an event from the start. */
  private endLeaseIn(entry: number, seconds: number): void {
    const what = whatOf(CHANNEL_EVENT.leaseEnds, this.index);
    this.entries.setTimer(entry, this.events.schedule(seconds, what, entry));
  }

  override leaseEnded(entry: number): void {
    const more = this.renewals?.extension(this, entry, this.settings.lease) ?? 0;
    if (more > 0) {
      this.endLeaseIn(entry, more);
      return;
    }
    if (this.settings.lease.onExpiry === "disconnect") {
      this.entries.setTimer(entry, -1);
      this.context.receiver.sessionEnds?.(this, entry);
      this.dispatch();
    } else super.leaseEnded(entry);
  }

  protected override endLease(entry: number): void {
    super.endLease(entry);
    this.renewals?.end(entry);
    this.locks?.unlock(this.keyOf(entry));
  }

  protected override becomeReadyAgain(entry: number): void {
    super.becomeReadyAgain(entry);
    this.readyBytes += this.context.messages.sizeOf(this.entries.messageOf(entry));
  }

  protected override leaveLine(entry: number): void {
    super.leaveLine(entry);
    this.readyBytes -= this.context.messages.sizeOf(this.entries.messageOf(entry));
  }

  override due(entry: number): void {
    if (this.sendAgain(entry)) return;
    this.locks?.release(entry, this.keyOf(entry));
    super.due(entry);
  }

  protected override comeBack(
    ...[entry, delay, backoff, position]: Parameters<Subscription["comeBack"]>
  ): void {
    this.blocked?.returned(entry, this.keyOf(entry));
    const isOver = this.deadlineOf(entry) <= this.events.now;
    if (isOver && !this.isHeadOnly) {
      this.lines.putBack(entry, position);
      this.becomeReadyAgain(entry);
      this.expireEntry(entry);
      return;
    }
    // What waits for its turn keeps its key from the others.
    if (delay > 0 && this.settings.order.failureBlocks) this.locks?.keep(entry, this.keyOf(entry));
    super.comeBack(entry, delay, backoff, position);
    if (!this.isHeadOnly && this.entries.stateOf(entry) === READY) this.scheduleExpiry(entry);
  }
}
