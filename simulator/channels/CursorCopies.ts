import type { Context } from "./Context.ts";
import type { Group } from "./Group.ts";
import type { Partition } from "./Partition.ts";

/** What followers know of a group's position in one partition. */
interface Copy {
  /** The position that they have. */
  offset: number;
  /** Later ones that are on their way, and when they will have them. */
  readonly coming: { readonly offset: number; due: number }[];
}

/** Positions of groups as the followers of a stream have them, where they are copied after a lag (RULES B15). */
export class CursorCopies {
  private readonly context: Context;
  private readonly sampleLag: () => number;
  private readonly copies = new Map<Group, Map<number, Copy>>();
  private readonly leaderless = new Set<number>();

  /** @param sampleLag draws the seconds by which followers are behind */
  constructor(context: Context, sampleLag: () => number) {
    this.context = context;
    this.sampleLag = sampleLag;
  }

  /** A group has committed: followers have that after the lag, and never what comes later before it. */
  committed(group: Group, { number, committed }: Partition): void {
    const copy = this.copyOf(group, number);
    this.arrive(copy);
    const last = copy.coming.at(-1);
    if ((last?.offset ?? copy.offset) >= committed) return;
    const due = this.leaderless.has(number)
      ? Infinity
      : Math.max(this.now + this.sampleLag(), last?.due ?? 0);
    copy.coming.push({ offset: committed, due });
  }

  /** The leader of a partition is gone: nobody copies from it any more. */
  leaderLost(partition: number): void {
    this.leaderless.add(partition);
    for (const copy of this.of(partition)) {
      this.arrive(copy);
      for (const each of copy.coming) each.due = Infinity;
    }
  }

  /** The old leader is back with all that it had. */
  leaderBack(partition: number): void {
    this.leaderless.delete(partition);
    for (const { coming } of this.of(partition)) for (const each of coming) each.due = this.now;
  }

  /** Another node leads a partition: groups go back to the positions that it has. Returns those that have committed more. */
  takenOver(partition: number): { readonly group: Group; readonly offset: number }[] {
    this.leaderless.delete(partition);
    const behind: { group: Group; offset: number }[] = [];
    for (const [group, copies] of this.copies) {
      const copy = copies.get(partition);
      if (copy === undefined || copy.coming.length === 0) continue;
      copy.coming.length = 0;
      behind.push({ group, offset: copy.offset });
    }
    return behind;
  }

  private arrive(copy: Copy): void {
    for (let first = copy.coming[0]; first !== undefined && first.due <= this.now; ) {
      copy.offset = first.offset;
      copy.coming.shift();
      first = copy.coming[0];
    }
  }

  private of(partition: number): Copy[] {
    return [...this.copies.values()].flatMap((copies) => copies.get(partition) ?? []);
  }

  private copyOf(group: Group, partition: number): Copy {
    const copies = this.copies.get(group) ?? new Map<number, Copy>();
    this.copies.set(group, copies);
    const known = copies.get(partition) ?? { offset: 0, coming: [] };
    copies.set(partition, known);
    return known;
  }

  private get now(): number {
    return this.context.kernel.events.now;
  }
}
