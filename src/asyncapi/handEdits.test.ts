import { describe, expect, test } from "vitest";
import { checkDesign, type Design } from "../design/index.ts";
import type { AsyncApiDocument, JsonObject } from "./AsyncApiDocument.ts";
import { readSystemDocument } from "./readSystemDocument.ts";
import { toAsyncApi } from "./toAsyncApi.ts";

/** A design whose facts stand in every standard field that Sluice reads back. */
const DESIGN: Design = {
  format: 3,
  name: "Shop",
  system: {
    attributes: { region: { values: { eu: 1 } } },
    messageTypes: {
      OrderPlaced: {
        kind: "event",
        attributes: ["region"],
        versions: { "1": { schema: { type: "object" } }, "2": { schema: { type: "object" } } },
      },
    },
    nodes: {
      log: { kind: "broker", profile: "kafka", host: "kafka.shop:9092" },
      rabbit: { kind: "broker", profile: "rabbitmq" },
      aws: { kind: "broker", profile: "sqs" },
      orders: {
        kind: "stream",
        broker: "log",
        partitions: 6,
        retention: { age: "168 h" },
        subscriptions: { billing: {}, audit: {} },
      },
      exchange: { kind: "topic", broker: "rabbit", routing: "pattern" },
      mail: { kind: "queue", broker: "rabbit" },
      jobs: {
        kind: "queue",
        broker: "aws",
        lease: { timeout: "30 s" },
        attempts: { limit: 5 },
      },
      dead: { kind: "queue", broker: "aws", role: "dead-letter", address: "jobs-dlq" },
      shop: { kind: "endpoint", path: "POST /orders", handler: [] },
      billing: {
        kind: "consumer",
        handlers: { OrderPlaced: [] },
        retry: { attempts: 5, backoff: { kind: "fixed", delay: "2 s" } },
      },
      mailer: { kind: "consumer", handlers: { "*": [] } },
    },
    links: {
      a: { kind: "subscribe", source: "orders", target: "billing", subscription: "billing" },
      b: { kind: "subscribe", source: "mail", target: "mailer" },
      c: { kind: "dead-letter", source: "jobs", target: "dead" },
    },
  },
};

type Edit = (document: AsyncApiDocument) => void;
type Place = string | readonly string[];

