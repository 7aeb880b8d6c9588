/**
 * Choices read from a list of whole numbers, one number each; a list that is used up chooses the simplest,
 * which is the first of several. A tool that shrinks the list shrinks what is made of it.
 */
export class Choices {
  private readonly numbers: readonly number[];
  private used = 0;
  private readonly switches = new Map<string, boolean>();

  constructor(numbers: readonly number[]) {
    this.numbers = numbers;
  }

  /** One of 0 … n − 1. */
  below(n: number): number {
    return (this.numbers[this.used++] ?? 0) % n;
  }

  /** One of several values, the simplest first. */
  oneOf<T>(values: readonly T[]): T {
    return values[this.below(values.length)]!;
  }

  /**
   * Whether a feature is on in this run. Decided once for all of it: rare pairs then meet far more often than
   * when everything is possible everywhere (Groce et al., "Swarm Testing", 2012).
   */
  has(feature: string): boolean {
    const known = this.switches.get(feature);
    if (known !== undefined) return known;
    const isOn = this.below(2) === 1;
    this.switches.set(feature, isOn);
    return isOn;
  }

  /** A setting in half of the places where its feature is on, nothing elsewhere. */
  some(feature: string, setting: () => object): object {
    return this.has(feature) && this.below(2) === 1 ? setting() : {};
  }

  /** A law of times, from 0 s to seconds. */
  time(): unknown {
    const mean = this.oneOf(["10 ms", "1 ms", "100 ms", "500 ms"]);
    return this.oneOf<unknown>([
      mean,
      { distribution: "exponential", mean },
      { distribution: "uniform", low: "0 s", high: mean },
      { distribution: "lognormal", mean, cv2: 2 },
    ]);
  }

  /** Log-uniform over four decades, in steps of half a decade. */
  share(): number {
    return this.oneOf([0.1, 0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.3, 0.9, 1]);
  }

  /** A wait between attempts. */
  backoff(): object {
    const exponential = { kind: "exponential", first: "50 ms", max: "2 s" };
    return this.oneOf<object>([
      { kind: "none" },
      { kind: "fixed", delay: "200 ms" },
      { ...exponential, jitter: "full" },
      { ...exponential, jitter: "decorrelated" },
      { kind: "schedule", delays: ["0 s", "1 s"] },
    ]);
  }
}
