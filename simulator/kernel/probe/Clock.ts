/** Who knows the simulated time. */
export interface Clock {
  /** Simulated time in seconds. */
  readonly now: number;
}
