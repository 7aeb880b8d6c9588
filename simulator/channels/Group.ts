import type { Stream, Subscription as SubscriptionModel } from "../model/index.ts";
import type { Context } from "./Context.ts";
import { type DeadLetterReason, deadLetterNumber } from "./causes.ts";
import { isCopy } from "./copies.ts";
import { COMPLETED, LEASED } from "./Entries.ts";
import { CHANNEL_EVENT } from "./eventKinds.ts";
import type { Feed } from "./Feed.ts";
import { GroupPositions } from "./GroupPositions.ts";
import type { Member } from "./Member.ts";
import { noteDeadLetter } from "./noteDeadLetter.ts";
import type { Partition } from "./Partition.ts";
import type { Port } from "./Port.ts";
import { Presence } from "./Presence.ts";
import { StreamLog } from "./StreamLog.ts";
import { sendLetter } from "./sendOn.ts";

/**
 * A consumer group of a stream (RULES, part S): each partition is read by one member, in order, from the group's
 * own position. An entry goes from ready to leased to handled, and ends when the position that is committed has
 * passed it; a crash throws the reader back to that position.
 */
export class Group extends GroupPositions implements Feed {
  readonly members: Member[] = [];
  readonly retriesInPlace = true;
  freeMembers = 0;
  nextFree = 0;
  deadLetterPort: Port | undefined = undefined;
  /** It sees nothing of transactions that are open or aborted. */
  readsCommitted = false;
  /** S28. Whether somebody is there, where the group can be forgotten. */
  readonly presence: Presence | undefined = undefined;
  /** Somebody has come to a group that was forgotten. */
  onFound: () => void = () => undefined;

  constructor(
    context: Context,
    id: string,
    node: number,
    stream: Stream,
    settings: SubscriptionModel,
  ) {
    super(context, id, node, context.subscriptions.length, stream.partitions, settings.assign);
    context.subscriptions.push(this);
    const { idleExpiry } = settings.cursor;
    if (idleExpiry !== undefined)
      this.presence = new Presence(context.kernel.events, this.members, idleExpiry, isCopy(id));
    this.configure(stream, settings);
  }

  configure(stream: Stream, settings: SubscriptionModel): void {
    const { maxInFlight } = settings.order;
    this.membership.configure(settings.assign);
    this.maxInFlight = maxInFlight === "batch" ? Infinity : (maxInFlight ?? 1);
    this.reset = settings.cursor.reset;
    this.readsCommitted = settings.cursor.isolation === "read-committed";
    this.retentionAge = StreamLog.isNeeded(stream) ? Infinity : (stream.retention.age ?? Infinity);
    this.setDelay(stream.delay);
  }

  get keepsAcked(): boolean {
    return true;
  }

  get isForgotten(): boolean {
    return this.presence?.isForgotten === true;
  }

  /** What it has not read is looked at when somebody comes. */
  forget(): void {}

  laneOf(entry: number): number {
    return this.context.entries.laneOf(entry);
  }

  rankOf(): number {
    return 0;
  }

  /** S18. What is behind a message that waits waits too. */
  get delayVaries(): boolean {
    return false;
  }

  /** S1. A message is appended to a partition. */
  enter(message: number, partitionNumber: number, offset: number): number {
    const { entries, messages } = this.context;
    const partition = this.partitions[partitionNumber]!;
    messages.hold(message);
    const entry = entries.create(message, this.index, partitionNumber);
    this.figures.entered();
    this.context.tracer.stored("entered", entry, this.node);
    partition.end = offset + 1;
    if (this.isDelayed) this.wait(partition, entry, offset);
    else this.arrived(partition, entry, offset);
    return entry;
  }

  dispatch(): void {
    for (const seat of [...this.membership.seats]) this.feed(seat);
  }

  /** Members of a group see to their polls themselves (S14). */
  take(): number {
    return 0;
  }

  /** What a group has handled stays until a commit has passed it. */
  closesAlone(): boolean {
    return false;
  }

