import type { Clock } from "../kernel/probe/Clock.ts";

const SLICES = 60;

/** How many messages came into a channel in each part of a run. */
export interface GrowthSummary {
  /** Length of a part, in seconds. */
  readonly every: number;
  /** Messages of each part, from the beginning of the run on; what comes after its duration counts in the last one. */
  readonly arrived: readonly number[];
}

/** Counts what comes into a channel by when it comes: whether it grows still, and since when. */
export class Growth {
  private readonly clock: Clock;
  private readonly every: number;
  private readonly arrived = new Array<number>(SLICES).fill(0);

  /** @param duration of the run, in seconds; a sixtieth of it is a part */
  constructor(clock: Clock, duration: number) {
    this.clock = clock;
    this.every = duration / SLICES;
  }

  count(): void {
    const slice = Math.floor(this.clock.now / this.every);
    this.arrived[Math.min(slice, SLICES - 1)]!++;
  }

  get summary(): GrowthSummary {
    return { every: this.every, arrived: [...this.arrived] };
  }
}
