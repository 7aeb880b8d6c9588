/** What a right program prints, and how far one run at N = 10⁶ may be off (four standard deviations). */
interface Expectation {
  figure: string;
  value: number;
  /** As a share of the value. */
  within: number;
}

/** Closed forms of M/M/1 with load 0.8. */
const MM1: readonly Expectation[] = [
  { figure: "mean", value: 5, within: 0.04 },
  { figure: "p50", value: 3.466, within: 0.04 },
  { figure: "p95", value: 14.98, within: 0.055 },
  { figure: "p99", value: 23.03, within: 0.08 },
  { figure: "mean_queue", value: 4, within: 0.04 },
];

/**
 * An open product-form network (Baskett, Chandy, Muntz, Palacios 1975), each group of which is M/M/4. p99
 * is no check: 1 % of the messages are retried, so it sits on the jump between 30 and 100 ms. p99.9 is by
 * simulation.
 */
const CHAIN: readonly Expectation[] = [
  { figure: "mean", value: 8.8248e-3, within: 0.014 },
  { figure: "p50", value: 6.491e-3, within: 0.022 },
  { figure: "p95", value: 18.547e-3, within: 0.036 },
  { figure: "p999", value: 124.0e-3, within: 0.015 },
  { figure: "mean_queue", value: 2.5728, within: 0.047 },
  { figure: "busy", value: 3.2323, within: 0.005 },
];

/** Events of the chain for each message, and four standard deviations of their number at N = 10⁶. */
const CHAIN_EVENTS = { each: 8.060597, within: 1300 };
/** Dead letters of the chain are Poisson with this mean for each message. */
const DEAD_EACH = 3e-6;

/** One line of a program. */
export type Line = Readonly<Record<string, number | string>>;

/**
 * Whether a line has the values that its workload must show.
 * @returns what is wrong, or undefined when all is right
 */
export function wrongIn(workload: string, line: Line, systems: number): string | undefined {
  if (workload === "hold") return undefined;
  const n = Number(line.n);
  const looser = Math.sqrt(1e6 / n);
  if (workload === "mm1")
    return Number(line.events) === 2 * n ? wrongFigure(MM1, line, looser) : "events";
  const expected = CHAIN_EVENTS.each * n;
  const allowed = CHAIN_EVENTS.within / looser + 1;
  const isOff = Math.abs(Number(line.events) - expected) > allowed;
  if (isOff) return `events ${line.events} instead of ${expected.toFixed(0)}`;
  const dead = Number(line.dead);
  const mean = DEAD_EACH * n;
  if (dead > mean + 5 * Math.sqrt(mean) + 1) return `dead ${dead} instead of about ${mean}`;
  if (n / systems >= 1e5) return wrongFigure(CHAIN, line, looser);
  // Short copies do not reach their steady state: only what does not depend on it can be judged.
  const isFast = Number(line.mean) < 8e-3 || Number(line.mean) > 9.6e-3;
  return isFast ? `mean ${line.mean}` : undefined;
}

function wrongFigure(
  expectations: readonly Expectation[],
  line: Line,
  looser: number,
): string | undefined {
  for (const { figure, value, within } of expectations) {
    const measured = Number(line[figure]);
    // SIM.JS and SimPy do not print all figures in all workloads.
    if (line[figure] === undefined) continue;
    if (!(Math.abs(measured - value) <= within * value * looser))
      return `${figure} ${measured.toPrecision(4)} instead of ${value}`;
  }
  return undefined;
}
