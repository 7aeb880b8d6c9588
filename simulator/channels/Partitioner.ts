import type { Stream } from "../model/index.ts";
import type { Context } from "./Context.ts";

/**
 * Finds the partition of a message (RULES S1): by key (the key's number modulo the partitions), in rotation, by
 * chance, or one for so many bytes (`sticky`). Without a key, `key` goes in rotation.
 *
 * Source of `sticky`: Apache Kafka, KIP-794: records without a key stick to a partition until `batch.size` bytes.
 */
export class Partitioner {
  private readonly context: Context;
  private readonly stream: number;
  private settings: Stream;
  private turn = 0;
  private bytesLeft = 0;
  private stuckTo = 0;

  constructor(context: Context, id: string, settings: Stream) {
    this.context = context;
    this.settings = settings;
    this.stream = context.kernel.stream(id, "partition");
  }

  configure(settings: Stream): void {
    this.settings = settings;
  }

  partitionOf(message: number): number {
    const { partitions, partitioner } = this.settings;
    const key = this.context.messages.keyOf(message);
    if (key >= 0 && (partitioner === "key" || partitioner === "sticky")) return key % partitions;
    if (partitioner === "random")
      return this.context.kernel.streams.integer(this.stream, partitions);
    if (partitioner === "sticky") return this.sticky(message, partitions);
    const partition = this.turn % partitions;
    this.turn = partition + 1;
    return partition;
  }

  private sticky(message: number, partitions: number): number {
    if (this.bytesLeft <= 0) {
      this.bytesLeft = this.settings.stickyBytes;
      this.stuckTo = this.context.kernel.streams.integer(this.stream, partitions);
    }
    this.bytesLeft -= Math.max(1, this.context.messages.sizeOf(message));
    return this.stuckTo % partitions;
  }
}
