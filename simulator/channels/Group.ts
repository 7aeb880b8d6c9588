import type { Stream, Subscription as SubscriptionModel } from "../model/index.ts";
import type { Context } from "./Context.ts";
import { type DeadLetterReason, deadLetterNumber, lossNumber, redeliveryNumber } from "./causes.ts";
import { HANDLED, LEASED, READY } from "./Entries.ts";
import type { Feed } from "./Feed.ts";
import type { Member } from "./Member.ts";
import { noteDeadLetter } from "./noteDeadLetter.ts";
import { noteDelivery, traceDelivery } from "./noteDelivery.ts";
import { Partition } from "./Partition.ts";
import type { Port } from "./Port.ts";
import { SubscriptionFigures } from "./SubscriptionFigures.ts";

const CAUSE_CRASHED = redeliveryNumber("consumer-crashed");

/**
 * A consumer group of a stream (RULES, part S): each partition is read by one member, in order, from the
 * group's own position. An entry goes from ready to leased to handled, and ends when the position that is
 * committed has passed it; a crash throws the reader back to that position.
 */
export class Group implements Feed {
  readonly index: number;
  readonly id: string;
  readonly node: number;
  readonly members: Member[] = [];
  readonly figures: SubscriptionFigures;
  readonly retriesInPlace = true;
  freeMembers = 0;
  isClosed = false;
  deadLetterPort: Port | undefined = undefined;
  /** Messages handled in a partition after which its position is committed. */
  commitEvery = 1;
  private readonly context: Context;
  readonly partitions: readonly Partition[];
  private readonly ownedBy = new Map<Member, Partition[]>();
  private settings: SubscriptionModel;
  private retentionAge: number;
  private ready = 0;

  constructor(
    context: Context,
    id: string,
    node: number,
    stream: Stream,
    settings: SubscriptionModel,
  ) {
    this.context = context;
    this.id = id;
    this.node = node;
    this.index = context.subscriptions.length;
    context.subscriptions.push(this);
    this.figures = new SubscriptionFigures(context.kernel.probe);
    this.settings = settings;
    this.retentionAge = stream.retention.age ?? Infinity;
    this.partitions = Array.from({ length: stream.partitions }, () => new Partition(context));
  }

  configure(stream: Stream, settings: SubscriptionModel): void {
    this.settings = settings;
    this.retentionAge = stream.retention.age ?? Infinity;
  }

  get depth(): number {
    return this.ready;
  }

  get lagSeconds(): number {
    const { kernel, entries } = this.context;
    let oldest = kernel.events.now;
    for (const { next } of this.partitions)
      if (next >= 0) oldest = Math.min(oldest, entries.enteredAt(next));
    return kernel.events.now - oldest;
  }

  /** S2. Shares the partitions out among the members: contiguous blocks, or in turn. */
  assign(): void {
    const members = this.members.filter((member) => !member.isLeaving);
    const [partitions, count] = [this.partitions.length, members.length];
    this.ownedBy.clear();
    for (const member of members) this.ownedBy.set(member, []);
    const inTurn = this.settings.assign.strategy === "round-robin";
    const [share, extra] = [
      Math.floor(partitions / Math.max(1, count)),
      partitions % Math.max(1, count),
    ];
    this.partitions.forEach((partition, p) => {
      const inBlocks =
        p < extra * (share + 1)
          ? Math.floor(p / (share + 1))
          : extra + Math.floor((p - extra * (share + 1)) / Math.max(1, share));
      const owner = members[inTurn ? p % Math.max(1, count) : inBlocks];
      partition.owner = owner;
      if (owner !== undefined) this.ownedBy.get(owner)?.push(partition);
    });
  }

  /** S1. A message is appended to a partition. */
  enter(message: number, partitionNumber: number): void {
    const { entries, messages } = this.context;
    const partition = this.partitions[partitionNumber]!;
    messages.hold(message);
    const entry = entries.create(message, this.index, partitionNumber);
    this.figures.entered();
    this.context.tracer.stored("entered", entry, this.node);
    this.figures.ready(1);
    this.ready++;
    partition.line.append(entry);
    partition.appended++;
    if (partition.next < 0) partition.next = entry;
    if (partition.owner !== undefined) this.feed(partition.owner);
  }

  dispatch(): void {
    for (const member of this.members) this.feed(member);
  }

  /** Members of a group are always given one message after the other (S3). */
  take(): number {
    return 0;
  }

  serve(member: Member): void {
    this.feed(member);
  }

  isCurrent(entry: number, number: number): boolean {
    const { entries } = this.context;
    return entries.stateOf(entry) === LEASED && entries.deliveriesOf(entry) === number;
  }

  ack(member: Member, entry: number, number: number): boolean {
    if (!this.isCurrent(entry, number)) {
      this.figures.lateAck();
      this.context.tracer.stored("late-ack", entry, this.node);
      return false;
    }
    this.handled(member, entry);
    return true;
  }

  /** Retries of a stream are in place: a failed message never leaves its slot, so this is not reached. */
  nack(): void {
    throw new Error(
      `Group ${this.id}: a message of a stream cannot be put back; it is tried again in its slot.`,
    );
  }

