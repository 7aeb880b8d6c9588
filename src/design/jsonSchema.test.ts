import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { designJsonSchema } from "./jsonSchema.ts";

test("the published schema is the one that the parser reads by (npm run schema writes it)", () => {
  const published = readFileSync(
    new URL("../../public/sluice.schema.json", import.meta.url),
    "utf8",
  );
  expect(JSON.parse(published)).toEqual(JSON.parse(JSON.stringify(designJsonSchema())));
});
