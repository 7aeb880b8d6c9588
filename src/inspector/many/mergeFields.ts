import { baseValueOf } from "../../../simulator/index.ts";
import { type Field, type FieldShape, fieldOf, wordOf } from "../../fields/index.ts";

/** Fields of several things as if they were one: what differs says so and has no value. */
export type MergedFields = { fields: readonly Field[]; value: Record<string, unknown> };

const isSame = (a: unknown, b: unknown) => a === b || JSON.stringify(a) === JSON.stringify(b);
const isObject = (value: unknown) =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Merges the same fields of several things. */
export function mergeFields(fields: readonly Field[], things: readonly unknown[]): MergedFields {
  const value: Record<string, unknown> = {};
  const merged = fields.map((field) => {
    const held = things.map((thing) => fieldOf(thing, field.key));
    const result = mergeField(field, held);
    if (result.value !== undefined) value[field.key] = result.value;
    return result.field;
  });
  return { fields: merged, value };
}

function mergeField(field: Field, held: readonly unknown[]): { field: Field; value: unknown } {
  const { shape } = field;
  const [first] = held;
  if (held.every((each) => isSame(each, first))) return { field, value: first };
  if (shape.type === "group") {
    const isSwitched = field.isOptional && field.defaultValue === undefined;
    const isWhole = held.every((each) => isObject(each) || (!isSwitched && each === undefined));
    if (isWhole) {
      const inner = mergeFields(shape.fields, held);
      return { field: { ...field, shape: { ...shape, fields: inner.fields } }, value: inner.value };
    }
  }
  if (shape.type === "variant") {
    const word = fieldOf(first, shape.discriminator);
    const variant = shape.variants.find((each) => each.value === word);
    if (variant && held.every((each) => fieldOf(each, shape.discriminator) === word)) {
      const inner = mergeFields(variant.fields, held);
      const variants = shape.variants.map((each) =>
        each === variant ? { ...each, fields: inner.fields } : each,
      );
      return {
        field: { ...field, shape: { ...shape, variants } },
        value: { [shape.discriminator]: word, ...inner.value },
      };
    }
  }
  const { defaultValue, ...rest } = field;
  const effective = held.map((each) => each ?? defaultValue);
  return { field: { ...rest, mixed: mixedText(shape, effective) }, value: undefined };
}

/** Most different words that are told one by one. */
const FEW = 2;

/** How values differ: "4 to 12", "fifo, priority", or only that they do. */
function mixedText(shape: FieldShape, values: readonly unknown[]): string {
  const set = [...new Set(values.filter((each) => each !== undefined))];
  const size = sizer(shape);
  if (
    size &&
    set.length === new Set(values).size &&
    set.every((each) => !Number.isNaN(size(each)))
  ) {
    const sorted = set.sort((a, b) => size(a) - size(b));
    return `${sorted[0]} to ${sorted.at(-1)}`;
  }
  const words = set.filter((each) => typeof each === "string" || typeof each === "number");
  const isTold =
    words.length === set.length && words.length === FEW && set.length === new Set(values).size;
  return isTold ? words.map((word) => wordOf(String(word))).join(", ") : "mixed";
}

function sizer(shape: FieldShape): ((value: unknown) => number) | undefined {
  if (shape.type === "value-or-word") return sizer(shape.value);
  if (shape.type === "number") return (value) => (typeof value === "number" ? value : Number.NaN);
  if (shape.type !== "quantity") return undefined;
  return (value) => {
    try {
      return baseValueOf(shape.dimension, String(value));
    } catch {
      return Number.NaN;
    }
  };
}

/** A value at its place within a thing. */
export type FieldChange = { path: readonly string[]; value: unknown };

/**
 * What an edit of merged fields changes in each of the things: the fields that were touched and no
 * other, so that what differs elsewhere stays as it is.
 */
export function changesBetween(
  fields: readonly Field[],
  before: unknown,
  after: unknown,
): FieldChange[] {
  return fields.flatMap(({ key, shape }): FieldChange[] => {
    const was = fieldOf(before, key);
    const is = fieldOf(after, key);
    if (isSame(was, is)) return [];
    const inner = innerFields(shape, was, is);
    if (!inner) return [{ path: [key], value: is }];
    return changesBetween(inner, was, is ?? {}).map((change) => ({
      ...change,
      path: [key, ...change.path],
    }));
  });
}

/** Fields that both values share, where they are edited one by one. */
function innerFields(shape: FieldShape, was: unknown, is: unknown): readonly Field[] | undefined {
  if (!isObject(was)) return undefined;
  if (shape.type === "group") return shape.fields;
  if (shape.type !== "variant") return undefined;
  const word = fieldOf(was, shape.discriminator);
  const isKept = fieldOf(is, shape.discriminator) === word;
  return isKept ? shape.variants.find((each) => each.value === word)?.fields : undefined;
}

/** Fields that all of several lists have, with the same meaning. */
export function sharedFields(lists: readonly (readonly Field[])[]): readonly Field[] {
  const [first = [], ...others] = lists;
  return first.filter((field) =>
    others.every((list) =>
      list.some(
        (other) => other === field || (other.key === field.key && isSame(other.shape, field.shape)),
      ),
    ),
  );
}
