import { describe, expect, it } from "vitest";
import { type DistributionParameters, meanOf } from "./DistributionParameters.ts";
import { Distributions } from "./Distributions.ts";
import { exp, gammaFunction, normalCdf } from "./elementary.ts";
import { RandomStreams } from "./RandomStreams.ts";

const DRAWS = 200_000;
/** Kolmogorov's critical value for a false alarm in one of 10,000 tests: the seed is fixed, so it passes for good. */
const CRITICAL = 2.23 / Math.sqrt(DRAWS);

function draw(law: DistributionParameters, seed = "distributions"): number[] {
  const streams = new RandomStreams();
  const laws = new Distributions(streams);
  const compiled = laws.compile(law);
  const stream = streams.open(seed, JSON.stringify(law), "test");
  return Array.from({ length: DRAWS }, () => laws.sample(compiled, stream)).sort((a, b) => a - b);
}

function distance(sorted: readonly number[], cdf: (x: number) => number): number {
  let worst = 0;
  sorted.forEach((x, i) => {
    const p = cdf(x);
    worst = Math.max(worst, Math.abs(p - i / sorted.length), Math.abs(p - (i + 1) / sorted.length));
  });
  return worst;
}

const mean = (xs: readonly number[]): number => xs.reduce((a, b) => a + b, 0) / xs.length;
const deviation = (xs: readonly number[]): number => {
  const m = mean(xs);
  return Math.sqrt(xs.reduce((a, b) => a + (b - m) ** 2, 0) / (xs.length - 1));
};

/** Regularized lower incomplete gamma function by its series. */
function gammaCdf(shape: number, x: number): number {
  let term = 1 / shape;
  let sum = term;
  for (let k = 1; k < 2000 && term > 1e-17 * sum; k++) sum += term *= x / (shape + k);
  return x <= 0 ? 0 : Math.min(1, (sum * exp(-x) * x ** shape) / gammaFunction(shape));
}

const percentiles: DistributionParameters = {
  kind: "percentiles",
  points: [
    [0.5, 0.02],
    [0.95, 0.09],
    [0.99, 0.5],
  ],
};

const laws: readonly (readonly [DistributionParameters, (x: number) => number])[] = [
  [{ kind: "uniform", low: 2, high: 5 }, (x) => (x - 2) / 3],
  [{ kind: "exponential", mean: 0.4 }, (x) => 1 - Math.exp(-x / 0.4)],
  [
    { kind: "normal", mean: 3, deviation: 2 },
    (x) => (normalCdf((x - 3) / 2) - normalCdf(-1.5)) / (1 - normalCdf(-1.5)),
  ],
  [
    { kind: "normal", mean: 0, deviation: 1, truncatedBelow: 3 },
    (x) => 1 - (1 - normalCdf(x)) / normalCdf(-3),
  ],
  [
    { kind: "lognormal", mean: 2, cv2: 3 },
    (x) => normalCdf((Math.log(x) - Math.log(2) + Math.log(4) / 2) / Math.sqrt(Math.log(4))),
  ],
  [{ kind: "gamma", shape: 2.5, mean: 5 }, (x) => gammaCdf(2.5, x / 2)],
  [{ kind: "gamma", shape: 0.3, mean: 1 }, (x) => gammaCdf(0.3, x * 0.3)],
  [{ kind: "erlang", stages: 4, mean: 2 }, (x) => gammaCdf(4, x * 2)],
  [{ kind: "erlang", stages: 30, mean: 3 }, (x) => gammaCdf(30, x * 10)],
  [{ kind: "weibull", shape: 0.7, scale: 1.5 }, (x) => 1 - Math.exp(-((x / 1.5) ** 0.7))],
  [{ kind: "pareto", shape: 2.5, minimum: 0.1 }, (x) => 1 - (0.1 / x) ** 2.5],
  [
    {
      kind: "mixture",
      of: [
        { weight: 3, law: { kind: "exponential", mean: 1 } },
        { weight: 1, law: { kind: "uniform", low: 5, high: 9 } },
      ],
    },
    (x) => 0.75 * (1 - Math.exp(-x)) + 0.25 * Math.min(1, Math.max(0, (x - 5) / 4)),
  ],
];

