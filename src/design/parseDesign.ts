import {
  findNodeAtLocation,
  type Node as JsonNode,
  parseTree,
  printParseErrorCode,
} from "jsonc-parser";
import { checkParameters, lowerSystem, System } from "../../simulator/index.ts";
import { type Design, DesignFile, Drawing, type ResolvedDesign } from "./DesignFile.ts";
import { migrate } from "./migrations.ts";
import { explain, jsonPath, type Problem, pathKeys, problemsOf } from "./problem.ts";

/** Larger files are refused before they are read. */
export const MAX_FILE_BYTES = 64 * 1024 * 1024;
/** Deeper nesting than any design has; a guard against files made to exhaust the stack. */
const MAX_DEPTH = 100;

/** What one object takes for its parent; the schema does not see it, and so it would be kept unread. */
const PROTO_KEY = '"__proto__" is taken by the language itself; choose another name.';

/** A design that was read, or what is wrong with it. */
export type ParsedDesign =
  | { ok: true; design: Design; resolved: ResolvedDesign }
  | { ok: false; problems: [Problem, ...Problem[]] };

/**
 * Reads the text of a design file: JSON, then the format number and migrations, then the schema,
 * then every name. Nothing of a file that fails is kept.
 */
export function parseDesign(text: string): ParsedDesign {
  if (text.trim() === "") return refused("$", "The file is empty. A design file is a JSON object.");
  if (text.length > MAX_FILE_BYTES)
    return refused("$", "The file is larger than 64 MiB, which no design is.");
  const deep = depthOf(text) > MAX_DEPTH;
  if (deep)
    return refused(
      "$",
      `The file is nested more than ${MAX_DEPTH} levels deep, which no design is.`,
    );
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return refusedSyntax(text);
  }
  const parsed = /"__proto__"\s*:/.test(text) ? refused("$", PROTO_KEY) : checkDesign(json);
  if (parsed.ok) {
    const repeated = keysIn(text) === keysOf(json) ? undefined : repeatedKey(parseTree(text));
    return repeated === undefined ? parsed : withLines(text, [repeated]);
  }
  return withLines(text, parsed.problems);
}

/** Checks a document that is already an object; see `parseDesign`. */
export function checkDesign(json: unknown): ParsedDesign {
  if (typeof json !== "object" || json === null || Array.isArray(json)) {
    return refused("$", "A design file is a JSON object { … }.");
  }
  const migrated = migrate(json as Record<string, unknown>);
  if ("problem" in migrated) return refused("$.format", migrated.problem);
  const result = DesignFile.safeParse(migrated.document, { error: explain });
  if (result.success) return withBrokers(migrated.document as Design, result.data);
  const [first, ...rest] = problemsOf(result.error, migrated.document);
  return first
    ? { ok: false, problems: [first, ...rest] }
    : refused("$", "The file is not a design.");
}

/**
 * Checks a document whose system, scenarios and objectives are those of one that was checked before:
 * only its picture and its words are read again.
 * @param known what the earlier document means
 */
export function checkDrawing(design: Design, known: ResolvedDesign): ParsedDesign {
  const { system: _, scenarios: __, objectives: ___, ...drawing } = design;
  const result = Drawing.safeParse(drawing, { error: explain });
  const { system, scenarios, objectives } = known;
  if (result.success)
    return { ok: true, design, resolved: { ...result.data, system, scenarios, objectives } };
  const [first, ...rest] = problemsOf(result.error, drawing);
  return first
    ? { ok: false, problems: [first, ...rest] }
    : refused("$", "The file is not a design.");
}

/** Checks the brokers' own parameters, and resolves what they mean. */
function withBrokers(design: Design, resolved: ResolvedDesign): ParsedDesign {
  const [first, ...rest] = checkParameters(design.system ?? {}).map(({ path, message }) => ({
    path: jsonPath(["system", ...path]),
    message,
  }));
  if (first !== undefined) return { ok: false, problems: [first, ...rest] };
  const lowered = lowerSystem(design.system ?? {});
  if (lowered === design.system) return { ok: true, design, resolved };
  const meant = System.safeParse(lowered);
  if (meant.success) return { ok: true, design, resolved: { ...resolved, system: meant.data } };
  const [issue] = meant.error.issues;
  return refused(
    jsonPath(["system", ...((issue?.path ?? []) as string[])]),
    `This does not go with the broker's profile: ${issue?.message ?? "a setting is not known there."}`,
  );
}

