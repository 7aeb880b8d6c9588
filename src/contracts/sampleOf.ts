import type { JsonSchema } from "../../simulator/index.ts";

type Keywords = Readonly<Record<string, unknown>>;

/** Deepest nesting that is filled in; a schema that refers to itself ends there. */
const DEEPEST = 6;
/** Words that stand for texts; which one depends on the seed and the place. */
const WORDS = ["amber", "birch", "cedar", "delta", "ember", "fjord", "grove", "harbor"];
const FORMATS: Record<string, string> = {
  "date-time": "2026-03-02T14:04:08Z",
  date: "2026-03-02",
  time: "14:04:08Z",
  email: "ada@example.com",
  uuid: "3f2b8c4e-1d6a-4f90-9b7e-5c2d8a1e6f34",
  uri: "https://example.com/1",
  hostname: "example.com",
  ipv4: "192.0.2.1",
};

/** A number from a seed and a place, the same each time (FNV-1a). */
function numberOf(seed: number, place: string): number {
  let hash = 2166136261 ^ seed;
  for (let i = 0; i < place.length; i++) hash = Math.imul(hash ^ place.charCodeAt(i), 16777619);
  return hash >>> 0;
}

/** A payload that a schema lets through, as far as it can be made up; the same for the same seed. */
export function sampleOf(schema: JsonSchema, seed: number): unknown {
  return make(schema, { root: schema, seed }, "$", 0);
}

type Making = { root: JsonSchema; seed: number };

function make(schema: JsonSchema, making: Making, place: string, depth: number): unknown {
  if (typeof schema === "boolean") return schema ? {} : null;
  const at = resolved(schema, making.root);
  if ("const" in at) return at.const;
  if ("default" in at) return at.default;
  const [choice] = choicesOf(at);
  if (choice !== undefined) return make({ ...choice, ...bare(at) }, making, place, depth + 1);
  const number = numberOf(making.seed, place);
  if (Array.isArray(at.enum)) return at.enum[number % Math.max(1, at.enum.length)];
  switch (typeOf(at)) {
    case "object":
      return makeObject(at, making, place, depth);
    case "array":
      return makeArray(at, making, place, depth);
    case "string":
      return makeText(at, number, place);
    case "integer":
    case "number":
      return makeNumber(at, number);
    case "boolean":
      return number % 2 === 0;
    default:
      return null;
  }
}

function resolved(schema: Keywords, root: JsonSchema): Keywords {
  const { $ref } = schema;
  if (typeof $ref !== "string" || !$ref.startsWith("#/")) return schema;
  let at: unknown = root;
  for (const part of $ref.slice(2).split("/")) {
    const key = part.replaceAll("~1", "/").replaceAll("~0", "~");
    at = typeof at === "object" && at !== null ? (at as Keywords)[key] : undefined;
  }
  return typeof at === "object" && at !== null ? (at as Keywords) : schema;
}

function choicesOf(schema: Keywords): Keywords[] {
  const list = ["oneOf", "anyOf", "allOf"].flatMap((key) => {
    const value = schema[key];
    if (!Array.isArray(value)) return [];
    return key === "allOf" ? [Object.assign({}, ...value)] : value;
  });
  return list.filter((each): each is Keywords => typeof each === "object" && each !== null);
}

function bare(schema: Keywords): Keywords {
  const { oneOf, anyOf, allOf, ...rest } = schema;
  return rest;
}

function typeOf(schema: Keywords): string | undefined {
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  if (typeof type === "string") return type;
  if ("properties" in schema) return "object";
  return "items" in schema ? "array" : "object";
}

function makeObject(schema: Keywords, making: Making, place: string, depth: number): unknown {
  const properties = Object.entries((schema.properties ?? {}) as Record<string, JsonSchema>);
  const required = Array.isArray(schema.required) ? schema.required : [];
  const shown = properties.filter(([name]) => depth < DEEPEST || required.includes(name));
  if (depth > DEEPEST * 2) return {};
  return Object.fromEntries(
    shown.map(([name, inner]) => [name, make(inner, making, `${place}.${name}`, depth + 1)]),
  );
}

function makeArray(schema: Keywords, making: Making, place: string, depth: number): unknown[] {
  const least = typeof schema.minItems === "number" ? schema.minItems : 1;
  const count = depth >= DEEPEST ? 0 : least;
  const items = (schema.items ?? true) as JsonSchema;
  return Array.from({ length: count }, (_, i) => make(items, making, `${place}[${i}]`, depth + 1));
}

function makeText(schema: Keywords, number: number, place: string): string {
  const format = typeof schema.format === "string" ? FORMATS[schema.format] : undefined;
  if (format !== undefined) return format;
  const name = /([A-Za-z]+)(?:\[\d+\])?$/.exec(place)?.[1] ?? "text";
  const word = name.endsWith("Id")
    ? `${name.slice(0, -2)}-${(number % 90_000) + 10_000}`
    : (WORDS[number % WORDS.length] ?? name);
  const least = typeof schema.minLength === "number" ? schema.minLength : 0;
  const most = typeof schema.maxLength === "number" ? schema.maxLength : Number.POSITIVE_INFINITY;
  return word.padEnd(least, "x").slice(0, most);
}

function makeNumber(schema: Keywords, number: number): number {
  const bound = (key: string) => (typeof schema[key] === "number" ? schema[key] : undefined);
  const step = bound("multipleOf") ?? (schema.type === "integer" ? 1 : 0.01);
  const low = bound("minimum") ?? (bound("exclusiveMinimum") ?? 0) + step;
  const high = bound("maximum") ?? (bound("exclusiveMaximum") ?? low + 100 + step) - step;
  const steps = Math.max(0, Math.floor((high - low) / step));
  const value = low + (number % (steps + 1)) * step;
  const whole = Math.ceil(value / step - 1e-9) * step;
  return Number((whole > high ? low : whole).toPrecision(12));
}
