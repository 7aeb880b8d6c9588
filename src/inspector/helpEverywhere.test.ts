import { expect, test } from "vitest";
import { NODE_SCHEMAS, STEP_SCHEMAS } from "../../simulator/index.ts";
import { DesignShape } from "../design/index.ts";
import { type Field, type FieldShape, fieldsOf } from "../fields/index.ts";

/** All fields under a shape, with the way to each. */
function fieldsUnder(shape: FieldShape, at: string): [place: string, field: Field][] {
  const all = (fields: readonly Field[], where: string) =>
    fields.flatMap((field): [string, Field][] => {
      const place = `${where}.${field.key}`;
      return [[place, field], ...fieldsUnder(field.shape, place)];
    });
  switch (shape.type) {
    case "group":
      return all(shape.fields, at);
    case "variant":
      return shape.variants.flatMap(({ value, fields }) => all(fields, `${at}(${value})`));
    case "rows":
    case "list":
      return fieldsUnder(shape.item, `${at}[]`);
    case "table":
      return fieldsUnder(shape.entry, `${at}{}`);
    case "tuple":
      return shape.items.flatMap((item, index) => fieldsUnder(item, `${at}[${index}]`));
    case "either":
      return shape.alternatives.flatMap(({ label, shape: each }) =>
        fieldsUnder(each, `${at}(${label})`),
      );
    case "value-or-word":
      return fieldsUnder(shape.value, at);
    default:
      return [];
  }
}

/** What tells a reader all that there is to say. */
const CLEAR = new Set(["kind", "do"]);

const EDITED = { design: DesignShape, ...NODE_SCHEMAS, ...STEP_SCHEMAS };

test("every parameter that can be edited says what it means", () => {
  const fields = Object.entries(EDITED).flatMap(([name, schema]) =>
    fieldsUnder({ type: "group", fields: fieldsOf(schema) }, name),
  );
  expect(fields.length).toBeGreaterThan(1000);
  const without = fields.flatMap(([place, field]) =>
    field.help === undefined && !CLEAR.has(field.key) ? [place] : [],
  );
  expect(without).toEqual([]);
});
