import type { Context } from "../channels/Context.ts";
import { lossNumber } from "../channels/causes.ts";
import type { Port } from "../channels/Port.ts";
import type { ConfirmWaits } from "./ConfirmWaits.ts";

/** A message that waits in the client, and where it is to go. */
interface Waiting {
  readonly message: number;
  readonly port: Port;
}

/** A message that found the buffer full: the handler that is held, −1 if nobody is, and the event at which it is given up. */
interface Held extends Waiting {
  /** Handler that is held; −1 if nobody is. */
  waiter: number;
  readonly timer: number;
}

/** Room of a client-side buffer. */
export interface Room {
  readonly messages: number;
  readonly bytes: number;
}

/**
 * The buffer of a publisher (RULES P9): messages that wait in the client until one more may be under way, and in front
 * of it those that found it full and are held for a while.
 */
export class SendBuffer {
  room: Room = { messages: Infinity, bytes: Infinity };
  /** Bytes of what is under way: it keeps its room until it is confirmed. */
  bytesUnderWay: () => number = () => 0;
  private readonly context: Context;
  private readonly node: number;
  private readonly waits: ConfirmWaits;
  private readonly inside: Waiting[] = [];
  private readonly held: Held[] = [];
  private bytes = 0;

  constructor(context: Context, node: number, waits: ConfirmWaits) {
    this.context = context;
    this.node = node;
    this.waits = waits;
    context.forgetWaiter.push((waiter) => {
      for (const each of this.held) if (each.waiter === waiter) each.waiter = -1;
    });
  }

  /** Messages in the buffer. */
  get length(): number {
    return this.inside.length;
  }

  /** Whether a message fits in; none overtakes those that are held. */
  fits(message: number): boolean {
    return this.held.length === 0 && this.hasRoom({ message });
  }

  add(message: number, port: Port): void {
    this.context.messages.hold(message);
    this.put({ message, port });
  }

  hold(message: number, port: Port, waiter: number, timer: number): void {
    this.context.messages.hold(message);
    this.held.push({ message, port, waiter, timer });
  }

  /** The first message leaves, still held as what it is, and those outside move up. */
  take(): Waiting | undefined {
    if (this.inside.length === 0) return this.takeHeld();
    const first = this.inside.shift()!;
    this.bytes -= this.context.messages.sizeOf(first.message);
    for (let next = this.held[0]; next !== undefined && this.hasRoom(next); next = this.held[0]) {
      this.held.shift();
      this.context.kernel.events.cancel(next.timer);
      this.put(next);
      this.release(next);
    }
    return first;
  }

  /** A buffer without any room is passed by. */
  private takeHeld(): Waiting | undefined {
    const next = this.held.shift();
    if (next === undefined) return undefined;
    this.context.kernel.events.cancel(next.timer);
    this.release(next);
    return next;
  }

  /** A message has been held long enough: it is lost, and its handler goes on. */
  giveUp(message: number): void {
    const at = this.held.findIndex((each) => each.message === message);
    const [held] = this.held.splice(at, 1);
    if (this.waits.heeds(message) !== "keeps")
      this.context.losses.add(this.node, lossNumber("client-buffer-full"), message);
    this.waits.settle(message, "failed");
    this.context.messages.done(message);
    this.release(held!);
  }

  /** A buffer that is empty takes a message of any size. */
  private hasRoom({ message }: Pick<Waiting, "message">): boolean {
    const { messages, bytes } = this.room;
    if (this.inside.length >= messages) return false;
    if (this.inside.length === 0) return true;
    return this.bytes + this.bytesUnderWay() + this.context.messages.sizeOf(message) <= bytes;
  }

  private put({ message, port }: Waiting): void {
    this.bytes += this.context.messages.sizeOf(message);
    this.inside.push({ message, port });
  }

  private release({ waiter }: Held): void {
    if (waiter >= 0) this.context.receiver.publicationAdmitted(waiter);
  }
}
