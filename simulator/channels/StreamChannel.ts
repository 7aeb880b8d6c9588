import { whatOf } from "../kernel/Kernel.ts";
import type { Stream } from "../model/index.ts";
import type { BrokerNodes } from "./BrokerNodes.ts";
import { ACCEPTED, type Channel, PENDING, REFUSED } from "./Channel.ts";
import type { Context } from "./Context.ts";
import { type LossCause, redeliveryNumber } from "./causes.ts";
import { COME_IN, Entrance } from "./Entrance.ts";
import { CHANNEL_EVENT } from "./eventKinds.ts";
import type { Group } from "./Group.ts";
import { GroupStarts } from "./GroupStarts.ts";
import { IN_TRANSACTION } from "./Messages.ts";
import { MirrorEnd } from "./MirrorEnd.ts";
import { Partitioner } from "./Partitioner.ts";
import type { Replicated } from "./Replicated.ts";
import { Shares } from "./Shares.ts";
import { StreamFront } from "./StreamFront.ts";
import { StreamKeeping } from "./StreamKeeping.ts";
import { StreamLog, type UnreadSummary } from "./StreamLog.ts";
import { feedsOf, type Reader } from "./StreamReaders.ts";
import { StreamReplicas } from "./StreamReplicas.ts";
import { StreamVisibility } from "./StreamVisibility.ts";

/** What an event of a stream is for: its subject; those of its log have 0, 1 and 3. */
const REPARTITION = 2;
/** A group comes into being: this and its place in the list. */
const GROUP = 16;
const CAUSE_MIRROR = redeliveryNumber("mirror");

/** A stream: a partitioned log that each group reads at its own position (RULES, part S). */
export class StreamChannel implements Channel, Replicated {
  readonly id: string;
  readonly node: number;
  readonly entrance: Entrance;
  readonly groups: Reader[] = [];
  private readonly visibility = new StreamVisibility(this.groups);
  /** Groups that share single messages instead of partitions. */
  readonly shares: Shares;
  /** Offset that the next message of each partition gets. */
  readonly ends: number[];
  /** What is stored, where anybody may want it again; undefined where readers have all that counts. */
  log: StreamLog | undefined = undefined;
  /** Nobody reads it, now or later. */
  private isUnread = false;
  private readonly context: Context;
  readonly index: number;
  private readonly partitioner: Partitioner;
  settings: Stream;
  readonly keeping: StreamKeeping;
  readonly starts: GroupStarts;
  /** Copies of its partitions on the nodes of its broker. */
  replicas: StreamReplicas | undefined = undefined;
  /** S25. What stands between publishers and a stream that may be full; undefined where it has no limit. */
  front: StreamFront | undefined = undefined;
  /** S29. What is copied from it and into it; undefined where no mirror is. */
  mirrors: MirrorEnd | undefined = undefined;
  private outages = 0;
  private outage: "buffer" | "lose" | "error" | undefined = undefined;
  private readonly waiting: number[] = [];

  constructor(context: Context, id: string, node: number, settings: Stream) {
    this.context = context;
    this.id = id;
    this.node = node;
    this.settings = settings;
    this.entrance = new Entrance(context, node, settings);
    this.shares = new Shares(context);
    this.shares.limit = settings.retention.messages ?? Infinity;
    this.partitioner = new Partitioner(context, id, settings);
    this.ends = new Array<number>(settings.partitions).fill(0);
    this.index = context.channels.push(this) - 1;
    this.keeping = new StreamKeeping(context, this);
    this.starts = new GroupStarts(this);
  }

  configure(settings: Stream): void {
    // Partitions that were added in mid-run stay.
    this.settings = { ...settings, partitions: this.ends.length };
    this.partitioner.configure(this.settings);
    this.entrance.configure(settings);
    this.shares.limit = settings.retention.messages ?? Infinity;
    this.log?.configure(settings);
    this.front?.admit();
  }

