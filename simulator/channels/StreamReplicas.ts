import { whatOf } from "../kernel/Kernel.ts";
import { lawOf } from "../kernel/lawOf.ts";
import type { Broker } from "../model/index.ts";
import type { BrokerNodes } from "./BrokerNodes.ts";
import type { Context, Publishing } from "./Context.ts";
import { CursorCopies } from "./CursorCopies.ts";
import type { LossCause } from "./causes.ts";
import { CHANNEL_EVENT } from "./eventKinds.ts";
import { ReplicaSet } from "./ReplicaSet.ts";
import type { Replicated } from "./Replicated.ts";
import { WaitingRoom } from "./WaitingRoom.ts";

/** What a timer of a partition's copies is for: the last two bits of its subject. */
const COPIED = 0;
const NOTICED = 1;
const ELECTED = 2;
const PATIENCE_OVER = 3;
/** Seconds after which a kernel writes to disk what nobody has synced (Linux, dirty_expire_centisecs). */
const WRITTEN_BACK = 30;

/** How somebody publishes of whom nothing is known. */
const UNKNOWN: Publishing = { confirm: "leader", mandatory: false };

/** Copies of a stream's partitions, who leads, and what a lost node costs (RULES, part B). */
export class StreamReplicas {
  readonly sets: ReplicaSet[];
  private readonly context: Context;
  private readonly stream: Replicated;
  private readonly nodes: BrokerNodes;
  private readonly waiting: WaitingRoom;
  private readonly lag: number;
  private readonly hasLag: boolean;
  private readonly lagStream: number;
  private readonly first: number;
  /** B15. Positions of groups as followers have them; undefined where they have them at once. */
  readonly cursors: CursorCopies | undefined = undefined;

  /** @param first broker node that leads the first partition */
  constructor(context: Context, stream: Replicated, nodes: BrokerNodes, first: number) {
    this.context = context;
    this.stream = stream;
    this.nodes = nodes;
    this.first = first;
    const { kernel } = context;
    const law = lawOf(nodes.settings.replication.lag);
    this.lag = kernel.laws.compile(law);
    this.hasLag = !kernel.delays.isZero(kernel.delays.compile(law));
    this.lagStream = kernel.stream(stream.id, "replication");
    this.sets = stream.ends.map((_, partition) => this.newSet(partition));
    this.waiting = new WaitingRoom(context);
    if (nodes.settings.replication.cursors === "async") {
      const cursorStream = kernel.stream(stream.id, "cursors");
      this.cursors = new CursorCopies(context, () => kernel.laws.sample(this.lag, cursorStream));
    }
  }

  /** What becomes of publications that cannot wait. */
  get outagePublishes(): Broker["outagePublishes"] {
    return this.nodes.settings.outagePublishes;
  }

  /** Whether no partition has a leader. */
  get isOffline(): boolean {
    return this.sets.every(({ isOffline }) => isOffline);
  }

  addPart(): void {
    this.sets.push(this.newSet(this.sets.length));
  }

  /** B2. Whether a publication can be taken now, or why not. */
  refusal(partition: number, message: number): LossCause | undefined {
    const set = this.sets[partition]!;
    if (set.isOffline) return "channel-outage";
    const { minInSync } = this.nodes.settings.replication;
    const { confirm } = this.publishing(message);
    if (confirm === "majority" && this.liveCount(set) * 2 <= set.nodes.length)
      return "not-enough-replicas";
    return confirm === "all-in-sync" && set.inSync.length < (minInSync ?? 1)
      ? "not-enough-replicas"
      : undefined;
  }

  /** B2. A publisher that sends again until it has a confirm waits, as long as its patience lasts. Returns false for others. */
  wait(partition: number, message: number): boolean {
    if (!this.sendsAgain(message)) return false;
    const patience = this.publishing(message).deliveryTimeout ?? Infinity;
    this.waiting.add(partition, message, this.context.kernel.events.now + patience);
    if (patience < Infinity) this.schedule(patience, partition, PATIENCE_OVER);
    return true;
  }

