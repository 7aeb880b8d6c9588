import type uPlot from "uplot";

/** Samples kept over the whole run; more cannot be told apart on a screen. */
const SAMPLES = 1500;
/** A stretch without samples longer than this share of the run is drawn as a gap, not as a line. */
const GAP_SHARE = 0.1;

/**
 * What was seen of a few figures in the course of a run, at a fixed resolution. Going back in time
 * keeps what came before and forgets the rest: the same history is about to be seen again.
 */
export class SampleRecord {
  readonly #times: number[] = [];
  readonly #values: (number | null)[][];
  readonly #resolution: number;
  readonly #longestGap: number;

  /**
   * @param horizon simulated seconds at which the run ends
   * @param lineCount figures of each sample
   */
  constructor(horizon: number, lineCount: number) {
    this.#resolution = horizon / SAMPLES;
    this.#longestGap = horizon * GAP_SHARE;
    this.#values = Array.from({ length: lineCount }, () => []);
  }

  /** Notes the figures of a moment; NaN is what is not measured then. */
  add(time: number, figures: readonly number[]): void {
    this.#forgetFrom(time);
    const last = this.#times.at(-1);
    if (last !== undefined && time - last > this.#longestGap) this.#push(last + this.#resolution);
    const isSameSlot = last !== undefined && this.#slotOf(last) === this.#slotOf(time);
    if (isSameSlot) this.#pop();
    this.#push(time, figures);
  }

  /** The value of a line at a time, if it was seen within that many seconds of it. */
  near(line: number, time: number, within: number): number {
    const at = this.#times.findIndex((each) => each >= time - within);
    const found = this.#times[at];
    if (found === undefined || found > time + within) return Number.NaN;
    return this.#values[line]?.[at] ?? Number.NaN;
  }

  /** Times and the values of each line, in the shape that the chart takes. */
  data(): uPlot.AlignedData {
    return [this.#times, ...this.#values];
  }

  #slotOf(time: number): number {
    return Math.floor(time / this.#resolution);
  }

  #forgetFrom(time: number): void {
    for (let last = this.#times.at(-1); last !== undefined && last >= time; ) {
      this.#pop();
      last = this.#times.at(-1);
    }
  }

  #pop(): void {
    this.#times.pop();
    for (const values of this.#values) values.pop();
  }

  #push(time: number, figures: readonly number[] = []): void {
    this.#times.push(time);
    this.#values.forEach((values, line) => {
      const figure = figures[line];
      values.push(figure === undefined || Number.isNaN(figure) ? null : figure);
    });
  }
}
