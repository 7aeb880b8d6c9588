/** Keys that are remembered; a key that falls on the place of another one takes it. */
const PLACES = 1 << 16;

/** Remembers for each key (and partition) which entry was completed that entered last. */
export class OrderWatch {
  private keys: Int32Array | undefined = undefined;
  private sequences: Int32Array | undefined = undefined;

  /** Whether an entry of this key that entered later has been completed before. */
  isOvertaken(key: number, lane: number, sequence: number): boolean {
    this.keys ??= new Int32Array(PLACES).fill(-2);
    this.sequences ??= new Int32Array(PLACES);
    const { keys, sequences } = this;
    const name = (Math.imul(key, 31) + lane) | 0;
    const place = name & (PLACES - 1);
    const isKnown = keys[place] === name;
    if (isKnown && ((sequence - sequences[place]!) | 0) < 0) return true;
    keys[place] = name;
    sequences[place] = sequence;
    return false;
  }
}
