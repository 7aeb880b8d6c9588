import { expect, it } from "vitest";
import { Scenario, type SystemText } from "../model/index.ts";
import { compareBrokers } from "./compareBrokers.ts";

/** A queue whose only consumer crashes in the middle of its work and is back a second later. */
const system = {
  messageTypes: { Order: { kind: "event" } },
  nodes: {
    shop: {
      kind: "producer",
      messages: { Order: 1 },
      arrivals: { process: "constant", rate: "1/s" },
      until: "60 s",
    },
    orders: { kind: "queue" },
    billing: {
      kind: "consumer",
      prefetch: 1,
      handlers: { Order: [{ do: "work", time: "500 ms" }] },
    },
  },
  links: {
    in: { kind: "publish", source: "shop", target: "orders" },
    out: { kind: "subscribe", source: "orders", target: "billing" },
  },
} as unknown as SystemText;

const scenario = Scenario.parse({
  duration: "2 min",
  faults: { crash: { fault: "crash", target: "billing", at: "20.2 s", for: "1 s" } },
});

it("runs one design on each broker and finds the setting behind a difference by taking it back", () => {
  const outcomes = compareBrokers({
    system,
    scenario,
    brokers: ["rabbitmq", "sqs", "kafka"],
    replications: 2,
    withCauses: true,
  });
  const [rabbit, sqs] = outcomes;
  expect(outcomes.map(({ broker }) => broker)).toEqual(["rabbitmq", "sqs", "kafka"]);
  expect(rabbit?.differences).toEqual([]);
  // After the crash RabbitMQ delivers at once; on SQS the message is away for the 30 s of its lease.
  const slower = sqs?.differences.find(({ figure }) => figure === "latencyP99");
  expect(slower?.difference.mean).toBeGreaterThan(20);
  const [cause] = slower?.causes ?? [];
  expect(cause?.setting).toBe("lease");
  expect(cause?.share).toBeGreaterThan(0.9);
  expect(cause?.words.join(" ")).toContain("VisibilityTimeout 30 s (default)");
  // In a log the crash costs a rebalance: that is the channel's kind with what comes with it, and said so.
  const kafka = outcomes[2];
  const kinds = kafka?.differences.flatMap(({ causes }) => causes).map(({ setting }) => setting);
  expect(kinds).toContain("kind");
  expect(kafka?.search?.seeds).toEqual([scenario.seed, scenario.seed + 1]);
  // What only a queue knows cannot be tried in a log; the report says so instead of keeping silent.
  expect(kafka?.search?.skipped).toContainEqual({
    setting: "capacity",
    why: "the kind of channel there has no such setting",
  });
  // Nothing in the system is random: the runs agree, and the interval says so.
  expect(sqs?.figures.latencyP99.halfWidth).toBe(0);
});

it("finds no difference between a broker and itself", () => {
  const [, same] = compareBrokers({
    system,
    scenario,
    brokers: ["generic", "generic"],
    replications: 1,
    withCauses: true,
  });
  expect(same?.differences).toEqual([]);
});
