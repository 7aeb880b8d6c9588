import type { Harm, Severity, ToldFinding } from "../../lint/index.ts";

/** Which findings are listed. */
export type ProblemFilter = "all" | "errors" | "warnings" | "selected";

/** Findings that lead to one harm. */
export interface ProblemGroup {
  harm: Harm;
  findings: readonly ToldFinding[];
}

/** The harms, the gravest first. */
const HARMS: readonly Harm[] = [
  "done twice or out of order",
  "lost, stuck or growing",
  "too close to the limit",
  "hard to change",
];

const SHOWN: Record<ProblemFilter, readonly Severity[]> = {
  all: ["error", "warning", "hint"],
  errors: ["error"],
  warnings: ["error", "warning"],
  selected: ["error", "warning", "hint"],
};

/** Findings by the harm that they lead to, not by rule; the gravest of a group first. */
export function problemGroups(
  findings: readonly ToldFinding[],
  filter: ProblemFilter,
  selected: readonly string[],
): ProblemGroup[] {
  const listed = findings.filter(
    ({ severity, target }) =>
      SHOWN[filter].includes(severity) && (filter !== "selected" || selected.includes(target.id)),
  );
  return HARMS.map((harm) => ({
    harm,
    findings: listed.filter((finding) => finding.harm === harm),
  })).filter((group) => group.findings.length > 0);
}

/** The same one after the other, as they stand on the screen. */
export function inOrder(groups: readonly ProblemGroup[]): ToldFinding[] {
  return groups.flatMap(({ findings }) => findings);
}