  reject(member: Member, entry: number, number: number, reason: DeadLetterReason): boolean {
    if (!this.isCurrent(entry, number)) return false;
    const { entries, losses } = this.context;
    this.figures.deadLetteredCopy(deadLetterNumber(reason));
    noteDeadLetter(this.context, this.node, entry, reason);
    if (this.deadLetterPort !== undefined) this.deadLetterPort.send(entries.messageOf(entry), -1);
    else
      losses.add(this.node, lossNumber("dead-lettered-without-target"), entries.messageOf(entry));
    this.handled(member, entry);
    return true;
  }

  unpin(entry: number): void {
    const { entries } = this.context;
    if (entries.changeHolders(entry, -1) === 0 && entries.hasEnded(entry)) this.free(entry);
  }

  takeBack(entry: number, number: number): void {
    this.disconnect(entry, number);
  }

  /** Done for all its partitions at once by `memberLost`. */
  disconnect(_entry: number, _number: number): void {}

  /** S5. The member's partitions are read again from the committed position; what is read again begins with attempt 1. */
  memberLost(member: Member): void {
    const { entries } = this.context;
    for (const partition of this.ownedBy.get(member) ?? []) {
      if (partition.line.head < 0 || partition.line.head === partition.next) continue;
      for (
        let entry = partition.line.head;
        entry >= 0 && entry !== partition.next;
        entry = partition.line.nextOf(entry)
      ) {
        if (entries.stateOf(entry) === LEASED) this.figures.leased(-1);
        else this.figures.uncommittedCount--;
        entries.setState(entry, READY);
        entries.setCause(entry, CAUSE_CRASHED);
        this.context.tracer.stored("taken-back", entry, this.node, "consumer-crashed");
        entries.resetAttempts(entry);
        this.figures.ready(1);
        this.ready++;
      }
      partition.next = partition.line.head;
      partition.inFlight = 0;
      partition.uncommitted = 0;
    }
  }

  /** A group has no delays, leases or times to live of single messages. */
  due(): void {}
  leaseEnded(): void {}
  expire(): void {}

  channelLost(): void {
    for (const member of this.members) this.memberLost(member);
  }

  /** S3. Gives a member the oldest message among its partitions, for as long as it may take one. */
  private feed(member: Member): void {
    const owned = this.ownedBy.get(member);
    if (owned === undefined) return;
    while (member.isFree && !this.isClosed) {
      const partition = this.oldest(owned);
      if (partition === undefined) return;
      const entry = partition.next;
      partition.next = partition.line.nextOf(entry);
      this.ready--;
      this.figures.ready(-1);
      if (this.isTooOld(entry)) this.skip(partition, entry);
      else this.deliver(member, partition, entry);
    }
  }

  private oldest(owned: readonly Partition[]): Partition | undefined {
    const { entries } = this.context;
    const { maxInFlight } = this.settings.order;
    const limit = typeof maxInFlight === "number" ? maxInFlight : 1;
    let best: Partition | undefined;
    for (const partition of owned) {
      if (partition.next < 0 || partition.inFlight >= limit) continue;
      if (best === undefined || entries.comesBefore(partition.next, best.next)) best = partition;
    }
    return best;
  }

  private isTooOld(entry: number): boolean {
    return (
      this.context.kernel.events.now - this.context.entries.enteredAt(entry) > this.retentionAge
    );
  }

  /** S6. A message that retention has removed before its turn came is lost. */
  private skip(partition: Partition, entry: number): void {
    const { losses, entries } = this.context;
    losses.add(this.node, lossNumber("retention"), entries.messageOf(entry));
    this.figures.expiredCopy();
    entries.setState(entry, HANDLED);
    this.figures.uncommittedCount++;
    this.commit(partition);
  }

  private deliver(member: Member, partition: Partition, entry: number): void {
    const { kernel, entries, receiver } = this.context;
    const number = entries.lease(entry);
    partition.inFlight++;
    this.figures.leased(1);
    this.figures.delivered(number, entries.causeOf(entry));
    if (kernel.probe.departures.isOn) noteDelivery(this.context, member, entry);
    if (this.context.tracer.isOn) traceDelivery(this.context, member, entry);
    member.take();
    entries.changeHolders(entry, 1);
    receiver.deliver(member, entry);
  }

  private handled(member: Member, entry: number): void {
    const { kernel, entries } = this.context;
    const partition = this.partitions[entries.laneOf(entry)]!;
    this.figures.leased(-1);
    partition.inFlight--;
    this.context.tracer.stored("acknowledged", entry, this.node);
    partition.uncommitted++;
    this.figures.uncommittedCount++;
    entries.setState(entry, HANDLED);
    if (entries.markFirstEnd(entry)) {
      const time = kernel.events.now - entries.enteredAt(entry);
      kernel.probe.histograms.add(member.responseTimes, time);
      kernel.probe.histograms.add(partition.responseTimes, time);
    }
    if (partition.uncommitted >= this.commitEvery) this.commit(partition);
  }

  /** The position moves over all that is handled without a gap. */
  private commit(partition: Partition): void {
    const { entries } = this.context;
    partition.uncommitted = 0;
    for (
      let entry = partition.line.head;
      entry >= 0 && entries.stateOf(entry) === HANDLED;
      entry = partition.line.head
    ) {
      partition.line.remove(entry);
      partition.committed++;
      this.figures.uncommittedCount--;
      this.figures.acked();
      this.figures.ended();
      entries.setEnded(entry);
      if (entries.changeHolders(entry, 0) === 0) this.free(entry);
    }
  }

  private free(entry: number): void {
    const { entries, messages } = this.context;
    const message = entries.messageOf(entry);
    entries.release(entry);
    messages.done(message);
  }
}
