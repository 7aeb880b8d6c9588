import fc from "fast-check";
import { expect, test } from "vitest";
import { highlight } from "./highlight.ts";

test("loses nothing of a line", () => {
  const line = fc.string({ unit: fc.constantFrom(..."ab: \"'{}[],-#1.\\$é/x") });
  fc.assert(
    fc.property(line, (text) => {
      const joined = highlight(text)
        .map((token) => token.text)
        .join("");
      expect(joined).toBe(text);
    }),
  );
});

test.each([
  ["asyncapi: 3.0.0", ["key asyncapi", "text 3.0.0"]],
  ["    partitions: 6", ["key partitions", "value 6"]],
  ['  "x-sluice": {', ['extension "x-sluice"']],
  ['    servers: [{$ref: "#/servers/log"}]', ["key servers", "key $ref", 'text "#/servers/log"']],
  ["      - {do: publish, wait: true}", ["key do", "text publish", "key wait", "value true"]],
  ["  payment.receive.payment.q:", ["key payment.receive.payment.q"]],
])("%s", (line, pieces) => {
  const found = highlight(line)
    .filter(({ kind }) => kind !== "mark")
    .map(({ kind, text }) => `${kind} ${text}`);
  expect(found).toEqual(pieces);
});
