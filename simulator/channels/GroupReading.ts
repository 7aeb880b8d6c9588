import { whatOf } from "../kernel/Kernel.ts";
import type { Context } from "./Context.ts";
import type { RedeliveryCause } from "./causes.ts";
import { ENDED } from "./Entries.ts";
import { CHANNEL_EVENT } from "./eventKinds.ts";
import { GroupStore } from "./GroupStore.ts";
import type { Member } from "./Member.ts";
import { type AssignSettings, Membership } from "./Membership.ts";
import { noteDelivery, traceDelivery } from "./noteDelivery.ts";
import type { Partition } from "./Partition.ts";
import { pollsSince, waitBeforePoll } from "./pollCycle.ts";
import type { ReaderSettings } from "./ReaderSettings.ts";
import type { Readers } from "./Readers.ts";
import type { Seat } from "./Seat.ts";

/** Less than this, in seconds, is no time. */
const INSTANT = 1e-9;

/** How the members of a group poll, are given messages, and commit (RULES S3 … S6, S14). */
export abstract class GroupReading extends GroupStore implements Readers {
  readonly membership: Membership;
  isClosed = false;
  /** Messages of one partition that may be in work at once. */
  protected maxInFlight = 1;
  /** Age at which a message is skipped when its turn comes. */
  protected retentionAge = Infinity;

  constructor(
    context: Context,
    id: string,
    node: number,
    index: number,
    partitions: number,
    assign: AssignSettings,
  ) {
    super(context, id, node, index, partitions);
    this.membership = new Membership(context, this, assign);
  }

  /** One of those who read hands on what it polls. */
  private handsOn = false;

  /** How a member polls and commits. */
  read(member: Member, reader: ReaderSettings): void {
    member.reader = reader;
    this.handsOn = this.handsOn || reader.handOff !== undefined;
  }

  release(partition: Partition, cause: RedeliveryCause): void {
    const { seat } = partition;
    this.rewind(partition, cause);
    partition.seat = undefined;
    partition.isLeaving = false;
    seat?.partitions.splice(seat.partitions.indexOf(partition), 1);
  }

  give(partition: Partition, seat: Seat): void {
    partition.seat = seat;
    partition.isLeaving = false;
    const after = seat.partitions.findIndex(({ number }) => number > partition.number);
    seat.partitions.splice(after < 0 ? seat.partitions.length : after, 0, partition);
  }

  commitBeforeLeaving(seat: Seat): void {
    if (seat.member.reader.commitsBeforeLeaving)
      for (const partition of seat.partitions) this.commit(partition);
  }

  /** S3, S14. Gives a member the oldest message among its partitions, for as long as it may take one. */
  feed(seat: Seat): void {
    const { member } = seat;
    while (member.isFree && !this.isClosed) {
      if (seat.fetched === 0 && !this.poll(seat)) break;
      const partition = this.oldest(seat);
      if (partition === undefined) break;
      const entry = this.readNext(partition);
      if (this.isTooOld(entry)) this.skip(entry, partition);
      else this.deliver(member, partition, entry);
    }
    if (member.reader.commitInterval < Infinity) this.commitLater(seat);
  }

  /** S14. There is something new for a member: a slot takes it, a poll that waits returns with all that comes at this instant. */
  protected arrivedFor(seat: Seat): void {
    const { batch, handOff } = seat.member.reader;
    if (batch === 0) this.feed(seat);
    else if (seat.fillsSince >= 0) {
      if (this.countReadable(seat) >= batch) this.feed(seat);
    } else if (seat.isIdle || handOff !== undefined) {
      const wait = Math.max(0, waitBeforePoll(seat, this.context.kernel.events.now));
      // A poll that waits returns now, whenever the next one was to be.
      if (seat.wakeTimer >= 0 && wait === 0 && seat.member.reader.wait > 0) this.stopTimer(seat);
      if (seat.wakeTimer < 0) seat.wakeTimer = this.schedule(CHANNEL_EVENT.pollAgain, seat, wait);
    }
  }

