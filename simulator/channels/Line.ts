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
  const tail = INTS[(line & ADDRESS) + TAIL]!;
  INTS[(entry & ADDRESS) + NEXT] = -1;
  INTS[(entry & ADDRESS) + PREVIOUS] = tail;
  if (tail >= 0) INTS[(tail & ADDRESS) + NEXT] = entry | 0;
  else INTS[(line & ADDRESS) + HEAD] = entry | 0;
  INTS[(line & ADDRESS) + TAIL] = entry | 0;
  INTS[(line & ADDRESS) + LENGTH]!++;
};

/** Takes an entry out of a line, wherever it stands. */
export const remove = (line: number, entry: number): void => {
  const next = INTS[(entry & ADDRESS) + NEXT]!;
  const previous = INTS[(entry & ADDRESS) + PREVIOUS]!;
  if (previous >= 0) INTS[(previous & ADDRESS) + NEXT] = next;
  else INTS[(line & ADDRESS) + HEAD] = next;
  if (next >= 0) INTS[(next & ADDRESS) + PREVIOUS] = previous;
  else INTS[(line & ADDRESS) + TAIL] = previous;
  INTS[(line & ADDRESS) + LENGTH]!--;
};

/** Takes out the first of a line; there must be one. */
export const shift = (line: number): number => {
  const entry = INTS[(line & ADDRESS) + HEAD]!;
  const next = INTS[(entry & ADDRESS) + NEXT]!;
  INTS[(line & ADDRESS) + HEAD] = next;
  if (next >= 0) INTS[(next & ADDRESS) + PREVIOUS] = -1;
  else INTS[(line & ADDRESS) + TAIL] = -1;
  INTS[(line & ADDRESS) + LENGTH]!--;
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
    const before = INTS[(after & ADDRESS) + PREVIOUS]!;
    INTS[(entry & ADDRESS) + NEXT] = after;
    INTS[(entry & ADDRESS) + PREVIOUS] = before;
    INTS[(after & ADDRESS) + PREVIOUS] = entry;
    if (before >= 0) INTS[(before & ADDRESS) + NEXT] = entry;
    else INTS[(this.at & ADDRESS) + HEAD] = entry;
    INTS[(this.at & ADDRESS) + LENGTH]!++;
  }
}
