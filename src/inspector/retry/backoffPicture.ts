import { type BackoffText, secondsOf } from "../../../simulator/index.ts";

/** A wait between two attempts. With jitter it may be any time from `least` to `most` seconds. */
export type Wait = { least: number; most: number };

/** Waits that are drawn; more of them cannot be told apart. */
const DRAWN_AT_MOST = 8;

type Timed = Exclude<BackoffText, { kind: "none" } | { kind: "random" }>;

const limit = (seconds: number, max: string | undefined) =>
  max === undefined ? seconds : Math.min(seconds, secondsOf(max));

/** The wait after attempt k (from 1) before jitter, in seconds; see the model's Backoff. */
function rawWait(backoff: Timed, k: number): number {
  switch (backoff.kind) {
    case "fixed":
      return secondsOf(backoff.delay);
    case "linear":
      return limit(secondsOf(backoff.step) * k, backoff.max);
    case "exponential":
      return limit(secondsOf(backoff.first) * (backoff.factor ?? 2) ** (k - 1), backoff.max);
    case "schedule": {
      const delay = backoff.delays[Math.min(k, backoff.delays.length) - 1];
      return delay === undefined ? 0 : secondsOf(delay);
    }
  }
}

/** The decorrelated wait of attempt k is bounded by three times the longest wait before it. */
function decorrelated(backoff: Timed & { kind: "exponential" }, count: number): Wait[] {
  const first = secondsOf(backoff.first);
  const waits: Wait[] = [];
  for (let most = first; waits.length < count; ) {
    most = limit(3 * most, backoff.max);
    waits.push({ least: Math.min(first, most), most });
  }
  return waits;
}

/**
 * The waits between the attempts of a retry policy, for its picture.
 * @returns undefined where the waits are drawn from a law and have no fixed picture
 */
export function waitsOf(backoff: BackoffText, attempts: number | "unlimited"): Wait[] | undefined {
  const count = Math.min(attempts === "unlimited" ? DRAWN_AT_MOST : attempts - 1, DRAWN_AT_MOST);
  if (backoff.kind === "random") return undefined;
  if (backoff.kind === "none") return Array.from({ length: count }, () => ({ least: 0, most: 0 }));
  const jitter = backoff.kind === "exponential" ? (backoff.jitter ?? "none") : "none";
  if (backoff.kind === "exponential" && jitter === "decorrelated") {
    return decorrelated(backoff, count);
  }
  return Array.from({ length: count }, (_, index) => {
    const most = rawWait(backoff, index + 1);
    const share = jitter === "full" ? 0 : jitter === "equal" ? 0.5 : 1;
    return { least: most * share, most };
  });
}
