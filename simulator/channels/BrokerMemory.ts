import type { FutureEventList } from "../kernel/FutureEventList.ts";
import { whatOf } from "../kernel/Kernel.ts";
import { CHANNEL_EVENT } from "./eventKinds.ts";

/** Subject of a look at whether what was blocked may come in; that of an election is 0. */
export const MEMORY_IS_FREE = 1;

/** The memory of a broker: bytes of what its queues hold, and the limit at which its alarm goes off (RULES B14). */
export class BrokerMemory {
  /** Bytes that are stored. */
  used = 0;
  /** How often the limit has been reached. */
  alarms = 0;
  /** Let in what waits. */
  readonly onFree: (() => void)[] = [];
  private limit: number;
  /** What publications meet while the alarm is on. */
  onLimit: "block" | "error";
  private readonly events: FutureEventList;
  private readonly broker: number;

  constructor(events: FutureEventList, broker: number, limit: number, onLimit: "block" | "error") {
    this.events = events;
    this.broker = broker;
    this.limit = limit;
    this.onLimit = onLimit;
  }

  configure({ limit, onLimit }: { limit: number; onLimit: "block" | "error" }): void {
    const wasFull = this.isFull;
    this.limit = limit;
    this.onLimit = onLimit;
    if (!wasFull && this.isFull) this.alarms++;
    this.look();
  }

  /** Whether the alarm is on. */
  get isFull(): boolean {
    return this.used >= this.limit;
  }

  add(bytes: number): void {
    const wasFull = this.isFull;
    this.used += bytes;
    if (!wasFull && this.isFull) this.alarms++;
  }

  free(bytes: number): void {
    const wasFull = this.isFull;
    this.used -= bytes;
    if (wasFull) this.look();
  }

  private look(): void {
    if (!this.isFull)
      this.events.schedule(0, whatOf(CHANNEL_EVENT.failover, this.broker), MEMORY_IS_FREE);
  }

  /** The alarm is over: what waited comes in, for as long as it is. */
  release(): void {
    for (const admit of this.onFree) admit();
  }
}