  protected timerOf(kind: number, subject: number): void {
    const seat = this.membership.seats.find(({ number }) => number === subject);
    if (seat === undefined) return;
    if (kind === CHANNEL_EVENT.commitDue) {
      seat.commitTimer = -1;
      seat.nextCommit = this.context.kernel.events.now;
      if ((seat.isIdle || seat.member.reader.batch === 0) && seat.member.isHeard)
        this.commitAtPoll(seat);
    } else {
      seat.wakeTimer = -1;
      seat.isAsleep = false;
    }
    this.feed(seat);
  }

  /** A reader finds its position gone. */
  protected abstract resetPosition(partition: Partition): void;

  /** A handler has come to its end, or what it did was acknowledged. */
  protected handled(member: Member, partition: Partition, entry: number): void {
    this.figures.leased(-1);
    partition.inFlight--;
    this.context.tracer.stored("acknowledged", entry, this.node);
    this.settle(partition, entry);
    this.takeTimes(member, partition, entry);
    if (partition.uncommitted >= member.reader.commitEvery) this.commit(partition);
  }

  /** Whether an entry was committed when it was polled, and its handler had not ended. */
  protected isCommittedUnhandled(entry: number): boolean {
    return this.handsOn && this.context.entries.stateOf(entry) === ENDED;
  }

  /** S14. A member polls. Returns whether there may be something for it. */
  private poll(seat: Seat): boolean {
    const { batch, commitInterval, handOff } = seat.member.reader;
    if (seat.pollsBatches && !seat.isIdle) return false;
    const wait = batch === 0 ? 0 : waitBeforePoll(seat, this.context.kernel.events.now);
    if (wait > 0) {
      if (seat.wakeTimer < 0) seat.wakeTimer = this.schedule(CHANNEL_EVENT.pollAgain, seat, wait);
      return false;
    }
    const since = pollsSince(seat, this.context.kernel.events.now);
    seat.polledAt = this.context.kernel.events.now;
    if (seat.hasBusiness && !this.membership.attend(seat)) return false;
    // The last to join ends the rebalance, and has been fed with the others by then.
    if (seat.fetched > 0) return true;
    if (seat.isHalted || seat.isGhost) return false;
    if (commitInterval < Infinity || seat.owesCommit) this.commitAtPoll(seat);
    if (this.isFilling(seat)) return false;
    const found = batch === 0 || this.fetch(seat, batch);
    seat.hasFound = found;
    seat.isAsleep = !found || handOff !== undefined;
    if (!found) seat.polledAt = since;
    if (handOff !== undefined && seat.wakeTimer < 0 && (found || seat.member.held > 0)) {
      const pause = found ? handOff : handOff + seat.member.reader.wait;
      seat.wakeTimer = this.schedule(CHANNEL_EVENT.pollAgain, seat, pause);
    }
    return found;
  }

  /** S23. Whether a poll still waits: its batch is not full, and its window after the first message is not over. */
  private isFilling(seat: Seat): boolean {
    const { batch, window } = seat.member.reader;
    if (window === 0) return false;
    const { events } = this.context.kernel;
    const found = this.countReadable(seat);
    if (found > 0 && found < batch) {
      if (seat.fillsSince < 0) seat.fillsSince = events.now;
      const left = seat.fillsSince + window - events.now;
      if (left > INSTANT) {
        if (seat.wakeTimer < 0) seat.wakeTimer = this.schedule(CHANNEL_EVENT.pollAgain, seat, left);
        return true;
      }
    }
    seat.fillsSince = -1;
    this.stopTimer(seat);
    return false;
  }

  private stopTimer(seat: Seat): void {
    if (seat.wakeTimer >= 0) this.context.kernel.events.cancel(seat.wakeTimer);
    seat.wakeTimer = -1;
  }

  /** Messages that a member would be given by a poll without a limit. */
  private countReadable({ partitions }: Seat): number {
    let count = 0;
    for (const partition of partitions)
      if (!partition.isLeaving && !partition.isStuck) count += this.readable(partition);
    return count;
  }