function refused(path: string, message: string): ParsedDesign {
  return { ok: false, problems: [{ path, message }] };
}

function refusedSyntax(text: string): ParsedDesign {
  const errors: { error: number; offset: number; length: number }[] = [];
  parseTree(text, errors, { disallowComments: true });
  const [first] = errors;
  const code = first === undefined ? "" : printParseErrorCode(first.error);
  const isCutOff =
    first === undefined ||
    code.startsWith("UnexpectedEnd") ||
    first.offset >= text.trimEnd().length;
  const message = isCutOff
    ? "The file ends too early: it is cut off or a bracket is not closed."
    : `This is not JSON: ${inWords(code)}.`;
  const { offset, length } = first ?? { offset: text.length, length: 0 };
  return { ok: false, problems: [{ path: "$", message, ...placeAt(text, offset, length) }] };
}

/** "CommaExpected" is "comma expected". */
function inWords(code: string): string {
  return code.replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter}`).toLowerCase();
}

function withLines(text: string, problems: readonly (Problem & { keys?: never })[]): ParsedDesign {
  const tree = parseTree(text);
  const [first, ...rest] = problems.map((problem) => {
    if (problem.line !== undefined) return problem;
    return { ...problem, ...placeOf(text, tree, problem.path) };
  });
  return first
    ? { ok: false, problems: [first, ...rest] }
    : refused("$", "The file is not a design.");
}

type Place = Required<Pick<Problem, "line" | "column" | "length">>;

/** Where the value at a path stands, or the nearest thing around it that exists: of what is larger than a word, its name. */
function placeOf(text: string, tree: JsonNode | undefined, path: string): Place | undefined {
  if (!tree) return undefined;
  const keys = pathKeys(path);
  for (let length = keys.length; length >= 0; length--) {
    const node = findNodeAtLocation(tree, keys.slice(0, length));
    if (!node) continue;
    const name = node.parent?.type === "property" ? node.parent.children?.[0] : undefined;
    const shown = node.children && name ? name : node;
    return placeAt(text, shown.offset, shown.length);
  }
  return undefined;
}

/** Line and column of a place; of what takes several lines, its part of the first. */
function placeAt(text: string, offset: number, length: number): Place {
  let line = 1;
  let start = 0;
  for (let i = text.indexOf("\n"); i !== -1 && i < offset; i = text.indexOf("\n", i + 1)) {
    line++;
    start = i + 1;
  }
  const end = text.indexOf("\n", offset);
  const left = (end === -1 ? text.length : end) - offset;
  return { line, column: offset - start + 1, length: Math.min(length, left) };
}

function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let inText = false;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (inText) {
      if (c === 92) i++;
      else if (c === 34) inText = false;
    } else if (c === 34) inText = true;
    else if (c === 123 || c === 91) deepest = Math.max(deepest, ++depth);
    else if (c === 125 || c === 93) depth--;
  }
  return deepest;
}

/** JSON keeps the last of two equal keys in silence; a design must not lose the first. */
/** Texts and what stands between them; those before a colon are keys. */
const TEXT_OR_KEY = /"(?:[^"\\]|\\.)*"(\s*:)?/g;

/** Keys that a valid JSON text has, those that stand twice counted twice: far cheaper than its tree. */
function keysIn(text: string): number {
  let count = 0;
  for (const [, colon] of text.matchAll(TEXT_OR_KEY)) if (colon !== undefined) count++;
  return count;
}

/** Keys that were kept of it: of two that are the same, one. */
function keysOf(json: unknown): number {
  if (typeof json !== "object" || json === null) return 0;
  const inside = Object.values(json).reduce<number>((count, value) => count + keysOf(value), 0);
  return Array.isArray(json) ? inside : inside + Object.keys(json).length;
}

function repeatedKey(
  node: JsonNode | undefined,
  path: (string | number)[] = [],
): Problem | undefined {
  if (!node?.children) return undefined;
  const seen = new Set<string>();
  for (const [index, child] of node.children.entries()) {
    const [key, value] = child.type === "property" ? (child.children ?? []) : [];
    const name = key ? String(key.value) : index;
    const here = [...path, name];
    if (key && seen.has(String(key.value))) {
      return { path: jsonPath(here), message: "stands twice. Remove one of the two." };
    }
    if (key) seen.add(String(key.value));
    const inner = repeatedKey(key ? value : child, here);
    if (inner) return inner;
  }
  return undefined;
}
