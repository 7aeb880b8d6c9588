import { expect, test } from "vitest";
import {
  Attribute,
  BusinessKey,
  LINK_SCHEMAS,
  MessageType,
  NODE_SCHEMAS,
  Scenario,
  STEP_SCHEMAS,
} from "../../../simulator/index.ts";
import { fieldsOf } from "./describeField.ts";
import type { Field, FieldShape } from "./Field.ts";
import { initialValue } from "./initialValue.ts";

const consumer = fieldsOf(NODE_SCHEMAS.consumer);
const field = (fields: readonly Field[], key: string) => {
  const found = fields.find((each) => each.key === key);
  if (!found) throw new Error(`no field ${key}`);
  return found;
};

test("a field carries its unit, its default and its help from the schema", () => {
  expect(field(consumer, "restart")).toMatchObject({
    label: "Restart",
    help: "Time a crashed instance takes to be up again",
    isOptional: true,
    defaultValue: "5 s",
    shape: { type: "quantity", dimension: "duration", isPositive: false },
  });
  expect(field(consumer, "instances").shape).toEqual({
    type: "number",
    isInteger: true,
    isRatio: false,
    min: 0,
    max: 100_000,
  });
});

test("a number that may also be a word keeps both", () => {
  expect(field(consumer, "concurrency").shape).toMatchObject({
    type: "value-or-word",
    words: ["unlimited"],
    value: { type: "number", min: 1 },
  });
});

test("variants are told apart by their word, and laws have a bare form", () => {
  const { shape } = field(fieldsOf(NODE_SCHEMAS.producer), "arrivals");
  if (shape.type !== "variant") throw new Error("arrivals are a variant");
  expect(shape.discriminator).toBe("process");
  expect(shape.variants.map((variant) => variant.value)).toContain("poisson");
  const work = field(fieldsOf(STEP_SCHEMAS.work), "time").shape;
  if (work.type !== "law") throw new Error("a time is a law");
  expect(work.bare).toMatchObject({ type: "quantity", dimension: "duration" });
  expect(work.laws.map((law) => law.value)).toContain("percentiles");
});

test("a check says what is wrong with a value as it stands in the file", () => {
  expect(field(consumer, "timeLimit").check("30 s")).toBeUndefined();
  expect(field(consumer, "timeLimit").check("0 s")).toContain("must be above 0");
});

const schemas = { ...NODE_SCHEMAS, ...STEP_SCHEMAS, ...LINK_SCHEMAS };
/** What has no first value without a name or figures that only the author knows. */
const OPEN = ["json", "text", "list", "weights", "either", "rows", "steps"];

test.each(Object.entries(schemas))("first values of %s pass their own checks", (_name, schema) => {
  const walk = (fields: readonly Field[]) => {
    for (const { key, shape, check } of fields) {
      if (shape.type === "group") walk(shape.fields);
      else if (!OPEN.includes(shape.type)) expect(check(initialValue(shape)), key).toBeUndefined();
    }
  };
  walk(fieldsOf(schema));
});

/** Kinds of the values of a shape, down to the last field. */
function kindsWithin(shape: FieldShape, path: string): string[] {
  const ofFields = (fields: readonly Field[]) =>
    fields.flatMap((each) => kindsWithin(each.shape, `${path}.${each.key}`));
  switch (shape.type) {
    case "group":
      return ofFields(shape.fields);
    case "variant":
      return shape.variants.flatMap((each) => ofFields(each.fields));
    case "rows":
      return kindsWithin(shape.item, path);
    case "table":
      return kindsWithin(shape.entry, path);
    case "either":
      return shape.alternatives.flatMap((each) => kindsWithin(each.shape, path));
    case "json":
      return [path];
    default:
      return [];
  }
}

test.each(Object.entries({ ...schemas, MessageType, BusinessKey, Attribute, Scenario }))(
  "every field of %s has an editor of its own; only a JSON Schema is JSON",
  (_name, schema) => {
    const bare = fieldsOf(schema).flatMap(({ key, shape }) => kindsWithin(shape, key));
    // What a change of broker sets aside is kept for the way back, not edited.
    const isEdited = (path: string) => path !== "versions.schema" && !path.startsWith("setAside.");
    expect(bare.filter(isEdited)).toEqual([]);
  },
);

test("a union without a word of its own offers each of its shapes", () => {
  const { shape } = field(consumer, "deduplication");
  if (shape.type !== "group") throw new Error("deduplication is a group");
  const by = field(shape.fields, "by").shape;
  if (by.type !== "either") throw new Error("by is one of two shapes");
  expect(by.alternatives.map(({ label }) => label)).toEqual(["message", "key"]);
  expect(by.alternatives.map(({ fits }) => fits({ key: "orderId" }))).toEqual([false, true]);
});
