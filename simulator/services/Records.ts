import type { z } from "zod";
import type { Messages } from "../channels/Messages.ts";
import type { MessageTypes } from "../channels/MessageTypes.ts";
import type { Clock } from "../kernel/probe/Clock.ts";
import type { ConsumerDeduplication } from "../model/index.ts";

type Settings = z.output<typeof ConsumerDeduplication>;

/** By what a consumer knows a message again that it has handled (RULES H8). */
export class Records {
  /** When the record is written; undefined where nothing is recorded. */
  moment: "before" | "after" | "transaction" | undefined = undefined;
  /** Records are in the memory of the instance that wrote them, and are gone with it. */
  isInMemory = false;
  /** Records are in a database: asking for one and writing it are steps of the handler. */
  isInDatabase = false;
  private readonly clock: Clock;
  private settings: Settings | undefined = undefined;
  /** Time of each record; `instance` · 2³² + id where they are in memory. In the order of writing. */
  private readonly times = new Map<string | number, number>();

  constructor(clock: Clock) {
    this.clock = clock;
  }

  configure(settings: Settings | undefined): void {
    this.settings = settings;
    this.isInMemory = settings?.store === "memory";
    this.isInDatabase = typeof settings?.store === "object";
    this.moment = typeof settings?.record === "object" ? "transaction" : settings?.record;
  }

  /** Whether a message was handled before. */
  has(types: MessageTypes, message: number, instance: number): boolean {
    this.expire();
    return this.times.has(this.nameOf(types, message, instance));
  }

  /** Writes the record of a message. */
  write(types: MessageTypes, message: number, instance: number): void {
    const name = this.nameOf(types, message, instance);
    this.times.delete(name);
    this.times.set(name, this.clock.now);
  }

  /** The memory of an instance is gone. */
  forgetInstance(instance: number): void {
    if (!this.isInMemory) return;
    for (const name of this.times.keys())
      if (String(name).startsWith(`${instance}:`)) this.times.delete(name);
  }

  /** Everything is to be handled again. */
  clear(): void {
    this.times.clear();
  }

  /** A root has ended: nobody asks for its messages again. */
  forgetRoot(messages: Messages, root: number): void {
    if (this.moment !== undefined && this.settings?.by === "message" && !this.isInMemory)
      this.times.delete(messages.idOf(root));
  }

  private expire(): void {
    const window = this.settings?.window;
    if (window === undefined) return;
    for (const [name, time] of this.times) {
      if (this.clock.now - time <= window) return;
      this.times.delete(name);
    }
  }

  private nameOf(types: MessageTypes, message: number, instance: number): string | number {
    const by = this.settings?.by;
    const id =
      typeof by === "object"
        ? types.messages.rootValue(message, types.keyIndex(by.key))
        : types.messages.idOf(message);
    return this.isInMemory ? `${instance}:${id}` : id;
  }
}
