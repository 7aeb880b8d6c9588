/** What two roundings can move a time by, as a share of it. */
const ROUNDING = 4 * Number.EPSILON;

/**
 * The first multiple of an interval after a time, counted from time 0. A time that is a multiple but for rounding counts as one, so that
 * who looks at each multiple never comes twice to the same one.
 * @param now seconds ≥ 0
 * @param every seconds > 0
 */
export function nextOnGrid(now: number, every: number): number {
  const nearest = Math.round(now / every);
  const isThere = Math.abs(nearest * every - now) <= ROUNDING * now;
  return ((isThere ? nearest : Math.floor(now / every)) + 1) * every;
}