const at = (document: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((value, key) => (value as JsonObject | undefined)?.[key], document);

/** A deep set in plain data. */
function put(document: AsyncApiDocument, path: readonly string[], value: unknown): void {
  const holder = at(document, path.slice(0, -1)) as Record<string, unknown>;
  holder[path.at(-1)!] = value;
}

const nodes = (id: string, ...rest: string[]) => ["system", "nodes", id, ...rest];

const EDITS: [what: string, edit: Edit, place: Place, becomes: unknown][] = [
  ["the title", (d) => put(d, ["info", "title"], "Store"), ["name"], "Store"],
  ["the description", (d) => put(d, ["info", "description"], "Sells"), ["description"], "Sells"],
  ["a host", (d) => put(d, ["servers", "log", "host"], "k:1"), nodes("log", "host"), "k:1"],
  [
    "a server's title",
    (d) => put(d, ["servers", "log", "title"], "Log"),
    nodes("log", "name"),
    "Log",
  ],
  [
    "an address",
    (d) => put(d, ["channels", "mail", "address"], "m1"),
    nodes("mail", "address"),
    "m1",
  ],
  [
    "a channel's title",
    (d) => put(d, ["channels", "mail", "title"], "M"),
    nodes("mail", "name"),
    "M",
  ],
  [
    "partitions",
    (d) => put(d, ["channels", "orders", "bindings", "kafka", "partitions"], 12),
    nodes("orders", "partitions"),
    12,
  ],
  [
    "retention",
    (d) =>
      put(
        d,
        ["channels", "orders", "bindings", "kafka", "topicConfiguration", "retention.ms"],
        3_600_000,
      ),
    nodes("orders", "retention", "age"),
    "1 h",
  ],
  [
    "a topic setting",
    (d) =>
      put(
        d,
        ["channels", "orders", "bindings", "kafka", "topicConfiguration", "segment.ms"],
        60_000,
      ),
    nodes("orders", "parameters", "segment.ms"),
    60_000,
  ],
  [
    "the type of an exchange",
    (d) => put(d, ["channels", "exchange", "bindings", "amqp", "exchange", "type"], "headers"),
    nodes("exchange", "routing"),
    "headers",
  ],
  [
    "a visibility timeout",
    (d) => put(d, ["channels", "jobs", "bindings", "sqs", "queue", "visibilityTimeout"], 60),
    nodes("jobs", "lease", "timeout"),
    "1 min",
  ],
  [
    "how often SQS delivers",
    (d) =>
      put(
        d,
        ["channels", "jobs", "bindings", "sqs", "queue", "redrivePolicy", "maxReceiveCount"],
        3,
      ),
    nodes("jobs", "attempts", "limit"),
    3,
  ],
  [
    "a consumer group",
    (d) =>
      put(
        d,
        ["operations", "billing.receive.orders", "bindings", "kafka", "groupId", "enum"],
        ["audit"],
      ),
    ["system", "links", "a", "subscription"],
    "audit",
  ],
  [
    "who acknowledges",
    (d) => put(d, ["operations", "mailer.receive.mail", "bindings", "amqp", "ack"], false),
    nodes("mailer", "ack"),
    "before-handler",
  ],
  [
    "an operation's description",
    (d) => put(d, ["operations", "mailer.receive.mail", "description"], "Sends mail"),
    ["system", "links", "b", "description"],
    "Sends mail",
  ],
  [
    "the method of an endpoint",
    (d) => put(d, ["operations", "shop.receive.shop", "bindings", "http", "method"], "PUT"),
    nodes("shop", "path"),
    "PUT /orders",
  ],
  [
    "the path of an endpoint",
    (d) => put(d, ["channels", "shop", "address"], "/o"),
    nodes("shop", "path"),
    "POST /o",
  ],
  [
    "retries",
    (d) =>
      put(d, ["operations", "billing.receive.orders", "x-sluice", "retry"], {
        maxAttempts: 3,
        strategy: { type: "exponential", initialDelay: "PT1M", multiplier: 2 },
      }),
    nodes("billing", "retry"),
    { attempts: 3, backoff: { kind: "exponential", first: "1 min", factor: 2 } },
  ],
  [
    "a message's description",
    (d) => put(d, ["components", "messages", "OrderPlaced", "description"], "Placed"),
    ["system", "messageTypes", "OrderPlaced", "description"],
    "Placed",
  ],
  [
    "a payload",
    (d) => put(d, ["components", "schemas", "OrderPlaced.v2"], { type: "string" }),
    ["system", "messageTypes", "OrderPlaced", "versions", "2", "schema"],
    { type: "string" },
  ],
  [
    "headers",
    (d) => put(d, ["components", "messages", "OrderPlaced", "headers", "properties"], {}),
    ["system", "messageTypes", "OrderPlaced", "attributes"],
    [],
  ],
];

describe("an edit by hand of a standard field changes the design", () => {
  test.each(EDITS)("%s", (_what, edit, place, becomes) => {
    const document = structuredClone(toAsyncApi(DESIGN));
    edit(document);
    const read = readSystemDocument(document);
    const path = typeof place === "string" ? [place] : place;
    expect(at(DESIGN, path)).not.toEqual(becomes);
    expect(at(read, path)).toEqual(becomes);
    expect(checkDesign(read).ok).toBe(true);
  });
});

test("a spelling is kept as long as it says the same as the standard field", () => {
  const document = toAsyncApi(DESIGN);
  const { "x-sluice": extension, bindings } = document.channels.orders!;
  expect(extension).toMatchObject({ retention: { age: "168 h" } });
  expect(extension).not.toHaveProperty("partitions");
  expect(bindings?.kafka).toMatchObject({ partitions: 6 });
});
