import { type Design, jsonPath, type ValuePath } from "../design/index.ts";

/** How much a finding matters; only an error fails a check on the command line. */
export type Severity = "error" | "warning" | "hint";

/** What a finding leads to when nobody minds it. Findings are shown by it, not by rule. */
export type Harm =
  | "done twice or out of order"
  | "lost, stuck or growing"
  | "too close to the limit"
  | "hard to change";

/** Where a finding stands. */
export interface Target {
  kind: "node" | "link" | "message-type";
  id: string;
  /** The value in the document that it is about, from the root of the design. */
  path: ValuePath;
}

/** A mend that needs no choice: one edit, one step of undo. */
export interface Fix {
  /** A verb and what it does, for a button. */
  label: string;
  /** Changes a draft of the design that was checked; run it through `DesignStore.edit`. */
  apply(draft: Design): void;
}

/** One thing in a design that will hurt: what it is, why it hurts, how to mend it. */
export interface Finding {
  /** Id of the rule that found it. */
  rule: string;
  harm: Harm;
  severity: Severity;
  target: Target;
  /** What stands in the design, one sentence. */
  what: string;
  /** Why it hurts, with a figure of this design where there is one. */
  why: string;
  /** How to mend it. */
  mend: string;
  fix?: Fix;
}

/** A finding as it is told to others: the mend by its label alone, since what it does stays with the rule. */
export interface ToldFinding extends Omit<Finding, "fix"> {
  /** See `keyOfFinding`. */
  key: string;
  fix?: string;
}

/** What tells one finding from all others of a design, and stays the same while its figures change. */
export function keyOfFinding({ rule, target }: Pick<Finding, "rule" | "target">): string {
  return `${rule} ${target.kind} ${jsonPath(target.path)}`;
}

/** A finding without what cannot be sent to another thread. */
export function tellFinding({ fix, ...finding }: Finding): ToldFinding {
  return { key: keyOfFinding(finding), ...finding, ...(fix && { fix: fix.label }) };
}
