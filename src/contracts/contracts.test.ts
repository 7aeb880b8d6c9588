import fc from "fast-check";
import { expect, test } from "vitest";
import { checkSample } from "./checkSample.ts";
import { sampleOf } from "./sampleOf.ts";
import { readSchemaText } from "./schemaProblems.ts";
import { cellOf, nextVersion, pairsOf } from "./versions.ts";

const v1 = {
  type: "object",
  required: ["orderId", "total"],
  properties: {
    orderId: { type: "string" },
    total: { type: "number", minimum: 0.5, multipleOf: 0.25 },
    channel: { enum: ["web", "app"] },
    lines: { type: "array", minItems: 2, items: { $ref: "#/$defs/line" } },
    at: { type: "string", format: "date-time" },
  },
  $defs: {
    line: {
      type: "object",
      required: ["count"],
      properties: { count: { type: "integer", exclusiveMinimum: 3 } },
    },
  },
};
const v2 = { ...v1, properties: { ...v1.properties, total: { type: "string" } } };

test("a sample passes its own schema, whatever the seed, and is the same for the same seed", () => {
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const sample = sampleOf(v1, seed);
      expect(checkSample(v1, sample)).toBeUndefined();
      expect(sampleOf(v1, seed)).toEqual(sample);
    }),
    { numRuns: 50 },
  );
});

test("a schema that refers to itself gives a sample that ends", () => {
  const tree = {
    $ref: "#/$defs/node",
    $defs: { node: { type: "object", properties: { next: { $ref: "#/$defs/node" } } } },
  };
  expect(JSON.stringify(sampleOf(tree, 1)).length).toBeLessThan(500);
});

test("a text that is no JSON is explained in its place, and gives no schema", () => {
  const text = '{\n  "type": "object"\n  "required": []\n}';
  const { schema, problems } = readSchemaText(text);
  expect(schema).toBeUndefined();
  expect(problems[0]?.message).toContain("A comma is missing");
  expect(text.slice(problems[0]?.offset)).toMatch(/^"required"/);
});

test("a misspelled name is found where it stands, with the mend", () => {
  const text = '{"required": ["chanel"], "properties": {"channel": {"type": "strng"}}}';
  const { schema, problems } = readSchemaText(text);
  expect(schema).toBeDefined();
  expect(problems.map(({ message, mend }) => [message, mend?.text])).toEqual([
    ['required names "chanel"; properties has "channel".', '"channel"'],
    [expect.stringContaining('"strng" is no type'), '"string"'],
  ]);
});

test("the grid says who can read whom, and every pair what that means for deploys", () => {
  const versions = { "1": { schema: v1 }, "2": { schema: v2 }, "3": {} };
  expect(cellOf(versions, "1", "1").kind).toBe("same");
  expect(cellOf(versions, "1", "2").kind).toBe("breaks");
  expect(cellOf(versions, "3", "1").kind).toBe("unknown");
  expect(pairsOf(versions).map(({ from, to, verdict }) => [from, to, verdict])).toEqual([
    ["1", "2", "none"],
    ["1", "3", "unknown"],
    ["2", "3", "unknown"],
  ]);
  expect(nextVersion(versions)).toBe("4");
  expect(nextVersion({ v1: {} })).toBe("v2");
});

test("a payload is checked against a schema that is frozen, as those of a design are", () => {
  const schema = Object.freeze({
    type: "object",
    properties: Object.freeze({ total: Object.freeze({ type: "number" }) }),
  });
  expect(checkSample(schema, { total: 1 })).toBeUndefined();
  expect(checkSample(schema, { total: "1" })).toMatch(/^\/total: /);
});
