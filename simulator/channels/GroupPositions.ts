import { whatOf } from "../kernel/Kernel.ts";
import { lawOf } from "../kernel/lawOf.ts";
import type { Stream, TimeDistribution } from "../model/index.ts";
import { redeliveryNumber } from "./causes.ts";
import { DELAYED } from "./Entries.ts";
import { CHANNEL_EVENT } from "./eventKinds.ts";
import { GroupReading } from "./GroupReading.ts";
import { Partition } from "./Partition.ts";
import type { PartitionLog } from "./PartitionLog.ts";

type Start = Stream["subscriptions"][string]["cursor"]["start"];

const CAUSE_REPLAY = redeliveryNumber("replay");
const CAUSE_MIRROR = redeliveryNumber("mirror");

/** Where a group begins to read, what it reads again, and what is taken from under it (RULES S6, S15 … S17). */
export abstract class GroupPositions extends GroupReading {
  /** What becomes of a position that is gone. */
  protected reset: "earliest" | "latest" | "error" = "latest";
  protected isDelayed = false;
  private delayLaw = -1;
  private readonly delayStream = this.context.kernel.stream(this.id, "delay");

  /** A message of the log that the group's filter does not let through. */
  passOver(partitionNumber: number, offset: number): void {
    this.partitions[partitionNumber]!.end = offset + 1;
  }

  /** S15. The group begins with what is stored from its start on. */
  readFrom(
    partition: Partition,
    log: PartitionLog,
    start: Start,
    passes: (message: number) => boolean,
  ): void {
    const first = this.firstPlace(partition, log, start);
    const last = start === "last-per-key" ? log.lastOfKeys() : undefined;
    if (first < log.length) partition.committed = log.offsetAt(first);
    for (let place = first; place < log.length; place++) {
      if (last !== undefined && !last.has(place)) continue;
      if (!passes(log.messageAt(place))) continue;
      const entry = this.entryOf(log, place, partition.number);
      this.context.tracer.stored("entered", entry, this.node);
      this.append(partition, entry, log.offsetAt(place));
    }
  }

  /**
   * S28. The group begins anew, and nothing of where it was is known: what it had not read is lost where it begins
   * behind it, and what it had handled it may read again.
   */
  startOver(
    partition: Partition,
    log: PartitionLog,
    start: Start,
    passes: (message: number) => boolean,
  ): void {
    const { entries } = this.context;
    this.rewind(partition, "consumer-crashed");
    const known = partition.committed;
    const first = this.firstPlace(partition, log, start);
    const begins = first < log.length ? log.offsetAt(first) : partition.end;
    while (partition.next >= 0) {
      if (entries.offsetOf(partition.next) < begins) {
        this.expireUnread(partition, partition.next, "offset-reset");
        continue;
      }
      // It is read anew from the log.
      this.figures.dropped();
      this.remove(partition, partition.next, "read-anew");
    }
    partition.committed = begins;
    this.readFrom(partition, log, start, passes);
    for (let entry = partition.line.head; entry >= 0; entry = partition.line.nextOf(entry))
      if (entries.offsetOf(entry) < known) entries.markReplayed(entry, CAUSE_REPLAY);
  }

  /** F11. The group reads again what is stored and what it has committed already. */
  replay(partition: Partition, log: PartitionLog): void {
    this.readAgain(partition, log, 0, "replay");
    const last = partition.line.tail;
    if (last >= 0) partition.rebuildLast = this.context.entries.offsetOf(last);
  }

  /** B15. The committed position goes back to an offset: what is stored from there on is read again. */
  readAgain(
    partition: Partition,
    log: PartitionLog,
    offset: number,
    cause: "replay" | "channel-outage",
  ): void {
    this.rewind(partition, cause);
    const first = log.placeOf(offset);
    const end = log.placeOf(partition.committed);
    for (let place = end - 1; place >= first; place--) {
      const entry = this.entryOf(log, place, partition.number);
      this.context.entries.markReplayed(entry, redeliveryNumber(cause));
      this.context.tracer.stored("entered", entry, this.node, cause);
      this.prepend(partition, entry, log.offsetAt(place));
    }
    if (end > first) partition.committed = log.offsetAt(first);
  }

