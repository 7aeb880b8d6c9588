import { expect, test } from "vitest";
import { readSystem } from "../profiles/index.ts";
import { crashAtEachStep } from "./crashAtEachStep.ts";

const charge = { do: "call", to: "gateway", effect: "charge card" };
const tell = { do: "publish", message: "Paid", to: "paid" };
const ack = { do: "ack" };

function crashes(handler: object[], consumer: object = {}, gateway: object = {}) {
  const system = readSystem({
    messageTypes: { Order: { kind: "event" }, Paid: { kind: "event" } },
    keys: { order: {} },
    nodes: {
      shop: {
        kind: "producer",
        messages: { Order: 1 },
        arrivals: { process: "poisson", rate: "100/s" },
      },
      orders: { kind: "queue" },
      paid: { kind: "queue" },
      gateway: { kind: "dependency", latency: "100 ms", errorRate: 0.5, ...gateway },
      pay: {
        kind: "consumer",
        instances: 3,
        retry: { attempts: 5 },
        ...consumer,
        handlers: { Order: handler },
      },
    },
    links: {
      a: { kind: "publish", source: "shop", target: "orders" },
      b: { kind: "subscribe", source: "orders", target: "pay" },
      c: { kind: "publish", source: "pay", target: "paid" },
      d: { kind: "call", source: "pay", target: "gateway" },
    },
  } as Parameters<typeof readSystem>[0]);
  return crashAtEachStep(system, "pay", "Order");
}

test("before the effect a crash costs a delivery and nothing else; after it, it happens again", () => {
  const [before, between, end] = crashes([charge, tell]);
  expect(before).toMatchObject({ after: 0, redelivered: 1, completed: true, effectsTwice: {} });
  expect(between).toMatchObject({
    after: 1,
    effectsTwice: { "charge card": 2 },
    messagesTwice: {},
  });
  expect(end).toMatchObject({
    after: 2,
    effectsTwice: { "charge card": 2 },
    messagesTwice: { Paid: 2 },
    askedTwice: { gateway: 2 },
  });
});

test("the order of steps decides: acknowledged first, what was not done is never done", () => {
  const [before, afterAck, afterCharge] = crashes([ack, charge, tell]);
  expect(before).toMatchObject({ redelivered: 1, completed: true, effectsMissing: {} });
  expect(afterAck).toMatchObject({
    redelivered: 0,
    completed: false,
    effectsMissing: { "charge card": 0 },
    messagesMissing: { Paid: 0 },
  });
  expect(afterCharge).toMatchObject({ effectsMissing: {}, messagesMissing: { Paid: 0 } });
});

test("after the last step nothing is left to lose, even if that was the acknowledgement", () => {
  const outcomes = crashes([charge, tell, ack]);
  expect(outcomes.at(-1)).toMatchObject({
    after: 3,
    redelivered: 0,
    completed: true,
    effectsMissing: {},
    effectsTwice: {},
  });
});

test("with a key that the gateway honors a second call has no second effect", () => {
  const [, between] = crashes(
    [{ ...charge, idempotencyKey: "order" }, tell],
    {},
    { idempotency: { window: "1 h" } },
  );
  expect(between).toMatchObject({ effectsTwice: {}, askedTwice: { gateway: 2 } });
});

test("the same design gives the same outcomes, bit for bit", () => {
  expect(crashes([charge, tell])).toEqual(crashes([charge, tell]));
});

test("an empty handler has no boundaries; one without a channel says what to do", () => {
  expect(crashes([])).toEqual([]);
  const system = readSystem({
    messageTypes: { Order: { kind: "event" } },
    nodes: { pay: { kind: "consumer", handlers: { Order: [{ do: "ack" }] } } },
    links: {},
  });
  expect(() => crashAtEachStep(system, "pay", "Order")).toThrow(/Link a queue, topic or stream/);
});
