import { jsonPath } from "../design/index.ts";
import { type Finding, lintDesign } from "../lint/index.ts";
import { readDesign } from "./readDesign.ts";

/** A check that failed: the command has said why, and ends with exit code 1. */
const FAILED = 1;

/**
 * `sluice lint FILE`: says what will hurt in a design. The exit code is 1 when one of the findings
 * is an error.
 * @throws BadInput when the file cannot be read or is not a valid design
 */
export function lint(file: string, options: { json?: boolean }): void {
  const findings = lintDesign(readDesign(file).resolved);
  process.stdout.write(options.json ? jsonOf(file, findings) : textOf(file, findings));
  if (findings.some(({ severity }) => severity === "error")) process.exitCode = FAILED;
}

function jsonOf(file: string, findings: readonly Finding[]): string {
  const told = findings.map(({ target, fix, ...finding }) => ({
    ...finding,
    target: { ...target, path: jsonPath(target.path) },
    ...(fix && { fix: fix.label }),
  }));
  return `${JSON.stringify({ file, findings: told }, null, 2)}\n`;
}

function textOf(file: string, findings: readonly Finding[]): string {
  if (findings.length === 0) return `${file}: nothing found\n`;
  const blocks = findings.map(
    ({ severity, rule, target, what, why, mend }) =>
      `${severity} ${rule} at ${jsonPath(target.path)}\n  ${what}\n  ${why}\n  ${mend}\n`,
  );
  return `${blocks.join("\n")}\n${file}: ${countOf(findings)}\n`;
}

function countOf(findings: readonly Finding[]): string {
  const of = (severity: Finding["severity"]) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return `${count} ${severity}${count === 1 ? "" : "s"}`;
  };
  return `${of("error")}, ${of("warning")} and ${of("hint")}`;
}
