import type { Field, FieldShape, Variant } from "./Field.ts";

const QUANTITIES = { duration: "1 s", rate: "10/s", size: "1 KiB" } as const;
const RATIO = 0.1;
/** Numbers that make sense at once, where 1 does not. */
const NUMBERS: Record<string, number> = { maximum: 10, target: 100, above: 1000, burst: 10 };

/** A first value for a shape that has none yet, as it stands in the file; what may be absent is. */
export function initialValue(shape: FieldShape): unknown {
  switch (shape.type) {
    case "quantity":
      return QUANTITIES[shape.dimension];
    case "number":
      return shape.isRatio ? RATIO : Math.max(shape.min ?? 1, 1);
    case "text":
      return "";
    case "switch":
      return true;
    case "choice":
      return shape.options[0];
    case "value-or-word":
      return initialValue(shape.value);
    case "law":
      return initialValue(shape.bare);
    case "group":
      return initialFields(shape.fields);
    case "variant": {
      const [first] = shape.variants;
      return first && initialVariant(shape.discriminator, first);
    }
    case "weights":
      return {};
    case "list":
      return [initialValue(shape.item)];
    case "json":
      return null;
  }
}

function initialFields(fields: readonly Field[]): Record<string, unknown> {
  const required = fields.filter((field) => !field.isOptional);
  return Object.fromEntries(
    required.map(({ key, shape }) => [
      key,
      (shape.type === "number" && NUMBERS[key]) || initialValue(shape),
    ]),
  );
}

/** A value of a variant; what the former value had under the same names and still fits is kept. */
export function initialVariant(discriminator: string, variant: Variant, former?: unknown) {
  const value = initialFields(variant.fields);
  const kept = typeof former === "object" && former !== null ? Object.entries(former) : [];
  for (const [key, held] of kept) {
    const field = variant.fields.find((each) => each.key === key);
    if (field && field.check(held) === undefined) value[key] = held;
  }
  return { [discriminator]: variant.value, ...value };
}
