import { describe, expect, test } from "vitest";
import type { Path } from "./Names.ts";
import { System, type SystemText } from "./system.ts";

/** A small system in which every name leads somewhere. */
function sound(): SystemText {
  return {
    keys: { order: {}, customer: {} },
    attributes: { tier: { values: { gold: 1, normal: 9 } } },
    messageTypes: {
      OrderPlaced: {
        kind: "event",
        key: "order",
        attributes: ["tier"],
        routingKey: "order.{tier}",
        versions: { "1": {}, "2": {} },
      },
      OrderPaid: { kind: "event", key: "order" },
    },
    nodes: {
      zone: { kind: "zone" },
      broker: { kind: "broker" },
      shop: {
        kind: "producer",
        messages: { OrderPlaced: 1 },
        arrivals: { process: "poisson", rate: "1/s" },
      },
      orders: { kind: "topic", broker: "broker", subscriptions: { audit: {} } },
      "payment.q": { kind: "queue", broker: "broker" },
      log: { kind: "stream", subscriptions: { view: {} } },
      payment: {
        kind: "consumer",
        handlers: {
          OrderPlaced: [
            { do: "work", time: "1 ms" },
            { do: "publish", message: "OrderPaid" },
          ],
        },
      },
      gateway: { kind: "dependency" },
      db: { kind: "database" },
    },
    links: {
      a: { kind: "publish", source: "shop", target: "orders" },
      b: { kind: "bind", source: "orders", target: "payment.q" },
      c: { kind: "subscribe", source: "payment.q", target: "payment" },
      d: { kind: "publish", source: "payment", target: "log" },
    },
  };
}

/** The problems of the sound system after something was put at a path. */
function problemsWith(path: Path, value: unknown): { path: string; message: string }[] {
  const system = sound();
  let place = system as Record<string | number, unknown>;
  for (const key of path.slice(0, -1)) {
    place[key] ??= {};
    place = place[key] as Record<string | number, unknown>;
  }
  place[path.at(-1) ?? ""] = value;
  const result = System.safeParse(system);
  return (result.error?.issues ?? []).map((issue) => ({
    path: issue.path.join("/"),
    message: issue.message,
  }));
}

/** Replaces the steps of the payment handler. */
function withStep(step: object) {
  return problemsWith(["nodes", "payment", "handlers", "OrderPlaced"], [step]);
}

test("the sound system has no problem", () => {
  expect(System.safeParse(sound()).error).toBeUndefined();
});

