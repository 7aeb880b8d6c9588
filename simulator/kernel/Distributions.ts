import {
  checkParameters,
  type DistributionParameters,
  segments,
} from "./DistributionParameters.ts";
import { exp, ln } from "./elementary.ts";
import { ADDRESS, DOUBLES, INTS } from "./memory.ts";
import type { RandomStreams } from "./RandomStreams.ts";
import { Region } from "./Region.ts";

const CONSTANT = 0;
const EXPONENTIAL = 1;
const UNIFORM = 2;
const NORMAL = 3;
const LOGNORMAL = 4;
const GAMMA = 5;
const WEIBULL = 6;
const PARETO = 7;
const GEOMETRIC = 8;
const PERCENTILES = 9;
const VALUES = 10;
const MIXTURE = 11;
const ERLANG = 12;
const SUM = 13;
const INTEGERS = 14;

/** Words of a law: two parameters (doubles), its kind, where its list stands, and the lane of a constant delay (`Delays`). */
const FIRST = 0;
const SECOND = 2;
const KIND = 4;
const LIST = 5;
export const LANE = 6;
const WORDS = 8;

/** What is kept of a law: its kind, two parameters, and a list for the laws that need more. */
type Compiled = [kind: number, first: number, second: number, list: readonly number[]];

/** The list of the laws that need none. */
const NO_LIST: readonly number[] = [];

/** Erlang laws of more stages are drawn as gamma laws, which takes the same time for any shape. */
const MAX_SUMMED_STAGES = 12;

/**
 * All laws of a run, compiled to words: `compile` gives an address, `sample(address, stream)` draws.
 * A law is a kind, up to two parameters, and a list for the laws that need more.
 */
export class Distributions {
  private readonly streams: RandomStreams;
  private readonly region: Region;
  private readonly lists: (readonly number[])[] = [];
  /** Laws that nobody replaces, by their parameters. */
  private readonly common = new Map<string, number>();

  constructor(streams: RandomStreams, region = new Region()) {
    this.region = region;
    this.streams = streams;
  }

  /** Adds a law. Throws a RangeError for parameters that define none. */
  compile(parameters: DistributionParameters): number {
    checkParameters(parameters);
    const law = this.region.take(WORDS);
    INTS[law + LIST] = this.lists.push(NO_LIST) - 1;
    this.fill(law, parameters);
    return law;
  }

  /** A law that nobody will replace: equal ones are kept once. Throws as `compile` does. */
  share(parameters: DistributionParameters): number {
    const key = JSON.stringify(parameters);
    const known = this.common.get(key);
    if (known !== undefined) return known;
    const law = this.compile(parameters);
    this.common.set(key, law);
    return law;
  }

  /** Replaces the parameters of a law in place: draws from now on follow the new ones. */
  replace(law: number, parameters: DistributionParameters): void {
    checkParameters(parameters);
    this.fill(law, parameters);
  }

  /** Whether a law always gives the same value. */
  isConstant(law: number): boolean {
    return INTS[(law & ADDRESS) + KIND] === CONSTANT;
  }

  /** The value of a constant law. */
  constantOf(law: number): number {
    return DOUBLES[(law & ADDRESS) >> 1]!;
  }

  /** Draws a value. */
  sample(law: number, stream: number): number {
    const kind = INTS[(law & ADDRESS) + KIND]!;
    if (kind === CONSTANT) return DOUBLES[(law & ADDRESS) >> 1]!;
    if (kind === EXPONENTIAL)
      return DOUBLES[(law & ADDRESS) >> 1]! * this.streams.exponential(stream);
    return this.sampleOther(kind, law, stream);
  }

  /** Draws a value and leaves it in `drawn` of the streams; a number that is returned may be allocated first. */
  draw(law: number, stream: number): void {
    const kind = INTS[(law & ADDRESS) + KIND]!;
    const { streams } = this;
    if (kind === CONSTANT) DOUBLES[(streams.drawn & ADDRESS) >> 1] = DOUBLES[(law & ADDRESS) >> 1]!;
    else if (kind === EXPONENTIAL) {
      streams.drawExponential(stream);
      DOUBLES[(streams.drawn & ADDRESS) >> 1]! *= DOUBLES[(law & ADDRESS) >> 1]!;
    } else DOUBLES[(streams.drawn & ADDRESS) >> 1] = this.sampleOther(kind, law, stream);
  }

  private sampleOther(kind: number, law: number, stream: number): number {
    const streams = this.streams;
    const a = DOUBLES[(law & ADDRESS) >> 1]!;
    const b = DOUBLES[((law & ADDRESS) + SECOND) >> 1]!;
    switch (kind) {
      case UNIFORM:
        return a + (b - a) * streams.uniform(stream);
      case NORMAL:
        return this.truncatedNormal(stream, a, b, this.listOf(law)[0]!);
      case LOGNORMAL:
        return exp(a + b * streams.normal(stream));
      case GAMMA:
        return b * streams.gamma(stream, a);
      case ERLANG: {
        let sum = 0;
        for (let stage = 0; stage < a; stage++) sum += streams.exponential(stream);
        return b * sum;
      }
      case WEIBULL:
        return b * exp(ln(streams.exponential(stream)) / a);
      case PARETO:
        return b * exp(streams.exponential(stream) / a);
      case GEOMETRIC:
        return 1 + (a === 0 ? 0 : Math.floor(streams.exponential(stream) * a));
      case PERCENTILES:
        return a + throughPercentiles(this.listOf(law), streams.normal(stream));
      case VALUES:
        return this.listOf(law)[streams.integer(stream, this.listOf(law).length)]!;
      case INTEGERS:
        return a + streams.integer(stream, b);
      case SUM:
        return this.listOf(law).reduce((sum, part) => sum + this.sample(part, stream), a);
      default:
        return this.sampleMixture(this.listOf(law), stream);
    }
  }

