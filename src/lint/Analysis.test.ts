import { expect, test } from "vitest";
import type { SystemText } from "../../simulator/index.ts";
import { checkDesign } from "../design/index.ts";
import { Analysis } from "./Analysis.ts";

function analysisOf(system: SystemText): Analysis {
  const checked = checkDesign({ format: 3, name: "Test", system });
  if (!checked.ok) throw new Error(`${checked.problems[0].path} ${checked.problems[0].message}`);
  return new Analysis(checked.resolved.system);
}

const work = { do: "work", time: "10 ms" } as const;

test("rates run through bindings by routing key, filter and share, and split among competing readers", () => {
  const { flow } = analysisOf({
    attributes: { region: { values: { eu: 3, us: 1 } } },
    messageTypes: {
      OrderPlaced: { kind: "event", attributes: ["region"], routingKey: "order.{region}" },
      OrderPaid: { kind: "event" },
    },
    nodes: {
      shop: {
        kind: "producer",
        messages: { OrderPlaced: 3, OrderPaid: 1 },
        arrivals: { process: "poisson", rate: "80/s" },
      },
      t: { kind: "topic", routing: "pattern" },
      eu: { kind: "queue" },
      some: { kind: "queue" },
      big: { kind: "consumer", instances: 3, handlers: { "*": [work] } },
      small: { kind: "consumer", handlers: { "*": [work] } },
      sampler: { kind: "consumer", handlers: { "*": [work] } },
    },
    links: {
      l1: { kind: "publish", source: "shop", target: "t" },
      l2: { kind: "bind", source: "t", target: "eu", keys: ["*.eu"] },
      l3: {
        kind: "bind",
        source: "t",
        target: "some",
        filter: { messages: ["OrderPaid"], share: 0.5 },
      },
      l4: { kind: "subscribe", source: "eu", target: "big" },
      l5: { kind: "subscribe", source: "eu", target: "small" },
      l6: { kind: "subscribe", source: "some", target: "sampler" },
    },
  });
  expect(flow.rateAt("t")).toBeCloseTo(80);
  expect(flow.rateAt("eu")).toBeCloseTo(80 * 0.75 * 0.75);
  expect(flow.rateAt("big")).toBeCloseTo(45 * 0.75);
  expect(flow.rateAt("small")).toBeCloseTo(45 * 0.25);
  expect(flow.rateAt("sampler")).toBeCloseTo(80 * 0.25 * 0.5);
});

test("where a subscription broadcasts, each instance has the whole rate", () => {
  const { flow } = analysisOf({
    messageTypes: { Changed: { kind: "event" } },
    nodes: {
      shop: {
        kind: "producer",
        messages: { Changed: 1 },
        arrivals: { process: "poisson", rate: "10/s" },
      },
      t: { kind: "topic", subscriptions: { all: { assign: { mode: "broadcast" } } } },
      cache: { kind: "consumer", instances: 3, handlers: { "*": [work] } },
    },
    links: {
      l1: { kind: "publish", source: "shop", target: "t" },
      l2: { kind: "subscribe", source: "t", target: "cache", subscription: "all" },
    },
  });
  expect(flow.rateAt("cache")).toBeCloseTo(30);
});

test("publish steps multiply: branches, probabilities, counts; a set that is awaited goes on once", () => {
  const { flow } = analysisOf({
    keys: { order: {} },
    messageTypes: {
      OrderPlaced: { kind: "event", key: "order" },
      LineAdded: { kind: "event", key: "order" },
      OrderRefused: { kind: "event", key: "order" },
      OrderDone: { kind: "event", key: "order" },
    },
    nodes: {
      shop: {
        kind: "producer",
        messages: { OrderPlaced: 1 },
        arrivals: { process: "constant", rate: "10/s" },
      },
      q: { kind: "queue" },
      out: { kind: "queue" },
      orders: {
        kind: "consumer",
        handlers: {
          "*": [
            {
              do: "branch",
              choices: [
                {
                  when: { probability: 0.2 },
                  steps: [{ do: "publish", message: "OrderRefused", to: "out" }],
                },
              ],
              otherwise: [
                {
                  do: "publish",
                  message: "LineAdded",
                  to: "out",
                  probability: 0.5,
                  count: { distribution: "geometric", mean: 3 },
                },
              ],
            },
          ],
        },
      },
      join: {
        kind: "consumer",
        handlers: {
          "*": [
            {
              do: "await",
              messages: ["LineAdded", "OrderRefused"],
              by: "order",
              holdsSlot: false,
              timeout: "1 min",
            },
            { do: "publish", message: "OrderDone" },
          ],
        },
      },
      end: { kind: "queue" },
    },
    links: {
      l1: { kind: "publish", source: "shop", target: "q" },
      l2: { kind: "subscribe", source: "q", target: "orders" },
      l3: { kind: "publish", source: "orders", target: "out" },
      l4: { kind: "subscribe", source: "out", target: "join" },
      l5: { kind: "publish", source: "join", target: "end" },
    },
  });
  expect(flow.at("out", "OrderRefused")?.rate).toBeCloseTo(2);
  expect(flow.at("out", "LineAdded")?.rate).toBeCloseTo(10 * 0.8 * 0.5 * 3);
  expect(flow.rateAt("end")).toBeCloseTo((2 + 12) / 2);
});

