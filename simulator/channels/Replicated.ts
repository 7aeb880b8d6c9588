import type { LossCause } from "./causes.ts";
import type { Group } from "./Group.ts";

/** A stream whose partitions have copies on several broker nodes. */
export interface Replicated {
  readonly id: string;
  readonly index: number;
  readonly ends: readonly number[];
  append(message: number, partition: number): void;
  /** Readers may read before this offset. */
  openUpTo(partition: number, offset: number): void;
  /** What is there from an offset on has never been, as far as the new leader knows. Returns the messages, held. */
  cut(partition: number, offset: number): number[];
  /** The first offset that was appended at this time or later. */
  offsetSince(partition: number, time: number): number;
  lose(cause: LossCause, message: number): void;
  /** A partition has a leader again: what waits in front of the stream may ask. */
  leaderBack(): void;
  /** A group goes back to a position that it had before. */
  goBack(group: Group, partition: number, offset: number): void;
}
