import type { Messages } from "./Messages.ts";

/** What retention keeps. Seconds, bytes, messages; ∞ where there is no limit. */
export interface RetentionLimits {
  readonly age: number;
  readonly size: number;
  readonly messages: number;
  /** Only whole segments go, once they are closed: by their size, or the age of their first message. */
  readonly segment: { readonly size: number; readonly age: number } | undefined;
}

/** How many removed records stand in front of the array before it is moved up. */
const SLACK = 1024;

/**
 * The records of one partition, read or not: a message, its offset and the time at which it was appended. Offsets
 * ascend and can have gaps, where compaction has removed what a later message of the same key replaces.
 */
export class PartitionLog {
  private readonly stored: Messages;
  private offsets: number[] = [];
  private messages: number[] = [];
  private times: number[] = [];
  /** Where the first record stands in the arrays. */
  private head = 0;
  private bytes = 0;
  private appended = 0;

  constructor(messages: Messages) {
    this.stored = messages;
  }

  get length(): number {
    return this.offsets.length - this.head;
  }

  /** Bytes of all records. */
  get size(): number {
    return this.bytes;
  }

  /** Offset, message and time of the record in a place, counted from the oldest. */
  offsetAt(place: number): number {
    return this.offsets[this.head + place]!;
  }
  messageAt(place: number): number {
    return this.messages[this.head + place]!;
  }
  timeAt(place: number): number {
    return this.times[this.head + place]!;
  }

  /** Records that retention and compaction have removed. */
  get removedCount(): number {
    return this.appended - this.length;
  }

  append(offset: number, message: number, now: number): void {
    this.stored.store(message);
    this.appended++;
    this.offsets.push(offset);
    this.messages.push(message);
    this.times.push(now);
    this.bytes += this.stored.sizeOf(message);
  }

  /** The first place with at least this offset. */
  placeOf(offset: number): number {
    return this.search((place) => this.offsetAt(place) >= offset);
  }

  /** The first place that was appended at this time or later. */
  placeSince(time: number): number {
    return this.search((place) => this.timeAt(place) >= time);
  }

  /**
   * Removes what retention does not keep.
   * @returns the offset before which everything is gone
   */
  retain(limits: RetentionLimits, now: number): number {
    while (this.length > 0) {
      const count = limits.segment === undefined ? 1 : this.closedCount(limits.segment, now);
      if (count === 0 || !this.isOver(limits, count, now)) break;
      for (let i = 0; i < count; i++) this.removeFirst();
    }
    if (this.head > SLACK && this.head * 2 > this.offsets.length) this.moveUp();
    return this.length > 0 ? this.offsetAt(0) : Infinity;
  }

  /** Removes everything before an offset. */
  removeBefore(offset: number): void {
    while (this.length > 0 && this.offsetAt(0) < offset) this.removeFirst();
    if (this.head > SLACK && this.head * 2 > this.offsets.length) this.moveUp();
  }

  /** Removes all but the last message of each key; those without a key stay. Returns the offsets that are gone, ascending. */
  compact(): number[] {
    const last = this.lastOfKeys();
    const gone: number[] = [];
    for (let place = 0; place < this.length; place++)
      if (!last.has(place)) gone.push(this.offsetAt(place));
    this.keepOnly([...last], gone.length);
    return gone;
  }

  /** Places of the last message of each key, and of those without a key, ascending. */
  lastOfKeys(): ReadonlySet<number> {
    const last = new Map<number, number>();
    for (let place = 0; place < this.length; place++)
      last.set(this.stored.keyOf(this.messageAt(place)), place);
    const places = new Set<number>();
    for (let place = 0; place < this.length; place++) {
      const key = this.stored.keyOf(this.messageAt(place));
      if (key < 0 || last.get(key) === place) places.add(place);
    }
    return places;
  }

  /** Removes the records from an offset on: they were never copied. Returns their messages, held, oldest first. */
  cutFrom(offset: number): number[] {
    const from = this.head + this.placeOf(offset);
    const cut = this.messages.splice(from);
    this.offsets.length = from;
    this.times.length = from;
    this.appended -= cut.length;
    for (const message of cut) {
      this.bytes -= this.stored.sizeOf(message);
      this.stored.hold(message);
      this.stored.forget(message);
    }
    return cut;
  }

  private isOver(limits: RetentionLimits, count: number, now: number): boolean {
    const { age, size, messages, segment } = limits;
    if (now - this.timeAt(count - 1) > age || this.length - count >= messages) return true;
    return segment === undefined ? this.bytes > size : this.bytes - this.bytesOf(count) >= size;
  }

  private bytesOf(count: number): number {
    let bytes = 0;
    for (let place = 0; place < count; place++) bytes += this.stored.sizeOf(this.messageAt(place));
    return bytes;
  }

  /** Records of the oldest segment, if it is closed, else 0. */
  private closedCount(
    segment: { readonly size: number; readonly age: number },
    now: number,
  ): number {
    const begun = this.timeAt(0);
    let bytes = 0;
    for (let place = 0; place < this.length; place++) {
      bytes += this.stored.sizeOf(this.messageAt(place));
      if (place > 0 && (bytes > segment.size || this.timeAt(place) - begun > segment.age))
        return place;
    }
    return now - begun > segment.age ? this.length : 0;
  }

  private removeFirst(): void {
    const message = this.messages[this.head++]!;
    this.bytes -= this.stored.sizeOf(message);
    this.stored.forget(message);
  }

  private moveUp(): void {
    this.offsets = this.offsets.slice(this.head);
    this.messages = this.messages.slice(this.head);
    this.times = this.times.slice(this.head);
    this.head = 0;
  }

  private keepOnly(places: readonly number[], goneCount: number): void {
    if (goneCount === 0) return;
    const keep = new Set(places);
    for (let place = 0; place < this.length; place++) {
      if (keep.has(place)) continue;
      this.bytes -= this.stored.sizeOf(this.messageAt(place));
      this.stored.forget(this.messageAt(place));
    }
    const pick = (values: readonly number[]): number[] =>
      places.map((place) => values[this.head + place]!);
    const [offsets, messages, times] = [this.offsets, this.messages, this.times].map(pick);
    this.offsets = offsets!;
    this.messages = messages!;
    this.times = times!;
    this.head = 0;
  }

  private search(isAtOrAfter: (place: number) => boolean): number {
    let [low, high] = [0, this.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isAtOrAfter(middle)) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
