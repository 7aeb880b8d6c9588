import { INTS } from "./memory.ts";
import { NoMemory } from "./NoMemory.ts";
import { Slabs } from "./Slabs.ts";

/** Size of the first slab, as a power of two in words. Small, since most runs are. */
const LEAST_POWER = 8;
/** Size of the largest slabs, but for what asks for more at once. */
const MOST_POWER = 16;

/** Words of a line of cache. Slabs begin with one. */
const LINE = 16;

/** Words in the thread's memory that are taken and kept as long as the run: laws, random streams, figures, programs. */
export class Region {
  private readonly slabs: Slabs;
  private power = LEAST_POWER;
  private next = 0;
  private end = 0;

  constructor(slabs = new Slabs()) {
    this.slabs = slabs;
  }

  /**
   * Takes words that lie side by side, all 0, and in no more lines of cache than so many words need. Returns the address of the first,
   * an even one. Throws `NoMemory` when memory cannot be had.
   */
  take(words: number): number {
    const size = Math.max(2, words + (words % 2));
    const step = Math.min(LINE, 1 << (32 - Math.clz32(size - 1)));
    let address = (this.next + step - 1) & -step;
    if (address + size > this.end) {
      this.openFor(size);
      address = this.next;
    }
    this.next = address + size;
    return address;
  }

  private openFor(size: number): void {
    const power = Math.max(this.power, 32 - Math.clz32(size - 1));
    const slab = this.slabs.openAside(power);
    if (slab < 0)
      throw new NoMemory("No memory for so large a system. Make it smaller, or close other pages.");
    this.power = Math.min(this.power + 1, MOST_POWER);
    this.next = slab;
    this.end = slab + (1 << power);
    INTS.fill(0, this.next, this.end);
  }
}
