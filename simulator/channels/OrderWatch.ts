/** Words of a key's place; the last two are a double. */
const STRIDE = 8;
const KEY = 0;
const PARTITION = 1;
const SEQUENCE = 2;
const RANK = 3;
/** Number of a member from 1: with 0 nobody has the place. */
const MEMBER = 4;
const STARTED = 6;

const FEW_PLACES = 1 << 6;
const MOST_PLACES = 1 << 16;
/** Places that a key may have, one behind the other. */
const TRIES = 8;
/** Odd, so that the partitions of a key fall on places far from each other. */
const SPREAD = 0x9e3779b1;

/**
 * H9. Remembers for each key (and partition of a stream) the entry that was completed and had entered last, and what
 * tells why another one comes behind it.
 *
 * It grows with its keys, to 65,536 of them in 2 MB. Where there are more, a new one takes the place of an old one,
 * and what the last message of that one has overtaken is not noticed.
 */
export class OrderWatch {
  private words = new Int32Array(0);
  private times = new Float64Array(0);

  /**
   * The place of a key, taken for it where it had none. It holds until the next call.
   * @param key what order is kept by (`MessageTypes.orderKeyOf`)
   * @param partition of a stream, else 0
   */
  placeOf(key: number, partition: number): number {
    for (;;) {
      const place = this.find(key, partition);
      if (place >= 0) return place;
      if (this.words.length === MOST_PLACES * STRIDE)
        return this.claim(this.home(key, partition), key, partition);
      this.grow();
    }
  }

  /** Whether an entry that entered later has been completed before. @param sequence modulo 2³² */
  isOvertaken(place: number, sequence: number): boolean {
    const { words } = this;
    return words[place + MEMBER] !== 0 && ((sequence - words[place + SEQUENCE]!) | 0) < 0;
  }

  /**
   * An entry has been completed that nobody has overtaken.
   * @param rank number of the rank by which its queue served it
   * @param member number of who handled it
   * @param startedAt when the attempt began that got to its end, in seconds
   */
  keep(place: number, sequence: number, rank: number, member: number, startedAt: number): void {
    const { words } = this;
    words[place + SEQUENCE] = sequence;
    words[place + RANK] = rank;
    words[place + MEMBER] = member + 1;
    this.times[(place + STARTED) >> 1] = startedAt;
  }

  rankAt(place: number): number {
    return this.words[place + RANK]!;
  }
  memberAt(place: number): number {
    return this.words[place + MEMBER]! - 1;
  }
  startedAt(place: number): number {
    return this.times[(place + STARTED) >> 1]!;
  }

  /** The place that a key has, or can take; −1 if others have all of them. */
  private find(key: number, partition: number): number {
    const { words } = this;
    const last = words.length - STRIDE;
    let place = this.home(key, partition);
    for (let i = 0; i < TRIES && last >= 0; i++) {
      if (words[place + MEMBER] === 0) return this.claim(place, key, partition);
      if (words[place + KEY] === key && words[place + PARTITION] === partition) return place;
      place = place === last ? 0 : place + STRIDE;
    }
    return -1;
  }

  /** Where a key is looked for first. Keys are numbered from 0 on: without partitions each has one to itself. */
  private home(key: number, partition: number): number {
    const places = this.words.length / STRIDE;
    return ((key + Math.imul(partition, SPREAD)) & (places - 1)) * STRIDE;
  }

  private claim(place: number, key: number, partition: number): number {
    this.words[place + KEY] = key;
    this.words[place + PARTITION] = partition;
    this.words[place + MEMBER] = 0;
    return place;
  }

  /** Twice as many places. Should a key find none among them, it is forgotten. */
  private grow(): void {
    const { words } = this;
    this.words = new Int32Array(Math.max(FEW_PLACES * STRIDE, words.length * 2));
    this.times = new Float64Array(this.words.buffer);
    for (let from = 0; from < words.length; from += STRIDE) {
      const place = this.find(words[from + KEY]!, words[from + PARTITION]!);
      if (place >= 0) this.words.set(words.subarray(from, from + STRIDE), place);
    }
  }
}
