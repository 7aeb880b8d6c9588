import type { Design } from "../design/index.ts";
import type { Fix } from "./Finding.ts";

/** One line of what a mend changes in the document. */
export interface FixLine {
  sign: "-" | "+";
  text: string;
}

/** What a mend takes out of the document and what it puts in, without doing it. */
export function fixPreview(design: Design, fix: Fix): FixLine[] {
  const after = structuredClone(design);
  fix.apply(after);
  return changesBetween(design.system, after.system, []);
}

function changesBetween(before: unknown, after: unknown, path: readonly string[]): FixLine[] {
  if (before === after || JSON.stringify(before) === JSON.stringify(after)) return [];
  if (isTable(before) && isTable(after)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return names.flatMap((name) => changesBetween(before[name], after[name], [...path, name]));
  }
  const name = path.join(".");
  return [
    ...linesOf(name, before, "").map((text): FixLine => ({ sign: "-", text })),
    ...linesOf(name, after, "").map((text): FixLine => ({ sign: "+", text })),
  ];
}

function isTable(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A value as people write it: one line for what is short, one line for each part otherwise. */
function linesOf(name: string, value: unknown, indent: string): string[] {
  if (value === undefined) return [];
  if (!isTable(value)) return [`${indent}${name}: ${textOf(value)}`];
  const parts = Object.entries(value).flatMap(([key, part]) => linesOf(key, part, `${indent}  `));
  return [`${indent}${name}:`, ...parts];
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
