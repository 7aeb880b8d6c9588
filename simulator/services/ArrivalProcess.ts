import type { Kernel } from "../kernel/Kernel.ts";
import { countLawOf, lawOf } from "../kernel/lawOf.ts";
import type { Arrivals } from "../model/index.ts";
import { CurveClock } from "./CurveClock.ts";
import { LoadCurves } from "./LoadCurves.ts";

type Constant = Extract<Arrivals, { process: "constant" }>;

/**
 * When messages come into being. After each arrival `delay` says how long until the next candidate, and
 * `accepts` whether that candidate is one: a rate that changes with time is drawn at its maximum and thinned
 * (Lewis & Shedler 1979). Evenly spaced arrivals wait on a clock that goes as fast as the curves say.
 */
export class ArrivalProcess {
  readonly arrivals: Arrivals;
  private readonly kernel: Kernel;
  private readonly stream: number;
  /** Rate of a Poisson process that never changes, whose candidates come one by one and each are an arrival; 0 of any other process. */
  readonly steadyRate: number;
  private readonly law: number;
  private readonly sizeLaw: number;
  private readonly curves: LoadCurves;
  private readonly clock: CurveClock;
  private readonly hasCurves: boolean;
  /** Whether the present wait passes on the clock of the curves, which does not go before `begins`. */
  private isOnClock = false;
  private begins = 0;
  /** Listed instants, ascending, and the position of the next. */
  private readonly instants: readonly number[] | undefined;
  private position = 0;
  /** State of a modulated process. */
  private state = 0;

  constructor(kernel: Kernel, arrivals: Arrivals, stream: number) {
    this.kernel = kernel;
    this.arrivals = arrivals;
    this.stream = stream;
    const law =
      arrivals.process === "renewal"
        ? arrivals.interval
        : arrivals.process === "closed"
          ? arrivals.thinkTime
          : 0;
    this.law = kernel.laws.share(lawOf(law));
    this.sizeLaw = kernel.laws.share(
      countLawOf(arrivals.process === "batches" ? arrivals.size : 1),
    );
    const curves = ("curves" in arrivals ? arrivals.curves : undefined) ?? [];
    this.hasCurves = curves.length > 0;
    this.steadyRate = arrivals.process === "poisson" && !this.hasCurves ? arrivals.rate : 0;
    this.curves = new LoadCurves(curves);
    this.clock = new CurveClock(this.curves);
    this.instants = this.listedInstants();
    if (arrivals.process === "mmpp")
      this.drawFirstState(arrivals.states.map((each) => each.meanStay));
  }

  /**
   * The wait from a time to the next candidate, ∞ when there is none; `first` at the beginning. In seconds of
   * the process, of which `secondsFor` says how long they take.
   */
  delay(first: boolean, from: number): number {
    if (this.steadyRate > 0) return this.kernel.streams.exponential(this.stream) / this.steadyRate;
    const { arrivals } = this;
    switch (arrivals.process) {
      case "poisson":
      case "batches":
        return this.exponential(arrivals.rate * this.curves.maximum);
      case "ramp":
        return this.exponential(Math.max(arrivals.from, arrivals.to));
      case "mmpp":
        return this.exponential(arrivals.states[this.state]!.rate);
      case "constant":
        return this.constantInterval(arrivals, first, from);
      case "renewal":
        return this.kernel.laws.sample(this.law, this.stream);
      case "closed":
        return Infinity;
      default:
        return this.untilNextInstant();
    }
  }

  /**
   * Seconds from now until a wait is over that passes from a time on: longer than the wait while the curves
   * are under 1. ∞ when it is not over before `end`.
   */
  secondsFor(wait: number, from: number, end: number): number {
    const { now } = this.kernel.events;
    if (!this.isOnClock) return wait + (from - now);
    const start = Math.max(from, this.begins);
    return this.clock.secondsUntil(wait, start, end) + (start - now);
  }

  /** Seconds from now to the next candidate, where no fault changes the rate; ∞ when none comes before `end`. */
  secondsToNext(first: boolean, end: number): number {
    const { now } = this.kernel.events;
    return this.secondsFor(this.delay(first, now), now, end);
  }

