import type { Queue } from "../model/index.ts";
import type { BrokerMemory } from "./BrokerMemory.ts";
import type { Housing, Outage } from "./BrokerNodes.ts";
import { ACCEPTED, type Channel, REFUSED, UNROUTED, WAITS } from "./Channel.ts";
import type { Context } from "./Context.ts";
import { COME_IN, Entrance } from "./Entrance.ts";
import { BLOCKED } from "./Entries.ts";
import { GuardedSubscription } from "./GuardedSubscription.ts";
import { LINE_WORDS, Line } from "./Line.ts";
import { makeSubscription } from "./makeSubscription.ts";
import type { Subscription } from "./Subscription.ts";
import type { Surroundings } from "./surroundings.ts";

/** A queue: one subscription, and a bound on what it holds (RULES C4, D10). */
export class QueueChannel implements Channel {
  readonly id: string;
  readonly node: number;
  readonly subscription: Subscription;
  readonly entrance: Entrance;
  private readonly context: Context;
  private settings: Queue;
  /** Publications that wait in front of the full queue, oldest first; `TIMER` holds the waiter. */
  private readonly front: Line;
  /** While the channel does not answer: what becomes of publications. */
  private outages = 0;
  private outage: Outage | undefined = undefined;
  private isAdmitting = false;

  constructor(context: Context, id: string, node: number, settings: Queue, around: Surroundings) {
    this.context = context;
    this.settings = settings;
    this.id = id;
    this.node = node;
    this.entrance = new Entrance(context, node, settings);
    this.subscription = makeSubscription(context, id, node, settings, around);
    this.front = new Line(context.kernel.region.take(LINE_WORDS));
    context.forgetWaiter.push((waiter) => this.forgetWaiter(waiter));
  }

  configure(settings: Queue): void {
    this.settings = settings;
    this.entrance.configure(settings);
    this.subscription.configure(settings);
    this.admitWaiting();
  }

  /** Publications that wait in front of the queue. */
  get waitingCount(): number {
    return this.front.length;
  }

  enter(message: number, waiter: number): number {
    if (this.outage !== undefined) return this.enterInOutage(message, waiter);
    const told = this.answer(message, waiter);
    if (told !== COME_IN) return told;
    this.subscription.enter(message);
    return ACCEPTED;
  }

  takeOver(message: number): void {
    if (this.outage === undefined && this.answer(message, -1) === COME_IN)
      this.subscription.takeOver(message);
    else {
      if (this.outage !== undefined) this.enterInOutage(message, -1);
      this.context.messages.done(message);
    }
  }

  /** C4. Whether a publication may come in now, or what becomes of it. */
  private answer(message: number, waiter: number): number {
    const answer = this.entrance.answer(message);
    if (answer !== COME_IN) return answer;
    const { memory } = this.subscription;
    if (memory?.isFull)
      return memory.onLimit === "error"
        ? this.entrance.refuse("storage-full", message)
        : this.wait(message, waiter);
    const { messages: limit, bytes } = this.entrance.capacity;
    const isBounded = limit !== undefined || bytes !== undefined;
    if (isBounded && this.isFull(this.context.messages.sizeOf(message)))
      return this.overflow(message, waiter);
    return COME_IN;
  }

  get isOpen(): boolean {
    return this.outage === undefined;
  }

  get turnsAllAway(): boolean {
    return this.outage === "error";
  }

  /** F4. The channel stops answering: deliveries are taken back by whoever calls this, and nothing goes out. */
  beginOutage(publishes: Outage): void {
    this.outages++;
    this.outage = publishes;
    this.subscription.isClosed = true;
  }

  /** The channel answers again: what waited enters in order. */
  endOutage(): void {
    if (--this.outages > 0) return;
    this.outage = undefined;
    this.subscription.isClosed = false;
    this.admitWaiting();
    this.subscription.dispatch();
  }

  get housing(): Housing {
    const { replicas, whenDown } = this.settings;
    return { replicas, whenDown, isEverywhere: false };
  }

  /** B10, B11. The node that it stands on has begun anew: it has what was on its disk. */
  restarted(): void {
    const { durable, persists } = this.settings;
    this.subscription.countAnew();
    const { messages, types } = this.context;
    if (!durable) this.subscription.loseReady(() => false);
    else if (persists === "persistent")
      this.subscription.loseReady(
        (message) => types.typeAt(messages.typeOf(message))?.persistent ?? true,
      );
  }

