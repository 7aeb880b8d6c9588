/** What will hurt in a design, told before it is run. Knows neither React nor the DOM. */

export { asFact, asIntent, isFact, isIntent } from "./analysis/verbForms.ts";
export {
  type Finding,
  type Fix,
  type Harm,
  type Severity,
  type Target,
  type ToldFinding,
  tellFinding,
} from "./Finding.ts";
export { type FixLine, fixPreview } from "./fixPreview.ts";
export { findAgain, lintDesign, lintSystem } from "./lintDesign.ts";
export type { Rule } from "./Rule.ts";
export { RULES } from "./rules.ts";
