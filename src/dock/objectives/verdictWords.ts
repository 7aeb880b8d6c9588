import {
  exactCount,
  figureText,
  type Objective,
  shortDuration,
  shortNumber,
  shortRate,
  type Verdict,
} from "../../../simulator/index.ts";

type Kind = Objective["objective"];

/** How a promise stands: it holds, is broken, is broken but may yet be kept, or is not known. */
export type Standing = "holds" | "broken" | "at-risk" | "unknown";

/** Promises that time can mend: a share or a percentile, which later messages move. */
const CAN_RECOVER: readonly Kind[] = [
  "latency",
  "throughput",
  "utilization",
  "availability",
  "staleness",
];

/** How a promise stands at this moment of a run; before the end nothing is kept for good. */
export function standingOf(verdict: Verdict, isFinished: boolean): Standing {
  if (verdict.passed === undefined) return "unknown";
  if (verdict.passed) return isFinished ? "holds" : "unknown";
  return !isFinished && CAN_RECOVER.includes(verdict.objective) ? "at-risk" : "broken";
}

const PERCENT = 100;

/** A figure of a promise in its unit. */
export function figureWords(kind: Kind, value: number | undefined): string {
  if (value === undefined || Number.isNaN(value)) return "–";
  switch (kind) {
    case "latency":
    case "lag-time":
    case "staleness":
      return figureText(shortDuration(value));
    case "throughput":
      return figureText(shortRate(value));
    case "utilization":
    case "availability":
      return `${shortNumber(value * PERCENT)} %`;
    default:
      return exactCount(value);
  }
}

/** What a promise allows: "at most 50", "under 5 s". */
export function limitWords({ objective, limit }: Verdict): string {
  const figure = figureWords(objective, limit);
  if (objective === "throughput" || objective === "availability") return `at least ${figure}`;
  const isBound = ["latency", "lag", "lag-time", "staleness", "utilization"].includes(objective);
  return isBound ? `under ${figure}` : `at most ${figure}`;
}

const NAMES: Partial<Record<Kind, string>> = {
  latency: "Response time",
  lost: "Messages lost",
  "dead-lettered": "Dead letters",
  duplicates: "Done more than once",
};

/** A kind of promise without a name of its own: "lag-time" → "Lag time". */
const spaced = (kind: string) =>
  `${kind.charAt(0).toUpperCase()}${kind.slice(1)}`.replaceAll("-", " ");

/** The promise's own name, or what it is about. */
export const titleOf = ({ name, objective }: Verdict) =>
  name ?? NAMES[objective] ?? spaced(objective);

/** How many promises are broken, for the tab: "2 of 6 broken", or just how many there are. */
export function countWords(standings: readonly Standing[]): { text: string; isBad: boolean } {
  const broken = standings.filter((standing) => standing === "broken").length;
  return broken === 0
    ? { text: String(standings.length), isBad: false }
    : { text: `${broken} of ${standings.length} broken`, isBad: true };
}