  /** Draws above a bound: again and again while that is likely to succeed, else by Robert's exponential proposal (1995). */
  private truncatedNormal(stream: number, mean: number, deviation: number, bound: number): number {
    const streams = this.streams;
    const alpha = (bound - mean) / deviation;
    if (alpha < 1) {
      for (;;) {
        const z = streams.normal(stream);
        if (z >= alpha) return mean + deviation * z;
      }
    }
    const rate = (alpha + Math.sqrt(alpha * alpha + 4)) / 2;
    for (;;) {
      const z = alpha + streams.exponential(stream) / rate;
      const gap = z - rate;
      if (streams.exponential(stream) > 0.5 * gap * gap) return mean + deviation * z;
    }
  }

  private sampleMixture(parts: readonly number[], stream: number): number {
    const u = this.streams.uniform(stream);
    let part = 0;
    while (part + 2 < parts.length && u >= parts[part]!) part += 2;
    return this.sample(parts[part + 1]!, stream);
  }

  private fill(law: number, parameters: DistributionParameters): void {
    const [kind, first, second, list] = this.compiled(parameters);
    INTS[law + KIND] = kind;
    DOUBLES[(law + FIRST) >> 1] = first;
    DOUBLES[(law + SECOND) >> 1] = second;
    this.lists[INTS[law + LIST]!] = list;
  }

  /** What is kept of a law. Laws that always give one value become constants. */
  private compiled(p: DistributionParameters): Compiled {
    switch (p.kind) {
      case "constant":
        return [CONSTANT, p.value, 0, NO_LIST];
      case "uniform":
        return p.low === p.high ? [CONSTANT, p.low, 0, NO_LIST] : [UNIFORM, p.low, p.high, NO_LIST];
      case "exponential":
        return p.mean === 0 ? [CONSTANT, 0, 0, NO_LIST] : [EXPONENTIAL, p.mean, 0, NO_LIST];
      case "normal":
        return p.deviation === 0
          ? [CONSTANT, p.mean, 0, NO_LIST]
          : [NORMAL, p.mean, p.deviation, [p.truncatedBelow ?? 0]];
      case "lognormal": {
        if (p.mean === 0 || p.cv2 === 0) return [CONSTANT, p.mean, 0, NO_LIST];
        const variance = ln(1 + p.cv2);
        return [LOGNORMAL, ln(p.mean) - variance / 2, Math.sqrt(variance), NO_LIST];
      }
      case "gamma":
        return [GAMMA, p.shape, p.mean / p.shape, NO_LIST];
      case "erlang":
        return [
          p.stages <= MAX_SUMMED_STAGES ? ERLANG : GAMMA,
          p.stages,
          p.mean / p.stages,
          NO_LIST,
        ];
      case "weibull":
        return [WEIBULL, p.shape, p.scale, NO_LIST];
      case "pareto":
        return [PARETO, p.shape, p.minimum, NO_LIST];
      case "geometric":
        return [GEOMETRIC, p.mean === 1 ? 0 : -1 / ln(1 - 1 / p.mean), 0, NO_LIST];
      case "percentiles":
        return [PERCENTILES, p.minimum ?? 0, 0, segments(p)];
      case "integers":
        return p.low === p.high
          ? [CONSTANT, p.low, 0, NO_LIST]
          : [INTEGERS, p.low, p.high - p.low + 1, NO_LIST];
      case "values":
        return [VALUES, 0, 0, [...p.values]];
      case "sum":
        return this.compiledSum(p.of);
      case "mixture":
        return [MIXTURE, 0, 0, this.compiledParts(p.of)];
    }
  }

  /** Constants are added up at once; what is left is drawn part by part. */
  private compiledSum(parts: readonly DistributionParameters[]): Compiled {
    const laws = parts.map((part) => this.compile(part));
    const constant = laws.reduce(
      (sum, law) => sum + (this.isConstant(law) ? this.constantOf(law) : 0),
      0,
    );
    const drawn = laws.filter((law) => !this.isConstant(law));
    return drawn.length === 0 ? [CONSTANT, constant, 0, NO_LIST] : [SUM, constant, 0, drawn];
  }

  /** Pairs (probability that this part or one before it is chosen, its law). */
  private compiledParts(
    parts: readonly { readonly weight: number; readonly law: DistributionParameters }[],
  ): number[] {
    const total = parts.reduce((sum, part) => sum + part.weight, 0);
    let reached = 0;
    return parts.flatMap((part) => {
      reached += part.weight / total;
      return [reached, this.compile(part.law)];
    });
  }

  private listOf(law: number): readonly number[] {
    return this.lists[INTS[law + LIST]!]!;
  }
}

function throughPercentiles(list: readonly number[], z: number): number {
  let i = 0;
  while (z > list[i]!) i += 3;
  return exp(list[i + 1]! + list[i + 2]! * z);
}
