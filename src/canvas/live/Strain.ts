/** Share of the capacity from which a node counts as saturated, and under which no longer. */
const HIGH = 0.95;
const CALM = 0.85;
/** Simulated seconds over which the share is smoothed: a burst is no strain. */
const SMOOTHING_SECONDS = 2;

/** Whether a node works at its limit, told calmly: neither by one frame nor to and fro. */
export class Strain {
  #level = 0;
  #at = Number.NaN;
  #isHigh = false;

  /** Takes the share in use at a moment in and says whether the strain is high. */
  isHigh(now: number, utilization: number): boolean {
    const share = Number.isNaN(utilization) ? 0 : utilization;
    const elapsed = now - this.#at;
    // At the beginning and after a jump there is nothing to smooth.
    if (!(elapsed >= 0)) this.#level = share;
    else this.#level += (share - this.#level) * (1 - Math.exp(-elapsed / SMOOTHING_SECONDS));
    this.#at = now;
    this.#isHigh = this.#level > (this.#isHigh ? CALM : HIGH);
    return this.#isHigh;
  }
}
