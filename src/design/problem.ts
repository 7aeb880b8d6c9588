import type { z } from "zod";
import { allOf, suggestion } from "../../simulator/index.ts";

/** One thing that is wrong with a document: where, what stands there, and how to mend it. */
export interface Problem {
  /** JSON path, such as `$.system.nodes["payment.q"].prefetch`. */
  path: string;
  /** What is wrong and how to mend it, as a sentence without the path. */
  message: string;
  /** The value that stands there, shortened; absent where nothing stands. */
  value?: string;
  /** Line in the text, from 1, when there is a text. */
  line?: number;
  /** Which characters of that line are meant, from 1, when there is a text. */
  column?: number;
  length?: number;
  /** Keys of the object at the path that are no words of the language. */
  unknownKeys?: readonly string[];
}

type Path = readonly PropertyKey[];
type RawIssue = Parameters<z.core.$ZodErrorMap>[0];
type Issue = z.core.$ZodIssue;

/** Writes a path as JSONPath does. */
export function jsonPath(path: Path): string {
  let text = "$";
  for (const key of path) {
    if (typeof key === "number") text += `[${key}]`;
    else if (/^[A-Za-z_$][\w$]*$/.test(String(key))) text += `.${String(key)}`;
    else text += `[${JSON.stringify(String(key))}]`;
  }
  return text;
}

/** Reads back what `jsonPath` wrote. */
export function pathKeys(path: string): (string | number)[] {
  const keys: (string | number)[] = [];
  for (const [, name, index, quoted] of path.matchAll(
    /\.([A-Za-z_$][\w$]*)|\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]/g,
  )) {
    if (name !== undefined) keys.push(name);
    else if (index !== undefined) keys.push(Number(index));
    else if (quoted !== undefined) keys.push(JSON.parse(quoted) as string);
  }
  return keys;
}

/** A value as one short line of JSON. */
function briefly(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

/** One line for people: path, what is wrong, what stands there. */
export function problemLine(problem: Problem): string {
  const line = problem.line === undefined ? "" : `line ${problem.line}, `;
  const value = problem.value === undefined ? "" : ` Found: ${problem.value}`;
  return `${line}${problem.path}: ${problem.message}${value}`;
}

const KIND_OF_VALUE: Record<string, string> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  object: "an object { … }",
  record: "an object { … }",
  array: "a list [ … ]",
  tuple: "a list [ … ]",
  null: "null",
  undefined: "nothing",
};

/** Words for zod's issues. Schemas that have their own words keep them. */
export function explain(issue: RawIssue): string | undefined {
  switch (issue.code) {
    case "invalid_type":
      return issue.input === undefined
        ? `is missing; here stands ${KIND_OF_VALUE[issue.expected] ?? issue.expected}.`
        : `must be ${KIND_OF_VALUE[issue.expected] ?? issue.expected}.`;
    case "unrecognized_keys":
      return unknownKeys(issue.keys as string[], shapeKeys(issue.inst));
    case "invalid_value":
      return oneOf(issue.values as unknown[], issue.input);
    case "invalid_union":
      return unionMessage(issue);
    case "too_small":
      return `must be ${issue.inclusive ? "at least" : "more than"} ${issue.minimum}${sizeNoun(issue.origin)}.`;
    case "too_big":
      return `must be ${issue.inclusive ? "at most" : "less than"} ${issue.maximum}${sizeNoun(issue.origin)}.`;
    default:
      return undefined;
  }
}

function sizeNoun(origin: unknown): string {
  if (origin === "string") return " characters long";
  if (origin === "array") return " entries long";
  return "";
}

function unknownKeys(keys: readonly string[], known: readonly string[]): string {
  const [first = ""] = keys;
  const others = keys.length > 1 ? ` (and ${keys.length - 1} more)` : "";
  return `"${first}"${others} is not a word of the language here.${suggestion(first, known)}`;
}

function oneOf(values: readonly unknown[], input: unknown): string {
  const words = values.map(String);
  if (words.length === 1) return `must be ${JSON.stringify(values[0])}.`;
  const list = words.map((word) => JSON.stringify(word)).join(", ");
  const near = typeof input === "string" ? suggestion(input, words) : "";
  return near.startsWith(" Did")
    ? `is not one of the words here.${near}`
    : `must be one of ${list}.`;
}

interface Definition {
  shape?: Record<string, unknown>;
  discriminator?: string;
  options?: readonly { _zod: { propValues?: Record<string, Set<unknown>> } }[];
}

function definitionOf(schema: unknown): Definition {
  return (schema as { _zod?: { def: Definition } } | undefined)?._zod?.def ?? {};
}

function shapeKeys(schema: unknown): string[] {
  return Object.keys(definitionOf(schema).shape ?? {});
}

/** A union that goes by a word ("kind", "do", "fault") says which words there are. */
function unionMessage(issue: RawIssue): string | undefined {
  const { discriminator, options } = definitionOf(issue.inst);
  if (discriminator === undefined || options === undefined) return undefined;
  const words = options.flatMap((option) =>
    [...(option._zod.propValues?.[discriminator] ?? [])].map(String),
  );
  const input = issue.input as Record<string, unknown> | undefined;
  const word = typeof input === "object" && input !== null ? input[discriminator] : undefined;
  if (word === undefined)
    return `needs a "${discriminator}": one of ${words.map((w) => `"${w}"`).join(", ")}.`;
  return `unknown ${discriminator} ${briefly(word)}.${suggestion(String(word), words) || allOf(words)}`;
}

/** Turns a failed parse into problems; of a union that fits nowhere, the nearest reading is told. */
export function problemsOf(error: z.core.$ZodError, document: unknown): Problem[] {
  return error.issues.flatMap((issue) => flatten(issue, [], document));
}

function flatten(issue: Issue, base: Path, document: unknown): Problem[] {
  const path = [...base, ...issue.path];
  if (issue.code === "invalid_union" && issue.errors.length > 0) {
    const reading = nearestReading(issue.errors, valueAt(document, path));
    return reading.flatMap((inner) => flatten(inner, path, document));
  }
  if (issue.code === "invalid_key") {
    const inner = issue.issues[0]?.message ?? issue.message;
    return [{ path: jsonPath(path), message: sentence(inner) }];
  }
  const value = valueAt(document, path);
  const problem: Problem = { path: jsonPath(path), message: sentence(issue.message) };
  if (value !== undefined && typeof value !== "object") problem.value = briefly(value);
  if (issue.code === "unrecognized_keys") problem.unknownKeys = issue.keys;
  return [problem];
}

/** The alternative of a union that the value comes nearest to: the deepest or last complaint. */
function nearestReading(alternatives: readonly Issue[][], value: unknown): Issue[] {
  const depth = (issues: Issue[]) => Math.max(...issues.map((issue) => issue.path.length));
  const wrongType = (issues: Issue[]) =>
    issues.some((i) => i.path.length === 0 && i.code === "invalid_type");
  const fitting = alternatives.filter((issues) => !wrongType(issues));
  const pool = fitting.length > 0 ? fitting : alternatives;
  if (typeof value !== "object") return pool[0] ?? [];
  return pool.reduce(
    (best, issues) => (depth(issues) > depth(best) ? issues : best),
    pool[0] ?? [],
  );
}

function valueAt(document: unknown, path: Path): unknown {
  let value = document;
  for (const key of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<PropertyKey, unknown>)[key];
  }
  return value;
}

function sentence(text: string): string {
  return /[.?!]$/.test(text) ? text : `${text}.`;
}
