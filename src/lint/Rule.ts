import type { Analysis } from "./Analysis.ts";
import type { Finding } from "./Finding.ts";

/** What a rule says of one place; what is the same for all its findings stands in the rule. */
export type RuleFinding = Omit<Finding, "rule" | "harm">;

/** One thing that is looked for in a design. Rules are pure: the same design, the same findings. */
export interface Rule {
  id: string;
  /** What the rule asks of a design, one sentence. */
  asks: string;
  harm: Finding["harm"];
  check(analysis: Analysis): Iterable<RuleFinding>;
}
