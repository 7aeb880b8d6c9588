/** What will hurt in a design, told before it is run. Knows neither React nor the DOM. */
export type { Finding, Fix, Harm, Severity, Target } from "./Finding.ts";
export { lintDesign } from "./lintDesign.ts";
export type { Rule } from "./Rule.ts";
export { RULES } from "./rules.ts";