  /** S6. Everything before an offset is gone; what had not been read of it is lost, and the position is another one. */
  removeBefore(partition: Partition, offset: number): void {
    const { entries } = this.context;
    let isOverrun = false;
    for (let entry = this.firstUnfetched(partition); entry >= 0; ) {
      if (entries.offsetOf(entry) >= offset) break;
      const next = partition.line.nextOf(entry);
      this.expireUnread(partition, entry, "retention");
      isOverrun = true;
      entry = next;
    }
    if (isOverrun && partition.seat?.member.isFree !== true) partition.isOverrun = true;
    if (isOverrun && partition.fetched === 0)
      partition.committed = Math.max(partition.committed, offset);
  }

  /** S25. Everything before an offset gives way to what is new: who has not read it loses it, and reads on behind it. */
  giveWay(partition: Partition, offset: number): void {
    const { entries } = this.context;
    for (let entry = this.firstUnfetched(partition); entry >= 0; ) {
      if (entries.offsetOf(entry) >= offset) break;
      const next = partition.line.nextOf(entry);
      this.expireUnread(partition, entry, "dropped-when-full");
      entry = next;
    }
  }

  /** S30. What has been handled elsewhere is not read any more, unless somebody is about to. */
  skipTo(partition: Partition, offset: number): void {
    const isIdle = this.membership.seats.every(({ member }) => !member.isHeard);
    const { inFlight, fetched, uncommitted } = partition;
    if (!isIdle || this.isDelayed || inFlight + fetched + uncommitted > 0) return;
    const { entries } = this.context;
    while (partition.next >= 0 && entries.offsetOf(partition.next) < offset) {
      const entry = partition.next;
      const isOwn = entries.deliveriesOf(entry) === 0 && entries.causeOf(entry) !== CAUSE_MIRROR;
      if (isOwn) {
        this.expireUnread(partition, entry, "offset-reset");
        continue;
      }
      this.figures.dropped();
      this.remove(partition, entry, "handled-elsewhere");
    }
    partition.committed = Math.max(partition.committed, Math.min(offset, partition.end));
  }

  /** S27. The offset before which the group has settled everything; what waits for its delay is not settled. */
  settledTo(partition: Partition): number {
    const { head } = partition.line;
    if (head >= 0) return this.context.entries.offsetOf(head);
    return this.isDelayed ? partition.committed : partition.end;
  }

  /** S16, T5. Messages that a later one of their key replaces, or that were aborted, are not read any more. */
  removeFiltered(
    partition: Partition,
    offsets: readonly number[],
    why: "compacted" | "aborted",
  ): void {
    const { entries } = this.context;
    const gone = new Set(offsets);
    for (let entry = this.firstUnfetched(partition); entry >= 0; ) {
      const next = partition.line.nextOf(entry);
      if (gone.has(entries.offsetOf(entry))) {
        this.figures.compacted();
        this.remove(partition, entry, why);
      }
      entry = next;
    }
  }

  /** B1. What is before an offset can be read. */
  openUpTo(partition: Partition, offset: number): void {
    const isMore = offset > partition.readableEnd;
    partition.readableEnd = offset;
    if (isMore && partition.seat?.member.isFree) this.arrivedFor(partition.seat);
  }

  /** B4. What nobody has read from an offset on is gone: the new leader does not have it. Returns the messages, held. */
  cutFrom(partition: Partition, offset: number): number[] {
    const { entries, messages } = this.context;
    const cut: number[] = [];
    for (let entry = this.firstUnfetched(partition); entry >= 0; ) {
      const next = partition.line.nextOf(entry);
      if (entries.offsetOf(entry) >= offset) {
        const message = entries.messageOf(entry);
        messages.hold(message);
        cut.push(message);
        this.figures.dropped();
        this.remove(partition, entry, "leader-lost");
      }
      entry = next;
    }
    partition.end = Math.min(partition.end, offset);
    return cut;
  }

