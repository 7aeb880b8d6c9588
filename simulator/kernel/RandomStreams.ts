import { exp, ln } from "./elementary.ts";
import { ADDRESS, DOUBLES, INTS } from "./memory.ts";
import { Region } from "./Region.ts";
import { EXPONENTIAL_TABLES, EXPONENTIAL_TAIL, NORMAL_TABLES, NORMAL_TAIL } from "./ziggurat.ts";

/**
 * All random streams of a run. A stream belongs to one purpose of one node, so that a change to one node
 * leaves every other draw alone (common random numbers): `open(seed, nodeId, purpose)`.
 *
 * Generator: sfc32 by Chris Doty-Humphrey (PractRand), 128 bits of state, period ≥ 2³² and about 2¹²⁷
 * on average. A stream is known by the address of its four words of state: in plain fields they would be
 * boxed. The starting state is a 96-bit hash of the text `seed NUL nodeId NUL purpose` and the
 * counter 1, followed by 15 discarded draws, as the author of sfc32 seeds it.
 *
 * Draws use + and × only on their common path, and this engine's own `exp` and `ln` elsewhere: the same
 * bits in every engine.
 */
const TWO_32 = 4294967296;
const INVERSE_TWO_32 = 1 / TWO_32;
const INVERSE_TWO_21 = 1 / 2097152;
const INVERSE_TWO_24 = 1 / 16777216;

const EXPONENTIAL_X = EXPONENTIAL_TABLES.x;
const EXPONENTIAL_Y = EXPONENTIAL_TABLES.y;
const NORMAL_X = NORMAL_TABLES.x;
const NORMAL_Y = NORMAL_TABLES.y;

/** Words of a stream's state. */
export const STREAM_WORDS = 4;

export class RandomStreams {
  private readonly region: Region;
  /** Address of the double in which `drawExponential` leaves what it has drawn. */
  readonly drawn: number;

  constructor(region = new Region()) {
    this.region = region;
    this.drawn = region.take(4);
  }

  /** Opens the stream of one purpose of one node and returns its address. */
  open(seed: string | number, nodeId: string, purpose: string): number {
    return this.openAt(this.region.take(STREAM_WORDS), seed, nodeId, purpose);
  }

  /** Opens a stream in `STREAM_WORDS` words that are taken. Returns their address. */
  openAt(stream: number, seed: string | number, nodeId: string, purpose: string): number {
    INTS.set(hash96(`${seed}\0${nodeId}\0${purpose}`), stream);
    INTS[stream + 3] = 1;
    for (let i = 0; i < 15; i++) this.nextInt32(stream);
    return stream;
  }

  /** 32 random bits as a signed integer. */
  nextInt32(stream: number): number {
    const at = stream & ADDRESS;
    const b = INTS[at + 1]!;
    const c = INTS[at + 2]!;
    const d = INTS[at + 3]!;
    const t = (((INTS[at]! + b) | 0) + d) | 0;
    INTS[at + 3] = (d + 1) | 0;
    INTS[at] = b ^ (b >>> 9);
    INTS[at + 1] = (c + (c << 3)) | 0;
    INTS[at + 2] = (((c << 21) | (c >>> 11)) + t) | 0;
    return t;
  }

  /** Uniform on [0, 1), 53 bits. */
  uniform(stream: number): number {
    const at = stream & ADDRESS;
    const b = INTS[at + 1]!;
    const c = INTS[at + 2]!;
    const d = INTS[at + 3]!;
    // Two steps of sfc32, written out as in `exponential`.
    const high = (((INTS[at]! + b) | 0) + d) | 0;
    const b2 = (c + (c << 3)) | 0;
    const c2 = (((c << 21) | (c >>> 11)) + high) | 0;
    const low = ((((b ^ (b >>> 9)) + b2) | 0) + d + 1) | 0;
    INTS[at + 3] = (d + 2) | 0;
    INTS[at] = b2 ^ (b2 >>> 9);
    INTS[at + 1] = (c2 + (c2 << 3)) | 0;
    INTS[at + 2] = (((c2 << 21) | (c2 >>> 11)) + low) | 0;
    return ((high >>> 0) + (low >>> 11) * INVERSE_TWO_21) * INVERSE_TWO_32;
  }

  /** True with the given probability, to a resolution of 2⁻³²; 0 is never and 1 is always. */
  chance(stream: number, probability: number): boolean {
    return this.nextInt32(stream) >>> 0 < probability * TWO_32;
  }

  /** Uniform among 0 … count − 1. */
  integer(stream: number, count: number): number {
    return Math.floor(this.uniform(stream) * count);
  }

  /** Exponential with mean 1. */
  exponential(stream: number): number {
    this.drawExponential(stream);
    return DOUBLES[(this.drawn & ADDRESS) >> 1]!;
  }

