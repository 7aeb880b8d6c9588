import type { z } from "zod";
import type { Dimension } from "../../../simulator/index.ts";
import { alternativesOf } from "./alternatives.ts";
import type { Field, FieldShape, Variant } from "./Field.ts";
import { labelOf } from "./labelOf.ts";

/** The parts of a schema that are read here; the library's own types name each kind apart. */
type SchemaDefinition = {
  type: string;
  innerType?: z.ZodType;
  defaultValue?: unknown;
  discriminator?: string;
  options?: readonly z.ZodType[];
  entries?: Record<string, string>;
  values?: readonly unknown[];
  shape?: Record<string, z.ZodType>;
  element?: z.ZodType;
  valueType?: z.ZodType;
  keyType?: z.ZodType;
  items?: readonly z.ZodType[];
};

type Metadata = {
  description?: string;
  quantity?: Dimension;
  positive?: boolean;
  law?: "time" | "size" | "count";
  ratio?: boolean;
  prose?: boolean;
  id?: string;
};

const definitionOf = (schema: z.ZodType) => schema.def as unknown as SchemaDefinition;
const metadataOf = (schema: z.ZodType) => (schema.meta() ?? {}) as Metadata;

type Unwrapped = { core: z.ZodType; isOptional: boolean; defaultValue?: unknown; help?: string };

/** Takes off what says "may be absent", keeping the default and the outermost description. */
function unwrap(schema: z.ZodType): Unwrapped {
  const result: Unwrapped = { core: schema, isOptional: false };
  for (;;) {
    const { core } = result;
    const { type, innerType, defaultValue } = definitionOf(core);
    const help = result.help ?? metadataOf(core).description;
    if (help !== undefined) result.help = help;
    if (!innerType || !["optional", "prefault", "default"].includes(type)) return result;
    result.core = innerType;
    result.isOptional = true;
    if (type !== "optional") result.defaultValue ??= defaultValue;
  }
}

function literalsOf(schema: z.ZodType): string[] | undefined {
  const { type, entries, values } = definitionOf(schema);
  if (type === "enum") return Object.values(entries ?? {});
  if (type === "literal") return values?.map(String);
  return undefined;
}

function variantOf(schema: z.ZodType, discriminator: string): Variant {
  const shape = definitionOf(schema).shape ?? {};
  const value = literalsOf(shape[discriminator] ?? schema)?.[0] ?? "";
  const help = metadataOf(schema).description;
  const fields = fieldsOf(schema).filter((field) => field.key !== discriminator);
  return { value, fields, ...(help !== undefined && { help }) };
}

function numberShape(schema: z.ZodType): FieldShape {
  const number = schema as unknown as {
    minValue: number | null;
    maxValue: number | null;
    isInt: boolean;
  };
  const isBounded = (bound: number | null): bound is number =>
    bound !== null && Math.abs(bound) < Number.MAX_SAFE_INTEGER;
  return {
    type: "number",
    isInteger: number.isInt,
    isRatio: metadataOf(schema).ratio === true,
    ...(isBounded(number.minValue) && { min: number.minValue }),
    ...(isBounded(number.maxValue) && { max: number.maxValue }),
  };
}

function lawShape(schema: z.ZodType, law: "time" | "size" | "count"): FieldShape {
  const [bare, laws] = definitionOf(schema).options ?? [];
  if (!bare || !laws) return { type: "json" };
  const variants = definitionOf(laws).options ?? [];
  return {
    type: "law",
    law,
    bare: shapeOf(bare),
    laws: variants.map((variant) => variantOf(variant, "distribution")),
  };
}

function unionShape(schema: z.ZodType): FieldShape {
  const { discriminator, options = [] } = definitionOf(schema);
  if (discriminator !== undefined) {
    const variants = options.map((option) => variantOf(option, discriminator));
    return { type: "variant", discriminator, variants };
  }
  const words = options.flatMap((option) => literalsOf(option) ?? []);
  const values = options.filter((option) => literalsOf(option) === undefined);
  const [value] = values;
  if (value && values.length === 1 && words.length > 0) {
    const shape = shapeOf(value);
    if (shape.type === "number" || shape.type === "quantity") {
      return { type: "value-or-word", words, value: shape };
    }
    if (shape.type === "text") return { ...shape, words };
  }
  return alternativesOf(options, shapeOf, literalsOf);
}

/** Which value a schema without its optionality takes. */
function shapeOf(schema: z.ZodType): FieldShape {
  const definition = definitionOf(schema);
  const metadata = metadataOf(schema);
  if (metadata.quantity) {
    return {
      type: "quantity",
      dimension: metadata.quantity,
      isPositive: metadata.positive === true,
    };
  }
  if (metadata.law) return lawShape(schema, metadata.law);
  const literals = literalsOf(schema);
  if (literals) return { type: "choice", options: literals };
  switch (definition.type) {
    case "number":
      return numberShape(schema);
    case "string":
      return { type: "text", isProse: metadata.prose === true };
    case "boolean":
      return { type: "switch" };
    case "object":
      return { type: "group", fields: fieldsOf(schema) };
    case "union":
      return unionShape(schema);
    case "record":
      return recordShape(definition);
    case "array":
      return listShape(definition.element);
    case "tuple":
      return { type: "tuple", items: (definition.items ?? []).map(shapeOf) };
    case "lazy":
      return { type: "steps" };
    default:
      return { type: "json" };
  }
}

const isNumber = (schema: z.ZodType | undefined) =>
  schema !== undefined && definitionOf(schema).type === "number";

function recordShape({ valueType, keyType }: SchemaDefinition): FieldShape {
  if (isNumber(valueType)) return { type: "weights" };
  const entry = valueType && shapeOf(unwrap(valueType).core);
  if (!entry || entry.type === "json") return { type: "json" };
  if (entry.type === "steps") return entry;
  return {
    type: "table",
    entry,
    checkName: (name) => keyType?.safeParse(name).error?.issues[0]?.message,
  };
}

function listShape(element: z.ZodType | undefined): FieldShape {
  if (!element || metadataOf(element).id === "Step") return { type: "steps" };
  const item = shapeOf(unwrap(element).core);
  const isPlain = ["text", "number", "quantity", "choice"].includes(item.type);
  return isPlain ? { type: "list", item } : { type: "rows", item };
}

function describeField(key: string, schema: z.ZodType): Field {
  const { core, ...rest } = unwrap(schema);
  return {
    key,
    label: labelOf(key),
    ...rest,
    shape: shapeOf(core),
    check: (value) => schema.safeParse(value).error?.issues[0]?.message,
  };
}

const described = new WeakMap<z.ZodType, readonly Field[]>();

/** The fields of an object schema, in its order; read once for each schema. */
export function fieldsOf(schema: z.ZodType): readonly Field[] {
  const known = described.get(schema);
  if (known) return known;
  const entries = Object.entries(definitionOf(schema).shape ?? {});
  const fields = entries.map(([key, field]) => describeField(key, field));
  described.set(schema, fields);
  return fields;
}