  /** All who will ever read have been named: sees what has to be kept, and what is to happen later. */
  settle(isReplayed: boolean, horizon: number): void {
    const { settings } = this;
    this.isUnread = this.groups.length + this.shares.length === 0;
    this.shares.isWatched =
      settings.removal === "all-settled" || settings.capacity.overflow === "drop-head";
    const isWanted =
      isReplayed ||
      this.isUnread ||
      this.replicas?.cursors !== undefined ||
      this.mirrors !== undefined ||
      this.groups.some(({ group, joinsAt }) => joinsAt > 0 || group.presence !== undefined);
    if (isWanted || StreamLog.isUsed(settings, horizon))
      this.log = new StreamLog(this.context, settings);
    if (this.log?.room !== undefined) this.limitRoom();
    for (const [i, { joinsAt }] of this.groups.entries())
      if (joinsAt > 0) this.schedule(joinsAt, GROUP + i);
      else this.starts.begin(this.groups[i]!);
    if (settings.compaction !== undefined) this.keeping.compactLater(settings.compaction.every);
    if (settings.repartition !== undefined) this.schedule(settings.repartition.at, REPARTITION);
  }

  /** S25. It may be full: publications have to ask, and wait for what readers settle. */
  private limitRoom(): void {
    const front = new StreamFront(this.context, this, this.keeping);
    this.front = front;
    for (const subscription of this.shares.subscriptions)
      subscription.onRoom = () => front.admitSoon();
  }

  get isOpen(): boolean {
    return this.outage === undefined && this.replicas?.isOffline !== true;
  }

  get turnsAllAway(): boolean {
    return this.outage === "error";
  }

  beginOutage(publishes: "buffer" | "lose" | "error"): void {
    this.outages++;
    this.outage = publishes;
    for (const feed of feedsOf(this)) feed.isClosed = true;
  }

  endOutage(): void {
    if (--this.outages > 0) return;
    this.outage = undefined;
    for (const message of this.waiting.splice(0)) {
      this.append(message, this.partitioner.partitionOf(message));
      this.context.messages.done(message);
    }
    for (const feed of feedsOf(this)) {
      feed.isClosed = false;
      feed.dispatch();
    }
    this.front?.admit();
  }

  /** S22. What has become of what nobody reads; undefined where somebody does. */
  get unread(): UnreadSummary | undefined {
    if (!this.isUnread) return undefined;
    return this.log?.unread((partition) => this.keeping.settledTo(partition));
  }

  takeOver(message: number): void {
    this.enter(message, -1);
    this.context.messages.done(message);
  }

  enter(message: number, waiter: number): number {
    const answer = this.entrance.answer(message);
    if (answer !== COME_IN) return answer;
    if (this.outage !== undefined) return this.turnAway(message, this.outage, "channel-outage");
    const partition = this.partitioner.partitionOf(message);
    if (this.entrance.refusesIn(partition, message)) return REFUSED;
    if (this.front !== undefined) {
      const told = this.front.answer(message, partition, waiter);
      if (told !== COME_IN) return told;
    }
    return this.letIn(message, partition);
  }

  letIn(message: number, partition: number): number {
    const refusal = this.replicas?.refusal(partition, message);
    if (refusal === undefined) this.append(message, partition);
    else if (!this.replicas!.wait(partition, message))
      return this.turnAway(message, this.replicas!.outagePublishes, refusal);
    else return PENDING;
    return ACCEPTED;
  }

  /** B1. Its partitions have copies on the nodes of its broker. */
  replicate(nodes: BrokerNodes, first: number): StreamReplicas {
    this.replicas = new StreamReplicas(this.context, this, nodes, first);
    return this.replicas;
  }

  leaderBack(): void {
    this.front?.admit();
  }

  openUpTo(partition: number, offset: number): void {
    this.visibility.openUpTo(partition, offset);
  }

