import type { Context } from "./Context.ts";
import { type LossCause, lossNumber, type RedeliveryCause, redeliveryNumber } from "./causes.ts";
import { ENDED, HANDLED, LEASED, READY } from "./Entries.ts";
import type { Member } from "./Member.ts";
import { Partition } from "./Partition.ts";
import type { Seat } from "./Seat.ts";
import { SubscriptionFigures } from "./SubscriptionFigures.ts";

/**
 * What a consumer group has of a stream, partition by partition (RULES, part S): entries that are to be read, that
 * are in work, and that are handled but not yet committed. An entry goes from ready to leased to handled, and ends
 * when the committed position has passed it.
 */
export class GroupStore {
  readonly index: number;
  readonly id: string;
  /** Index of the node of its channel. */
  readonly node: number;
  readonly figures: SubscriptionFigures;
  readonly partitions: Partition[];
  protected readonly context: Context;
  private ready = 0;

  constructor(context: Context, id: string, node: number, index: number, partitions: number) {
    this.context = context;
    this.id = id;
    this.node = node;
    this.index = index;
    this.figures = new SubscriptionFigures(context.kernel.probe);
    this.partitions = Array.from({ length: partitions }, (_, p) => new Partition(context, p));
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

  unpin(entry: number): void {
    const { entries } = this.context;
    if (entries.changeHolders(entry, -1) === 0 && entries.hasEnded(entry)) this.free(entry);
  }

  /** S1. An entry stands at the end of its partition and can be read. */
  protected append(partition: Partition, entry: number, offset: number): void {
    const { entries } = this.context;
    entries.setState(entry, READY);
    entries.setOffset(entry, offset);
    this.countReady(partition, 1);
    if (partition.unread > partition.mostUnread) partition.mostUnread = partition.unread;
    partition.line.append(entry);
    if (partition.next < 0) partition.next = entry;
  }

  /** An entry stands before all others of its partition and is the next to be read. */
  protected prepend(partition: Partition, entry: number, offset: number): void {
    this.context.entries.setOffset(entry, offset);
    this.countReady(partition, 1);
    partition.line.prepend(entry);
    partition.next = entry;
  }

  protected countReady(partition: Partition, change: number): void {
    partition.unread += change;
    this.ready += change;
    this.figures.ready(change);
  }

  /** The next entry of a partition is read: the one behind it is the next. */
  protected readNext(partition: Partition): number {
    const entry = partition.next;
    partition.next = partition.line.nextOf(entry);
    this.countReady(partition, -1);
    if (partition.fetched > 0) {
      partition.fetched--;
      partition.seat!.fetched--;
    }
    return entry;
  }

  /** S5. A partition is read again from the committed position; what is read again begins with attempt 1. */
  protected rewind(partition: Partition, cause: RedeliveryCause): void {
    const { entries } = this.context;
    this.forgetFetched(partition);
    const { head } = partition.line;
    const first = partition.next;
    for (let entry = head; entry >= 0 && entry !== first; entry = partition.line.nextOf(entry)) {
      if (entries.stateOf(entry) === LEASED) this.figures.leased(-1);
      else this.figures.uncommitted(-1);
      entries.setState(entry, READY);
      entries.setCause(entry, redeliveryNumber(cause));
      this.context.tracer.stored("taken-back", entry, this.node, cause);
      entries.resetAttempts(entry);
      this.countReady(partition, 1);
    }
    partition.next = head;
    partition.inFlight = 0;
    partition.uncommitted = 0;
  }

  /** What a poll has returned and nobody has begun with is gone with its reader. */
  protected forgetFetched(partition: Partition): void {
    if (partition.seat !== undefined) partition.seat.fetched -= partition.fetched;
    partition.fetched = 0;
  }

  get isRebuilding(): boolean {
    return this.partitions.some(({ rebuildLast }) => rebuildLast < Infinity);
  }

  /** F11. Everything that was stored when the group began to read again has been dealt with. */
  onRebuilt: () => void = () => undefined;

  /** An entry has been dealt with: it waits for the commit. */
  protected settle(partition: Partition, entry: number): void {
    if (this.context.entries.offsetOf(entry) >= partition.rebuildLast) this.rebuilt(partition);
    this.context.entries.setState(entry, HANDLED);
    partition.uncommitted++;
    this.figures.uncommitted(1);
  }

  /** The end of an entry's handling, the first time that there is one: how long it took. */
  protected takeTimes(member: Member, partition: Partition, entry: number): void {
    const { kernel, entries } = this.context;
    if (!entries.markFirstEnd(entry)) return;
    const time = kernel.events.now - entries.enteredAt(entry);
    kernel.probe.histograms.add(member.responseTimes, time);
    kernel.probe.histograms.add(partition.responseTimes, time);
    if (member.isWatched) member.tell(entries.messageOf(entry), time);
  }

  /** S5. The position moves over all that is handled without a gap. The commit can be lost on its way; a later one says more. */
  protected commit(partition: Partition): void {
    const { seat } = partition;
    if (seat?.member.wire.isDisturbed && this.isCommitLost(seat)) return;
    partition.uncommitted = 0;
    this.passHandled(partition);
  }

  protected passHandled(partition: Partition): void {
    const { entries } = this.context;
    const { line } = partition;
    for (let entry = line.head; entry >= 0 && entries.stateOf(entry) === HANDLED; entry = line.head)
      this.pass(partition, entry);
    if (this.onSettled !== undefined) this.onSettled(partition);
  }

  /** Runs after a commit, where somebody waits for what is settled. */
  onSettled: ((partition: Partition) => void) | undefined = undefined;

  /** The committed position passes an entry that is handled: it ends. */
  private pass(partition: Partition, entry: number): void {
    const { entries } = this.context;
    partition.line.remove(entry);
    partition.committed = entries.offsetOf(entry) + 1;
    this.figures.uncommitted(-1);
    this.figures.acked();
    this.conclude(entry);
  }

  /** S5. Commits what polls have returned, whether it is handled or not. */
  protected commitRead(partition: Partition): void {
    const { entries } = this.context;
    const first = partition.next;
    for (
      let entry = partition.line.head;
      entry >= 0 && entry !== first;
      entry = partition.line.nextOf(entry)
    ) {
      if (entries.stateOf(entry) !== LEASED) continue;
      this.figures.leased(-1);
      partition.inFlight--;
      this.settle(partition, entry);
    }
    this.commit(partition);
  }

  /** S6. An entry that has not been read is taken out of a partition: retention or compaction has removed it. */
  protected takeOut(partition: Partition, entry: number): void {
    const { entries } = this.context;
    if (partition.next === entry) partition.next = partition.line.nextOf(entry);
    partition.line.remove(entry);
    if (entries.deliveriesOf(entry) > 0) entries.markFirstEnd(entry);
    this.countReady(partition, -1);
    this.conclude(entry);
  }

  private rebuilt(partition: Partition): void {
    partition.rebuildLast = Infinity;
    if (!this.isRebuilding) this.onRebuilt();
  }

  protected lose(cause: LossCause, entry: number): void {
    const { losses, entries } = this.context;
    losses.add(this.node, lossNumber(cause), entries.messageOf(entry));
  }

  private isCommitLost(seat: Seat): boolean {
    const { wire } = seat.member;
    if (!wire.isCut && !wire.loses("ack")) return false;
    seat.owesCommit = true;
    return true;
  }

  protected conclude(entry: number): void {
    const { entries } = this.context;
    this.figures.ended();
    entries.setState(entry, ENDED);
    if (entries.changeHolders(entry, 0) === 0) this.free(entry);
  }

  private free(entry: number): void {
    const { entries, messages } = this.context;
    const message = entries.messageOf(entry);
    entries.rows.release(entry);
    messages.done(message);
  }
}