  /** B14. What it holds counts against a limit of its broker. */
  countIn(memory: BrokerMemory): void {
    this.subscription.countIn(memory);
    memory.onFree.push(() => this.admitWaiting());
  }

  /** C4. Whether there is no room: by what is ready (and nobody free to take one at once) or by what is stored. */
  private isFull(size: number): boolean {
    const {
      messages: limit = Infinity,
      bytes = Infinity,
      counted,
      overshoot,
    } = this.entrance.capacity;
    const { subscription } = this;
    if (counted === "stored") return subscription.figures.presentCount >= limit + overshoot;
    if (subscription.freeMembers > 0) return false;
    if (subscription.depth >= limit + overshoot) return true;
    return (
      bytes < Infinity &&
      subscription instanceof GuardedSubscription &&
      subscription.readyBytes + size > bytes
    );
  }

  private overflow(message: number, waiter: number): number {
    const { subscription } = this;
    switch (this.entrance.capacity.overflow) {
      case "block":
        return this.wait(message, waiter);
      case "drop-head":
      case "drop-tail":
        return this.makeRoom(message);
      case "reject-dead-letter":
        subscription.deadLetterArrival(message);
        return REFUSED;
      case "dead-letter":
        subscription.deadLetterArrival(message);
        return ACCEPTED;
      default:
        this.entrance.refuse("rejected-when-full", message);
        return REFUSED;
    }
  }

  /** C4. Ready messages give way until the new one fits; where there are none left it is lost itself. */
  private makeRoom(message: number): number {
    const which = this.entrance.capacity.overflow === "drop-head" ? "head" : "tail";
    while (this.isFull(this.context.messages.sizeOf(message))) {
      if (this.subscription.drop(which)) continue;
      this.entrance.lose("dropped-when-full", message);
      return ACCEPTED;
    }
    this.subscription.enter(message);
    return ACCEPTED;
  }

  private wait(message: number, waiter: number): number {
    const { entries } = this.context;
    const entry = this.subscription.createEntry(message);
    entries.setState(entry, BLOCKED);
    entries.setTimer(entry, waiter);
    this.front.append(entry);
    // It is still with its publisher.
    this.subscription.memory?.free(this.context.messages.sizeOf(message));
    this.subscription.onRoom = () => this.admitWaiting();
    return WAITS;
  }

  /** Lets in what waits in front, for as long as there is room. */
  private admitWaiting(): void {
    // What comes in is dispatched, and that leads here again.
    if (this.isAdmitting) return;
    this.isAdmitting = true;
    const { entries, receiver } = this.context;
    const { memory } = this.subscription;
    while (this.front.length > 0 && this.outage === undefined) {
      const entry = this.front.head;
      const size = this.context.messages.sizeOf(entries.messageOf(entry));
      if (memory?.isFull || this.isFull(size)) break;
      const waiter = entries.timerOf(entry);
      this.front.remove(entry);
      entries.setTimer(entry, -1);
      entries.restamp(entry);
      memory?.add(size);
      this.subscription.admit(entry);
      if (waiter >= 0) receiver.publicationAdmitted(waiter);
    }
    this.isAdmitting = false;
    if (this.front.length === 0) this.subscription.onRoom = undefined;
  }

  /** C4. The handler is gone that waits for room here; what it has sent waits on. */
  private forgetWaiter(waiter: number): void {
    const { front } = this;
    const { entries } = this.context;
    for (let entry = front.head; entry >= 0; entry = front.nextOf(entry))
      if (entries.timerOf(entry) === waiter) entries.setTimer(entry, -1);
  }

  private enterInOutage(message: number, waiter: number): number {
    const answer = this.entrance.answer(message);
    if (answer !== COME_IN) return answer;
    if (this.outage === "wait") return this.wait(message, waiter);
    if (this.outage === "unroutable") {
      this.entrance.lose("unroutable", message);
      return UNROUTED;
    }
    if (this.outage === "buffer") this.wait(message, -1);
    else if (this.outage === "lose") this.entrance.lose("channel-outage", message);
    else return this.entrance.refuse("channel-outage", message);
    return ACCEPTED;
  }

  /** Sentences that say which sums do not come out. */
  problems(): string[] {
    const found = this.subscription.figures.problems(this.id);
    const { enteredSinceStart } = this.subscription.figures;
    const admitted = this.entrance.admittedSinceStart;
    if (admitted !== enteredSinceStart + this.front.length) {
      found.push(
        `${this.id}: let ${admitted} messages in, but ${enteredSinceStart} entered and ${this.front.length} wait in front`,
      );
    }
    return found;
  }
}