  /** B1. A record was appended by the leader: followers have it after their lag. */
  appended(partition: number, offset: number, message: number): void {
    const set = this.sets[partition]!;
    if (set.nodes.length === 1) return;
    const isCopying = set.hasFollowers && !set.isStalled;
    if (isCopying && !this.hasLag) return;
    const { kernel, messages } = this.context;
    const { now } = kernel.events;
    messages.store(message);
    let due = Infinity;
    if (isCopying) {
      due = Math.max(set.lastDue, now + kernel.laws.sample(this.lag, this.lagStream));
      set.lastDue = due;
      const copied = whatOf(CHANNEL_EVENT.replicas, this.stream.index);
      kernel.events.scheduleAt(due, copied, (partition << 2) | COPIED);
    }
    set.uncopied.push({ offset, message, due });
    this.open(partition);
  }

  timer(subject: number): void {
    const partition = subject >> 2;
    const what = subject & 3;
    if (what === COPIED) this.copied(partition, this.context.kernel.events.now);
    else if (what === NOTICED) this.followerIsOut(partition);
    else if (what === ELECTED) this.elect(partition);
    else
      for (const message of this.waiting.overdue(partition))
        this.giveUp("publisher-gave-up", message);
  }

  /** B3, B4. A broker node is gone. */
  nodeLost(node: number, power: boolean): void {
    const { detect, elect } = this.nodes.settings.replication;
    for (const [partition, set] of this.sets.entries()) {
      if (set.leader === node && !set.isOffline) {
        set.isOffline = true;
        set.hasLostPower = power;
        this.cursors?.leaderLost(partition);
        // Nobody copies from a dead leader.
        for (const record of set.uncopied) record.due = Infinity;
        this.open(partition);
        this.schedule(detect + elect, partition, ELECTED);
      } else if (set.inSync.includes(node)) {
        set.isStalled = true;
        if (this.liveCount(set) === 1) for (const record of set.uncopied) record.due = Infinity;
        this.schedule(detect, partition, NOTICED);
      }
    }
  }

  /** B5. A broker node is back: it leads again what nobody else does, and catches up with the rest. */
  nodeBack(node: number): void {
    for (const [partition, set] of this.sets.entries()) {
      if (!set.nodes.includes(node)) continue;
      if (set.isOffline && set.leader === node) this.leadAgain(partition);
      else if (set.isOffline) this.elect(partition);
      else {
        if (!set.inSync.includes(node)) set.inSync.push(node);
        set.isStalled = set.inSync.some((each) => !this.nodes.isUp(each));
        if (!set.isStalled) this.copied(partition, Infinity);
        this.open(partition);
        this.letIn(partition);
      }
    }
  }

  private copied(partition: number, until: number): void {
    const { uncopied } = this.sets[partition]!;
    let count = 0;
    while (count < uncopied.length && uncopied[count]!.due <= until) count++;
    if (until === Infinity) count = uncopied.length;
    for (const { message } of uncopied.splice(0, count)) this.context.messages.forget(message);
    if (count > 0) this.open(partition);
  }

  /** B3. Those who are gone are no longer waited for. */
  private followerIsOut(partition: number): void {
    const set = this.sets[partition]!;
    if (set.isOffline) return;
    set.inSync = set.inSync.filter((node) => node === set.leader || this.nodes.isUp(node));
    set.isStalled = false;
    if (set.hasFollowers) this.copied(partition, Infinity);
    this.open(partition);
  }

  /** B4. Another node takes the lead, if there is one that may; what it does not have is gone. */
  private elect(partition: number): void {
    const set = this.sets[partition]!;
    if (!set.isOffline || this.nodes.isUp(set.leader)) return;
    const leader = set.nodes.find((node) => this.mayLead(set, node));
    if (leader === undefined) return;
    for (const { group, offset } of this.cursors?.takenOver(partition) ?? [])
      this.stream.goBack(group, partition, offset);
    const first = set.uncopied[0];
    const lost = first === undefined ? [] : this.cut(partition, first.offset);
    set.leader = leader;
    set.inSync = set.nodes.filter((node) => this.nodes.isUp(node) && set.inSync.includes(node));
    if (!set.inSync.includes(leader)) set.inSync.push(leader);
    this.lead(partition, lost, "unreplicated-tail");
  }

