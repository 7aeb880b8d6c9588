import type { System } from "../../simulator/index.ts";
import type { ResolvedDesign } from "../design/index.ts";
import { Analysis } from "./Analysis.ts";
import { type Finding, keyOfFinding } from "./Finding.ts";
import { RULES } from "./rules.ts";

const RANK = { error: 0, warning: 1, hint: 2 } as const;

/**
 * Looks for what will hurt in a design: every rule over one shared analysis. The gravest come first;
 * within a severity they stand in the order of the rules and of the document, so that the same
 * design always gives the same list.
 */
export function lintDesign(design: ResolvedDesign): Finding[] {
  return lintSystem(design.system);
}

/** The same for the system of a design, which is all that rules look at. */
export function lintSystem(system: System): Finding[] {
  const analysis = new Analysis(system);
  const findings = RULES.flatMap((rule) => findingsOf(rule, analysis));
  return findings.sort((a, b) => RANK[a.severity] - RANK[b.severity]);
}

/** The finding of that key in a design as it is now, found by its one rule; undefined when it is gone. */
export function findAgain(design: ResolvedDesign, key: string): Finding | undefined {
  const rule = RULES.find(({ id }) => key.startsWith(`${id} `));
  if (!rule) return undefined;
  return findingsOf(rule, new Analysis(design.system)).find((each) => keyOfFinding(each) === key);
}

function findingsOf({ id, harm, check }: (typeof RULES)[number], analysis: Analysis): Finding[] {
  return Array.from(check(analysis), (finding): Finding => ({ rule: id, harm, ...finding }));
}
