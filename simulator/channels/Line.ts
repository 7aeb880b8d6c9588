import { ADDRESS, INTS } from "../kernel/memory.ts";
import { NEXT, PREVIOUS, SEQUENCE } from "./Entries.ts";

/** A line of entries (or deliveries, whose rows link alike), linked through their rows: first in, first out, and out of the middle where needed. */
export class Line {
  head = -1;
  tail = -1;
  length = 0;

  append(entry: number): void {
    INTS[(entry & ADDRESS) + NEXT] = -1;
    INTS[(entry & ADDRESS) + PREVIOUS] = this.tail;
    if (this.tail >= 0) INTS[(this.tail & ADDRESS) + NEXT] = entry;
    else this.head = entry;
    this.tail = entry;
    this.length++;
  }

  prepend(entry: number): void {
    INTS[(entry & ADDRESS) + NEXT] = this.head;
    INTS[(entry & ADDRESS) + PREVIOUS] = -1;
    if (this.head >= 0) INTS[(this.head & ADDRESS) + PREVIOUS] = entry;
    else this.tail = entry;
    this.head = entry;
    this.length++;
  }

  /** Puts an entry back where it stood by the order of entering: before all that entered later. */
  insertInOrder(entry: number): void {
    const sequence = INTS[(entry & ADDRESS) + SEQUENCE]!;
    let after = this.head;
    while (after >= 0 && ((INTS[(after & ADDRESS) + SEQUENCE]! - sequence) | 0) < 0)
      after = INTS[(after & ADDRESS) + NEXT]!;
    if (after < 0) {
      this.append(entry);
      return;
    }
    const before = INTS[(after & ADDRESS) + PREVIOUS]!;
    INTS[(entry & ADDRESS) + NEXT] = after;
    INTS[(entry & ADDRESS) + PREVIOUS] = before;
    INTS[(after & ADDRESS) + PREVIOUS] = entry;
    if (before >= 0) INTS[(before & ADDRESS) + NEXT] = entry;
    else this.head = entry;
    this.length++;
  }

  remove(entry: number): void {
    const next = INTS[(entry & ADDRESS) + NEXT]!;
    const previous = INTS[(entry & ADDRESS) + PREVIOUS]!;
    if (previous >= 0) INTS[(previous & ADDRESS) + NEXT] = next;
    else this.head = next;
    if (next >= 0) INTS[(next & ADDRESS) + PREVIOUS] = previous;
    else this.tail = previous;
    this.length--;
  }

  /** Takes out the first; there must be one. */
  shift(): number {
    const entry = this.head;
    const next = INTS[(entry & ADDRESS) + NEXT]!;
    this.head = next;
    if (next >= 0) INTS[(next & ADDRESS) + PREVIOUS] = -1;
    else this.tail = -1;
    this.length--;
    return entry;
  }

  nextOf(entry: number): number {
    return INTS[(entry & ADDRESS) + NEXT]!;
  }
}
