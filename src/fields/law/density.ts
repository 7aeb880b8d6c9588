import { secondsOf, type TimeDistributionText } from "../../../simulator/index.ts";

/** The picture of a law: how dense its values lie, up to a constant factor. Times in seconds. */
export type LawPicture = {
  density: (time: number) => number;
  /** Figures that people know the law by. */
  marks: readonly { label: string; time: number }[];
  /** Time up to which it is worth drawing. */
  end: number;
};

/** Quantiles of the standard normal law. */
const Z95 = 1.6449;
const Z99 = 2.3263;
/** Times a mean or median after which little is left of most laws. */
const TAIL = 4;
/** Room after the last percentile. */
const AFTER_P99 = 1.4;

type Law = Exclude<TimeDistributionText, string>;
type LawOf<Name extends Law["distribution"]> = Extract<Law, { distribution: Name }>;

const mean = (time: number) => [{ label: "mean", time }];

/** Lognormal: normal in the logarithm. */
function lognormal(median: number, sigma: number) {
  return (x: number) => (x <= 0 ? 0 : Math.exp(-((Math.log(x / median) / sigma) ** 2) / 2) / x);
}

function lognormalPicture(law: LawOf<"lognormal">): LawPicture {
  if (law.p50 !== undefined && law.p99 !== undefined) {
    const p50 = secondsOf(law.p50);
    const p99 = secondsOf(law.p99);
    const marks = [
      { label: "p50", time: p50 },
      { label: "p99", time: p99 },
    ];
    return { density: lognormal(p50, Math.log(p99 / p50) / Z99), marks, end: p99 * AFTER_P99 };
  }
  const center = secondsOf(law.mean ?? "1 s");
  const variance = Math.log(1 + (law.cv2 ?? 1));
  const density = lognormal(center * Math.exp(-variance / 2), Math.sqrt(variance));
  return { density, marks: mean(center), end: center * TAIL };
}

/** The law through p50, p95 and p99 as the engine draws it: a lognormal whose spread changes at p95. */
function percentilesPicture(law: LawOf<"percentiles">): LawPicture {
  const minimum = law.minimum === undefined ? 0 : secondsOf(law.minimum);
  const [p50, p95, p99] = [law.p50, law.p95, law.p99].map((text) => secondsOf(text)) as [
    number,
    number,
    number,
  ];
  const above = (time: number) => Math.log(Math.max(time - minimum, Number.MIN_VALUE));
  const body = (above(p95) - above(p50)) / Z95;
  const tail = (above(p99) - above(p95)) / (Z99 - Z95);
  const density = (x: number) => {
    if (x <= minimum) return 0;
    const spread = x <= p95 ? body : tail;
    const z = x <= p95 ? (above(x) - above(p50)) / body : Z95 + (above(x) - above(p95)) / tail;
    return Math.exp(-(z ** 2) / 2) / (spread * (x - minimum));
  };
  const marks = [
    { label: "p50", time: p50 },
    { label: "p95", time: p95 },
    { label: "p99", time: p99 },
  ];
  return { density, marks, end: p99 * AFTER_P99 };
}

function gammaPicture(shape: number, center: number): LawPicture {
  const density = (x: number) =>
    x <= 0 ? 0 : Math.exp((shape - 1) * Math.log(x / center) - (shape * x) / center);
  return { density, marks: mean(center), end: center * (1 + (TAIL - 1) / Math.sqrt(shape)) };
}

function normalPicture(law: LawOf<"normal">): LawPicture {
  const center = secondsOf(law.mean);
  const deviation = secondsOf(law.deviation);
  const least = law.truncatedBelow === undefined ? 0 : secondsOf(law.truncatedBelow);
  const density = (x: number) => (x < least ? 0 : Math.exp(-(((x - center) / deviation) ** 2) / 2));
  return { density, marks: mean(center), end: center + TAIL * deviation };
}

/**
 * The picture of a law of times.
 * @returns undefined where there is none: a constant, measured values, a mixture, a law without spread
 */
export function lawPicture(law: TimeDistributionText): LawPicture | undefined {
  if (typeof law === "string") return undefined;
  const picture = pictureOf(law);
  return picture && picture.end > 0 && Number.isFinite(picture.end) ? picture : undefined;
}

function pictureOf(law: Law): LawPicture | undefined {
  switch (law.distribution) {
    case "uniform": {
      const [low, high] = [secondsOf(law.low), secondsOf(law.high)];
      const density = (x: number) => (x >= low && x <= high ? 1 : 0);
      return { density, marks: mean((low + high) / 2), end: high * 1.2 };
    }
    case "exponential":
      return gammaPicture(1, secondsOf(law.mean));
    case "gamma":
      return gammaPicture(law.shape, secondsOf(law.mean));
    case "erlang":
      return gammaPicture(law.stages, secondsOf(law.mean));
    case "normal":
      return normalPicture(law);
    case "lognormal":
      return lognormalPicture(law);
    case "percentiles":
      return percentilesPicture(law);
    case "weibull": {
      const scale = secondsOf(law.scale);
      const density = (x: number) =>
        x <= 0 ? 0 : (x / scale) ** (law.shape - 1) * Math.exp(-((x / scale) ** law.shape));
      return { density, marks: [{ label: "scale", time: scale }], end: scale * TAIL };
    }
    case "pareto": {
      const least = secondsOf(law.minimum);
      const density = (x: number) => (x < least ? 0 : (least / x) ** (law.shape + 1));
      return { density, marks: [{ label: "minimum", time: least }], end: least * TAIL };
    }
    default:
      return undefined;
  }
}
