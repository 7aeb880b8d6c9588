import { ROW_MASK, type Rows } from "../kernel/Rows.ts";
import { NEXT, PREVIOUS, SEQUENCE, STRIDE } from "./Entries.ts";

/** A line of entries (or deliveries, whose rows link alike), linked through their rows: first in, first out, and out of the middle where needed. */
export class Line {
  private readonly rows: Rows;
  head = -1;
  tail = -1;
  length = 0;

  constructor(rows: Rows) {
    this.rows = rows;
  }

  append(entry: number): void {
    const ints = this.rows.ints;
    const base = (entry & ROW_MASK) * STRIDE;
    ints[base + NEXT] = -1;
    ints[base + PREVIOUS] = this.tail;
    if (this.tail >= 0) ints[(this.tail & ROW_MASK) * STRIDE + NEXT] = entry;
    else this.head = entry;
    this.tail = entry;
    this.length++;
  }

  prepend(entry: number): void {
    const ints = this.rows.ints;
    ints[(entry & ROW_MASK) * STRIDE + NEXT] = this.head;
    ints[(entry & ROW_MASK) * STRIDE + PREVIOUS] = -1;
    if (this.head >= 0) ints[(this.head & ROW_MASK) * STRIDE + PREVIOUS] = entry;
    else this.tail = entry;
    this.head = entry;
    this.length++;
  }

  /** Puts an entry back where it stood by the order of entering: before all that entered later. */
  insertInOrder(entry: number): void {
    const ints = this.rows.ints;
    const sequence = ints[(entry & ROW_MASK) * STRIDE + SEQUENCE]!;
    let after = this.head;
    while (after >= 0 && ((ints[(after & ROW_MASK) * STRIDE + SEQUENCE]! - sequence) | 0) < 0)
      after = ints[(after & ROW_MASK) * STRIDE + NEXT]!;
    if (after < 0) {
      this.append(entry);
      return;
    }
    const before = ints[(after & ROW_MASK) * STRIDE + PREVIOUS]!;
    ints[(entry & ROW_MASK) * STRIDE + NEXT] = after;
    ints[(entry & ROW_MASK) * STRIDE + PREVIOUS] = before;
    ints[(after & ROW_MASK) * STRIDE + PREVIOUS] = entry;
    if (before >= 0) ints[(before & ROW_MASK) * STRIDE + NEXT] = entry;
    else this.head = entry;
    this.length++;
  }

  remove(entry: number): void {
    const ints = this.rows.ints;
    const base = (entry & ROW_MASK) * STRIDE;
    const next = ints[base + NEXT]!;
    const previous = ints[base + PREVIOUS]!;
    if (previous >= 0) ints[(previous & ROW_MASK) * STRIDE + NEXT] = next;
    else this.head = next;
    if (next >= 0) ints[(next & ROW_MASK) * STRIDE + PREVIOUS] = previous;
    else this.tail = previous;
    this.length--;
  }

  /** Takes out the first; there must be one. */
  shift(): number {
    const ints = this.rows.ints;
    const entry = this.head;
    const next = ints[(entry & ROW_MASK) * STRIDE + NEXT]!;
    this.head = next;
    if (next >= 0) ints[(next & ROW_MASK) * STRIDE + PREVIOUS] = -1;
    else this.tail = -1;
    this.length--;
    return entry;
  }

  nextOf(entry: number): number {
    return this.rows.ints[(entry & ROW_MASK) * STRIDE + NEXT]!;
  }
}