  /** Exponential with mean 1, by the ziggurat: 56 random bits a draw. It is left in `drawn`, since a number that is returned may be allocated first. */
  drawExponential(stream: number): void {
    const at = stream & ADDRESS;
    const b = INTS[at + 1]!;
    const c = INTS[at + 2]!;
    const d = INTS[at + 3]!;
    // Two steps of sfc32, written out: this is the most frequent draw of all.
    const high = (((INTS[at]! + b) | 0) + d) | 0;
    const b2 = (c + (c << 3)) | 0;
    const c2 = (((c << 21) | (c >>> 11)) + high) | 0;
    const low = ((((b ^ (b >>> 9)) + b2) | 0) + d + 1) | 0;
    INTS[at + 3] = (d + 2) | 0;
    INTS[at] = b2 ^ (b2 >>> 9);
    INTS[at + 1] = (c2 + (c2 << 3)) | 0;
    INTS[at + 2] = (((c2 << 21) | (c2 >>> 11)) + low) | 0;
    const layer = low & 255;
    const x =
      ((high >>> 0) + (low >>> 8) * INVERSE_TWO_24) * INVERSE_TWO_32 * EXPONENTIAL_X[layer]!;
    // Two stores: what a call returns and what is at hand would have to take the same form, an allocated one.
    if (x < EXPONENTIAL_X[layer + 1]!) DOUBLES[(this.drawn & ADDRESS) >> 1] = x;
    else DOUBLES[(this.drawn & ADDRESS) >> 1] = this.exponentialEdge(stream, layer, x);
  }

  /** The point (layer, x) of the exponential ziggurat is not surely under the curve: decide, or draw again. */
  private exponentialEdge(stream: number, layer: number, x: number): number {
    if (layer === 0) return EXPONENTIAL_TAIL + this.exponential(stream);
    const height = (this.nextInt32(stream) >>> 0) * INVERSE_TWO_32;
    const below = EXPONENTIAL_Y[layer]!;
    if (below + height * (EXPONENTIAL_Y[layer + 1]! - below) < exp(-x)) return x;
    return this.exponential(stream);
  }

  /** Normal with mean 0 and deviation 1, by the ziggurat. */
  normal(stream: number): number {
    for (;;) {
      const high = this.nextInt32(stream) >>> 0;
      const low = this.nextInt32(stream);
      const layer = low & 255;
      const x = (high + (low >>> 9) * (1 / 8388608)) * INVERSE_TWO_32 * NORMAL_X[layer]!;
      const sign = (low & 256) === 0 ? 1 : -1;
      if (x < NORMAL_X[layer + 1]!) return sign * x;
      if (layer === 0) return sign * this.normalTail(stream);
      const height = (this.nextInt32(stream) >>> 0) * INVERSE_TWO_32;
      const below = NORMAL_Y[layer]!;
      if (below + height * (NORMAL_Y[layer + 1]! - below) < exp(-0.5 * x * x)) return sign * x;
    }
  }

  /** Normal beyond the last layer (Marsaglia 1964). */
  private normalTail(stream: number): number {
    for (;;) {
      const x = this.exponential(stream) / NORMAL_TAIL;
      if (2 * this.exponential(stream) > x * x) return NORMAL_TAIL + x;
    }
  }

  /** Gamma with the given shape and scale 1 (Marsaglia & Tsang 2000; shapes below 1 by their boost). */
  gamma(stream: number, shape: number): number {
    if (shape < 1) return this.gamma(stream, shape + 1) * exp(-this.exponential(stream) / shape);
    const d = shape - 1 / 3;
    const c = 1 / Math.sqrt(9 * d);
    for (;;) {
      const x = this.normal(stream);
      const root = 1 + c * x;
      if (root <= 0) continue;
      const v = root * root * root;
      const u = this.uniform(stream);
      if (u < 1 - 0.0331 * x * x * x * x) return d * v;
      if (ln(u) < 0.5 * x * x + d * (1 - v + ln(v))) return d * v;
    }
  }
}

/** 96 well-mixed bits of a text: three multiply-and-rotate hashes over its UTF-16 units, each with murmur3's finish. */
function hash96(text: string): Int32Array {
  const h = new Int32Array([0x243f6a88, 0x85a308d3 | 0, 0x13198a2e]);
  const multipliers = [0x9e3779b1, 0x85ebca77, 0xc2b2ae3d];
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    for (let k = 0; k < 3; k++) {
      const mixed = Math.imul(h[k]! ^ unit, multipliers[k]!);
      h[k] = (mixed << 13) | (mixed >>> 19);
    }
  }
  for (let k = 0; k < 3; k++) {
    let x = h[k]! ^ h[(k + 1) % 3]! ^ text.length;
    x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
    x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
    h[k] = x ^ (x >>> 16);
  }
  return h;
}
