import { nextOnGrid } from "../kernel/grid.ts";
import { whatOf } from "../kernel/Kernel.ts";
import type { Stream } from "../model/index.ts";
import type { Context } from "./Context.ts";
import { CHANNEL_EVENT } from "./eventKinds.ts";
import type { Shares } from "./Shares.ts";
import type { StreamFront } from "./StreamFront.ts";
import type { StreamLog } from "./StreamLog.ts";
import { type Reader, settledIn } from "./StreamReaders.ts";

/** What an event of a stream's log is for: its subject. */
const RETAIN = 0;
const COMPACT = 1;
const WAKE = 3;

/** A stream whose log is looked after. */
interface Kept {
  readonly index: number;
  readonly settings: Stream;
  readonly log: StreamLog | undefined;
  readonly groups: readonly Reader[];
  readonly shares: Shares;
  readonly mirrors: { settledTo(partition: number): number } | undefined;
  /** Offset that the next message of each partition gets. */
  readonly ends: readonly number[];
  readonly front: StreamFront | undefined;
}

/** What a stream keeps, and what goes from its log: too old, too much, replaced, settled (RULES S6, S16, S25, S27). */
export class StreamKeeping {
  private readonly context: Context;
  private readonly stream: Kept;
  private retainTimer = -1;
  private wakeTimer = -1;
  private isCompacting = false;

  constructor(context: Context, stream: Kept) {
    this.context = context;
    this.stream = stream;
  }

  /** Pending looks at what retention and compaction keep. */
  get retainCount(): number {
    return (this.retainTimer >= 0 ? 1 : 0) + (this.isCompacting ? 1 : 0);
  }

  /** Something that was to happen at this time. Returns whether it was a matter of the log. */
  timer(subject: number): boolean {
    if (subject === RETAIN) this.retain();
    else if (subject === COMPACT) this.compact();
    else if (subject === WAKE) {
      this.wakeTimer = -1;
      this.stream.front?.admit();
    } else return false;
    return true;
  }

  /** S6. A record has been appended: sees whether others have to go. */
  appended(partition: number): void {
    if (this.stream.settings.retention.checkEvery === undefined) this.retainPartition(partition);
    else this.retainLater();
  }

  /** S6. What retention does not keep is gone, read or not. */
  private retain(): void {
    this.retainTimer = -1;
    for (const partition of this.stream.ends.keys()) this.retainPartition(partition);
    this.stream.front?.admit();
    this.retainLater();
  }

  /** S6, S27. Removes all that need not be kept. */
  clear(): void {
    if (this.stream.settings.retention.checkEvery === undefined)
      for (const partition of this.stream.ends.keys()) this.retainPartition(partition);
    this.removeSettled();
  }

  /** S25. The oldest record of a partition gives way, read or not. */
  dropOldest(number: number): void {
    const part = this.stream.log!.parts[number]!;
    const next = part.offsetAt(0) + 1;
    part.removeBefore(next);
    for (const { group } of this.stream.groups) group.giveWay(group.partitions[number]!, next);
    this.stream.shares.trim(number, next, "dropped-when-full");
  }

  /** S25. Looks again when the oldest record has become too old, where nothing else removes it then. */
  wakeWhenAged(): void {
    const { age, checkEvery } = this.stream.settings.retention;
    if (age === undefined || checkEvery !== undefined || this.wakeTimer >= 0) return;
    const times = this.stream.log!.parts.flatMap((part) =>
      part.length > 0 ? [part.timeAt(0)] : [],
    );
    const wait = Math.min(...times) + age - this.context.kernel.events.now;
    // Too old is older than the age.
    if (wait < Infinity) this.wakeIn(Math.max(wait, 0) + 1e-9);
  }

  /** Looks in so many seconds whether there is room for what waits. */
  wakeIn(seconds: number): void {
    if (this.wakeTimer >= 0) this.context.kernel.events.cancel(this.wakeTimer);
    this.wakeTimer = this.schedule(seconds, WAKE);
  }

  /** S27. What all have settled is gone, where that is asked for. */
  removeSettled(): void {
    if (this.stream.settings.removal !== "all-settled" || this.stream.log === undefined) return;
    for (const [number, part] of this.stream.log.parts.entries())
      part.removeBefore(this.settledTo(number));
  }

  /** S27. Offset of a partition before which all have settled everything, where that need not be kept; else −∞. */
  settledTo(partition: number): number {
    const goes = this.stream.settings.removal === "all-settled";
    return goes ? settledIn(this.stream, partition) : -Infinity;
  }

  private retainPartition(number: number): void {
    const { log } = this.stream;
    if (log?.limits === undefined) return;
    const first = log.parts[number]!.retain(log.limits, this.context.kernel.events.now);
    for (const { group } of this.stream.groups)
      group.removeBefore(group.partitions[number]!, Math.min(first, this.stream.ends[number]!));
  }

  private retainLater(): void {
    const { checkEvery } = this.stream.settings.retention;
    const isEmpty = this.stream.log!.parts.every(({ length }) => length === 0);
    if (checkEvery === undefined || this.retainTimer >= 0 || isEmpty) return;
    const { events } = this.context.kernel;
    const what = whatOf(CHANNEL_EVENT.retain, this.stream.index);
    this.retainTimer = events.scheduleAt(nextOnGrid(events.now, checkEvery), what, RETAIN);
  }

  /** S16. Of each key the last message stays. */
  private compact(): void {
    const { compaction } = this.stream.settings;
    this.isCompacting = false;
    if (compaction === undefined) return;
    for (const [number, part] of this.stream.log!.parts.entries()) {
      const gone = part.compact();
      if (gone.length === 0) continue;
      for (const { group } of this.stream.groups)
        group.removeFiltered(group.partitions[number]!, gone, "compacted");
    }
    this.compactLater(compaction.every);
  }

  compactLater(every: number): void {
    this.isCompacting = true;
    this.schedule(every, COMPACT);
  }

  private schedule(delay: number, subject: number): number {
    const what = whatOf(CHANNEL_EVENT.retain, this.stream.index);
    return this.context.kernel.events.schedule(delay, what, subject);
  }
}
