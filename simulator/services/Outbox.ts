import { REFUSED } from "../channels/Channel.ts";
import type { Context } from "../channels/Context.ts";
import { COPY_OF_NETWORK, COPY_OF_RELAY } from "../channels/Messages.ts";
import type { Keeper, Port } from "../channels/Port.ts";
import { nextOnGrid } from "../kernel/grid.ts";
import { whatOf } from "../kernel/Kernel.ts";
import { lawOf } from "../kernel/lawOf.ts";
import type { Database } from "../model/index.ts";
import { SERVICE_EVENT } from "./eventKinds.ts";
import type { OutboxSummary } from "./OutboxSummary.ts";
import type { Publisher } from "./Publisher.ts";

type Settings = NonNullable<Database["outbox"]>;

/** A message in the outbox table. */
interface Waiting {
  readonly message: number;
  readonly port: Port;
  readonly committedAt: number;
  isPublished: boolean;
}

const PUBLISHED = 0;
const REPEATED = 1;
const LOST = 2;
const CRASHES = 3;
const RETURNED = 4;
const SIZE = 5;

/**
 * Seconds until a tailing relay tries again what was refused: `retry.backoff.ms` of Kafka's producer, by which
 * relays of that kind publish.
 */
const REFUSED_FOR = 0.1;

/**
 * An outbox and its relay (RULES, part O). A polling relay looks at its interval, reads a batch, publishes it and
 * marks it; a tailing one publishes what is committed in the order of commits, each after its latency. A crash within
 * the time of a mark repeats what was published, or loses what was marked first.
 */
export class Outbox implements Keeper {
  readonly index: number;
  /** Commit → publication, in seconds. */
  readonly delays: number;
  private readonly context: Context;
  private readonly publisher: Publisher;
  private readonly stream: number;
  private readonly counters: number;
  private settings!: Settings;
  private readonly laws: { readonly tail: number; readonly read: number; readonly mark: number };
  private readonly waiting: Waiting[] = [];
  /** Batches that are marked and not yet published. */
  private readonly inHand: Waiting[][] = [];
  /** Sizes of the batches whose marks are on the way, and how many messages there are in them. */
  private readonly batches: number[] = [];
  private cursor = 0;
  private isUp = true;
  private isBusy = false;
  private isArmed = false;
  /** Life of the relay: events of an earlier one count no longer. */
  private life = 0;
  private tailedUntil = 0;
  /** The channel that refused what was published last. */
  private refusedBy: Port | undefined = undefined;
  /** Events of the relay that are pending. */
  private pending = 0;
  /** Publications that have set out and not arrived. */
  private flying = 0;

  constructor(
    context: Context,
    id: string,
    index: number,
    settings: Database,
    publisher: Publisher,
  ) {
    this.context = context;
    this.index = index;
    this.publisher = publisher;
    const { kernel } = context;
    this.stream = kernel.stream(id, "relay");
    this.counters = kernel.probe.counters.open(SIZE);
    this.delays = kernel.probe.histograms.open();
    const zero = (): number => kernel.delays.compile({ kind: "constant", value: 0 });
    this.laws = { tail: zero(), read: zero(), mark: zero() };
    this.configure(settings);
  }

  configure(settings: Database): void {
    const { delays } = this.context.kernel;
    this.settings = settings.outbox!;
    const { relay } = this.settings;
    delays.replace(this.laws.read, lawOf(settings.readLatency));
    delays.replace(this.laws.mark, lawOf(settings.writeLatency));
    if (relay.by === "log-tailing") delays.replace(this.laws.tail, lawOf(relay.latency));
    this.publisher.configure(this.settings.publisher);
  }

  /** O1. A message is committed to the outbox, which takes over the hold on it. */
  commit(message: number, port: Port): void {
    const { now } = this.context.kernel.events;
    port.keeper ??= this;
    this.waiting.push({ message, port, committedAt: now, isPublished: false });
    if (!this.isUp) return;
    this.lookFrom(now);
  }

  /** What the network has made of a publication is not the relay's. */
  heeds(message: number): "keeps" | undefined {
    return this.context.messages.hasMark(message, COPY_OF_NETWORK) ? undefined : "keeps";
  }
  waiterOf(): number {
    return -1;
  }

  /** O5. What was refused at the other end of a link comes back, before all that has not been published. */
  hear(answer: number, message: number, port: Port): void {
    this.flying = Math.max(0, this.flying - 1);
    this.refusedBy = answer === REFUSED ? port : undefined;
    if (answer !== REFUSED) return;
    const { now } = this.context.kernel.events;
    this.context.messages.hold(message);
    this.count(RETURNED);
    const at = this.batches.reduce((sum, size) => sum + size, 0);
    this.waiting.splice(at, 0, { message, port, committedAt: now, isPublished: false });
    if (!this.isUp) return;
    this.lookFrom(now + REFUSED_FOR);
  }

  get vainEvents(): number {
    return this.refusedBy === undefined ? 0 : this.pending + this.flying;
  }

  /** O2. It is time to poll. */
  poll(life: number): void {
    this.pending--;
    if (life !== this.life) return;
    this.isArmed = false;
    if (this.isBusy || this.waiting.length === 0) return;
    this.isBusy = true;
    this.after(this.laws.read, SERVICE_EVENT.relayRead);
  }