describe("a dangling name gives one problem, at its place, with the nearest right one", () => {
  test.each<[Path, unknown, string, RegExp]>([
    [
      ["messageTypes", "OrderPaid", "key"],
      "ordr",
      "messageTypes/OrderPaid/key",
      /no key "ordr".*"order"/,
    ],
    [
      ["messageTypes", "OrderPaid", "attributes"],
      ["teir"],
      "messageTypes/OrderPaid/attributes/0",
      /no attribute "teir".*"tier"/,
    ],
    [
      ["messageTypes", "OrderPaid", "routingKey"],
      "paid.{region}",
      "messageTypes/OrderPaid/routingKey",
      /no attribute "region"/,
    ],
    [
      ["messageTypes", "OrderPaid", "withdraws"],
      "OrderPlacd",
      "messageTypes/OrderPaid/withdraws",
      /no message type "OrderPlacd".*"OrderPlaced"/,
    ],
    [
      ["messageTypes", "OrderPaid", "priority"],
      { from: "rank", ranks: {} },
      "messageTypes/OrderPaid/priority/from",
      /no attribute "rank"/,
    ],
    [
      ["nodes", "shop", "messages"],
      { OrderPlaced: 1, OrderPlacedd: 1 },
      "nodes/shop/messages/OrderPlacedd",
      /no message type/,
    ],
    [
      ["nodes", "shop", "versions"],
      { OrderPlaced: "3" },
      "nodes/shop/versions/OrderPlaced",
      /no version of OrderPlaced called "3"/,
    ],
    [
      ["nodes", "shop", "withdrawals"],
      { message: "Gone", probability: 0.1, last: 6 },
      "nodes/shop/withdrawals/message",
      /no message type "Gone"/,
    ],
    [["nodes", "shop", "zone"], "zoen", "nodes/shop/zone", /no node "zoen".*"zone"/],
    [
      ["nodes", "shop", "zone"],
      "broker",
      "nodes/shop/zone",
      /"broker" is a broker; here stands a zone/,
    ],
    [["nodes", "orders", "broker"], "brokre", "nodes/orders/broker", /no node "brokre".*"broker"/],
    [
      ["nodes", "orders", "subscriptions", "audit"],
      { filter: { attributes: { teir: ["gold"] } } },
      "nodes/orders/subscriptions/audit/filter/attributes/teir",
      /no attribute "teir"/,
    ],
    [
      ["nodes", "payment.q", "messages"],
      ["OrderPad"],
      "nodes/payment.q/messages/0",
      /no message type "OrderPad".*"OrderPaid"/,
    ],
    [
      ["nodes", "payment", "handlers"],
      { OrderPlacd: [] },
      "nodes/payment/handlers/OrderPlacd",
      /no message type/,
    ],
    [
      ["nodes", "payment", "reads"],
      { OrderPlaced: ["1", "9"] },
      "nodes/payment/reads/OrderPlaced/1",
      /no version of OrderPlaced called "9"/,
    ],
    [
      ["nodes", "payment", "deduplication"],
      { by: { key: "ordre" } },
      "nodes/payment/deduplication/by/key",
      /no key "ordre"/,
    ],
    [
      ["nodes", "payment", "deduplication"],
      { store: { database: "dbb" } },
      "nodes/payment/deduplication/store/database",
      /no node "dbb".*"db"/,
    ],
    [["nodes", "zone", "latency"], { mars: "4 min" }, "nodes/zone/latency/mars", /no node "mars"/],
    [["nodes", "db", "readModel"], { of: "dbb" }, "nodes/db/readModel/of", /no node "dbb"/],
    [
      ["links", "a", "target"],
      "ordes",
      "links/a/target",
      /no node "ordes".*"orders"\? A link needs both ends/,
    ],
    [
      ["links", "a", "messages"],
      ["OrderPlcd"],
      "links/a/messages/0",
      /no message type "OrderPlcd"/,
    ],
    [
      ["links", "b", "filter"],
      { messages: ["Nothing"] },
      "links/b/filter/messages/0",
      /no message type "Nothing"/,
    ],
    [
      ["links", "c", "subscription"],
      "view",
      "links/c/subscription",
      /a queue has no subscriptions/,
    ],
    [
      ["links", "e"],
      { kind: "subscribe", source: "log", target: "payment", subscription: "veiw" },
      "links/e/subscription",
      /no subscription of "log" called "veiw".*"view"/,
    ],
    [
      ["links", "e"],
      { kind: "publish", source: "shop", target: "payment" },
      "links/e",
      /publish link cannot lead from a producer to a consumer.*queue, topic or stream/,
    ],
    [
      ["links", "e"],
      { kind: "subscribe", source: "payment.q", target: "db" },
      "links/e",
      /A channel does not write/,
    ],
    [
      ["links", "e"],
      { kind: "dead-letter", source: "payment.q", target: "payment.q" },
      "links/e",
      /linked to itself/,
    ],
  ])("%j = %j", (path, value, at, message) => {
    const problems = problemsWith(path, value);
    expect(problems.map((problem) => problem.path)).toEqual([at]);
    expect(problems[0]?.message).toMatch(message);
  });
});