  /** S14. Takes what is there up to a batch, one partition after the other, beginning after the last one of the poll before. */
  private fetch(seat: Seat, batch: number): boolean {
    const { partitions } = seat;
    let left = batch;
    const { turn } = seat;
    for (let i = 0; i < partitions.length && left > 0; i++) {
      const at = (turn + i) % partitions.length;
      const partition = partitions[at]!;
      if (partition.isOverrun) this.resetPosition(partition);
      if (partition.isLeaving || partition.isStuck) continue;
      const count = Math.min(left, this.readable(partition));
      if (count === 0) continue;
      partition.fetched += count;
      left -= count;
      seat.turn = at + 1;
    }
    seat.fetched = batch - left;
    return seat.fetched > 0;
  }

  /** Messages of a partition that can be read now. */
  private readable(partition: Partition): number {
    return Math.min(partition.unread, Math.max(0, partition.readableEnd - partition.position));
  }

  private oldest(seat: Seat): Partition | undefined {
    const { entries } = this.context;
    const { batch, handOff, isWhole } = seat.member.reader;
    const polls = batch > 0;
    const maxInFlight = handOff === undefined && !isWhole ? this.maxInFlight : Infinity;
    let best: Partition | undefined;
    for (const partition of seat.partitions) {
      if (partition.isOverrun) this.resetPosition(partition);
      const { next } = partition;
      if (next < 0 || partition.inFlight >= maxInFlight) continue;
      if (polls ? partition.fetched === 0 : partition.isLeaving || partition.isStuck) continue;
      if (entries.offsetOf(next) >= partition.readableEnd) continue;
      if (best === undefined || entries.comesBefore(next, best.next)) best = partition;
    }
    return best;
  }

  private isTooOld(entry: number): boolean {
    const { kernel, entries } = this.context;
    return kernel.events.now - entries.enteredAt(entry) > this.retentionAge;
  }

  /** S6. A message that retention has removed before its turn came is lost. */
  private skip(entry: number, partition: Partition): void {
    this.lose("retention", entry);
    this.figures.expired();
    partition.line.remove(entry);
    this.conclude(entry);
  }

  private deliver(member: Member, partition: Partition, entry: number): void {
    const { kernel, entries, receiver } = this.context;
    const number = entries.lease(entry);
    const seat = partition.seat!;
    partition.inFlight++;
    this.figures.leased(1);
    this.figures.delivered(number, entries.causeOf(entry));
    if (kernel.probe.departures.isOn) noteDelivery(this.context, member, entry);
    if (this.context.tracer.isOn) traceDelivery(this.context, member, entry);
    member.take();
    entries.changeHolders(entry, 1);
    if (seat.pollTimer < 0) this.membership.watchPolls(seat);
    receiver.deliver(member, entry);
  }

  /** S5. With an interval the position is committed by the first poll after it. */
  private commitAtPoll(seat: Seat): void {
    const { commitInterval, handOff } = seat.member.reader;
    const { now } = this.context.kernel.events;
    if (seat.nextCommit < 0) seat.nextCommit = now + commitInterval;
    if (now < seat.nextCommit && !seat.owesCommit) return;
    seat.owesCommit = false;
    seat.nextCommit = now + commitInterval;
    for (const partition of seat.partitions)
      if (handOff === undefined) this.commit(partition);
      else this.commitRead(partition);
  }

  /** S5. An idle member goes on polling: it commits what it has handled when its interval is over. */
  private commitLater(seat: Seat): void {
    if (seat.commitTimer >= 0 || seat.nextCommit < 0 || !seat.isIn) return;
    if (!seat.member.isHeard || (seat.member.reader.batch > 0 && !seat.isIdle)) return;
    if (seat.partitions.every(({ uncommitted, inFlight }) => uncommitted + inFlight === 0)) return;
    const wait = Math.max(0, seat.nextCommit - this.context.kernel.events.now);
    seat.commitTimer = this.schedule(CHANNEL_EVENT.commitDue, seat, wait);
  }

  private schedule(kind: number, seat: Seat, delay: number): number {
    return this.context.kernel.events.schedule(delay, whatOf(kind, this.index), seat.number);
  }
}
