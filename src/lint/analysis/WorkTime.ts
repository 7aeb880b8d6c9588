import { type lawOf, meanOf } from "../../../simulator/index.ts";
import { layOut, quantileOf } from "./quantileOf.ts";

type Law = ReturnType<typeof lawOf>;

/** Points of the shares between which a share is looked for. */
const HALVINGS = 40;

/**
 * How long something takes: its mean, which is exact, and its spread. Of one law the percentiles are
 * that law's own; of several in a row they are those of the lognormal law with the same mean and
 * variance (Fenton, "The sum of log-normal probability distributions", 1960), which is near enough
 * to tell a lease that is too short, and is said to be about so much.
 */
export class WorkTime {
  static readonly none = new WorkTime(0, () => 0, undefined);

  readonly mean: number;
  /** The one law that varies, when there is one only; what is constant comes on top. */
  readonly #law: Law | undefined;
  readonly #findVariance: () => number;
  #variance: number | undefined;

  /** Most times are asked for their mean alone, so the variance is found when it is needed. */
  private constructor(mean: number, findVariance: () => number, law: Law | undefined) {
    this.mean = mean;
    this.#findVariance = findVariance;
    this.#law = law;
  }

  static of(law: Law): WorkTime {
    return law.kind === "constant"
      ? new WorkTime(law.value, () => 0, undefined)
      : new WorkTime(meanOf(law), () => varianceOf(law), law);
  }

  /** One after the other, each in a share of the cases. */
  static sum(all: readonly { time: WorkTime; share: number }[]): WorkTime {
    const parts = all.filter(({ time, share }) => share > 0 && time.mean > 0);
    const mean = parts.reduce((sum, { time, share }) => sum + share * time.mean, 0);
    const findVariance = () =>
      parts.reduce((sum, { time, share }) => {
        const square = time.variance + time.mean * time.mean;
        return sum + Math.max(0, share * square - (share * time.mean) ** 2);
      }, 0);
    const varying = parts.filter(({ time, share }) => !time.#isConstant || share < 1);
    const [only] = varying;
    const law = varying.length === 1 && only?.share === 1 ? only.time.#law : undefined;
    return varying.length === 0
      ? WorkTime.of({ kind: "constant", value: mean })
      : new WorkTime(mean, findVariance, law);
  }

  get variance(): number {
    this.#variance ??= this.#findVariance();
    return this.#variance;
  }

  get #isConstant(): boolean {
    return this.#law === undefined && this.variance === 0;
  }

  /** Whether its percentiles are those of the design itself. */
  get isExact(): boolean {
    return this.#law !== undefined || this.variance === 0;
  }

  percentile(share: number): number {
    if (this.variance === 0) return this.mean;
    return quantileOf(this.#spread, share) + this.#constant;
  }

  /** Share of the cases that take longer, to the resolution of a percentile search. */
  shareAbove(seconds: number): number {
    if (this.variance === 0) return this.mean > seconds ? 1 : 0;
    let [low, high] = [1e-9, 1 - 1e-9];
    for (let i = 0; i < HALVINGS; i++) {
      const middle = (low + high) / 2;
      if (this.percentile(middle) > seconds) high = middle;
      else low = middle;
    }
    return 1 - low;
  }

  get #spread(): Law {
    const cv2 = this.variance / (this.mean * this.mean);
    return this.#law ?? { kind: "lognormal", mean: this.mean, cv2 };
  }

  /** What does not vary, on top of the law that does. */
  get #constant(): number {
    return this.#law ? Math.max(0, this.mean - meanOf(this.#law)) : 0;
  }
}

function varianceOf(law: Law): number {
  switch (law.kind) {
    case "constant":
      return 0;
    case "uniform":
      return (law.high - law.low) ** 2 / 12;
    case "exponential":
      return law.mean ** 2;
    case "lognormal":
      return law.mean ** 2 * law.cv2;
    case "gamma":
      return law.mean ** 2 / law.shape;
    case "erlang":
      return law.mean ** 2 / law.stages;
    default:
      return varianceOfPoints(law);
  }
}

function varianceOfPoints(law: Law): number {
  let [total, sum, squares] = [0, 0, 0];
  for (const { value, weight } of layOut(law)) {
    total += weight;
    sum += weight * value;
    squares += weight * value * value;
  }
  const mean = sum / total;
  return Math.max(0, squares / total - mean * mean);
}
