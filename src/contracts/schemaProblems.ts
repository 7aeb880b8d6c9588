import {
  findNodeAtLocation,
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from "jsonc-parser";
import { nearest } from "../../simulator/index.ts";

/** Something in the text of a schema that is wrong, or that no reader will understand as it is meant. */
export type SchemaProblem = {
  /** Where it begins and how long it is, in characters. */
  offset: number;
  length: number;
  isError: boolean;
  message: string;
  /** What mends it: other text for the same place. */
  mend?: { label: string; text: string };
};

const TYPES = ["null", "boolean", "object", "array", "number", "integer", "string"];

const SYNTAX: Record<string, string> = {
  CommaExpected: "A comma is missing before this",
  CloseBraceExpected: 'The closing "}" is missing',
  CloseBracketExpected: 'The closing "]" is missing',
  PropertyNameExpected: "A name in quotes is expected here",
  ColonExpected: 'A ":" is missing after the name',
  ValueExpected: "A value is expected here",
  UnexpectedEndOfString: "The closing quote is missing",
  EndOfFileExpected: "The schema ends before this",
  InvalidSymbol: "This is no JSON: texts stand in quotes",
  InvalidCommentToken: "JSON has no comments",
};

/** Reads the text of a schema: the value when it is JSON, and all that is wrong, each in its place. */
export function readSchemaText(text: string): {
  schema: Record<string, unknown> | undefined;
  problems: SchemaProblem[];
} {
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
  if (errors.length > 0 || !root) {
    return { schema: undefined, problems: errors.slice(0, 1).map((error) => syntax(error, text)) };
  }
  if (root.type !== "object") {
    const message = 'A schema is an object, such as { "type": "object" }.';
    return { schema: undefined, problems: [{ ...spanOf(root), isError: true, message }] };
  }
  return { schema: JSON.parse(text) as Record<string, unknown>, problems: [...check(root)] };
}

function syntax({ error, offset, length }: ParseError, text: string): SchemaProblem {
  const code = printParseErrorCode(error);
  const message = `${SYNTAX[code] ?? "This is no JSON"}. The last valid schema is kept.`;
  const at = Math.min(offset, Math.max(0, text.length - 1));
  return { offset: at, length: Math.max(1, length), isError: true, message };
}

const spanOf = ({ offset, length }: Node) => ({ offset, length });

/** Looks into each schema of a document for what JSON Schema ignores and its author did not mean. */
function* check(node: Node): Generator<SchemaProblem> {
  yield* requiredNames(node);
  yield* typeWords(node);
  yield* limits(node);
  yield* patternOf(node);
  for (const inner of innerSchemas(node)) yield* check(inner);
}

function* requiredNames(node: Node): Generator<SchemaProblem> {
  const required = findNodeAtLocation(node, ["required"]);
  if (!required) return;
  if (required.type !== "array") {
    yield { ...spanOf(required), isError: true, message: '"required" is a list of names.' };
    return;
  }
  const properties = findNodeAtLocation(node, ["properties"]);
  if (!properties) return;
  const names = keysOf(properties);
  for (const each of required.children ?? []) {
    const name = String(each.value);
    if (names.includes(name)) continue;
    const near = nearest(name, names);
    yield {
      ...spanOf(each),
      isError: true,
      message: near
        ? `required names "${name}"; properties has "${near}".`
        : `required names "${name}", which properties does not have. Add it there or take it out here.`,
      ...(near && { mend: { label: `Use ${near}`, text: JSON.stringify(near) } }),
    };
  }
}

function* typeWords(node: Node): Generator<SchemaProblem> {
  const type = findNodeAtLocation(node, ["type"]);
  const words = type?.type === "array" ? (type.children ?? []) : type ? [type] : [];
  for (const word of words) {
    if (TYPES.includes(String(word.value))) continue;
    const near = nearest(String(word.value), TYPES);
    yield {
      ...spanOf(word),
      isError: true,
      message: `"${word.value}" is no type; use one of ${TYPES.join(", ")}.`,
      ...(near && { mend: { label: `Use ${near}`, text: JSON.stringify(near) } }),
    };
  }
}

const PAIRS = [
  ["minimum", "maximum"],
  ["minLength", "maxLength"],
  ["minItems", "maxItems"],
] as const;

function* limits(node: Node): Generator<SchemaProblem> {
  for (const [low, high] of PAIRS) {
    const least = findNodeAtLocation(node, [low]);
    const most = findNodeAtLocation(node, [high]);
    if (least && most && Number(least.value) > Number(most.value)) {
      yield {
        ...spanOf(least),
        isError: true,
        message: `${low} ${least.value} is above ${high} ${most.value}: nothing passes.`,
        mend: { label: `Use ${most.value}`, text: String(most.value) },
      };
    }
  }
}

function* patternOf(node: Node): Generator<SchemaProblem> {
  const pattern = findNodeAtLocation(node, ["pattern"]);
  if (!pattern) return;
  try {
    new RegExp(String(pattern.value), "u");
  } catch {
    yield { ...spanOf(pattern), isError: true, message: "This is no regular expression." };
  }
}

const keysOf = (object: Node): string[] =>
  (object.children ?? []).map((property) => String(property.children?.[0]?.value));

/** Schemas that stand in a schema. */
function* innerSchemas(node: Node): Generator<Node> {
  for (const keyword of ["properties", "$defs", "definitions", "patternProperties"]) {
    const table = findNodeAtLocation(node, [keyword]);
    for (const property of table?.children ?? []) {
      const inner = property.children?.[1];
      if (inner?.type === "object") yield inner;
    }
  }
  for (const keyword of ["items", "not", "additionalProperties"]) {
    const inner = findNodeAtLocation(node, [keyword]);
    if (inner?.type === "object") yield inner;
  }
  for (const keyword of ["oneOf", "anyOf", "allOf"]) {
    for (const inner of findNodeAtLocation(node, [keyword])?.children ?? []) {
      if (inner.type === "object") yield inner;
    }
  }
}
