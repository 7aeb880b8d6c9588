import type { Stream } from "../model/index.ts";
import type { Messages } from "./Messages.ts";
import type { PartitionLog } from "./PartitionLog.ts";

/** S25. How much a stream may keep, of all its partitions together, read or not. */
export class StreamRoom {
  private readonly stored: Messages;
  private readonly parts: readonly PartitionLog[];
  private readonly mostMessages: number;
  private readonly mostBytes: number;

  /** Whether what retention does not keep is gone at once, and not only when it is looked at. */
  private readonly retainsAtOnce: boolean;

  constructor(stored: Messages, parts: readonly PartitionLog[], { capacity, retention }: Stream) {
    this.stored = stored;
    this.parts = parts;
    this.mostMessages = (capacity.messages ?? Infinity) + capacity.overshoot;
    this.retainsAtOnce = retention.checkEvery === undefined;
    this.mostBytes = capacity.bytes ?? Infinity;
  }

  /** Whether the settings set any limit. */
  static isBounded({ capacity }: Stream): boolean {
    return capacity.messages !== undefined || capacity.bytes !== undefined;
  }

  /**
   * Whether a publication finds no room, also when all is gone that retention does not keep.
   * @param retain removes of a partition what retention does not keep
   */
  lacks(message: number, retain: (partition: number) => void): boolean {
    if (!this.isFull(message)) return false;
    if (!this.retainsAtOnce) return true;
    for (const partition of this.parts.keys()) retain(partition);
    return this.isFull(message);
  }

  private isFull(message: number): boolean {
    let [messages, bytes] = [1, this.stored.sizeOf(message)];
    for (const part of this.parts) {
      messages += part.length;
      bytes += part.size;
    }
    return messages > this.mostMessages || bytes > this.mostBytes;
  }
}
