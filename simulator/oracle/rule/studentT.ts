import { exp, ln } from "../../kernel/elementary.ts";

/**
 * Quantiles of Student's t distribution, for the intervals of the rule.
 *
 * The probability beyond t with ν degrees of freedom is ½ I_x(ν/2, ½) with x = ν / (ν + t²), where I is
 * the regularized incomplete beta function (Abramowitz & Stegun 26.7.1), here by its continued fraction
 * (26.5.8) as Lentz evaluates it. The quantile is found by bisection.
 */
export function studentT(tail: number, degrees: number): number {
  if (!(tail > 0 && tail < 0.5)) throw new RangeError(`a tail lies between 0 and 0.5; got ${tail}`);
  if (degrees < 1) return Number.POSITIVE_INFINITY;
  let [low, high] = [0, 2];
  while (tailBeyond(high, degrees) > tail) high *= 2;
  for (let i = 0; i < 200 && high - low > 1e-13 * high; i++) {
    const middle = (low + high) / 2;
    if (tailBeyond(middle, degrees) > tail) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** P(T > t) for t ≥ 0. */
function tailBeyond(t: number, degrees: number): number {
  return incompleteBeta(degrees / (degrees + t * t), degrees / 2, 0.5) / 2;
}

function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = exp(lnGamma(a + b) - lnGamma(a) - lnGamma(b) + a * ln(x) + b * ln(1 - x));
  return x < (a + 1) / (a + b + 2)
    ? (front * continuedFraction(x, a, b)) / a
    : 1 - (front * continuedFraction(1 - x, b, a)) / b;
}

function continuedFraction(x: number, a: number, b: number): number {
  const TINY = 1e-300;
  let c = 1;
  let d = 1 - ((a + b) * x) / (a + 1);
  d = 1 / (Math.abs(d) < TINY ? TINY : d);
  let value = d;
  const advance = (term: number): number => {
    d = 1 + term * d;
    d = 1 / (Math.abs(d) < TINY ? TINY : d);
    c = 1 + term / c;
    if (Math.abs(c) < TINY) c = TINY;
    value *= d * c;
    return d * c;
  };
  for (let m = 1; m < 10_000; m++) {
    advance((m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m)));
    const factor = advance((-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1)));
    if (Math.abs(factor - 1) < 1e-15) break;
  }
  return value;
}

/** ln Γ(x) for x > 0: recurrence up to x ≥ 12, then Stirling's series (Abramowitz & Stegun 6.1.41). */
function lnGamma(x: number): number {
  let shift = 0;
  let z = x;
  while (z < 12) shift += ln(z++);
  const series = 1 / (12 * z) - 1 / (360 * z ** 3) + 1 / (1260 * z ** 5) - 1 / (1680 * z ** 7);
  return (z - 0.5) * ln(z) - z + ln(2 * Math.PI) / 2 + series - shift;
}