  cut(partition: number, offset: number): number[] {
    const stored = this.log?.parts[partition]?.cutFrom(offset);
    this.ends[partition] = Math.min(offset, this.ends[partition]!);
    const cut = this.groups.map(({ group }) => group.cutFrom(group.partitions[partition]!, offset));
    const [first = [], ...others] = [...(stored === undefined ? [] : [stored]), ...cut];
    for (const message of others.flat()) this.context.messages.done(message);
    this.mirrors?.cutFrom(partition, offset);
    return first;
  }

  offsetSince(partition: number, time: number): number {
    const part = this.log?.parts[partition];
    if (part === undefined) return this.groups[0]?.group.offsetSince(partition, time) ?? Infinity;
    const place = part.placeSince(time);
    return place < part.length ? part.offsetAt(place) : this.ends[partition]!;
  }

  goBack(group: Group, partition: number, offset: number): void {
    this.starts.goBack(group, partition, offset);
  }

  lose(cause: LossCause, message: number): void {
    this.entrance.lose(cause, message);
  }

  /** Something that was to happen at this time. */
  timer(subject: number): void {
    if (this.keeping.timer(subject)) return;
    if (subject === REPARTITION) this.growTo(this.settings.repartition?.partitions ?? 0);
    else this.starts.begin(this.groups[subject - GROUP]!);
  }

  /** Pending looks at what retention and compaction keep. */
  get retainCount(): number {
    return this.keeping.retainCount;
  }

  /** S29. Mirrors lead away from it, or into it. */
  get asMirrorEnd(): MirrorEnd {
    this.mirrors ??= new MirrorEnd(this.context, this);
    return this.mirrors;
  }

  /**
   * S1. The message is stored, and each group gets an entry in its partition.
   * @param trail streams that it has come through, where a mirror brings it
   */
  append(message: number, partition: number, trail?: ReadonlySet<string>): void {
    const offset = this.ends[partition]!++;
    if (this.log !== undefined) this.store(partition, offset, message);
    // Readers must not see it before it may be seen.
    this.replicas?.appended(partition, offset, message);
    const { messages, transactions } = this.context;
    const state = messages.hasMark(message, IN_TRANSACTION)
      ? transactions.appended(message, this.visibility, partition, offset)
      : "committed";
    if (state === "open") this.visibility.holdBack(partition, offset);
    for (const { group, filter, isReading } of this.groups) {
      if (!isReading) continue;
      if (filter === undefined || filter.passes(message)) {
        const entry = group.enter(message, partition, offset);
        if (trail !== undefined) this.context.entries.setCause(entry, CAUSE_MIRROR);
      } else group.passOver(partition, offset);
    }
    if (this.shares.length > 0) this.shares.enter(message, partition, offset);
    if (state === "aborted") this.visibility.filter(partition, offset);
    this.mirrors?.appended(partition, offset, message, trail);
  }

  private turnAway(message: number, how: "buffer" | "lose" | "error", cause: LossCause): number {
    if (how === "error") return this.entrance.refuse(cause, message);
    if (how === "lose") this.entrance.lose(cause, message);
    else {
      this.context.messages.hold(message);
      this.waiting.push(message);
    }
    return ACCEPTED;
  }

  private store(partition: number, offset: number, message: number): void {
    const log = this.log!;
    log.parts[partition]!.append(offset, message, this.context.kernel.events.now);
    if (log.limits) this.keeping.appended(partition);
  }

  /** S17. Partitions are added: keys move, and groups share anew. */
  growTo(count: number): void {
    if (count <= this.ends.length) return;
    while (this.ends.length < count) {
      this.ends.push(0);
      this.replicas?.addPart();
      this.log?.addPart();
    }
    this.settings = { ...this.settings, partitions: count };
    this.partitioner.configure(this.settings);
    for (const { group } of this.groups) group.addPartitions(count);
  }

  private schedule(delay: number, subject: number): number {
    const what = whatOf(CHANNEL_EVENT.retain, this.index);
    return this.context.kernel.events.schedule(delay, what, subject);
  }
}