  /** O2, O3. What it has read is published and marked, in the order of its settings. */
  haveRead(life: number): void {
    this.pending--;
    if (life !== this.life) return;
    const { relay, mark } = this.settings;
    const isTailing = relay.by === "log-tailing";
    const batch = isTailing
      ? this.waiting.slice(this.cursor, this.cursor + 1)
      : this.waiting.slice(0, relay.batch);
    let size = batch.length;
    if (mark === "before-publish") this.inHand.push(batch);
    else size = this.publishAll(batch);
    if (size === 0) {
      this.isBusy = false;
      if (batch.length > 0) this.lookFrom(this.context.kernel.events.now + REFUSED_FOR);
      return;
    }
    this.cursor += size;
    this.batches.push(size);
    this.after(this.laws.mark, SERVICE_EVENT.relayMarked);
  }

  /** O3. The marks of a batch are known to be written. */
  marked(life: number): void {
    this.pending--;
    if (life !== this.life) return;
    const { messages } = this.context;
    this.isBusy = false;
    const inHand = this.inHand.shift();
    const size = this.batches.shift() ?? 0;
    const published = inHand === undefined ? size : this.publishAll(inHand);
    // What its channel refused stays where it was, and is tried again.
    for (const each of this.waiting.splice(0, published)) messages.done(each.message);
    this.cursor -= size;
    if (this.settings.relay.by === "polling") this.arm(this.settings.relay.every);
    else if (published < size) this.tailAgain();
  }

  /** O2. What was read after a message that was refused is read again after it. */
  private tailAgain(): void {
    this.life++;
    this.cursor = 0;
    this.batches.length = 0;
    this.inHand.length = 0;
    this.tailedUntil = 0;
    const from = this.context.kernel.events.now + REFUSED_FOR;
    for (const _ of this.waiting) this.tail(from);
  }

  /** O4. The relay is gone; what it had published and not marked it will publish again, what it had marked is lost. */
  crash(): void {
    if (!this.isUp) return;
    this.isUp = false;
    this.isBusy = false;
    this.isArmed = false;
    this.life++;
    this.count(CRASHES);
    const marked = this.inHand.splice(0).reduce((sum, batch) => sum + batch.length, 0);
    for (const { message } of this.waiting.splice(0, marked)) {
      this.count(LOST);
      this.context.messages.done(message);
    }
    this.batches.length = 0;
    this.cursor = 0;
  }

  /** The relay is up again. */
  restart(): void {
    if (this.isUp) return;
    this.isUp = true;
    if (this.settings.relay.by === "polling") this.arm(this.settings.relay.every);
    else for (const _ of this.waiting) this.tail(0);
  }

  /** Seconds that a crashed relay is away by itself. */
  get restartTime(): number {
    return this.settings.restart;
  }

  get summary(): OutboxSummary {
    const value = (counter: number): number =>
      this.context.kernel.probe.counters.value(this.counters + counter);
    return {
      published: value(PUBLISHED) - value(RETURNED),
      repeated: value(REPEATED),
      lost: value(LOST),
      crashes: value(CRASHES),
      waiting: this.waiting.length,
      refusedBy: this.refusedBy?.channel.id,
      delay: this.context.kernel.probe.histograms.summaryOf(this.delays),
    };
  }

  /** The relay looks at one message more: at its next poll, or from then on after the latency of the log. */
  private lookFrom(time: number): void {
    if (this.settings.relay.by === "polling") this.arm(this.settings.relay.every);
    else this.tail(time);
  }

  /** Polls stand on a grid of their interval from time 0 on. */
  private arm(every: number): void {
    if (this.isArmed || this.isBusy || this.waiting.length === 0) return;
    const { events } = this.context.kernel;
    this.isArmed = true;
    this.pending++;
    events.scheduleAt(
      nextOnGrid(events.now, every),
      whatOf(SERVICE_EVENT.relayPolls, this.index),
      this.life,
    );
  }

  /** One more message is published after the latency of the log, and not before those that were committed earlier. */
  private tail(committedAt: number): void {
    const { events, laws } = this.context.kernel;
    const from = Math.max(events.now, committedAt);
    this.tailedUntil = Math.max(this.tailedUntil, from + laws.sample(this.laws.tail, this.stream));
    this.pending++;
    events.scheduleAt(this.tailedUntil, whatOf(SERVICE_EVENT.relayRead, this.index), this.life);
  }

  /** O2. Publishes in order until something is refused. Returns how many were not. */
  private publishAll(batch: readonly Waiting[]): number {
    const refused = batch.findIndex((each) => !this.publish(each));
    return refused < 0 ? batch.length : refused;
  }

  /** Returns whether the channel has not refused it. */
  private publish(each: Waiting): boolean {
    const { messages, kernel, losses } = this.context;
    const message = each.isPublished ? messages.copy(each.message, COPY_OF_RELAY) : each.message;
    if (each.isPublished) this.count(REPEATED);
    losses.keep(message, each.port.channel.node);
    const answer = this.publisher.publish(message, each.port, -1);
    losses.keepNone();
    if (answer === REFUSED) this.refusedBy = each.port;
    else if (each.port.takesTime) this.flying++;
    else this.refusedBy = undefined;
    if (answer !== REFUSED) {
      if (!each.isPublished) {
        this.count(PUBLISHED);
        kernel.probe.histograms.add(this.delays, kernel.events.now - each.committedAt);
      }
      each.isPublished = true;
    }
    if (message !== each.message) messages.done(message);
    return answer !== REFUSED;
  }

  private after(law: number, kind: number): void {
    this.pending++;
    this.context.kernel.delays.after(law, this.stream, whatOf(kind, this.index), this.life);
  }

  private count(counter: number): void {
    this.context.kernel.probe.counters.add(this.counters + counter);
  }
}
