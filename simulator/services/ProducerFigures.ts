import type { Probe } from "../kernel/probe/Probe.ts";

export const PRODUCED = 0;
export const ENDED = 1;
const SIZE = 2;

/** What is counted and measured of one producer. */
export class ProducerFigures {
  /** Birth of a root → end of everything that it set in motion. */
  readonly endToEndTimes: number;
  protected readonly probe: Probe;
  protected readonly counters: number;

  constructor(probe: Probe) {
    this.probe = probe;
    this.counters = probe.counters.open(SIZE);
    this.endToEndTimes = probe.openDetail();
  }

  /** Counters of messages that it has made, and of roots of it that have ended. */
  get producedCounter(): number {
    return this.counters + PRODUCED;
  }
  get endedCounter(): number {
    return this.counters + ENDED;
  }

  /** Messages that it has made, since the end of the warm-up. */
  get producedCount(): number {
    return this.probe.counters.value(this.counters + PRODUCED);
  }
  get producedSinceStart(): number {
    return this.probe.counters.sinceStart(this.counters + PRODUCED);
  }
  /** Roots of it that have ended, since the end of the warm-up. */
  get endedCount(): number {
    return this.probe.counters.value(this.counters + ENDED);
  }
  get endedSinceStart(): number {
    return this.probe.counters.sinceStart(this.counters + ENDED);
  }
}
