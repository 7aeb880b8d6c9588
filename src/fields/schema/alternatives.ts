import type { z } from "zod";
import type { Alternative, FieldShape } from "./Field.ts";
import { wordOf } from "./labelOf.ts";

/** What a value is called where only its shape tells it apart. */
const NAMES: Partial<Record<FieldShape["type"], string>> = {
  text: "text",
  number: "number",
  quantity: "quantity",
  switch: "yes or no",
  list: "one of",
};

function nameOf(shape: FieldShape): string {
  if (shape.type !== "group") return NAMES[shape.type] ?? shape.type;
  const required = shape.fields.filter((field) => !field.isOptional);
  const named = required.length > 0 ? required : shape.fields;
  return named.map((field) => field.label.toLowerCase()).join(", ");
}

/** The shape of a union whose options no word tells apart: each word and each shape is one choice. */
export function alternativesOf(
  options: readonly z.ZodType[],
  shapeOf: (schema: z.ZodType) => FieldShape,
  wordsOf: (schema: z.ZodType) => readonly string[] | undefined,
): FieldShape {
  const alternatives = options.flatMap((option): Alternative[] => {
    const words = wordsOf(option);
    if (words) {
      return words.map((word) => ({
        label: wordOf(word),
        word,
        shape: { type: "choice", options: [word] },
        fits: (value) => value === word,
      }));
    }
    const shape = shapeOf(option);
    return [{ label: nameOf(shape), shape, fits: (value) => option.safeParse(value).success }];
  });
  return { type: "either", alternatives };
}
