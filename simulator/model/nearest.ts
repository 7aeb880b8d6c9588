import { distance } from "fastest-levenshtein";

/** The candidate nearest in spelling, when it is near enough to be what was meant. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let least = Math.max(2, Math.floor(word.length * 0.4)) + 1;
  const lower = word.toLowerCase();
  for (const candidate of candidates) {
    const d = distance(lower, candidate.toLowerCase());
    if (d < least) {
      least = d;
      best = candidate;
    }
  }
  return best;
}

/** " Did you mean X?", or the list of what there is when it is short, or nothing. */
export function suggestion(word: string, candidates: readonly string[]): string {
  const near = nearest(word, candidates);
  if (near !== undefined) return ` Did you mean "${near}"?`;
  return candidates.length <= 12 ? allOf(candidates) : "";
}

/** " There is X." or " There are X, Y."; nothing where there is none. */
export function allOf(candidates: readonly string[]): string {
  if (candidates.length === 0) return "";
  return ` There ${candidates.length === 1 ? "is" : "are"} ${candidates.map((c) => `"${c}"`).join(", ")}.`;
}