  /** How much of a wait passes in so many seconds from now: what `secondsFor` turns back. */
  waitIn(seconds: number): number {
    if (!this.isOnClock) return seconds;
    const { now } = this.kernel.events;
    return this.clock.advance(Math.max(now, this.begins), now + seconds);
  }

  /** Whether a candidate is an arrival. */
  accepts(): boolean {
    if (this.steadyRate > 0) return true;
    const { arrivals } = this;
    const { now } = this.kernel.events;
    let probability = 1;
    if (arrivals.process === "poisson" || arrivals.process === "batches")
      probability = this.curves.at(now) / this.curves.maximum;
    else if (arrivals.process === "ramp") {
      const rate =
        now >= arrivals.over
          ? arrivals.to
          : arrivals.from + ((arrivals.to - arrivals.from) * now) / arrivals.over;
      probability = rate / Math.max(arrivals.from, arrivals.to);
    }
    return probability >= 1 || this.kernel.streams.chance(this.stream, probability);
  }

  /** Messages that come together at one arrival. */
  drawSize(): number {
    return this.arrivals.process === "batches"
      ? this.kernel.laws.sample(this.sizeLaw, this.stream)
      : 1;
  }

  /** Pause of a user of a closed population. */
  drawThinkTime(): number {
    return this.kernel.laws.sample(this.law, this.stream);
  }

  /** Seconds until the state of a modulated process changes, ∞ for all others. */
  stay(): number {
    if (this.arrivals.process !== "mmpp") return Infinity;
    return (
      this.arrivals.states[this.state]!.meanStay * this.kernel.streams.exponential(this.stream)
    );
  }

  /** The modulated process goes on to its next state. */
  changeState(): void {
    if (this.arrivals.process === "mmpp")
      this.state = (this.state + 1) % this.arrivals.states.length;
  }

  private exponential(rate: number): number {
    return rate > 0 ? this.kernel.streams.exponential(this.stream) / rate : Infinity;
  }

  private constantInterval(arrivals: Constant, first: boolean, from: number): number {
    const given = first ? arrivals.first : undefined;
    this.isOnClock = this.hasCurves && given === undefined;
    this.begins = from;
    return given === undefined ? 1 / arrivals.rate : given - this.kernel.events.now;
  }

  private drawFirstState(stays: readonly number[]): void {
    const total = stays.reduce((sum, stay) => sum + stay, 0);
    let left = this.kernel.streams.uniform(this.stream) * total;
    this.state = 0;
    while (this.state < stays.length - 1 && left >= stays[this.state]!)
      left -= stays[this.state++]!;
  }

  private listedInstants(): readonly number[] | undefined {
    const { arrivals } = this;
    switch (arrivals.process) {
      case "times":
        return arrivals.at;
      case "scattered": {
        const width = arrivals.until - arrivals.from;
        return Array.from(
          { length: arrivals.count },
          () => arrivals.from + width * this.kernel.streams.uniform(this.stream),
        ).sort((a, b) => a - b);
      }
      case "recorded":
        return arrivals.seconds.map((second) => second / (arrivals.speed ?? 1));
      default:
        return undefined;
    }
  }

  private untilNextInstant(): number {
    const { arrivals, instants } = this;
    // All at one instant are counted, and not listed: there may be more of them than an array can hold.
    if (arrivals.process === "burst") {
      if (this.position === arrivals.count) return Infinity;
      this.position++;
      return Math.max(0, arrivals.at - this.kernel.events.now);
    }
    if (instants === undefined || instants.length === 0) return Infinity;
    const round = Math.floor(this.position / instants.length);
    const repeat = arrivals.process === "recorded" ? arrivals.repeatEvery : undefined;
    if (round > 0 && repeat === undefined) return Infinity;
    const time = instants[this.position % instants.length]! + round * (repeat ?? 0);
    this.position++;
    return Math.max(0, time - this.kernel.events.now);
  }
}
