/** A JSON Schema as it stands in a design: an object of keywords, or true (anything) or false (nothing). */
export type JsonSchema = boolean | { readonly [keyword: string]: unknown };

type Keywords = Readonly<Record<string, unknown>>;

/** Types that JSON Schema knows; an integer is a number too. */
const TYPES = ["null", "boolean", "object", "array", "number", "integer", "string"] as const;
type Type = (typeof TYPES)[number];

/** The keywords of a schema; true has none, and false one that nothing passes. */
export function keywordsOf(schema: JsonSchema): Keywords {
  if (typeof schema !== "boolean") return schema;
  return schema ? {} : { enum: [] };
}

/** Whether a value may be a schema at all. */
export function isSchema(value: unknown): value is JsonSchema {
  return (
    typeof value === "boolean" ||
    (typeof value === "object" && value !== null && !Array.isArray(value))
  );
}

/** Types that a schema lets through, or undefined when it names none. */
export function typesOf(schema: Keywords): readonly Type[] | undefined {
  const { type } = schema;
  const named = Array.isArray(type) ? type : type === undefined ? undefined : [type];
  return named?.filter((each): each is Type => TYPES.includes(each as Type));
}

/** Named schemas under a keyword such as `properties`. */
export function schemasUnder(schema: Keywords, keyword: string): ReadonlyMap<string, JsonSchema> {
  const value = schema[keyword];
  if (typeof value !== "object" || value === null || Array.isArray(value)) return new Map();
  return new Map(
    Object.entries(value).filter((entry): entry is [string, JsonSchema] => isSchema(entry[1])),
  );
}

/** Schemas in a list under a keyword such as `anyOf`. */
export function schemasIn(schema: Keywords, keyword: string): readonly JsonSchema[] {
  const value = schema[keyword];
  return Array.isArray(value) ? value.filter(isSchema) : [];
}

/** Names under a keyword such as `required`. */
export function namesIn(schema: Keywords, keyword: string): readonly string[] {
  const value = schema[keyword];
  return Array.isArray(value)
    ? value.filter((name): name is string => typeof name === "string")
    : [];
}

/** A number under a keyword, or undefined. */
export function numberAt(schema: Keywords, keyword: string): number | undefined {
  const value = schema[keyword];
  return typeof value === "number" ? value : undefined;
}

/** Whether two values are the same JSON, whatever the order of their keys. */
export function isSameJson(a: unknown, b: unknown): boolean {
  return canonical(a) === canonical(b);
}

/** A text that is the same for the same JSON, whatever the order of keys. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return `{${entries.map(([key, child]) => `${JSON.stringify(key)}:${canonical(child)}`).join(",")}}`;
}

/** Follows a local reference (`#/$defs/Money`) from the root of its document; undefined when it leads nowhere. */
export function follow(root: JsonSchema, reference: string): JsonSchema | undefined {
  if (reference === "#") return root;
  if (!reference.startsWith("#/")) return undefined;
  let at: unknown = root;
  for (const part of reference.slice(2).split("/")) {
    const key = part.replaceAll("~1", "/").replaceAll("~0", "~");
    if (typeof at !== "object" || at === null || !Object.hasOwn(at, key)) return undefined;
    at = (at as Readonly<Record<string, unknown>>)[key];
  }
  return isSchema(at) ? at : undefined;
}

/** One schema that says what all of several say together (`allOf`), as far as keywords can be joined. */
export function joined(schemas: readonly Keywords[]): Keywords {
  const all: Record<string, unknown> = {};
  for (const schema of schemas)
    for (const [keyword, value] of Object.entries(schema))
      all[keyword] = keyword in all ? joinedKeyword(keyword, all[keyword], value) : value;
  return all;
}

function joinedKeyword(keyword: string, a: unknown, b: unknown): unknown {
  if (keyword === "properties") return { ...(a as object), ...(b as object) };
  if (keyword === "required") return [...new Set([...(a as unknown[]), ...(b as unknown[])])];
  if (keyword === "enum")
    return (a as unknown[]).filter((each) => (b as unknown[]).some((it) => isSameJson(it, each)));
  if (typeof a !== "number" || typeof b !== "number") return b;
  return keyword.startsWith("max") || keyword === "exclusiveMaximum"
    ? Math.min(a, b)
    : Math.max(a, b);
}
