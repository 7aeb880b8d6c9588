import type { Profile, Span, Value } from "./Profile.ts";

/** Orders two versions such as "3.13" and "4.0"; what is not a number counts as 0. */
function compareVersions(a: string, b: string): number {
  const [left, right] = [numbersOf(a), numbersOf(b)];
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function numbersOf(version: string): number[] {
  return (version.match(/\d+/g) ?? []).map(Number);
}

/** The version whose behavior is meant: the broker's own, or the newest of the profile. */
export function versionOf(profile: Profile, version: string | undefined): string {
  return version ?? profile.versions.at(-1) ?? "";
}

/** Whether something is in force in a version. */
export function isInVersion({ since, until }: Span, version: string): boolean {
  if (since !== undefined && compareVersions(version, since) < 0) return false;
  return until === undefined || compareVersions(version, until) < 0;
}

/** Whether what must hold does, given how to read the value of a parameter. */
export function isMet({ when }: Span, read: (name: string) => Value | undefined): boolean {
  return Object.entries(when ?? {}).every(([name, wanted]) => {
    const value = read(name);
    return Array.isArray(wanted) ? wanted.includes(value) : value === wanted;
  });
}
