import { expect, test } from "vitest";
import { createDesignStore } from "../../design/index.ts";
import { changeOne } from "./changeOne.ts";

test("the product of several brokers is changed with their words and channels, as that of one is", () => {
  const store = createDesignStore({
    format: 3,
    name: "Two queues",
    system: {
      nodes: {
        a: { kind: "broker", profile: "sqs" },
        b: { kind: "broker", profile: "sqs" },
        q: { kind: "queue", broker: "a", parameters: { VisibilityTimeout: 45 } },
        r: { kind: "queue", broker: "b" },
      },
    },
  });
  store.edit("change profile of 2 nodes", (draft) => {
    for (const id of ["a", "b"])
      changeOne(draft, ["nodes", id], { path: ["profile"], value: "rabbitmq" });
  });
  const { a, b, q } = store.getState().design.system?.nodes ?? {};
  expect([a, b]).toMatchObject([{ profile: "rabbitmq" }, { profile: "rabbitmq" }]);
  expect(q && "parameters" in q && q.parameters).not.toHaveProperty("VisibilityTimeout");
  expect(store.getState().past).toHaveLength(1);
});
