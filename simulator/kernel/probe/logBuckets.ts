/**
 * A bucket of a log-bucket histogram is cut out of the bits of the double: its octave (exponent) and the first six bits of its
 * mantissa. 64 buckets an octave make the middle of a bucket differ from anything in it by less than
 * 1/128, so the relative error of a quantile is at most 0.8 %. Range 2⁻³⁰ … 2³⁴ (1 ns … 500 years in
 * seconds); smaller values count as 0.
 */
export const OCTAVES = 64;
export const BUCKETS = 64;
const LOWEST_EXPONENT = 1023 - 30;

const scratch = new Float64Array(1);
const bits = new Int32Array(scratch.buffer);
/** Which of a double's two words holds its exponent. */
export const HIGH_WORD = new Uint8Array(new Int32Array([1]).buffer)[0] === 1 ? 1 : 0;

/** Octave and bucket of a value, by the high word of its double: 64 · octave + bucket. */
export function codeOf(high: number): number {
  const code = (high >>> 14) - LOWEST_EXPONENT * BUCKETS;
  if (code < 0) return 0;
  return code < OCTAVES * BUCKETS ? code : ((OCTAVES - 1) << 6) | (code & 63);
}

/** Octave of a value. */
export function octaveOf(value: number): number {
  scratch[0] = value;
  return codeOf(bits[HIGH_WORD]!) >> 6;
}

/** Lower edge of a bucket: the double whose exponent and first mantissa bits are the bucket's. */
export function edgeOf(octave: number, bucket: number): number {
  bits[HIGH_WORD] = ((octave + LOWEST_EXPONENT) << 20) | (bucket << 14);
  bits[1 - HIGH_WORD] = 0;
  return scratch[0]!;
}

/** Middle of a bucket: half a bucket up from its lower edge. */
export function middleOf(octave: number, bucket: number): number {
  bits[HIGH_WORD] = ((octave + LOWEST_EXPONENT) << 20) | (bucket << 14) | (1 << 13);
  bits[1 - HIGH_WORD] = 0;
  return scratch[0]!;
}