describe("laws", () => {
  it.each(laws)("%j follows its distribution function (Kolmogorov–Smirnov)", (law, cdf) => {
    expect(distance(draw(law), cdf)).toBeLessThan(CRITICAL);
  });

  it.each([...laws.map(([law]) => law), percentiles])("%j has its stated mean", (law) => {
    const sample = draw(law, "means");
    expect(Math.abs(mean(sample) - meanOf(law))).toBeLessThan(
      (4.5 * deviation(sample)) / Math.sqrt(DRAWS),
    );
  });

  it("the standard normal law has the right body and tails", () => {
    const streams = new RandomStreams();
    const stream = streams.open(1, "n", "normal");
    const sample = Array.from({ length: DRAWS }, () => streams.normal(stream)).sort(
      (a, b) => a - b,
    );
    expect(distance(sample, normalCdf)).toBeLessThan(CRITICAL);
    expect(
      Math.abs(sample.filter((z) => Math.abs(z) > 3.6541528853610088).length - DRAWS * 2.58e-4),
    ).toBeLessThan(35);
  });

  it("passes through the given percentiles, and is the lognormal when they are those of one", () => {
    const sample = draw(percentiles);
    for (const [p, value] of [
      [0.5, 0.02],
      [0.95, 0.09],
      [0.99, 0.5],
    ] as const) {
      expect(Math.abs(sample.filter((x) => x <= value).length / DRAWS - p)).toBeLessThan(
        4 * Math.sqrt((p * (1 - p)) / DRAWS),
      );
    }
    const lognormal: DistributionParameters = {
      kind: "percentiles",
      points: [
        [0.5, 1],
        [0.95, Math.exp(1.6448536269514722)],
        [0.99, Math.exp(2.3263478740408408)],
      ],
    };
    expect(meanOf(lognormal)).toBeCloseTo(Math.exp(0.5), 12);
  });

  it("keeps a given minimum and maximum, and still knows its mean", () => {
    const law: DistributionParameters = {
      kind: "percentiles",
      minimum: 0.01,
      maximum: 0.8,
      points: [
        [0.5, 0.02],
        [0.95, 0.09],
        [0.99, 0.5],
      ],
    };
    const sample = draw(law);
    expect([sample[0]! >= 0.01, sample[DRAWS - 1]]).toEqual([true, 0.8]);
    expect(Math.abs(mean(sample) - meanOf(law))).toBeLessThan(
      (4.5 * deviation(sample)) / Math.sqrt(DRAWS),
    );
  });

  it("draws geometric numbers and given values in their proportions", () => {
    const geometric = draw({ kind: "geometric", mean: 4 });
    for (const k of [1, 2, 3, 8]) {
      const p = 0.25 * 0.75 ** (k - 1);
      expect(Math.abs(geometric.filter((x) => x === k).length / DRAWS - p)).toBeLessThan(
        4 * Math.sqrt((p * (1 - p)) / DRAWS),
      );
    }
    const integers = draw({ kind: "integers", low: 1, high: 3 });
    for (const k of [1, 2, 3])
      expect(Math.abs(integers.filter((x) => x === k).length / DRAWS - 1 / 3)).toBeLessThan(0.005);
    const values = draw({ kind: "values", values: [1, 2, 2, 7] });
    expect(Math.abs(values.filter((x) => x === 2).length / DRAWS - 0.5)).toBeLessThan(0.005);
  });

  it("names what is wrong with parameters that define no law", () => {
    const laws = new Distributions(new RandomStreams());
    expect(() => laws.compile({ kind: "uniform", low: 2, high: 1 })).toThrow(
      /uniform distribution needs low ≤ high; got/,
    );
    expect(() =>
      laws.compile({
        kind: "percentiles",
        points: [
          [0.9, 1],
          [0.5, 2],
        ],
      }),
    ).toThrow(/increasing order/);
    expect(() => laws.compile({ kind: "erlang", stages: 1.5, mean: 2 })).toThrow(/whole stages/);
  });
});

describe("RandomStreams", () => {
  it("gives each (seed, node, purpose) a stream of its own that others do not disturb", () => {
    const a = new RandomStreams();
    const b = new RandomStreams();
    b.open("x", "other", "arrivals");
    const [first, second] = [a.open("x", "orders", "arrivals"), b.open("x", "orders", "arrivals")];
    const draws = Array.from({ length: 50 }, () => a.nextInt32(first));
    expect(Array.from({ length: 50 }, () => b.nextInt32(second))).toEqual(draws);
    expect(
      Array.from({ length: 50 }, () => a.nextInt32(a.open("x", "orders", "work"))),
    ).not.toEqual(draws);
  });

  it("is sfc32: the two steps inside `exponential` are the same two steps", () => {
    const streams = new RandomStreams();
    const fresh = [streams.open(9, "b", "p"), streams.open(9, "b", "p")] as const;
    streams.exponential(fresh[0]);
    streams.nextInt32(fresh[1]);
    streams.nextInt32(fresh[1]);
    expect(streams.nextInt32(fresh[0])).toBe(streams.nextInt32(fresh[1]));
  });

  it("is uniform in each of its bits", () => {
    const streams = new RandomStreams();
    const stream = streams.open("bits", "n", "p");
    const ones = new Int32Array(32);
    for (let i = 0; i < 100_000; i++) {
      const word = streams.nextInt32(stream);
      for (let bit = 0; bit < 32; bit++) ones[bit]! += (word >>> bit) & 1;
    }
    for (const count of ones)
      expect(Math.abs(count - 50_000)).toBeLessThan(4.5 * Math.sqrt(25_000));
  });
});

describe("a law that nobody replaces", () => {
  const laws = new Distributions(new RandomStreams());
  const law: DistributionParameters = { kind: "gamma", shape: 2, mean: 3 };

  it("is kept once, however often it is asked for", () => {
    expect(laws.share({ ...law })).toBe(laws.share(law));
    expect(laws.share({ ...law, mean: 4 })).not.toBe(laws.share(law));
  });

  it("is none that somebody may replace", () => {
    const own = laws.compile(law);
    expect(own).not.toBe(laws.share(law));
    laws.replace(own, { kind: "constant", value: 7 });
    expect(laws.isConstant(own)).toBe(true);
    expect(laws.isConstant(laws.share(law))).toBe(false);
  });
});
