/**
 * Elementary functions in plain arithmetic.
 *
 * ECMA-262 leaves `Math.log`, `exp`, `pow`, `sin` … to the implementation, and engines do differ in the
 * last bit. A run must be equal bit for bit everywhere, so the engine uses these instead: only
 * + − × ÷ sqrt, comparisons and the bits of a double, all of which are exact by the standard.
 * The methods and coefficients of `ln`, `exp`, `sinTurns` are those of FreeBSD's msun (fdlibm).
 * fdlibm: Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved. Developed at SunPro, a Sun
 * Microsystems, Inc. business. Permission to use, copy, modify, and distribute this software is freely
 * granted, provided that this notice is preserved.
 */

const scratch = new Float64Array(1);
const bits = new Int32Array(scratch.buffer);
const LITTLE_ENDIAN = new Uint8Array(new Int32Array([1]).buffer)[0] === 1;
/** Index of the high word (sign, exponent) of a double among its two 32-bit words. */
export const HIGH_WORD = LITTLE_ENDIAN ? 1 : 0;
/** Index of the low word of a double among its two 32-bit words. */
export const LOW_WORD = 1 - HIGH_WORD;

const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;
const TWO_54 = 18014398509481984;

/** Natural logarithm, error below 1 ulp. `ln(0)` is −∞; a negative argument gives NaN. */
export function ln(x: number): number {
  if (!(x > 0)) return x === 0 ? -Infinity : NaN;
  if (x === Infinity) return Infinity;
  const isSubnormal = x < 2.2250738585072014e-308;
  let exponent = isSubnormal ? -54 : 0;
  scratch[0] = isSubnormal ? x * TWO_54 : x;
  let high = bits[HIGH_WORD]!;
  exponent += (high >> 20) - 1023;
  high &= 0xfffff;
  const carry = (high + 0x95f64) & 0x100000;
  bits[HIGH_WORD] = high | (carry ^ 0x3ff00000);
  exponent += carry >> 20;
  const f = scratch[0]! - 1;
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const t1 = w * (0.3999999999940942 + w * (0.22222198432149784 + w * 0.15313837699209373));
  const t2 =
    z *
    (0.6666666666666735 +
      w * (0.2857142874366239 + w * (0.1818357216161805 + w * 0.14798198605116586)));
  const half = 0.5 * f * f;
  return exponent * LN2_HIGH - (half - (s * (half + t1 + t2) + exponent * LN2_LOW) - f);
}

/** e to the power of x, error below 1 ulp; 0 and ∞ outside the range of a double. */
export function exp(x: number): number {
  if (x > 709.782712893384) return Infinity;
  if (x < -745.1332191019411) return 0;
  if (Number.isNaN(x)) return x;
  const k = Math.floor(x * Math.LOG2E + 0.5);
  const high = x - k * LN2_HIGH;
  const low = k * LN2_LOW;
  const r = high - low;
  const t = r * r;
  const c =
    r -
    t *
      (0.16666666666666602 +
        t *
          (-0.0027777777777015593 +
            t *
              (0.00006613756321437934 +
                t * (-0.0000016533902205465252 + t * 4.1381367970572385e-8))));
  const y = 1 - (low - (r * c) / (2 - c) - high);
  return scaleByPowerOfTwo(y, k);
}

/** y · 2^k, in two factors where 2^k alone is not a normal double. */
function scaleByPowerOfTwo(y: number, k: number): number {
  if (k < -1021) return y * powerOfTwo(k + 1000) * powerOfTwo(-1000);
  if (k > 1023) return y * 2 * powerOfTwo(k - 1);
  return y * powerOfTwo(k);
}

function powerOfTwo(k: number): number {
  bits[LOW_WORD] = 0;
  bits[HIGH_WORD] = (k + 1023) << 20;
  return scratch[0]!;
}

/** x^y for x ≥ 0, as exp(y · ln x): the relative error grows as |y · ln x| · 2⁻⁵³; small whole powers are exact products. */
export function pow(x: number, y: number): number {
  if (y === 0 || x === 1) return 1;
  if (y === 1) return x;
  if (y > 0 && y <= 64 && y === Math.floor(y)) {
    let result = 1;
    for (let i = 0; i < y; i++) result *= x;
    return result;
  }
  if (x === 0) return y > 0 ? 0 : Infinity;
  return exp(y * ln(x));
}

/** Sine of an angle given in turns (1 turn = 2π), so that the reduction of large arguments is exact. */
export function sinTurns(turns: number): number {
  const eighths = (turns - Math.floor(turns)) * 4;
  const quadrant = Math.floor(eighths + 0.5);
  const angle = (eighths - quadrant) * 1.5707963267948966;
  switch (quadrant & 3) {
    case 0:
      return sinKernel(angle);
    case 1:
      return cosKernel(angle);
    case 2:
      return -sinKernel(angle);
    default:
      return -cosKernel(angle);
  }
}

