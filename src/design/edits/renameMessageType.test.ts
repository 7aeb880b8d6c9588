import { expect, test } from "vitest";
import type { Design } from "../DesignFile.ts";
import { createDesignStore } from "../designStore.ts";
import { renameMessageType } from "./renameMessageType.ts";

const design: Design = {
  format: 3,
  name: "Orders",
  system: {
    messageTypes: { OrderPlaced: { kind: "event" }, Paid: { kind: "event" } },
    nodes: {
      shop: {
        kind: "producer",
        messages: { OrderPlaced: 1 },
        arrivals: { process: "poisson", rate: "1/s" },
      },
      q: { kind: "queue", messages: ["OrderPlaced"] },
      pay: {
        kind: "consumer",
        reads: { OrderPlaced: [] },
        handlers: {
          OrderPlaced: [
            {
              do: "branch",
              choices: [
                {
                  when: { message: "OrderPlaced" },
                  steps: [{ do: "publish", message: "OrderPlaced", to: "q" }],
                },
              ],
            },
          ],
        },
      },
    },
    links: {
      a: { kind: "publish", source: "shop", target: "q", messages: ["OrderPlaced"] },
      b: { kind: "subscribe", source: "q", target: "pay" },
      c: { kind: "publish", source: "pay", target: "q" },
    },
  },
  objectives: {
    fast: { objective: "latency", of: { from: "OrderPlaced", to: "Paid" }, below: "1 s" },
    none: { objective: "lost", message: "OrderPlaced" },
  },
};

test("everything that names a message type follows it, and one undo brings all back", () => {
  const store = createDesignStore(design);
  const before = store.getState().design;
  const done = store.edit("rename", (draft) =>
    renameMessageType(draft, "OrderPlaced", "OrderMade"),
  );
  expect(done).toMatchObject({ ok: true });
  expect(JSON.stringify(store.getState().design)).not.toContain("OrderPlaced");
  store.undo();
  expect(store.getState().design).toBe(before);
});
