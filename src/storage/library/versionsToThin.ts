import type { VersionRecord } from "./records.ts";

const MINUTE = 60 * 1000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How densely versions are kept, by age: one for each stretch of `every`. */
const DENSITY: readonly { upTo: number; every: number }[] = [
  { upTo: HOUR, every: 5 * MINUTE },
  { upTo: DAY, every: HOUR },
  { upTo: 31 * DAY, every: DAY },
  { upTo: Number.POSITIVE_INFINITY, every: 7 * DAY },
];
/** Versions before large acts are all kept for so long, then as densely as the others. */
const ACTS_KEPT_MS = DAY;

/**
 * Versions that may go, so that their number grows with the logarithm of a design's age. Those with
 * a name and those that hold overtaken edits stay for good; so does the newest of all.
 */
export function versionsToThin(versions: readonly VersionRecord[], now: number): VersionRecord[] {
  const newestFirst = [...versions].sort((a, b) => b.at - a.at);
  const taken = new Set<string>();
  return newestFirst.filter((version, index) => {
    const age = now - version.at;
    if (index === 0 || version.kind === "named" || version.kind === "conflict") return false;
    if (version.kind === "before" && age < ACTS_KEPT_MS) return false;
    const { upTo, every } = DENSITY.find((step) => age <= step.upTo) ?? { upTo: 0, every: DAY };
    // Stretches are those of the calendar, so that the same versions stay each time.
    const stretch = `${upTo}/${Math.floor(version.at / every)}`;
    if (taken.has(stretch)) return true;
    taken.add(stretch);
    return false;
  });
}
