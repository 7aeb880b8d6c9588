import type { LoadCurves } from "./LoadCurves.ts";

/** Places (as shares of half a stretch, from its middle) and weights of Gauss-Legendre quadrature with five points. */
const INNER = 0.5384693101056831;
const OUTER = 0.906179845938664;
const MIDDLE_WEIGHT = 0.5688888888888889;
const INNER_WEIGHT = 0.47862867049936647;
const OUTER_WEIGHT = 0.23692688505618908;

/** Share of a wait by which a stretch may fall short of it and still be its end: sums are rounded. */
const ROUNDING = 1e-9;
/** Newton's method with bisection takes about five steps; this is what bisection alone would need. */
const MAX_STEPS = 64;

/**
 * A clock that goes as fast as the curves say: twice as fast where their product is 2, not at all where it is
 * 0. What comes evenly on this clock comes at a rate that follows the curves.
 *
 * It integrates the product from one break of the curves to the next. Five points are exact there for
 * products of up to nine straight lines, and an eighth of a sinusoid to about 10⁻¹³ of its period.
 */
export class CurveClock {
  private readonly curves: LoadCurves;
  /** What the clock advances in one cycle of the curves; NaN until somebody asks. */
  private perCycle = NaN;

  constructor(curves: LoadCurves) {
    this.curves = curves;
  }

  /** Seconds that the clock advances between two times. */
  advance(from: number, until: number): number {
    const { cycle } = this.curves;
    const settled = Math.max(from, this.curves.settled);
    const cycles = Math.floor((until - settled) / cycle);
    if (!(cycles > 1)) return this.walk(from, until);
    const rest = this.walk(settled + cycles * cycle, until);
    return this.walk(from, settled) + cycles * this.inOneCycle() + rest;
  }

  /**
   * Seconds after `from` at which the clock has advanced by `wait` seconds, ∞ when it never does or not before
   * `end`. Whole cycles are passed over at once, so that long quiet times cost no more than one.
   */
  secondsUntil(wait: number, from: number, end: number): number {
    const { curves } = this;
    const rounding = wait * ROUNDING;
    let left = wait;
    let hasSkipped = false;
    for (let at = from; at < end; ) {
      const next = curves.breakAfter(at);
      if (next === Infinity) return at - from + left / curves.at(at);
      const advance = this.stretch(at, next - at);
      if (advance >= left - rounding)
        return at - from + this.within(at, next - at, Math.min(1, left / advance), left);
      left -= advance;
      at = next;
      if (hasSkipped || at < curves.settled || !(at - from > curves.cycle)) continue;
      hasSkipped = true;
      const perCycle = this.inOneCycle();
      if (perCycle === 0) return Infinity;
      const cycles = Math.max(0, Math.ceil((left - rounding) / perCycle) - 1);
      left -= cycles * perCycle;
      at += cycles * curves.cycle;
    }
    return Infinity;
  }

  private inOneCycle(): number {
    const { settled, cycle } = this.curves;
    if (Number.isNaN(this.perCycle)) this.perCycle = this.walk(settled, settled + cycle);
    return this.perCycle;
  }

  private walk(from: number, until: number): number {
    let sum = 0;
    for (let at = from; at < until; ) {
      const next = Math.min(this.curves.breakAfter(at), until);
      sum += this.stretch(at, next - at);
      at = next;
    }
    return sum;
  }

  /** What the clock advances in a stretch without a break. */
  private stretch(from: number, width: number): number {
    const { curves } = this;
    const half = width / 2;
    const middle = from + half;
    const inner = curves.at(middle - half * INNER) + curves.at(middle + half * INNER);
    const outer = curves.at(middle - half * OUTER) + curves.at(middle + half * OUTER);
    return half * (MIDDLE_WEIGHT * curves.at(middle) + INNER_WEIGHT * inner + OUTER_WEIGHT * outer);
  }

  /** Where in a stretch without a break the clock has advanced by `wait`, looked for from a share of its width. */
  private within(from: number, width: number, share: number, wait: number): number {
    let [low, high] = [0, width];
    let place = width * share;
    for (let step = 0; step < MAX_STEPS; step++) {
      const excess = this.stretch(from, place) - wait;
      if (excess > 0) high = place;
      else low = place;
      const newton = place - excess / this.curves.at(from + place);
      const next = newton >= low && newton <= high ? newton : (low + high) / 2;
      if (Math.abs(next - place) <= 1e-14 * place) return next;
      place = next;
    }
    return place;
  }
}
