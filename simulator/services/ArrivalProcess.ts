import type { Kernel } from "../kernel/Kernel.ts";
import { lawOf } from "../kernel/lawOf.ts";
import type { Arrivals } from "../model/index.ts";
import { LoadCurves } from "./LoadCurves.ts";

/**
 * When messages come into being. After each arrival `delay` says how long until the next candidate, and
 * `accepts` whether that candidate is one: a rate that changes with time is drawn at its maximum and thinned
 * (Lewis & Shedler 1979).
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
    this.sizeLaw = kernel.laws.share(lawOf(arrivals.process === "batches" ? arrivals.size : 1));
    const hasCurves = "curves" in arrivals && (arrivals.curves?.length ?? 0) > 0;
    this.steadyRate = arrivals.process === "poisson" && !hasCurves ? arrivals.rate : 0;
    this.curves = new LoadCurves(("curves" in arrivals ? arrivals.curves : undefined) ?? []);
    this.instants = this.listedInstants();
    if (arrivals.process === "mmpp")
      this.drawFirstState(arrivals.states.map((each) => each.meanStay));
  }

  /** Seconds from now to the next candidate, ∞ when there is none; `first` at the beginning. */
  delay(first: boolean): number {
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
        return first && arrivals.first !== undefined
          ? arrivals.first - this.kernel.events.now
          : this.constantInterval(arrivals.rate);
      case "renewal":
        return this.kernel.laws.sample(this.law, this.stream);
      case "closed":
        return Infinity;
      default:
        return this.untilNextInstant();
    }
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

  private constantInterval(rate: number): number {
    const factor = this.curves.at(this.kernel.events.now);
    return factor > 0 ? 1 / (rate * factor) : 1;
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
