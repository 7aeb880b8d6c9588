import type { Field, FieldShape, Variant } from "./Field.ts";

const QUANTITIES = { duration: "1 s", rate: "10/s", size: "1 KiB" } as const;
const RATIO = 0.1;
/** A text that must not be empty, until its author writes another. */
const NEW_TEXT = "new";
/** Numbers that make sense at once, where 1 does not. */
const NUMBERS: Record<string, number> = { maximum: 10, target: 100, above: 1000, burst: 10 };

/** Names of the design that a field may take; undefined where any text may stand. */
type NamesFor = (key: string) => readonly { value: string }[] | undefined;

/**
 * A first value for a shape that has none yet, as it stands in the file; what may be absent is.
 * @param namesFor names of the design, the first of which is taken where one must stand
 */
export function initialValue(shape: FieldShape, namesFor: NamesFor = () => undefined): unknown {
  switch (shape.type) {
    case "quantity":
      return QUANTITIES[shape.dimension];
    case "number":
      return shape.isRatio ? RATIO : Math.max(shape.min ?? 1, 1);
    case "text":
      return namesFor("")?.[0]?.value ?? shape.words?.[0] ?? NEW_TEXT;
    case "switch":
      return true;
    case "choice":
      return shape.options[0];
    case "value-or-word":
      return initialValue(shape.value);
    case "law":
      return initialValue(shape.bare);
    case "group":
      return initialFields(shape.fields, namesFor);
    case "variant": {
      const [first] = shape.variants;
      return first && initialVariant(shape.discriminator, first, undefined, namesFor);
    }
    case "weights":
      return {};
    case "list":
      return [initialValue(shape.item, namesFor)];
    case "rows":
      return [initialValue(shape.item, namesFor)];
    case "tuple":
      return shape.items.map((item) => initialValue(item, namesFor));
    case "table":
      return {};
    case "either": {
      const [first] = shape.alternatives;
      return first?.word ?? (first && initialValue(first.shape, namesFor));
    }
    case "steps":
      return [];
    case "json":
      return null;
  }
}

function initialFields(fields: readonly Field[], namesFor: NamesFor): Record<string, unknown> {
  const required = fields.filter((field) => !field.isOptional);
  return Object.fromEntries(
    required.map(({ key, shape }) => [
      key,
      (shape.type === "number" && NUMBERS[key]) ||
        initialValue(shape, (inner) => namesFor(inner || key)),
    ]),
  );
}

/** A value of a variant; what the former value had under the same names and still fits is kept. */
export function initialVariant(
  discriminator: string,
  variant: Variant,
  former?: unknown,
  namesFor: NamesFor = () => undefined,
) {
  const value = initialFields(variant.fields, namesFor);
  const kept = typeof former === "object" && former !== null ? Object.entries(former) : [];
  for (const [key, held] of kept) {
    const field = variant.fields.find((each) => each.key === key);
    if (field && field.check(held) === undefined) value[key] = held;
  }
  return { [discriminator]: variant.value, ...value };
}
