import { INTS, returnSlab, takeSlab } from "./memory.ts";

/** Powers of two that a slab's size can be, in words. */
const POWERS = 32;
/** Bytes of a word. */
const BYTES = 4;

/** Slabs of runs that nobody holds any more. */
const abandoned = /* @__PURE__ */ new FinalizationRegistry<number[][]>(giveBack);

/** @param lists addresses of slabs, by their power */
function giveBack(lists: number[][]): void {
  lists.forEach((slabs, power) => {
    for (const slab of slabs.splice(0)) returnSlab(slab, power);
  });
}

/**
 * The slabs of one run in the thread's memory. They go back to it when nobody holds the run any more, or earlier by `dispose`.
 *
 * Which slabs they are depends on what else the thread has run: nothing that a run says may depend on it.
 */
export class Slabs {
  /** Slabs in use, by their power. Going back in time makes them fewer; those behind are used again. */
  private readonly counts: number[] = Array.from({ length: POWERS }, () => 0);
  /** All that were ever taken. What is frozen no checkpoint looks into, so that none is lost by going back. */
  private readonly taken: { readonly lists: number[][] } = Object.freeze({
    lists: Array.from({ length: POWERS }, () => []),
  });
  /** Words of the slabs in use that count. */
  private words = 0;
  /** What they may take together. More is given all the same, so that nothing is left half done. */
  budgetBytes = Infinity;
  /** Is called at each slab by which they take more than they may. */
  whenSpent: () => void = () => undefined;

  constructor() {
    abandoned.register(this, this.taken.lists, this);
  }

  /** Opens one more slab, of 2^power words, with what was left there. Returns its address, or −1 when memory is used up. */
  open(power: number): number {
    const slab = this.openAside(power);
    if (slab >= 0) this.words += 1 << power;
    if (this.isSpent) this.whenSpent();
    return slab;
  }

  /** The same for what does not grow with what the run holds, and may come by looking at it: that counts for nothing. */
  openAside(power: number): number {
    const list = this.taken.lists[power]!;
    const at = this.counts[power]!;
    if (at === list.length) {
      const slab = takeSlab(power);
      if (slab < 0) return slab;
      list.push(slab);
    }
    this.counts[power] = at + 1;
    return list[at]!;
  }

  /** Whether the slabs in use take more than they may. */
  get isSpent(): boolean {
    return this.words * BYTES > this.budgetBytes;
  }

  /** The words of the slabs in use, slab by slab. */
  get parts(): readonly Int32Array[] {
    return this.taken.lists.flatMap((slabs, power) =>
      slabs.slice(0, this.counts[power]).map((slab) => INTS.subarray(slab, slab + (1 << power))),
    );
  }

  /** Gives all slabs back. What stood in them must not be used any more. */
  dispose(): void {
    giveBack(this.taken.lists);
  }
}
