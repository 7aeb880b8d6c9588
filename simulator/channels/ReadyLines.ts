import type { Region } from "../kernel/Region.ts";
import type { Ageing } from "./Ageing.ts";
import { type Entries, IN_RETURNS } from "./Entries.ts";
import { LINE_WORDS, Line } from "./Line.ts";
import type { Messages } from "./Messages.ts";

/** Where an entry is put that comes back. */
export type Position = "original" | "returns-first" | "tail";

/**
 * What is ready in a subscription: one line, or one for each rank of a priority queue; and the line of
 * what was taken back, where that goes before all that is new.
 */
export class ReadyLines {
  private readonly entries: Entries;
  private readonly messages: Messages;
  /** Number of the highest rank that counts; those above count as this one. */
  topRank = 0;
  /** Whether there are several lines, besides that of what was taken back. */
  private readonly hasRanks: boolean;
  private readonly first: Line;
  private readonly lines: readonly Line[];
  private readonly returns: Line;
  /** How ranks rise while messages wait; undefined where they do not. */
  ageing: Ageing | undefined = undefined;

  /** @param at address of `LINE_WORDS` words, where the line stands, or that of the first rank */
  constructor(entries: Entries, messages: Messages, ranks: number, at: number, region: Region) {
    this.hasRanks = ranks > 1;
    this.entries = entries;
    this.messages = messages;
    const line = (rank: number) => new Line(rank === 0 ? at : region.take(LINE_WORDS));
    this.lines = Array.from({ length: ranks }, (_, rank) => line(rank));
    this.first = this.lines[0]!;
    this.returns = new Line(region.take(LINE_WORDS));
  }

  /** Puts an entry at the end of its line. */
  append(entry: number): void {
    this.lineFor(entry).append(entry);
  }

  /** Takes out the entry whose turn it is; there must be one. */
  shift(): number {
    const entry = this.head;
    this.remove(entry);
    return entry;
  }

  /** Puts an entry that comes back where it belongs. */
  putBack(entry: number, position: Position): void {
    if (position === "returns-first") {
      this.returns.append(entry);
      this.entries.setFlag(entry, IN_RETURNS);
    } else if (position === "tail") this.lineFor(entry).append(entry);
    else this.lineFor(entry).insertInOrder(entry);
  }

  /** The entry whose turn it is, −1 if there is none. */
  get head(): number {
    if (this.returns.length > 0) return this.returns.head;
    if (this.ageing !== undefined) return this.ageing.firstOf(this.lines.map(({ head }) => head));
    if (this.first.length > 0 || this.hasRanks === false) return this.first.head;
    for (const line of this.lines) if (line.length > 0) return line.head;
    return -1;
  }

  /** Takes an entry out, wherever it stands. */
  remove(entry: number): void {
    if (!this.entries.hasFlag(entry, IN_RETURNS)) {
      this.lineOf(entry).remove(entry);
      return;
    }
    this.returns.remove(entry);
    this.entries.clearFlag(entry, IN_RETURNS);
  }

  /** The oldest entry of the lowest rank: what gives way first when the head is dropped. −1 if there is none. */
  get leastHead(): number {
    for (let i = this.lines.length - 1; i >= 0; i--)
      if (this.lines[i]!.length > 0) return this.lines[i]!.head;
    return this.returns.head;
  }

  /** The youngest entry of the lowest rank. −1 if there is none. */
  get leastTail(): number {
    for (let i = this.lines.length - 1; i >= 0; i--)
      if (this.lines[i]!.length > 0) return this.lines[i]!.tail;
    return this.returns.tail;
  }

  /** Time at which the oldest of the heads entered, ∞ if nothing is ready. */
  get oldestEntered(): number {
    const { entries, returns } = this;
    let oldest = returns.head < 0 ? Infinity : entries.enteredAt(returns.head);
    for (const { head } of this.lines)
      if (head >= 0) oldest = Math.min(oldest, entries.enteredAt(head));
    return oldest;
  }

  /** The first entry that passes, in the order of delivery; −1 if none does. */
  find(passes: (entry: number) => boolean): number {
    const back = firstIn(this.returns, passes);
    if (back >= 0) return back;
    const firsts = this.lines.map((line) => firstIn(line, passes));
    return this.ageing?.firstOf(firsts) ?? firsts.find((entry) => entry >= 0) ?? -1;
  }

  /** All entries in the order in which they would be delivered. */
  inOrder(): number[] {
    const list: number[] = [];
    for (const line of [this.returns, ...this.lines])
      for (let entry = line.head; entry >= 0; entry = line.nextOf(entry)) list.push(entry);
    return list;
  }

  /** Number of the rank that counts for an entry here. */
  rankOf(entry: number): number {
    if (this.hasRanks === false) return 0;
    return Math.max(this.topRank, this.messages.rankOf(this.entries.messageOf(entry)));
  }

  /** The line in which an entry is to stand: it finds it again there even if other ranks count by then. */
  private lineFor(entry: number): Line {
    this.entries.setLane(entry, this.rankOf(entry));
    return this.lineOf(entry);
  }

  /** The line in which an entry stands. */
  private lineOf(entry: number): Line {
    return this.hasRanks === true ? this.lines[this.entries.laneOf(entry)]! : this.first;
  }
}

function firstIn(line: Line, passes: (entry: number) => boolean): number {
  let entry = line.head;
  while (entry >= 0 && !passes(entry)) entry = line.nextOf(entry);
  return entry;
}