test("a circle of messages is followed once, and does not grow without end", () => {
  const { flow } = analysisOf({
    messageTypes: { Ping: { kind: "event" }, Pong: { kind: "event" } },
    nodes: {
      start: {
        kind: "producer",
        messages: { Ping: 1 },
        arrivals: { process: "poisson", rate: "1/s" },
      },
      q: { kind: "queue" },
      player: {
        kind: "consumer",
        handlers: {
          Ping: [{ do: "publish", message: "Pong" }],
          Pong: [{ do: "publish", message: "Ping" }],
        },
      },
    },
    links: {
      l1: { kind: "publish", source: "start", target: "q" },
      l2: { kind: "subscribe", source: "q", target: "player" },
      l3: { kind: "publish", source: "player", target: "q" },
    },
  });
  expect(flow.at("q", "Ping")?.rate).toBe(1);
  expect(flow.at("q", "Pong")?.rate).toBe(1);
});

test("times of steps add up: databases, calls, services that are called; once a batch is shared out", () => {
  const { work: times } = analysisOf({
    messageTypes: { Read: { kind: "command" } },
    nodes: {
      users: {
        kind: "producer",
        messages: { Read: 1 },
        arrivals: { process: "poisson", rate: "1/s" },
      },
      front: { kind: "endpoint", handler: [work, { do: "call", to: "back" }] },
      back: {
        kind: "endpoint",
        handler: [
          { do: "read", from: "db", rows: 11 },
          { do: "call", to: "bank" },
          { do: "call", to: "bank", wait: false },
        ],
      },
      db: { kind: "database", readLatency: "5 ms", rowLatency: "1 ms" },
      bank: { kind: "dependency", latency: { distribution: "exponential", mean: "100 ms" } },
      q: { kind: "queue" },
      loader: {
        kind: "consumer",
        poll: { batch: 10, outcome: "per-batch" },
        handlers: { Read: [work, { do: "write", to: "db" }] },
      },
    },
    links: {
      l1: { kind: "call", source: "users", target: "front" },
      l2: { kind: "call", source: "front", target: "back" },
      l3: { kind: "read", source: "back", target: "db" },
      l4: { kind: "call", source: "back", target: "bank" },
      l5: { kind: "publish", source: "users", target: "q" },
      l6: { kind: "subscribe", source: "q", target: "loader" },
      l7: { kind: "write", source: "loader", target: "db" },
    },
  });
  const front = times.handler("front", "Read");
  expect(front.mean).toBeCloseTo(0.01 + 0.005 + 0.01 + 0.1);
  expect(front.isExact).toBe(true);
  expect(front.percentile(0.99)).toBeCloseTo(0.025 - 0.1 * Math.log(0.01));
  expect(times.handler("loader", "Read").mean).toBeCloseTo(0.012);
  expect(times.slotSeconds("loader", "Read")).toBeCloseTo(0.0102);
});

test("dead letters and retries make a way but no rate", () => {
  const { flow } = analysisOf({
    messageTypes: { OrderPlaced: { kind: "event" } },
    nodes: {
      shop: {
        kind: "producer",
        messages: { OrderPlaced: 1 },
        arrivals: { process: "poisson", rate: "1/s" },
      },
      q: { kind: "queue" },
      dlq: { kind: "queue", role: "dead-letter" },
      mender: { kind: "consumer", handlers: { "*": [work] } },
    },
    links: {
      l1: { kind: "publish", source: "shop", target: "q" },
      l2: { kind: "dead-letter", source: "q", target: "dlq" },
      l3: { kind: "subscribe", source: "dlq", target: "mender" },
    },
  });
  expect(flow.of("mender").map(({ message, rate }) => [message, rate])).toEqual([
    ["OrderPlaced", 0],
  ]);
});