/** Cosine of an angle given in turns. */
export function cosTurns(turns: number): number {
  return sinTurns(turns + 0.25);
}

function sinKernel(x: number): number {
  const z = x * x;
  const r =
    0.00833333333332249 +
    z *
      (-0.0001984126982985795 +
        z * (0.0000027557313707070068 + z * (-2.5050760253406863e-8 + z * 1.58969099521155e-10)));
  return x + z * x * (-0.16666666666666632 + z * r);
}

function cosKernel(x: number): number {
  const z = x * x;
  const r =
    z *
    (0.0416666666666666 +
      z *
        (-0.001388888888887411 +
          z *
            (0.00002480158728947673 +
              z *
                (-2.7557314351390663e-7 +
                  z * (2.087572321298175e-9 + z * -1.1359647557788195e-11)))));
  return 1 - (0.5 * z - z * r);
}

const SQRT_2PI = 2.5066282746310002;

/** Distribution function of the standard normal law: Taylor series near 0, Laplace's continued fraction in the tails. */
export function normalCdf(z: number): number {
  if (z === 0) return 0.5;
  const x = z < 0 ? -z : z;
  const density = exp(-0.5 * x * x) / SQRT_2PI;
  let upper: number;
  if (x < 4) {
    let term = x;
    let sum = x;
    for (let k = 3; term > sum * 1e-17; k += 2) {
      term *= (x * x) / k;
      sum += term;
    }
    upper = 0.5 - density * sum;
  } else {
    let fraction = x;
    for (let k = 60; k > 0; k--) fraction = x + k / fraction;
    upper = density / fraction;
  }
  return z < 0 ? upper : 1 - upper;
}

const PROBIT_CENTRE = [
  [
    2509.0809287301227, 33430.57558358813, 67265.7709270087, 45921.95393154987, 13731.69376550946,
    1971.5909503065513, 133.14166789178438, 3.3871328727963665,
  ],
  [
    5226.495278852854, 28729.085735721943, 39307.89580009271, 21213.794301586597, 5394.196021424751,
    687.1870074920579, 42.31333070160091, 1,
  ],
] as const;
const PROBIT_MIDDLE = [
  [
    0.0007745450142783414, 0.022723844989269184, 0.2417807251774506, 1.2704582524523684,
    3.6478483247632045, 5.769497221460691, 4.630337846156546, 1.4234371107496835,
  ],
  [
    1.0507500716444169e-9, 0.0005475938084995345, 0.015198666563616457, 0.14810397642748008,
    0.6897673349851, 1.6763848301838038, 2.053191626637759, 1,
  ],
] as const;
const PROBIT_TAIL = [
  [
    2.0103343992922881e-7, 0.000027115555687434876, 0.0012426609473880784, 0.026532189526576124,
    0.29656057182850487, 1.7848265399172913, 5.463784911164114, 6.657904643501103,
  ],
  [
    2.0442631033899397e-15, 1.421511758316446e-7, 0.000018463183175100548, 0.0007868691311456133,
    0.014875361290850615, 0.1369298809227358, 0.599832206555888, 1,
  ],
] as const;

/**
 * Quantile of the standard normal law, relative error about 10⁻¹⁶.
 * Source: Wichura 1988, Applied Statistics algorithm AS 241 (PPND16).
 */
export function normalQuantile(p: number): number {
  const q = p - 0.5;
  if (q >= -0.425 && q <= 0.425) return q * rational(PROBIT_CENTRE, 0.180625 - q * q);
  const tail = q < 0 ? p : 1 - p;
  if (!(tail > 0)) return q < 0 ? -Infinity : Infinity;
  const r = Math.sqrt(-ln(tail));
  const value = r <= 5 ? rational(PROBIT_MIDDLE, r - 1.6) : rational(PROBIT_TAIL, r - 5);
  return q < 0 ? -value : value;
}

function rational(
  coefficients: readonly [readonly number[], readonly number[]],
  x: number,
): number {
  return horner(coefficients[0], x) / horner(coefficients[1], x);
}

function horner(coefficients: readonly number[], x: number): number {
  let value = 0;
  for (const c of coefficients) value = value * x + c;
  return value;
}

const LANCZOS = [
  0.9999999999998099, 676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406,
  12.507343278686905, -0.13857109526572012, 0.000009984369578019572, 1.5056327351493116e-7,
];

/** Gamma function for x > 0 (Lanczos, g = 7, nine terms; relative error about 10⁻¹⁵). */
export function gammaFunction(x: number): number {
  if (x < 1) return gammaFunction(x + 1) / x;
  const y = x - 1;
  let sum = LANCZOS[0]!;
  for (let i = 1; i < LANCZOS.length; i++) sum += LANCZOS[i]! / (y + i);
  const t = y + 7.5;
  return SQRT_2PI * exp((y + 0.5) * ln(t) - t) * sum;
}
