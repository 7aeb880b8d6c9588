import { COUNTER_WORDS, count } from "../kernel/probe/Counters.ts";
import type { Probe } from "../kernel/probe/Probe.ts";
import { STREAM_WORDS } from "../kernel/RandomStreams.ts";

const PRODUCED = 0;
const ENDED = 1;
const SIZE = 2;

/** Words of a producer, in one line of cache what each message asks for: behind its counters the state of the random stream of its arrivals. */
export const ARRIVALS = SIZE * COUNTER_WORDS;
/** Doubles: the time after which no arrival comes, the rate of arrivals that never changes (else 0), and how many are still to come. */
export const LAST = ARRIVALS + STREAM_WORDS;
export const STEADY_RATE = LAST + 2;
export const LEFT = STEADY_RATE + 2;
const WORDS = LEFT + 2;

/** What is counted and measured of one producer. */
export class ProducerFigures {
  /** Birth of a root → end of everything that it set in motion. */
  readonly endToEndTimes: number;
  /** Address of the words that each message asks for. */
  protected readonly at: number;
  protected readonly probe: Probe;
  private readonly counters: number;

  constructor(probe: Probe) {
    this.at = probe.region.take(WORDS);
    this.counters = probe.counters.openAt(this.at, SIZE);
    this.probe = probe;
    this.endToEndTimes = probe.openDetail();
  }

  /** A message has been made. */
  protected produced(): void {
    count(this.counters + PRODUCED);
  }

  /** A root of it has ended, so many seconds after its birth. */
  protected ended(time: number): void {
    count(this.counters + ENDED);
    this.probe.histograms.add(this.endToEndTimes, time);
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
