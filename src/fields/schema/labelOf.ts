/** Labels that do not follow from the key by spacing its words. */
const LABELS: Record<string, string> = {
  at: "At",
  arrivals: "Process",
  max: "At most",
  cv2: "cv²",
  p50: "p50",
  p95: "p95",
  p99: "p99",
  onExceeded: "When exceeded",
  onDisconnect: "On disconnect",
  meanStay: "Mean stay",
  inFlight: "In flight at most",
  maxInFlight: "In flight at most",
  minInSync: "In sync at least",
  of: "Of",
};

/** A field's name on the screen: the key, spaced: "prefetch" → "Prefetch", "timeLimit" → "Time limit". */
export function labelOf(key: string): string {
  const known = LABELS[key];
  if (known) return known;
  const spaced = key.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).replaceAll("-", " ");
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

/** A word of the file as the screen writes it: "after-handler" → "after handler". */
export const wordOf = (word: string) => word.replaceAll("-", " ");
