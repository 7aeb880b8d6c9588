/**
 * A 64-bit hash of the whole event history, in order: for each event the 64 bits of its time, what it was
 * for and whom it was about. Two runs with equal digests had, for all practical purposes, the same
 * history. Two multiply-and-rotate lanes that feed each other; two multiplications an event.
 */
export class Digest {
  private readonly state = new Int32Array([0x6a09e667, 0xbb67ae85 | 0]);

  /** Takes in one event. */
  add(timeLow: number, timeHigh: number, what: number, subject: number): void {
    const s = this.state;
    let a = s[0]!;
    let b = s[1]!;
    a = Math.imul(((a << 5) | (a >>> 27)) ^ timeLow, 0x9e3779b1) ^ what;
    b = Math.imul(((b << 9) | (b >>> 23)) ^ timeHigh ^ a, 0x85ebca77) ^ subject;
    s[0] = (a + (b >>> 15)) | 0;
    s[1] = b;
  }

  /** The hash so far, as 16 hexadecimal digits. */
  get hex(): string {
    const word = (x: number): string => (x >>> 0).toString(16).padStart(8, "0");
    const [a, b] = [this.state[0]!, this.state[1]!];
    return word(finish(a ^ b)) + word(finish(b + Math.imul(a, 0xc2b2ae3d)));
  }
}

/** The last steps of murmur3: spreads each bit over all. */
function finish(x: number): number {
  const once = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  const twice = Math.imul(once ^ (once >>> 13), 0xc2b2ae35);
  return twice ^ (twice >>> 16);
}