  private mayLead(set: ReplicaSet, node: number): boolean {
    const { election, unclean } = this.nodes.settings.replication;
    if (node === set.leader || !this.nodes.isUp(node) || election === "none") return false;
    if (election === "majority" && this.liveCount(set) * 2 <= set.nodes.length) return false;
    return set.inSync.includes(node) || unclean || election === "async-promotion";
  }

  /** B6. The old leader comes back before another one was found: with all it had, or with what was on its disk. */
  private leadAgain(partition: number): void {
    const set = this.sets[partition]!;
    this.cursors?.leaderBack(partition);
    const synced = set.hasLostPower ? this.syncedUntil : Infinity;
    const lost =
      synced < Infinity ? this.cut(partition, this.stream.offsetSince(partition, synced)) : [];
    set.inSync = set.nodes.filter((node) => this.nodes.isUp(node));
    set.isStalled = false;
    if (set.hasFollowers) this.copied(partition, Infinity);
    this.lead(partition, lost, "not-synced");
  }

  private get syncedUntil(): number {
    const { fsync } = this.nodes.settings;
    const lostAt = this.nodes.lostPowerAt;
    if (fsync === "before-ack") return Infinity;
    const every = fsync === "never" ? WRITTEN_BACK : fsync.every;
    return fsync === "never" ? lostAt - every : Math.floor(lostAt / every) * every;
  }

  /** A partition has a leader: readers go on, and those who waited are let in. */
  private lead(partition: number, lost: readonly number[], cause: LossCause): void {
    const set = this.sets[partition]!;
    set.isOffline = false;
    set.hasLostPower = false;
    this.open(partition);
    for (const message of lost) {
      const isUnconfirmed =
        cause === "unreplicated-tail" && this.publishing(message).confirm !== "leader";
      if (isUnconfirmed && this.sendsAgain(message)) this.waiting.add(partition, message, Infinity);
      else this.stream.lose(cause, message);
      this.context.messages.done(message);
    }
    this.letIn(partition);
    this.stream.leaderBack();
  }

  private letIn(partition: number): void {
    for (const message of this.waiting.take(
      partition,
      (each) => this.refusal(partition, each) === undefined,
    )) {
      this.stream.append(message, partition);
      this.context.taken[this.context.messages.sourceOf(message)]?.(message);
      this.context.messages.done(message);
    }
  }

  private giveUp(cause: LossCause, message: number): void {
    this.stream.lose(cause, message);
    this.context.messages.done(message);
  }

  private cut(partition: number, offset: number): number[] {
    const set = this.sets[partition]!;
    for (const { message } of set.uncopied.splice(0)) this.context.messages.forget(message);
    return this.stream.cut(partition, offset);
  }

  private open(partition: number): void {
    this.stream.openUpTo(partition, this.sets[partition]!.readableEnd);
  }

  private sendsAgain(message: number): boolean {
    const { confirm, retryAfter } = this.publishing(message);
    return confirm !== "none" && retryAfter !== undefined;
  }

  private publishing(message: number): Publishing {
    return this.context.publishing[this.context.messages.sourceOf(message)] ?? UNKNOWN;
  }

  private liveCount(set: ReplicaSet): number {
    return set.nodes.filter((node) => this.nodes.isUp(node)).length;
  }

  private newSet(partition: number): ReplicaSet {
    const { nodes, replication } = this.nodes.settings;
    const count = Math.min(nodes, replication.replicas);
    return new ReplicaSet(
      Array.from({ length: count }, (_, i) => (this.first + partition + i) % nodes),
    );
  }

  private schedule(delay: number, partition: number, what: number): void {
    const event = whatOf(CHANNEL_EVENT.replicas, this.stream.index);
    this.context.kernel.events.schedule(delay, event, (partition << 2) | what);
  }
}
