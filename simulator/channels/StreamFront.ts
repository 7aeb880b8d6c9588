import type { Stream } from "../model/index.ts";
import { REFUSED, WAITS } from "./Channel.ts";
import type { Context } from "./Context.ts";
import { COME_IN, type Entrance } from "./Entrance.ts";
import type { StreamKeeping } from "./StreamKeeping.ts";
import type { StreamLog } from "./StreamLog.ts";

/** A stream that may be full. */
interface Storing {
  readonly log: StreamLog | undefined;
  readonly entrance: Entrance;
  readonly settings: Stream;
  readonly isOpen: boolean;
  /** A publication comes in for which there is room. */
  letIn(message: number, partition: number): number;
}

interface Waiting {
  readonly message: number;
  readonly partition: number;
  /** Handler that is held for it, −1 if nobody is. */
  waiter: number;
}

/** What a full stream does with a publication, and those that wait in front of it in order of arrival (RULES S25). */
export class StreamFront {
  private readonly context: Context;
  private readonly stream: Storing;
  private readonly keeping: StreamKeeping;
  private readonly waiting: Waiting[] = [];
  private isAdmitting = false;

  constructor(context: Context, stream: Storing, keeping: StreamKeeping) {
    this.context = context;
    this.stream = stream;
    this.keeping = keeping;
    context.forgetWaiter.push((waiter) => {
      for (const each of this.waiting) if (each.waiter === waiter) each.waiter = -1;
    });
  }

  get length(): number {
    return this.waiting.length;
  }

  /** Whether a publication would have to wait. */
  blocks(message: number): boolean {
    const isBlocking = this.stream.settings.capacity.overflow === "block";
    return isBlocking && (this.waiting.length > 0 || this.lacks(message));
  }

  /** Whether a publication may come in, or what its publisher is told. */
  answer(message: number, partition: number, waiter: number): number {
    const { stream, keeping } = this;
    const { overflow } = stream.settings.capacity;
    if (overflow === "block") {
      if (!this.blocks(message)) return COME_IN;
      this.context.messages.hold(message);
      this.waiting.push({ message, partition, waiter });
      keeping.wakeWhenAged();
      return WAITS;
    }
    if (!this.lacks(message)) return COME_IN;
    const room = stream.log?.room;
    if (overflow === "drop-head" && room !== undefined) {
      while (room.isFull(message) && room.oldest >= 0) keeping.dropOldest(room.oldest);
      if (!room.isFull(message)) return COME_IN;
    }
    stream.entrance.refuse("rejected-when-full", message);
    return REFUSED;
  }

  /** Somebody has settled something, and is still about it: what waits comes in when he has done, at this instant. */
  admitSoon(): void {
    if (this.waiting.length > 0) this.keeping.wakeIn(0);
  }

  /** Lets in what waits, for as long as there is room. While the stream is not open nobody asks: it asks when it is again. */
  admit(): void {
    if (this.isAdmitting || this.waiting.length === 0 || !this.stream.isOpen) return;
    this.isAdmitting = true;
    const { messages, receiver } = this.context;
    for (;;) {
      const [first] = this.waiting;
      if (first === undefined || !this.stream.isOpen || this.lacks(first.message)) break;
      this.waiting.shift();
      this.stream.letIn(first.message, first.partition);
      messages.done(first.message);
      if (first.waiter >= 0) receiver.publicationAdmitted(first.waiter);
    }
    this.isAdmitting = false;
    if (this.waiting.length > 0 && this.stream.isOpen) this.keeping.wakeWhenAged();
  }

  private lacks(message: number): boolean {
    const room = this.stream.log?.room;
    if (room?.isFull(message) !== true) return false;
    this.keeping.clear();
    return room.isFull(message);
  }
}
