import type { ResolvedDesign } from "../design/index.ts";
import { Analysis } from "./Analysis.ts";
import type { Finding } from "./Finding.ts";
import { RULES } from "./rules.ts";

const RANK = { error: 0, warning: 1, hint: 2 } as const;

/**
 * Looks for what will hurt in a design: every rule over one shared analysis. The gravest come first;
 * within a severity they stand in the order of the rules and of the document, so that the same
 * design always gives the same list.
 */
export function lintDesign(design: ResolvedDesign): Finding[] {
  const analysis = new Analysis(design.system);
  const findings = RULES.flatMap(({ id, harm, check }) =>
    Array.from(check(analysis), (finding): Finding => ({ rule: id, harm, ...finding })),
  );
  return findings.sort((a, b) => RANK[a.severity] - RANK[b.severity]);
}
