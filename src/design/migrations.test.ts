import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { migrate } from "./migrations.ts";
import { parseDesign } from "./parseDesign.ts";
import { salvageDesign } from "./salvageDesign.ts";

const read = (file: string) => readFileSync(new URL(`formats/${file}`, import.meta.url), "utf8");
const format1 = read("format1.sluice.json");
const format2 = read("format2.sluice.json");

test("a file of format 1 opens, with words that go said in those that stay", () => {
  const parsed = parseDesign(format1);
  expect(parsed).toMatchObject({ ok: true });
  if (!parsed.ok) return;
  const { design } = parsed;
  expect(design.format).toBe(3);
  expect(design.system?.nodes).toEqual({
    shop: {
      kind: "producer",
      messages: { OrderPlaced: 1 },
      arrivals: { process: "poisson", rate: "5/s" },
    },
    broker: {
      kind: "broker",
      replication: { replicas: 3, cursors: "async" },
      setAside: {
        sqs: { nodes: { work: { kind: "queue", order: { failureBlocks: true } } }, links: {} },
      },
    },
    work: {
      kind: "queue",
      broker: "broker",
      capacity: { messages: 100, overflow: "reject" },
      deduplication: { by: "id", window: "5 min" },
      assign: { dispatch: "random" },
      redeliver: { nackPosition: "original" },
    },
    news: { kind: "topic", subscriptions: { mail: { cursor: { idleExpiry: "0 s" } } } },
    log: {
      kind: "stream",
      partitions: 4,
      removal: "all-settled",
      capacity: { messages: 1000, overflow: "drop-head" },
      subscriptions: { readers: { cursor: { idleExpiry: "5 s" } } },
    },
    audit: { kind: "stream", capacity: { messages: 1000, overflow: "reject" } },
    db: { kind: "database" },
    mail: {
      kind: "consumer",
      poll: { batch: 10, outcome: "per-batch" },
      handlers: {
        OrderPlaced: [
          { do: "work", time: "5 ms", per: "batch" },
          {
            do: "branch",
            choices: [{ when: { probability: 0.5 }, steps: [{ do: "write", to: "db" }] }],
            otherwise: [{ do: "read", from: "db" }],
          },
        ],
      },
    },
  });
  expect(design.scenarios).toEqual({ day: { duration: "1 min" } });
  expect(design.system?.links).toEqual(JSON.parse(format1).system.links);
});

test("a file of format 2 opens, with words that made no difference gone", () => {
  const parsed = parseDesign(format2);
  expect(parsed).toMatchObject({ ok: true });
  if (!parsed.ok) return;
  const { design } = parsed;
  expect(design.format).toBe(3);
  const { nodes, links } = JSON.parse(format2).system;
  expect(design.system?.links).toEqual(links);
  expect(design.system?.nodes).toEqual({
    shop: nodes.shop,
    broker: {
      kind: "broker",
      setAside: {
        sqs: {
          nodes: { work: { kind: "queue", lease: { timeout: "30 s", lateAck: "ignored" } } },
          links: {},
        },
      },
    },
    work: {
      kind: "queue",
      broker: "broker",
      throttle: { rate: "10/s", per: "channel" },
      lease: { onDisconnect: "until-timeout", lateAck: "ignored" },
      attempts: { limit: 3, counts: ["deliver"] },
      redeliver: { position: "original" },
      deadLetter: { reasons: ["rejected", "attempts"] },
    },
    news: {
      kind: "topic",
      throttle: { rate: "10/s", per: "channel" },
      subscriptions: { mail: { lease: { onDisconnect: "until-timeout" } } },
    },
    rest: { kind: "topic", unroutable: "error" },
    log: {
      kind: "stream",
      throttle: { rate: "10/s", per: "partition" },
      subscriptions: {
        sharers: { assign: { mode: "competing" }, redeliver: { position: "original" } },
        readers: {
          assign: { strategy: "sticky" },
          cursor: { start: "earliest" },
          order: { maxInFlight: 2 },
        },
      },
    },
    mail: {
      kind: "consumer",
      handlers: {
        OrderPlaced: [
          {
            do: "branch",
            choices: [
              {
                when: { probability: 0.5 },
                steps: [{ do: "publish", message: "OrderPlaced" }],
              },
            ],
          },
        ],
      },
    },
  });
});

test.each([format1, format2])(
  "what is migrated is a copy, and what was given is as it was",
  (text) => {
    const document = JSON.parse(text);
    migrate(document);
    expect(document).toEqual(JSON.parse(text));
  },
);

test("a file of format 1 that is not whole is judged, not stumbled over", () => {
  for (const system of [
    7,
    null,
    { nodes: 7 },
    { nodes: { a: null, b: { kind: "queue", order: 7 } } },
  ])
    expect(parseDesign(JSON.stringify({ format: 1, name: "x", system }))).toMatchObject({
      ok: false,
    });
});

test("what is wrong in a file of format 1 is left out of the migrated one", () => {
  const wrong = JSON.parse(format1);
  wrong.system.nodes.log.partitions = "four";
  const salvaged = salvageDesign(JSON.stringify(wrong));
  expect(salvaged?.left.map(({ path }) => path)).toEqual(["$.system.nodes.log.partitions"]);
  expect(salvaged?.design.format).toBe(3);
});

test.each([
  ["kafka", { lease: { timeout: "30 s" }, maxInFlight: 5, attempts: { limit: 3 } }, {}],
  [
    "kafka",
    { parameters: { "group.type": "share" }, assign: { strategy: "sticky" }, maxInFlight: 5 },
    { parameters: { "group.type": "share" }, maxInFlight: 5 },
  ],
  ["redis-streams", { assign: { sessionTimeout: "10 s" }, maxInFlight: 5 }, { maxInFlight: 5 }],
  ["rabbitmq", { lease: { timeout: "30 s" } }, {}],
])("a group of format 2 on %s opens: %j", (profile, group, migrated) => {
  const stream = { kind: "stream", broker: "b", subscriptions: { g: group } };
  const system = {
    messageTypes: { M: { kind: "event" } },
    nodes: {
      b: { kind: "broker", profile, setAside: { generic: { nodes: { s: stream }, links: {} } } },
      s: stream,
    },
  };
  const parsed = parseDesign(JSON.stringify({ format: 2, name: "x", system }));
  expect(parsed).toMatchObject({ ok: true });
  if (!parsed.ok) return;
  const s = parsed.design.system?.nodes?.s;
  expect(s?.kind === "stream" && s.subscriptions?.g).toEqual(migrated);
});
