import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { firstToDeploy, incompatibilities, type JsonSchema, versionConflicts } from "./index.ts";

const object = (properties: object, required: readonly string[] = [], more: object = {}) => ({
  type: "object",
  properties,
  required,
  ...more,
});
const text = { type: "string" };
const number = { type: "number" };

/** Reader, writer, and the keywords at fault; worked out by hand from JSON Schema 2020-12. */
const CASES: readonly [string, JsonSchema, JsonSchema, readonly string[]][] = [
  ["the same", object({ a: text }, ["a"]), object({ a: text }, ["a"]), []],
  ["anything reads anything", true, object({ a: text }), []],
  ["a new optional property", object({ a: text, b: text }, ["a"]), object({ a: text }, ["a"]), []],
  [
    "a new required property",
    object({ a: text, b: text }, ["b"]),
    object({ a: text }),
    ["required"],
  ],
  [
    "a required property with a default",
    object({ a: text, b: { ...text, default: "x" } }, ["b"]),
    object({ a: text }),
    [],
  ],
  ["required where it was optional", object({ a: text }, ["a"]), object({ a: text }), ["required"]],
  ["a property gone from an open reader", object({}), object({ a: text }), []],
  [
    "a property gone from a closed reader",
    object({}, [], { additionalProperties: false }),
    object({ a: text }),
    ["additionalProperties"],
  ],
  [
    "an open writer and a closed reader",
    object({}, [], { additionalProperties: false }),
    object({}, [], { additionalProperties: true }),
    ["additionalProperties"],
  ],
  ["a number for an integer", { type: "integer" }, number, ["type"]],
  ["an integer for a number", number, { type: "integer" }, []],
  ["null added by the writer", text, { type: ["string", "null"] }, ["type"]],
  ["null added by the reader", { type: ["string", "null"] }, text, []],
  ["an enum that grew", { enum: ["a"] }, { enum: ["a", "b"] }, ["enum"]],
  ["an enum that shrank", { enum: ["a", "b"] }, { enum: ["a"] }, []],
  ["a constant of the right type", text, { const: "a" }, []],
  ["a constant of the wrong type", number, { const: "a" }, ["type"]],
  ["a stricter bound", { ...number, minimum: 1 }, { ...number, minimum: 0 }, ["minimum"]],
  ["a looser bound", { ...text, maxLength: 9 }, { ...text, maxLength: 5 }, []],
  ["another pattern", { ...text, pattern: "^a" }, { ...text, pattern: "^b" }, ["pattern"]],
  [
    "deep inside a list",
    { type: "array", items: object({ n: { type: "integer" } }) },
    { type: "array", items: object({ n: number }) },
    ["type"],
  ],
  ["a reader's alternative", { anyOf: [text, number] }, number, []],
  ["a writer's alternative too many", text, { oneOf: [text, number] }, ["type"]],
  ["no alternative fits", { anyOf: [text, { type: "integer" }] }, number, ["anyOf"]],
  [
    "references of each document",
    { $ref: "#/$defs/X", $defs: { X: object({ a: text }, ["a"]) } },
    { $ref: "#/definitions/Y", definitions: { Y: object({ a: text }) } },
    ["required"],
  ],
  [
    "all of several",
    { allOf: [object({ a: text }, ["a"]), object({ b: text }, ["b"])] },
    object({ a: text, b: text }, ["a"]),
    ["required"],
  ],
];

describe("incompatibilities", () => {
  it.each(CASES)("%s", (_, reader, writer, keywords) => {
    expect(incompatibilities(reader, writer).map(({ keyword }) => keyword)).toEqual(keywords);
  });

  it("names the place in the payload", () => {
    const lines = (price: object) => object({ lines: { type: "array", items: object({ price }) } });
    expect(incompatibilities(lines({ type: "integer" }), lines(number))[0]?.path).toBe(
      "$.lines[*].price",
    );
  });

  it("ends on recursive schemas", () => {
    const tree = (leaf: object) => ({
      $ref: "#/$defs/Tree",
      $defs: { Tree: object({ leaf, left: { $ref: "#/$defs/Tree" } }) },
    });
    expect(incompatibilities(tree(text), tree(text))).toEqual([]);
    expect(incompatibilities(tree(text), tree(number))).not.toEqual([]);
  });

  it("every schema reads itself, and never throws on what is no schema", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        const schema = (value: unknown): JsonSchema => ({ properties: { a: value }, items: value });
        expect(incompatibilities(schema(a), schema(a))).toEqual([]);
        expect(Array.isArray(incompatibilities(schema(a), schema(b)))).toBe(true);
      }),
      { numRuns: 300, seed: 14 },
    );
  });
});

describe("versionConflicts", () => {
  const versions = {
    "1": { schema: object({ total: number }, ["total"]) },
    "2": { schema: object({ total: number, currency: text }, ["total"]) },
    "3": { schema: object({ amount: number, currency: text }, ["amount", "currency"]) },
  };

  it.each([
    ["none", "3", 0],
    ["backward", "2", 0],
    ["forward", "2", 0],
    ["full", "2", 0],
    ["backward", "3", 1],
    ["backward-transitive", "3", 2],
    ["forward", "3", 1],
    ["full", "3", 2],
    ["full-transitive", "3", 4],
  ] as const)("%s, version %s: %i conflicts", (mode, version, count) => {
    expect(versionConflicts(versions, version, mode)).toHaveLength(count);
  });

  it("says who has to go first", () => {
    const required = { schema: object({ total: number, currency: text }, ["total", "currency"]) };
    expect(firstToDeploy(versions, "1", "2")).toBe("either");
    expect(firstToDeploy(versions, "2", "3")).toBe("neither");
    expect(firstToDeploy({ a: versions["1"], b: required }, "a", "b")).toBe("producers");
    expect(firstToDeploy({ a: required, b: versions["1"] }, "a", "b")).toBe("consumers");
  });
});
