import { type Kernel, whatOf } from "../kernel/Kernel.ts";
import type { Messages } from "./Messages.ts";
import type { Port } from "./Port.ts";

/** A message that is held back until it is due. */
interface Held {
  readonly message: number;
  readonly port: Port;
  readonly event: number;
  readonly name: string;
}

const HELD = 0;
const CANCELLED = 1;
const TOO_LATE = 2;
const SIZE = 3;

/** What a run measured of the messages that a channel held back. */
export interface ScheduledSummary {
  readonly scheduled: number;
  readonly cancelled: number;
  /** Cancellations that found nothing: the message was due before, or was never scheduled. */
  readonly tooLate: number;
  readonly waiting: number;
}

/** Messages that a channel holds back for a time of their own (RULES P7), and that may be cancelled by key meanwhile. */
export class Scheduled {
  private readonly kernel: Kernel;
  private readonly messages: Messages;
  private readonly dueKind: number;
  private readonly held = new Map<number, Held>();
  /** Numbers of what is held, by channel, type and key. */
  private readonly byName = new Map<string, Set<number>>();
  private readonly counters = new Map<number, number>();
  private readonly waiting = new Map<number, number>();
  private nextNumber = 0;

  constructor(kernel: Kernel, messages: Messages, dueKind: number) {
    this.kernel = kernel;
    this.messages = messages;
    this.dueKind = dueKind;
  }

  /** Counts what a channel, by the index of its node, holds back. Call it while the run is built. */
  watch(channel: number): void {
    if (!this.counters.has(channel))
      this.counters.set(channel, this.kernel.probe.counters.open(SIZE));
  }

  /** P7. A message is held back. The caller keeps his own hold on it. @param value its key for cancellation, −1 if none */
  hold(message: number, port: Port, delay: number, value: number): void {
    const channel = port.channel.node;
    const number = this.nextNumber++;
    const event = this.kernel.events.schedule(delay, whatOf(this.dueKind, 0), number);
    const name = nameOf(channel, this.messages.typeOf(message), value);
    this.messages.hold(message);
    this.held.set(number, { message, port, event, name });
    const numbers = this.byName.get(name) ?? new Set<number>();
    this.byName.set(name, numbers);
    numbers.add(number);
    this.count(channel, HELD);
    this.waiting.set(channel, (this.waiting.get(channel) ?? 0) + 1);
  }

  /** A message is due: it goes on its way. */
  due(number: number): void {
    const { message, port } = this.take(number);
    port.send(message, -1);
    this.messages.done(message);
  }

  /** P7. What is held back of a type and key is withdrawn. Returns how much there was. */
  cancel(channel: number, type: number, value: number): number {
    const numbers = [...(this.byName.get(nameOf(channel, type, value)) ?? [])];
    for (const number of numbers) {
      const { message, event } = this.take(number);
      this.kernel.events.cancel(event);
      this.count(channel, CANCELLED);
      this.messages.done(message);
    }
    if (numbers.length === 0) this.count(channel, TOO_LATE);
    return numbers.length;
  }

  /** What a channel holds back now. */
  waitingIn(channel: number): number {
    return this.waiting.get(channel) ?? 0;
  }

  summaryOf(channel: number): ScheduledSummary | undefined {
    const first = this.counters.get(channel);
    if (first === undefined) return undefined;
    const value = (counter: number): number => this.kernel.probe.counters.value(first + counter);
    return {
      scheduled: value(HELD),
      cancelled: value(CANCELLED),
      tooLate: value(TOO_LATE),
      waiting: this.waitingIn(channel),
    };
  }

  private take(number: number): Held {
    const held = this.held.get(number)!;
    this.held.delete(number);
    const numbers = this.byName.get(held.name);
    numbers?.delete(number);
    if (numbers?.size === 0) this.byName.delete(held.name);
    const channel = held.port.channel.node;
    this.waiting.set(channel, this.waitingIn(channel) - 1);
    return held;
  }

  private count(channel: number, counter: number): void {
    const first = this.counters.get(channel);
    if (first !== undefined) this.kernel.probe.counters.add(first + counter);
  }
}

function nameOf(channel: number, type: number, value: number): string {
  return `${channel}:${type}:${value}`;
}
