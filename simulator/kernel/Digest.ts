import { SEQUENCE, WHAT } from "./EventRows.ts";
import { HIGH_WORD, LOW_WORD } from "./elementary.ts";
import { ADDRESS, INTS } from "./memory.ts";
import type { Region } from "./Region.ts";

/**
 * A 64-bit hash of the whole event history, in order: for each event the 64 bits of its time, what it was
 * for and its place in the order of scheduling (whom it was about is an address, which depends on what else
 * the thread has run). Two runs with equal digests had, for all practical purposes, the same history. Two multiply-and-rotate lanes that feed each other; two multiplications an event.
 */
export class Digest {
  private readonly state: number;

  /** @param region of the run */
  constructor(region: Region) {
    this.state = region.take(2);
    INTS[this.state] = 0x6a09e667;
    INTS[this.state + 1] = 0xbb67ae85;
  }

  /** Takes in one event. */
  add(event: number): void {
    const row = event & ADDRESS;
    const at = this.state & ADDRESS;
    let a = INTS[at]!;
    let b = INTS[at + 1]!;
    a = Math.imul(((a << 5) | (a >>> 27)) ^ INTS[row + LOW_WORD]!, 0x9e3779b1) ^ INTS[row + WHAT]!;
    b =
      Math.imul(((b << 9) | (b >>> 23)) ^ INTS[row + HIGH_WORD]! ^ a, 0x85ebca77) ^
      INTS[row + SEQUENCE]!;
    INTS[at] = a + (b >>> 15);
    INTS[at + 1] = b;
  }

  /** The hash so far, as 16 hexadecimal digits. */
  get hex(): string {
    const word = (x: number): string => (x >>> 0).toString(16).padStart(8, "0");
    const [a, b] = [INTS[this.state]!, INTS[this.state + 1]!];
    return word(finish(a ^ b)) + word(finish(b + Math.imul(a, 0xc2b2ae3d)));
  }
}

/** The last steps of murmur3: spreads each bit over all. */
function finish(x: number): number {
  const once = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  const twice = Math.imul(once ^ (once >>> 13), 0xc2b2ae35);
  return twice ^ (twice >>> 16);
}
