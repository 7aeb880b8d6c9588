/**
 * The memory of a thread: one range of words in which the tables of all its runs stand, and an address is the number of a word.
 *
 * To V8 an array that a module holds as a constant has a place and a length that never change: reading a field then is one comparison
 * and one load, where an array in an object's field is looked up through three objects, and again after each call. So what an event
 * touches stands here, and a row of a table is known by its address (`Rows`).
 *
 * What is reserved is address space. Operating systems give memory to a page of it when something is first written there.
 */
declare const WebAssembly: {
  readonly Memory: new (size: {
    readonly initial: number;
    readonly maximum: number;
  }) => { readonly buffer: ArrayBuffer };
};

/** Words that the memory has at most, a power of two: 2 GB. */
const MOST_WORDS = 1 << 29;
/** Mask of an address. `INTS[(row & ADDRESS) + field]` is `INTS[row + field]`, and tells V8 that the sum cannot overflow. */
export const ADDRESS = MOST_WORDS - 1;
/** The same for a place among the doubles. */
export const DOUBLE = ADDRESS >> 1;
/** Words below the first address and above the last one, so that a field of −1 is nobody's, nor is any beyond the end. */
const MARGIN = 1024;
const WASM_PAGE = 65_536;

/** As much of the address space as can be had. */
function reserve(): ArrayBuffer {
  const bytes = (MOST_WORDS + MARGIN) * 4;
  for (let size = bytes; size > 1 << 28; size = Math.ceil(size / 2 / WASM_PAGE) * WASM_PAGE) {
    const pages = Math.ceil(size / WASM_PAGE);
    try {
      // Browsers give more to a memory of WebAssembly than to one array.
      return new WebAssembly.Memory({ initial: pages, maximum: pages }).buffer;
    } catch {
      // Half of it may be had.
    }
  }
  throw new RangeError(
    "The browser gives this page no 256 MB of address space. Close other pages, then load this one again.",
  );
}

const buffer = /* @__PURE__ */ reserve();
/** The words of this thread's memory. */
export const INTS = /* @__PURE__ */ new Int32Array(buffer);
/** The same memory as doubles: that of the words `a` and `a + 1` (`a` is even) is number `a >> 1`. */
export const DOUBLES = /* @__PURE__ */ new Float64Array(buffer);

/** What a run may have of it at the most, in bytes: what one of its tables takes next must find room behind that. */
export const MOST_BUDGET = /* @__PURE__ */ Math.floor((INTS.byteLength / 8) * 7);

/** Slabs that were given back, by the power of two that is their size in words. */
const returned: number[][] = /* @__PURE__ */ Array.from({ length: 32 }, () => []);
/** The end of what has ever been given out. */
let top = MARGIN;

/** A slab of 2^power words, as it was left by who had it before. Returns its address, or −1 when memory is used up. */
export function takeSlab(power: number): number {
  const known = returned[power]!.pop();
  if (known !== undefined) return known;
  if (top + (1 << power) <= Math.min(INTS.length - MARGIN, MOST_WORDS)) {
    const slab = top;
    top += 1 << power;
    return slab;
  }
  return halveLarger(power);
}

/** Gives a slab of 2^power words back. */
export function returnSlab(slab: number, power: number): void {
  returned[power]!.push(slab);
}

/** Memory was never so full before: takes the slab from a larger one that was given back. */
function halveLarger(power: number): number {
  for (let larger = power + 1; larger < returned.length; larger++) {
    const slab = returned[larger]!.pop();
    if (slab === undefined) continue;
    for (let half = larger - 1; half >= power; half--) returned[half]!.push(slab + (1 << half));
    return slab;
  }
  return -1;
}
