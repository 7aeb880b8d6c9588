/** How fast simulated time passes against the wall, over stretches of a second. */
export class Pace {
  #wall: number | undefined;
  #simulated = 0;

  /** Takes a pair of times in seconds; once a second gives the speed since the last one. */
  measure(wall: number, simulated: number): number | undefined {
    const elapsed = this.#wall === undefined ? undefined : wall - this.#wall;
    if (elapsed !== undefined && elapsed < 1) return undefined;
    const speed = elapsed === undefined ? undefined : (simulated - this.#simulated) / elapsed;
    this.#wall = wall;
    this.#simulated = simulated;
    return speed;
  }

  /** Forgets what was measured, as after a pause. */
  reset(): void {
    this.#wall = undefined;
  }
}
