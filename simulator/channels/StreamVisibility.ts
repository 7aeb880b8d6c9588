import type { Group } from "./Group.ts";

/** A group that reads a stream. */
interface Reader {
  readonly group: Group;
}

/**
 * How far readers of a stream may read (RULES B1, T5): to what all copies in step have, and, where they read only
 * what is committed, to the first record of a transaction that is open.
 */
export class StreamVisibility {
  private readonly readers: readonly Reader[];
  /** By partition: what copies allow, and offsets of open transactions. */
  private readonly copied = new Map<number, number>();
  private readonly open = new Map<number, Set<number>>();

  constructor(readers: readonly Reader[]) {
    this.readers = readers;
  }

  /** Copies allow to read before an offset. */
  openUpTo(partition: number, offset: number): void {
    this.copied.set(partition, offset);
    this.refresh(partition);
  }

  /** A record of an open transaction is about to stand at an offset. */
  holdBack(partition: number, offset: number): void {
    const open = this.open.get(partition) ?? new Set<number>();
    open.add(offset);
    this.open.set(partition, open);
    this.refresh(partition);
  }

  /** The transaction of a record has ended. */
  ended(partition: number, offset: number, state: "committed" | "aborted"): void {
    this.open.get(partition)?.delete(offset);
    if (state === "aborted") this.filter(partition, offset);
    this.refresh(partition);
  }

  /** A record that was aborted: readers of committed messages never see it. */
  filter(partition: number, offset: number): void {
    for (const { group } of this.readers)
      if (group.readsCommitted)
        group.removeFiltered(group.partitions[partition]!, [offset], "aborted");
  }

  private refresh(partition: number): void {
    const copied = this.copied.get(partition) ?? Infinity;
    let stable = copied;
    for (const offset of this.open.get(partition) ?? []) stable = Math.min(stable, offset);
    for (const { group } of this.readers)
      group.openUpTo(group.partitions[partition]!, group.readsCommitted ? stable : copied);
  }
}