  closeDelivery(member: Member, entry: number, number: number): void {
    this.ack(member, entry, number);
    this.unpin(entry);
  }

  get mayServe(): boolean {
    return true;
  }

  serve(member: Member): void {
    const seat = this.membership.seatOf(member);
    if (seat === undefined) return;
    if (seat.hasBusiness && !member.isFree) this.membership.attend(seat);
    this.feed(seat);
  }

  memberChanged(member: Member): void {
    if (this.presence?.changed()) this.onFound();
    this.membership.changed(member);
  }

  isCurrent(entry: number, number: number): boolean {
    const { entries } = this.context;
    return entries.stateOf(entry) === LEASED && entries.deliveriesOf(entry) === number;
  }

  ack(member: Member, entry: number, number: number): boolean {
    if (this.isCurrent(entry, number)) this.handled(member, this.partitionOf(entry), entry);
    else if (this.isCommittedUnhandled(entry))
      this.takeTimes(member, this.partitionOf(entry), entry);
    else {
      this.figures.lateAck();
      this.context.tracer.stored("late-ack", entry, this.node);
      return false;
    }
    return true;
  }

  ackedInTransaction(entry: number): void {
    const partition = this.partitionOf(entry);
    partition.uncommitted = 0;
    this.passHandled(partition);
  }

  /** Retries of a stream are in place: a failed message never leaves its slot, so this is not reached. */
  nack(): void {
    throw new Error(
      `Group ${this.id}: a message of a stream cannot be put back; it is tried again in its slot.`,
    );
  }

  reject(member: Member, entry: number, number: number, reason: DeadLetterReason): boolean {
    if (!this.isCurrent(entry, number)) return false;
    const { context, deadLetterPort } = this;
    this.figures.deadLetteredCopy(deadLetterNumber(reason));
    noteDeadLetter(context, this.node, entry, reason);
    if (deadLetterPort !== undefined) sendLetter(context, deadLetterPort, entry, this);
    else this.lose("dead-lettered-without-target", entry);
    this.handled(member, this.partitionOf(entry), entry);
    return true;
  }

  /** Done for whole partitions: `channelLost`. */
  takeBack(): void {}

  /** S5. What was committed before it was handled is lost with its instance; `memberLost` sees to the rest. */
  disconnect(entry: number): void {
    if (this.isCommittedUnhandled(entry) && !this.context.entries.hasFlag(entry, COMPLETED))
      this.lose("acknowledged-early", entry);
  }

  /** S5, S8. An instance is gone: what it has not committed is read again, where partitions stand at once, else when its session is over. */
  memberLost(member: Member): void {
    const seat = this.membership.seatOf(member);
    if (seat === undefined) return;
    this.membership.crashed(member);
    for (const partition of seat.partitions) {
      this.forgetFetched(partition);
      if (this.membership.isStanding) this.rewind(partition, "consumer-crashed");
    }
  }

  channelLost(): void {
    for (const partition of this.partitions) this.rewind(partition, "channel-outage");
  }

  /** S18. A message may be read from now on. */
  due(entry: number): void {
    this.figures.delayed(-1);
    this.arrived(this.partitionOf(entry), entry, this.context.entries.offsetOf(entry));
  }

  /** A group has no leases or times to live of single messages. */
  leaseEnded(): void {}
  expire(): void {}

  timer(kind: number, subject: number): void {
    if (kind === CHANNEL_EVENT.commitDue || kind === CHANNEL_EVENT.pollAgain)
      this.timerOf(kind, subject);
    else this.membership.timer(kind, subject);
  }

  private arrived(partition: Partition, entry: number, offset: number): void {
    this.append(partition, entry, offset);
    const { seat } = partition;
    if (seat?.member.isFree) this.arrivedFor(seat);
  }

  private partitionOf(entry: number): Partition {
    return this.partitions[this.context.entries.laneOf(entry)]!;
  }
}
