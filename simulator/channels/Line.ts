import { ADDRESS, INTS } from "../kernel/memory.ts";
import { NEXT, PREVIOUS, SEQUENCE } from "./Entries.ts";

// Words of a line. A line is known by their address, so that it can stand in one line of cache with what else belongs to its owner.
// Functions that messages take are constants: V8 then knows which one is called (decision 16).
const HEAD = 0;
const TAIL = 1;
const LENGTH = 2;
/** Words that a line needs. */
export const LINE_WORDS = 3;

/** Makes an empty line of words that are taken. Returns their address. */
function openLine(line: number): number {
  INTS[line + HEAD] = -1;
  INTS[line + TAIL] = -1;
  INTS[line + LENGTH] = 0;
  return line;
}

/** The first of a line, −1 if it is empty. */
export const headOf = (line: number): number => {
  return INTS[(line & ADDRESS) + HEAD]!;
};

/** How many stand in a line. */
export const lengthOf = (line: number): number => {
  return INTS[(line & ADDRESS) + LENGTH]!;
};

/** Puts an entry at the end of a line. */
export const append = (line: number, entry: number): void => {
  const at = line & ADDRESS;
  const row = entry & ADDRESS;
  const tail = INTS[at + TAIL]!;
  INTS[row + NEXT] = -1;
  INTS[row + PREVIOUS] = tail;
  if (tail >= 0) INTS[(tail & ADDRESS) + NEXT] = row;
  else INTS[at + HEAD] = row;
  INTS[at + TAIL] = row;
  INTS[at + LENGTH]!++;
};

/** Takes an entry out of a line, wherever it stands. */
export const remove = (line: number, entry: number): void => {
  const at = line & ADDRESS;
  const row = entry & ADDRESS;
  const next = INTS[row + NEXT]!;
  const previous = INTS[row + PREVIOUS]!;
  if (previous >= 0) INTS[(previous & ADDRESS) + NEXT] = next;
  else INTS[at + HEAD] = next;
  if (next >= 0) INTS[(next & ADDRESS) + PREVIOUS] = previous;
  else INTS[at + TAIL] = previous;
  INTS[at + LENGTH]!--;
};

/** Takes out the first of a line; there must be one. */
export const shift = (line: number): number => {
  const at = line & ADDRESS;
  const entry = INTS[at + HEAD]!;
  const next = INTS[(entry & ADDRESS) + NEXT]!;
  INTS[at + HEAD] = next;
  if (next >= 0) INTS[(next & ADDRESS) + PREVIOUS] = -1;
  else INTS[at + TAIL] = -1;
  INTS[at + LENGTH]!--;
  return entry;
};

/**
 * A line of entries (or deliveries, whose rows link alike), linked through their rows: first in, first out, and out of the middle where
 * needed. The functions above do the same with its address alone, for what each message asks.
 */
export class Line {
  readonly at: number;

  /** @param at address of `LINE_WORDS` words */
  constructor(at: number) {
    this.at = openLine(at);
  }

  get head(): number {
    return headOf(this.at);
  }

  get tail(): number {
    return INTS[(this.at & ADDRESS) + TAIL]!;
  }

  get length(): number {
    return lengthOf(this.at);
  }

  append(entry: number): void {
    append(this.at, entry);
  }

  remove(entry: number): void {
    remove(this.at, entry);
  }

  shift(): number {
    return shift(this.at);
  }

  prepend(entry: number): void {
    const { head } = this;
    if (head < 0) {
      append(this.at, entry);
      return;
    }
    this.insertBefore(head, entry);
  }

  /** Puts an entry back where it stood by the order of entering: before all that entered later. */
  insertInOrder(entry: number): void {
    const sequence = INTS[(entry & ADDRESS) + SEQUENCE]!;
    let after = this.head;
    while (after >= 0 && ((INTS[(after & ADDRESS) + SEQUENCE]! - sequence) | 0) < 0)
      after = INTS[(after & ADDRESS) + NEXT]!;
    if (after < 0) append(this.at, entry);
    else this.insertBefore(after, entry);
  }

  nextOf(entry: number): number {
    return INTS[(entry & ADDRESS) + NEXT]!;
  }

  private insertBefore(after: number, entry: number): void {
    const afterAt = after & ADDRESS;
    const entryAt = entry & ADDRESS;
    const before = INTS[afterAt + PREVIOUS]!;
    INTS[entryAt + NEXT] = after;
    INTS[entryAt + PREVIOUS] = before;
    INTS[afterAt + PREVIOUS] = entry;
    if (before >= 0) INTS[(before & ADDRESS) + NEXT] = entry;
    else INTS[(this.at & ADDRESS) + HEAD] = entry;
    INTS[(this.at & ADDRESS) + LENGTH]!++;
  }
}