describe("steps name their neighbors", () => {
  const at = "nodes/payment/handlers/OrderPlaced/0";
  test.each<[object, string, RegExp]>([
    [{ do: "call", to: "gatewya" }, "to", /no node "gatewya".*"gateway"/],
    [
      { do: "call", to: "gateway" },
      "to",
      /"payment" calls "gateway", but no call link leads there/,
    ],
    [{ do: "read", from: "db" }, "from", /no read or write link/],
    [{ do: "write", to: "db" }, "to", /no write link/],
    [
      { do: "publish", message: "OrderPiad" },
      "message",
      /no message type "OrderPiad".*"OrderPaid"/,
    ],
    [{ do: "publish", message: "OrderPaid", to: "orders" }, "to", /no publish link/],
    [{ do: "publish", message: "OrderPlaced", version: "7" }, "version", /no version/],
    [{ do: "publish", message: "OrderPaid", draws: ["line"] }, "draws/0", /no key "line"/],
    [
      { do: "publish", message: "OrderPaid", to: "log", via: { outbox: "db" } },
      "via/outbox",
      /writes the outbox of "db"/,
    ],
    [{ do: "work", time: "1 s", effect: "x", effectKey: "ordr" }, "effectKey", /no key "ordr"/],
    [{ do: "await", messages: ["Nope"], by: "order" }, "messages/0", /no message type "Nope"/],
    [{ do: "await", messages: ["OrderPaid"], by: "nope" }, "by", /no key "nope"/],
    [
      { do: "await", messages: ["OrderPaid"], by: "order", store: "gateway" },
      "store",
      /"gateway" is a dependency/,
    ],
    [{ do: "cancel", message: "OrderPaid", in: "db", key: "order" }, "in", /"db" is a database/],
    [{ do: "window", by: "nope", size: "1 min" }, "by", /no key "nope"/],
    [
      { do: "branch", choices: [{ when: { attribute: "teir", in: ["gold"] }, steps: [] }] },
      "choices/0/when/attribute",
      /no attribute "teir"/,
    ],
    [
      {
        do: "branch",
        choices: [{ when: { probability: 1 }, steps: [{ do: "call", to: "gatewya" }] }],
      },
      "choices/0/steps/0/to",
      /no node "gatewya"/,
    ],
    [
      {
        do: "branch",
        choices: [{ when: { probability: 1 }, steps: [] }],
        otherwise: [{ do: "call", to: "gatewya" }],
      },
      "otherwise/0/to",
      /no node "gatewya"/,
    ],
  ])("%j", (step, path, message) => {
    const problems = withStep(step).filter((problem) => problem.path === `${at}/${path}`);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.message).toMatch(message);
  });

  test("one publish link needs no name, two of them do", () => {
    const system = sound();
    system.links = { ...system.links, e: { kind: "publish", source: "payment", target: "orders" } };
    const issues = System.safeParse(system).error?.issues ?? [];
    expect(issues.map((issue) => issue.message)).toEqual([
      '"payment" has 2 publish links; say which channel is meant: "log", "orders".',
    ]);
  });
});

describe("unknown words are refused", () => {
  test.each<[Path, unknown]>([
    [["nodez"], {}],
    [["nodes", "payment", "prefech"], 3],
    [["nodes", "payment.q", "capacity"], { mesages: 3 }],
    [["links", "a", "lag"], "1 s"],
    [
      ["nodes", "payment", "retry"],
      { backoff: { kind: "exponential", first: "1 s", jiter: "full" } },
    ],
    [["nodes", "x"], { kind: "exchange" }],
    [["nodes", "1x"], { kind: "queue" }],
  ])("%j", (path, value) => {
    expect(problemsWith(path, value).length).toBeGreaterThan(0);
  });
});

test.each(["constructor", "toString", "hasOwnProperty"])(
  "the word %s, which every object knows, is not taken for a node",
  (word) => {
    const messages = [
      ...problemsWith(["nodes", "orders", "broker"], word),
      ...problemsWith(["links", "a", "target"], word),
    ].map((problem) => problem.message);
    expect(
      messages.filter((message) => message.startsWith(`there is no node "${word}"`)),
    ).toHaveLength(2);
    expect(messages.filter((message) => message.includes("undefined"))).toEqual([]);
  },
);
