import { expect, test } from "vitest";
import type { Design } from "./DesignFile.ts";
import { namesInDesign } from "./namesInDesign.ts";

const design: Design = {
  format: 3,
  name: "Orders",
  system: {
    messageTypes: { OrderPlaced: { kind: "event", versions: { "1": {}, "2": {} } } },
    keys: { orderId: {} },
    nodes: {
      db: { kind: "database", name: "Orders DB" },
      q: { kind: "queue" },
      pay: {
        kind: "consumer",
        handlers: {
          OrderPlaced: [
            {
              do: "branch",
              choices: [
                {
                  when: { probability: 0.5 },
                  steps: [{ do: "work", time: "1 ms", effect: "charge" }],
                },
              ],
            },
          ],
        },
      },
    },
  },
};

const values = (owner: string, field: string) =>
  namesInDesign(design, owner, field)?.map(({ value }) => value);

test("a field takes the names of what it speaks of", () => {
  expect(namesInDesign(design, "write", "to")).toEqual([{ value: "db", label: "Orders DB" }]);
  expect(values("publish", "to")).toEqual(["q"]);
  expect(values("publish", "message")).toEqual(["OrderPlaced"]);
  expect(values("consumer", "reads.OrderPlaced")).toEqual(["1", "2"]);
  expect(values("call", "idempotencyKey")).toEqual(["orderId"]);
  expect(values("objective", "left")).toEqual(["charge"]);
});

test("where any text may stand there are no names", () => {
  expect(namesInDesign(design, "work", "effect")).toBeUndefined();
  expect(namesInDesign(design, "write", "transaction")).toBeUndefined();
});
