import type { Stream } from "../model/index.ts";
import { REFUSED, WAITS } from "./Channel.ts";
import type { Context } from "./Context.ts";
import { COME_IN, type Entrance } from "./Entrance.ts";
import type { StreamLog } from "./StreamLog.ts";

/** A stream that may be full. */
interface Storing {
  readonly log: StreamLog | undefined;
  readonly entrance: Entrance;
  readonly overflow: Stream["capacity"]["overflow"];
  readonly isOpen: boolean;
  /** Removes all that need not be kept. */
  clear(): void;
  /** Removes the oldest record of a partition; who has not read it loses it. */
  dropOldest(partition: number): void;
  /** A publication comes in for which there is room. */
  letIn(message: number, partition: number): number;
  /** Looks again when something has become too old. */
  wakeWhenAged(): void;
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
  private readonly waiting: Waiting[] = [];
  private isAdmitting = false;

  constructor(context: Context, stream: Storing) {
    this.context = context;
    this.stream = stream;
    context.forgetWaiter.push((waiter) => {
      for (const each of this.waiting) if (each.waiter === waiter) each.waiter = -1;
    });
  }

  get length(): number {
    return this.waiting.length;
  }

  /** Whether a publication may come in, or what its publisher is told. */
  answer(message: number, partition: number, waiter: number): number {
    const { stream } = this;
    if (stream.overflow === "block") {
      if (this.waiting.length === 0 && !this.lacks(message)) return COME_IN;
      this.context.messages.hold(message);
      this.waiting.push({ message, partition, waiter });
      stream.wakeWhenAged();
      return WAITS;
    }
    if (!this.lacks(message)) return COME_IN;
    const room = stream.log?.room;
    if (stream.overflow === "drop-head" && room !== undefined) {
      while (room.isFull(message) && room.oldest >= 0) stream.dropOldest(room.oldest);
      if (!room.isFull(message)) return COME_IN;
    }
    stream.entrance.refuse("rejected-when-full", message);
    return REFUSED;
  }

  /** Lets in what waits, for as long as there is room. */
  admit(): void {
    if (this.isAdmitting || this.waiting.length === 0) return;
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
    if (this.waiting.length > 0) this.stream.wakeWhenAged();
  }

  private lacks(message: number): boolean {
    const room = this.stream.log?.room;
    if (room?.isFull(message) !== true) return false;
    this.stream.clear();
    return room.isFull(message);
  }
}
