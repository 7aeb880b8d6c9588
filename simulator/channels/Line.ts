import type { Rows } from "../kernel/Rows.ts";
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
    const base = entry * STRIDE;
    ints[base + NEXT] = -1;
    ints[base + PREVIOUS] = this.tail;
    if (this.tail >= 0) ints[this.tail * STRIDE + NEXT] = entry;
    else this.head = entry;
    this.tail = entry;
    this.length++;
  }

  prepend(entry: number): void {
    const ints = this.rows.ints;
    ints[entry * STRIDE + NEXT] = this.head;
    ints[entry * STRIDE + PREVIOUS] = -1;
    if (this.head >= 0) ints[this.head * STRIDE + PREVIOUS] = entry;
    else this.tail = entry;
    this.head = entry;
    this.length++;
  }

  /** Puts an entry back where it stood by the order of entering: before all that entered later. */
  insertInOrder(entry: number): void {
    const ints = this.rows.ints;
    const sequence = ints[entry * STRIDE + SEQUENCE]!;
    let after = this.head;
    while (after >= 0 && ((ints[after * STRIDE + SEQUENCE]! - sequence) | 0) < 0)
      after = ints[after * STRIDE + NEXT]!;
    if (after < 0) {
      this.append(entry);
      return;
    }
    const before = ints[after * STRIDE + PREVIOUS]!;
    ints[entry * STRIDE + NEXT] = after;
    ints[entry * STRIDE + PREVIOUS] = before;
    ints[after * STRIDE + PREVIOUS] = entry;
    if (before >= 0) ints[before * STRIDE + NEXT] = entry;
    else this.head = entry;
    this.length++;
  }

  remove(entry: number): void {
    const ints = this.rows.ints;
    const base = entry * STRIDE;
    const next = ints[base + NEXT]!;
    const previous = ints[base + PREVIOUS]!;
    if (previous >= 0) ints[previous * STRIDE + NEXT] = next;
    else this.head = next;
    if (next >= 0) ints[next * STRIDE + PREVIOUS] = previous;
    else this.tail = previous;
    this.length--;
  }

  /** Takes out the first; there must be one. */
  shift(): number {
    const ints = this.rows.ints;
    const entry = this.head;
    const next = ints[entry * STRIDE + NEXT]!;
    this.head = next;
    if (next >= 0) ints[next * STRIDE + PREVIOUS] = -1;
    else this.tail = -1;
    this.length--;
    return entry;
  }

  nextOf(entry: number): number {
    return this.rows.ints[entry * STRIDE + NEXT]!;
  }
}
