import type { HistogramSummary } from "../kernel/probe/Histograms.ts";
import type { Probe } from "../kernel/probe/Probe.ts";

export const JOINED = 0;
export const TIMED_OUT = 1;
export const LATE = 2;
export const ORPHANS = 3;
export const FORGOTTEN = 4;
const SIZE = 5;

/** What a run measured of the waits of a service. */
export interface WaitSummary {
  /** Sets that were complete in time. */
  readonly joined: number;
  readonly timedOut: number;
  /** Messages that came after the end of their wait. */
  readonly late: number;
  /** Messages for which nobody waits: who asked is gone, or nobody ever asked. */
  readonly orphans: number;
  /** Sets that were in the memory of an instance that crashed. */
  readonly forgotten: number;
  readonly waiting: number;
  /** First message (or question) → last one, in seconds. */
  readonly waitTime: HistogramSummary;
}

/** Everything that is counted and measured of the waits of one service. */
export class WaitFigures {
  private readonly probe: Probe;
  private readonly first: number;
  private readonly times: number;

  constructor(probe: Probe) {
    this.probe = probe;
    this.first = probe.counters.open(SIZE);
    this.times = probe.histograms.open();
  }

  count(counter: number): void {
    this.probe.counters.add(this.first + counter);
  }

  /** A set was complete after so many seconds. */
  took(seconds: number): void {
    this.probe.histograms.add(this.times, seconds);
  }

  get counts(): Omit<WaitSummary, "waiting"> {
    const value = (counter: number): number => this.probe.counters.value(this.first + counter);
    return {
      joined: value(JOINED),
      timedOut: value(TIMED_OUT),
      late: value(LATE),
      orphans: value(ORPHANS),
      forgotten: value(FORGOTTEN),
      waitTime: this.probe.histograms.summaryOf(this.times),
    };
  }
}