  /** Offset of the first message that entered at this time or later. */
  offsetSince(partitionNumber: number, time: number): number {
    const { entries } = this.context;
    const { line, end } = this.partitions[partitionNumber]!;
    for (let entry = line.head; entry >= 0; entry = line.nextOf(entry))
      if (entries.enteredAt(entry) >= time) return entries.offsetOf(entry);
    return end;
  }

  /** S17. */
  addPartitions(count: number): void {
    while (this.partitions.length < count)
      this.partitions.push(new Partition(this.context, this.partitions.length));
    this.membership.reshare();
    for (const seat of [...this.membership.seats]) this.feed(seat);
  }

  /** S6. A reader finds its position gone: it goes on with what there is, at the end, or not at all. */
  protected resetPosition(partition: Partition): void {
    partition.isOverrun = false;
    if (this.reset === "error") partition.isStuck = true;
    if (this.reset !== "latest") return;
    while (partition.next >= 0) this.expireUnread(partition, partition.next, "offset-reset");
    partition.committed = partition.end;
  }

  /** S18. How long a message waits before it may be read. */
  protected setDelay(delay: TimeDistribution): void {
    const { kernel } = this.context;
    this.delayLaw = kernel.laws.compile(lawOf(delay));
    this.isDelayed = !kernel.delays.isZero(kernel.delays.compile(lawOf(delay)));
  }

  /** S18. A message waits until it may be read, and never less than those before it in its partition. */
  protected wait(partition: Partition, entry: number, offset: number): void {
    const { kernel, entries } = this.context;
    const { now } = kernel.events;
    const due = now + kernel.laws.sample(this.delayLaw, this.delayStream);
    partition.lastDue = Math.max(partition.lastDue, due);
    entries.setState(entry, DELAYED);
    entries.setOffset(entry, offset);
    this.figures.delayed(1);
    kernel.events.scheduleAt(partition.lastDue, whatOf(CHANNEL_EVENT.due, this.index), entry);
  }

  private remove(
    partition: Partition,
    entry: number,
    why: "compacted" | "aborted" | "read-anew" | "handled-elsewhere" | "leader-lost",
  ): void {
    this.context.tracer.stored("removed", entry, this.node, why);
    this.takeOut(partition, entry);
  }

  private expireUnread(
    partition: Partition,
    entry: number,
    cause: "retention" | "offset-reset" | "dropped-when-full",
  ): void {
    this.lose(cause, entry);
    this.figures.expired();
    this.takeOut(partition, entry);
  }

  private firstUnfetched(partition: Partition): number {
    let entry = partition.next;
    for (let i = 0; i < partition.fetched && entry >= 0; i++) entry = partition.line.nextOf(entry);
    return entry;
  }

  private firstPlace(partition: Partition, log: PartitionLog, start: Start): number {
    const { now } = this.context.kernel.events;
    if (start === "earliest" || start === "last-per-key") return 0;
    if (start === "latest") return log.length;
    if (start === "last") return Math.max(0, log.length - 1);
    if ("age" in start) return log.placeSince(now - start.age);
    const isThere =
      start.offset <= partition.end && (log.length === 0 || start.offset >= log.offsetAt(0));
    if (isThere) return log.placeOf(start.offset);
    if (this.reset === "error") partition.isStuck = true;
    return this.reset === "earliest" ? 0 : log.length;
  }

  private entryOf(log: PartitionLog, place: number, partition: number): number {
    const message = log.messageAt(place);
    this.context.messages.hold(message);
    this.figures.entered();
    const { entries } = this.context;
    const entry = entries.create(message, this.index, partition);
    entries.restamp(entry, log.timeAt(place));
    return entry;
  }
}
