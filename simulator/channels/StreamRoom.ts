import type { Stream } from "../model/index.ts";
import type { Messages } from "./Messages.ts";
import type { PartitionLog } from "./PartitionLog.ts";

/** S25. How much a stream may keep, of all its partitions together, read or not. */
export class StreamRoom {
  private readonly stored: Messages;
  private readonly parts: readonly PartitionLog[];
  private readonly mostMessages: number;
  private readonly mostBytes: number;

  constructor(stored: Messages, parts: readonly PartitionLog[], { capacity }: Stream) {
    this.stored = stored;
    this.parts = parts;
    this.mostMessages = (capacity.messages ?? Infinity) + capacity.overshoot;
    this.mostBytes = capacity.bytes ?? Infinity;
  }

  /** Whether the settings set any limit. */
  static isBounded({ capacity }: Stream): boolean {
    return capacity.messages !== undefined || capacity.bytes !== undefined;
  }

  /** The partition with the oldest record of all; −1 when nothing is stored. */
  get oldest(): number {
    let [oldest, time] = [-1, Infinity];
    for (const [partition, part] of this.parts.entries()) {
      if (part.length === 0 || part.timeAt(0) >= time) continue;
      oldest = partition;
      time = part.timeAt(0);
    }
    return oldest;
  }

  /** Whether a publication finds no room. */
  isFull(message: number): boolean {
    let [messages, bytes] = [1, this.stored.sizeOf(message)];
    for (const part of this.parts) {
      messages += part.length;
      bytes += part.size;
    }
    return messages > this.mostMessages || bytes > this.mostBytes;
  }
}
