import { createServer, type Server } from "node:http";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Design } from "../design/index.ts";
import { createValidator, type Validate } from "./createValidator.ts";
import { toAsyncApi } from "./toAsyncApi.ts";

let server: Server;
let origin: string;
let requests: number;
let validate: Validate;

beforeAll(async () => {
  requests = 0;
  server = createServer((_request, response) => {
    requests++;
    response.end("{}");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  origin = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
  validate = await createValidator();
});
afterAll(() => server.close());

function designWith(schema: Record<string, unknown>): Design {
  return {
    format: 3,
    name: "Shop",
    system: {
      messageTypes: { OrderPlaced: { kind: "event", versions: { "1": { schema } } } },
    } as NonNullable<Design["system"]>,
  };
}

test("names every reference that leads out of the document, and asks nobody for it", async () => {
  const here = pathToFileURL("package.json").href;
  const refs = [`${origin}/a.json`, `${origin}/b.json#/x`, here, "./package.json"];
  const document = toAsyncApi(designWith({ anyOf: refs.map(($ref) => ({ $ref })) }));
  const found = await validate(document);
  expect(found.map(({ path }) => path.slice(-3))).toEqual(
    refs.map((_ref, i) => ["anyOf", i, "$ref"]),
  );
  for (const [i, ref] of refs.entries()) expect(found[i]?.message).toContain(ref);
  expect(requests).toBe(0);
});

test("tells where a document breaks the standard", async () => {
  const document = toAsyncApi(designWith({ type: "objekt" }));
  const found = await validate(document);
  expect(found.length).toBeGreaterThan(0);
  expect(found[0]).toMatchObject({ severity: "error" });
  expect(found[0]?.path.slice(0, 4)).toEqual(["components", "messages", "OrderPlaced", "payload"]);
});

test("tells a reference that leads nowhere within the document", async () => {
  const found = await validate(toAsyncApi(designWith({ $ref: "#/$defs/missing" })));
  expect(found.map(({ severity }) => severity)).toContain("error");
});
