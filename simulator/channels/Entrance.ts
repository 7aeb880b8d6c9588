import type { z } from "zod";
import { type Counters, count } from "../kernel/probe/Counters.ts";
import type { Capacity, Deduplication, Queue, Stream, Topic } from "../model/index.ts";
import { ACCEPTED, REFUSED } from "./Channel.ts";
import type { Context } from "./Context.ts";
import { type LossCause, lossNumber } from "./causes.ts";
import type { Growth } from "./Growth.ts";
import type { Messages } from "./Messages.ts";
import { Throttle } from "./Throttle.ts";

type CapacitySettings = z.output<typeof Capacity>;
type DeduplicationSettings = z.output<typeof Deduplication>;

/** The body of a message as a text: its type, the keys and attributes of its root, and its size. */
function contentOf(messages: Messages, message: number): string {
  const values = Array.from({ length: messages.valueCount }, (_, i) =>
    messages.rootValue(message, i),
  );
  return [messages.typeOf(message), messages.sizeOf(message), ...values].join(" ");
}

/** Answer of an entrance: the publication may come in. */
export const COME_IN = -1;

const PUBLISHED = 0;
const TURNED_AWAY = 1;
const DEDUPLICATED = 2;
const LOST = 3;
const SIZE = 4;

/** What every channel asks of a publication before it lets it in (RULES C1 … C4), and what it counts of it. */
export class Entrance {
  /** Whether there is any condition at all. */
  private asks: boolean;
  private readonly counters: number;
  private readonly context: Context;
  private readonly node: number;
  private readonly counts: Counters;
  private maxMessageSize: number;
  private deduplication: DeduplicationSettings | undefined;
  private throttle: Throttle | undefined;
  /** Latest time at which each id (or key, or content) was let in, within the window; in the order of that time. */
  private readonly seen: Map<number | string, number>;
  /** Whether the throttle can be asked only when the partition is known. */
  private isByPartition: boolean;
  /** Room of a queue; topics keep nothing, and what a stream keeps is the matter of its log. */
  capacity!: CapacitySettings;
  private isFull: boolean;
  /** When messages come in, where somebody asks for that. */
  growth: Growth | undefined;

  constructor(context: Context, node: number, settings: Queue | Topic | Stream) {
    // What each message asks for is written first, and so lies in the object's first line of cache.
    this.asks = false;
    this.counts = context.kernel.probe.counters;
    this.counters = this.counts.open(SIZE);
    this.context = context;
    this.node = node;
    this.maxMessageSize = Infinity;
    this.deduplication = undefined;
    this.throttle = undefined;
    this.seen = new Map();
    this.isByPartition = false;
    this.isFull = false;
    this.growth = undefined;
    this.configure(settings);
  }

  configure(settings: Queue | Topic | Stream): void {
    if (settings.kind === "queue") this.capacity = settings.capacity;
    this.maxMessageSize = settings.maxMessageSize ?? Infinity;
    this.deduplication = settings.deduplication;
    const { events } = this.context.kernel;
    this.throttle = settings.throttle && new Throttle(events, settings.throttle);
    this.isByPartition = settings.kind === "stream" && settings.throttle?.per === "partition";
    this.see();
  }

  /** Nothing more can be stored (fault). */
  get isStorageFull(): boolean {
    return this.isFull;
  }
  set isStorageFull(isFull: boolean) {
    this.isFull = isFull;
    this.see();
  }

  /** Counts from now on when messages come in. */
  watch(growth: Growth): void {
    this.growth = growth;
    this.see();
  }

  /** Sees whether publications have anything to answer for. */
  private see(): void {
    const isBounded = this.maxMessageSize < Infinity || this.throttle !== undefined;
    this.asks =
      isBounded || this.deduplication !== undefined || this.isFull || this.growth !== undefined;
  }

  /** Counts a publication that has arrived and says whether it may come in, or what its publisher is told: C1 size, C2 rate, C3 seen before. */
  answer(message: number): number {
    count(this.counters + PUBLISHED);
    return this.asks === true ? this.question(message) : COME_IN;
  }

  private question(message: number): number {
    this.growth?.count();
    if (this.isStorageFull) return this.refuse("storage-full", message);
    if (this.context.messages.sizeOf(message) > this.maxMessageSize)
      return this.refuse("too-large", message);
    if (!this.isByPartition && this.isThrottled(message, -1))
      return this.refuse("throttled", message);
    if (this.deduplication === undefined || !this.isSeen(message, this.deduplication))
      return COME_IN;
    this.counts.add(this.counters + DEDUPLICATED);
    const { tracer } = this.context;
    if (tracer.isOn === true) tracer.message("deduplicated", message, { node: this.node });
    return ACCEPTED;
  }

  /** C2. Turns a publication away that comes too fast for its partition. */
  refusesIn(partition: number, message: number): boolean {
    if (!this.isByPartition || !this.isThrottled(message, partition)) return false;
    this.refuse("throttled", message);
    return true;
  }

  /** Turns a publication away. */
  refuse(cause: LossCause, message: number): number {
    this.counts.add(this.counters + TURNED_AWAY);
    this.context.losses.refused(this.node, lossNumber(cause), message);
    return REFUSED;
  }

  /** A publication that was let in is gone for good (it is not refused: nobody is told). */
  lose(cause: LossCause, message: number): void {
    this.counts.add(this.counters + LOST);
    this.context.losses.add(this.node, lossNumber(cause), message);
  }

  /** Publications that have arrived, since the end of the warm-up. */
  get publishedCount(): number {
    return this.counts.value(this.counters + PUBLISHED);
  }
  get refusedCount(): number {
    return this.counts.value(this.counters + TURNED_AWAY);
  }
  get deduplicatedCount(): number {
    return this.counts.value(this.counters + DEDUPLICATED);
  }
  /** Publications that were let in or are waiting outside, since the start of the run. */
  get admittedSinceStart(): number {
    const since = (counter: number): number => this.counts.sinceStart(this.counters + counter);
    return since(PUBLISHED) - since(TURNED_AWAY) - since(DEDUPLICATED) - since(LOST);
  }

  /** C2. Whether a publication comes too fast for the whole channel, its key, or its partition. */
  private isThrottled(message: number, partition: number): boolean {
    const { throttle } = this;
    if (throttle === undefined) return false;
    const { messages } = this.context;
    const scope = throttle.per === "key" ? messages.keyOf(message) : partition;
    return !throttle.takes(scope, messages.sizeOf(message));
  }

  /** C3. What was let in at most a window ago is not let in again. */
  private isSeen(message: number, { by, window, scope }: DeduplicationSettings): boolean {
    const { now } = this.context.kernel.events;
    for (const [id, time] of this.seen) {
      if (now - time <= window) break;
      this.seen.delete(id);
    }
    const own = this.identityOf(message, by);
    const id = scope === "key" ? `${this.context.messages.keyOf(message)} ${own}` : own;
    if (this.seen.has(id)) return true;
    this.seen.set(id, now);
    return false;
  }

  /** What makes two publications the same: their key, their id, or all that their bodies hold. */
  private identityOf(message: number, by: DeduplicationSettings["by"]): number | string {
    const { messages } = this.context;
    if (by === "key") return messages.keyOf(message);
    if (by === "content") return contentOf(messages, message);
    return messages.idOf(messages.rootOf(message)) * 65_536 + messages.typeOf(message);
  }
}
