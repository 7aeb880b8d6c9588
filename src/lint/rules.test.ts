import { describe, expect, test } from "vitest";
import type { SystemText } from "../../simulator/index.ts";
import {
  addNode,
  connect,
  createDesignStore,
  type Design,
  emptyDesign,
  framesOf,
  putIntoContainer,
  resize,
} from "../design/index.ts";
import { type Finding, lintDesign, RULES } from "./index.ts";

type Nodes = NonNullable<SystemText["nodes"]>;
type Links = NonNullable<SystemText["links"]>;

function design(system: SystemText): Design {
  return { format: 3, name: "Test", system };
}

const shop = {
  kind: "producer",
  messages: { OrderPlaced: 1 },
  arrivals: { process: "poisson", rate: "10/s" },
} as const;
const work = { do: "work", time: "20 ms" } as const;
const place = { do: "write", to: "db" } as const;
const publish = { do: "publish", message: "OrderAccepted" } as const;

/** Shop → queue → worker, with dead letters: nothing is wrong with it. */
function line(
  change: {
    type?: object;
    queue?: object;
    /** Stands in place of the queue. */
    topic?: object;
    worker?: object;
    shop?: object;
    keys?: SystemText["keys"];
    types?: object;
    nodes?: Nodes;
    links?: object;
    without?: string[];
  } = {},
): Design {
  const links: Record<string, unknown> = {
    in: { kind: "publish", source: "shop", target: "q" },
    out: { kind: "subscribe", source: "q", target: "worker" },
    dead: { kind: "dead-letter", source: "q", target: "dlq" },
    ...change.links,
  };
  for (const id of change.without ?? []) delete links[id];
  return design({
    keys: change.keys ?? { order: { field: "orderId" } },
    messageTypes: {
      OrderPlaced: { kind: "event", key: "order", ...change.type },
      ...change.types,
    } as NonNullable<SystemText["messageTypes"]>,
    nodes: {
      shop: { ...shop, ...change.shop },
      q: (change.topic ?? {
        kind: "queue",
        capacity: { messages: 1000 },
        ...change.queue,
      }) as Nodes[string],
      dlq: { kind: "queue", role: "dead-letter" },
      worker: { kind: "consumer", handlers: { "*": [work] }, ...change.worker } as Nodes[string],
      ...change.nodes,
    },
    links: links as Links,
  });
}

/** The same through a stream. */
function log(change: Parameters<typeof line>[0] & { stream?: object } = {}): Design {
  return line({
    ...change,
    queue: {
      kind: "stream",
      capacity: undefined,
      retention: { age: "7 d" },
      ...change.stream,
    },
  });
}

const withDatabase = {
  nodes: { db: { kind: "database" } } as Nodes,
  links: { write: { kind: "write", source: "worker", target: "db" } },
};

/** An endpoint that stores an order and tells of it. */
function orderApi(handler: object[], database: object = {}): Design {
  return line({
    types: { PlaceOrder: { kind: "command", key: "order" }, OrderAccepted: { kind: "event" } },
    shop: { messages: { PlaceOrder: 1 } },
    worker: { handlers: { OrderAccepted: [work], OrderPlaced: [work] } },
    nodes: {
      users: { ...shop, messages: { PlaceOrder: 1 } },
      api: { kind: "endpoint", concurrency: 10, handler } as Nodes[string],
      db: { kind: "database", ...database },
    },
    links: {
      in: { kind: "call", source: "users", target: "api" },
      tell: { kind: "publish", source: "api", target: "q" },
      store: { kind: "write", source: "api", target: "db" },
    },
  });
}

/** An order that is paid and shipped by a coordinator. */
function saga(change: object, steps: object[] = sagaSteps): Design {
  return design({
    keys: { order: {} },
    messageTypes: {
      PlaceOrder: { kind: "command", key: "order" },
      TakePayment: { kind: "command", key: "order" },
      RefundPayment: { kind: "command", key: "order" },
      ShipOrder: { kind: "command", key: "order" },
      PaymentDone: { kind: "reply", key: "order" },
      OrderRefused: { kind: "reply", key: "order" },
    },
    nodes: {
      lead: {
        kind: "saga",
        mode: "orchestrated",
        correlation: "order",
        begins: { arrivals: { process: "poisson", rate: "5/s" } },
        steps,
        timeout: "5 min",
        ...change,
      } as Nodes[string],
      q: { kind: "queue" },
    },
    links: { send: { kind: "publish", source: "lead", target: "q" } },
  });
}

const pay = {
  name: "Payment",
  command: "TakePayment",
  completes: ["PaymentDone"],
  timeout: "10 s",
  compensation: { command: "RefundPayment" },
};
const ship = { name: "Shipping", command: "ShipOrder", fails: ["OrderRefused"], timeout: "10 s" };
const sagaSteps = [pay, ship];

interface Case {
  rule: string;
  says: string;
  broken: Design;
  sound: Design;
  /** What the reason must hold: figures worked out by hand. */
  figure?: RegExp;
  severity?: Finding["severity"];
  hasFix?: false;
}

const charge = { handlers: { "*": [{ ...work, effect: "charge card" }] } };
const exponential10s = {
  handlers: { "*": [{ do: "work", time: { distribution: "exponential", mean: "10 s" } }] },
  instances: 200,
};
const fails = { do: "fail", probability: 0.1 } as const;

function calls(names: readonly string[]): Design {
  const nodes: Nodes = { users: { ...shop, messages: { PlaceOrder: 1 } } };
  const links: Links = { "users>": { kind: "call", source: "users", target: names[0] ?? "" } };
  for (const [i, name] of names.entries()) {
    const next = names[i + 1];
    nodes[name] = {
      kind: "endpoint",
      concurrency: 10,
      handler: [work, ...(next ? [{ do: "call", to: next } as const] : [])],
    };
    if (next) links[`${name}>`] = { kind: "call", source: name, target: next };
  }
  return design({ messageTypes: { PlaceOrder: { kind: "command" } }, nodes, links });
}

/** A command through a topic to two services, each with a queue. */
function fanOut(secondFilter: object | undefined): Design {
  return design({
    messageTypes: { PlaceOrder: { kind: "command" }, OrderShipped: { kind: "event" } },
    nodes: {
      shop: { ...shop, messages: { PlaceOrder: 1 } },
      t: { kind: "topic" },
      one: { kind: "queue" },
      two: { kind: "queue" },
      a: { kind: "consumer", handlers: { PlaceOrder: [work] } },
      b: { kind: "consumer", handlers: { PlaceOrder: [work] } },
    },
    links: {
      l1: { kind: "publish", source: "shop", target: "t" },
      l2: { kind: "bind", source: "t", target: "one" },
      l3: {
        kind: "bind",
        source: "t",
        target: "two",
        ...(secondFilter && { filter: secondFilter }),
      },
      l4: { kind: "subscribe", source: "one", target: "a" },
      l5: { kind: "subscribe", source: "two", target: "b" },
    },
  });
}

const versions = { versions: { "1": {}, "2": {} } };

const CASES: Case[] = [
  {
    rule: "no-deduplication",
    says: "an effect without a memory; 10/s × 20 ms are 0.2 in work",
    broken: line({ worker: charge }),
    sound: line({ worker: { ...charge, deduplication: {} } }),
    figure: /10\/s each instance has 0\.2 of them/,
  },
  {
    rule: "no-deduplication",
    says: "a call whose key is not honored",
    broken: line({
      worker: {
        handlers: { "*": [{ do: "call", to: "bank", idempotencyKey: "order", effect: "pay" }] },
      },
      nodes: { bank: { kind: "dependency" } },
      links: { call: { kind: "call", source: "worker", target: "bank" } },
    }),
    sound: line({
      worker: {
        handlers: { "*": [{ do: "call", to: "bank", idempotencyKey: "order", effect: "pay" }] },
      },
      nodes: { bank: { kind: "dependency", idempotency: {} } },
      links: { call: { kind: "call", source: "worker", target: "bank" } },
    }),
  },
  {
    rule: "lease-shorter-than-work",
    says: "an exponential work of 10 s is over 30 s in e^−3 of the cases",
    broken: line({ queue: { lease: { timeout: "30 s" } }, worker: exponential10s }),
    sound: line({ queue: { lease: { timeout: "60 s" } }, worker: exponential10s }),
    figure: /^4\.98 % of the messages, 0\.498\/s,/,
    severity: "warning",
  },
  {
    rule: "lease-shorter-than-work",
    says: "the lease in the broker's own word, shorter than the mean",
    broken: line({ queue: { parameters: { VisibilityTimeout: 5 } }, worker: exponential10s }),
    sound: line({ queue: { parameters: { VisibilityTimeout: 50 } }, worker: exponential10s }),
    figure: /60\.7 %/,
    severity: "error",
  },
  {
    rule: "lease-shorter-than-work",
    says: "a lease that is renewed is never too short",
    broken: line({ queue: { lease: { timeout: "1 s" } }, worker: exponential10s }),
    sound: line({
      queue: { lease: { timeout: "1 s", renewEvery: "500 ms" } },
      worker: exponential10s,
    }),
  },
  {
    rule: "prefetch-beyond-lease",
    says: "100 messages of 1 s one after the other and a lease of 30 s",
    broken: line({
      queue: { lease: { timeout: "30 s" } },
      worker: { prefetch: 100, instances: 20, handlers: { "*": [{ do: "work", time: "1 s" }] } },
    }),
    sound: line({
      queue: { lease: { timeout: "30 s" } },
      worker: { prefetch: 30, instances: 20, handlers: { "*": [{ do: "work", time: "1 s" }] } },
    }),
    figure: /done after 1\.67 min/,
  },
  {
    rule: "prefetch-beyond-lease",
    says: "a poll of 500 messages of 1 s and a poll timeout of 5 min",
    broken: log({
      stream: { subscriptions: { worker: {} } },
      worker: { poll: { batch: 500 }, handlers: { "*": [{ do: "work", time: "1 s" }] } },
    }),
    sound: log({
      stream: { subscriptions: { worker: {} } },
      worker: { poll: { batch: 200 }, handlers: { "*": [{ do: "work", time: "1 s" }] } },
    }),
    figure: /full batch takes 8\.33 min/,
  },
  {
    rule: "missing-key",
    says: "order for each key and no key",
    broken: line({ type: { key: undefined, ordering: "per-key" } }),
    sound: line({ type: { ordering: "per-key" } }),
    severity: "error",
  },
  {
    rule: "missing-key",
    says: "order for each key and partitions in turn: 3 of 4 neighbors part",
    broken: log({
      type: { ordering: "per-key" },
      stream: { partitions: 4, partitioner: "round-robin" },
    }),
    sound: log({ type: { ordering: "per-key" }, stream: { partitions: 4 } }),
    figure: /75 %/,
  },
  {
    rule: "missing-key",
    says: "total order and two partitions",
    broken: log({ type: { ordering: "total" }, stream: { partitions: 2 } }),
    sound: log({ type: { ordering: "total" }, stream: { partitions: 1 } }),
    figure: /50 %/,
  },
  {
    rule: "command-one-handler",
    says: "two services get a copy each",
    broken: fanOut(undefined),
    sound: fanOut({ messages: ["OrderShipped"] }),
    figure: /carried out 2 times/,
    hasFix: false,
  },
  {
    rule: "command-one-handler",
    says: "nobody handles it",
    broken: line({ type: { kind: "command" }, worker: { handlers: {} } }),
    sound: line({ type: { kind: "command" } }),
    hasFix: false,
  },
  {
    rule: "publish-before-commit",
    says: "a database that refuses 1 % of 10/s: one ghost each 10 s",
    broken: orderApi([publish, work, place], { errorRate: 0.01 }),
    sound: orderApi([work, place, publish], { errorRate: 0.01 }),
    figure: /every 10 s/,
  },
  {
    rule: "publish-before-commit",
    says: "through an outbox it leaves with the commit",
    broken: orderApi([publish, place]),
    sound: orderApi([{ do: "publish", message: "OrderAccepted", via: "transaction" }, place]),
    figure: /10\/s take this way/,
  },
  {
    rule: "no-dead-letter",
    says: "0.1^5 of 36,000 an hour fail at all attempts: one every 2.78 h",
    broken: line({ worker: { handlers: { "*": [fails, work] } }, without: ["dead"] }),
    sound: line({ worker: { handlers: { "*": [fails, work] } } }),
    figure: /fails 5 times.*one message every 2\.78 h/,
  },
  {
    rule: "no-dead-letter",
    says: "only one of two subscriptions has dead letters",
    broken: line({
      topic: { kind: "topic", subscriptions: { worker: {}, other: {} } },
      nodes: { other: { kind: "consumer", handlers: { "*": [work] } } },
      links: {
        out2: { kind: "subscribe", source: "q", target: "other", subscription: "other" },
        dead: { kind: "dead-letter", source: "q", target: "dlq", subscription: "other" },
      },
    }),
    sound: line({
      topic: { kind: "topic", subscriptions: { worker: {}, other: {} } },
      nodes: { other: { kind: "consumer", handlers: { "*": [work] } } },
      links: { out2: { kind: "subscribe", source: "q", target: "other", subscription: "other" } },
    }),
    figure: /10\/s go this way/,
  },
  {
    rule: "unbounded-retries",
    says: "every 30 s is 2,880 times a day",
    broken: line({
      worker: { retry: { attempts: "unlimited", backoff: { kind: "fixed", delay: "30 s" } } },
    }),
    sound: line({
      queue: { attempts: { limit: 5 } },
      worker: { retry: { attempts: "unlimited", backoff: { kind: "fixed", delay: "30 s" } } },
    }),
    figure: /2\.88k times a day, every 30 s/,
  },
  {
    rule: "unbounded-retries",
    says: "a call without end",
    broken: line({
      worker: { handlers: { "*": [{ do: "call", to: "bank", attempts: "unlimited" }] } },
      nodes: { bank: { kind: "dependency" } },
      links: { call: { kind: "call", source: "worker", target: "bank" } },
    }),
    sound: line({
      worker: { handlers: { "*": [{ do: "call", to: "bank", attempts: 2 }] } },
      nodes: { bank: { kind: "dependency" } },
      links: { call: { kind: "call", source: "worker", target: "bank" } },
    }),
  },
  {
    rule: "incompatible-versions",
    says: "the newest is written and the oldest read",
    broken: line({ type: versions, worker: { reads: { OrderPlaced: ["1"] } } }),
    sound: line({
      type: versions,
      shop: { versions: { OrderPlaced: "1" } },
      worker: { reads: { OrderPlaced: ["1"] } },
    }),
    figure: /10\/s/,
    severity: "error",
  },
  {
    rule: "missing-correlation",
    says: "an awaited message without a key",
    broken: line({
      type: { key: undefined },
      worker: { handlers: { "*": [awaiting({ timeout: "5 s" })] } },
    }),
    sound: line({ worker: { handlers: { "*": [awaiting({ timeout: "5 s" })] } } }),
  },
  {
    rule: "saga-without-timeout",
    says: "an await without end",
    broken: line({ worker: { handlers: { "*": [awaiting({})] } } }),
    sound: line({ worker: { handlers: { "*": [awaiting({ timeout: "5 s" })] } } }),
  },
  {
    rule: "saga-without-timeout",
    says: "a saga without an end",
    broken: saga({ timeout: undefined }),
    sound: saga({}),
  },
  {
    rule: "saga-without-timeout",
    says: "a step without an end",
    broken: saga({}, [{ ...pay, timeout: undefined }, ship]),
    sound: saga({}),
  },
  {
    rule: "saga-without-compensation",
    says: "shipping may fail and payment cannot be taken back",
    broken: saga({}, [{ ...pay, compensation: undefined }, ship]),
    sound: saga({}, [{ ...pay, compensation: undefined, pivot: true }, ship]),
    figure: /"Shipping" fails/,
    hasFix: false,
  },
  {
    rule: "unbounded-queue",
    says: "36,000 messages of 1 KiB an hour",
    broken: line({ queue: { capacity: {} } }),
    sound: line({ queue: { capacity: {}, parameters: { "x-max-length": 500 } } }),
    figure: /36k messages and 35\.2 MiB an hour/,
    severity: "hint",
  },
  {
    rule: "unbounded-queue",
    says: "a log without retention",
    broken: log({ stream: { retention: {} } }),
    sound: log({ stream: { retention: {}, compaction: {} } }),
    figure: /36k messages/,
  },
  {
    rule: "utilization-over-80",
    says: "10/s × 90 ms in one slot; 60 s of stop are 60 × 0.9 / 0.1 s of catching up",
    broken: line({ worker: { handlers: { "*": [{ do: "work", time: "90 ms" }] } } }),
    sound: line({ worker: { handlers: { "*": [{ do: "work", time: "80 ms" }] } } }),
    figure: /10\/s × 90 ms is work for 0\.9 slots of 1: after a stop of 1 min it takes 9 min/,
    severity: "warning",
  },
  {
    rule: "utilization-over-80",
    says: "more than there are slots",
    broken: line({ worker: { handlers: { "*": [{ do: "work", time: "150 ms" }] } } }),
    sound: line({
      worker: { instances: 2, handlers: { "*": [{ do: "work", time: "150 ms" }] } },
    }),
    figure: /work for 1\.5 slots, and there are 1/,
    severity: "error",
  },
  {
    rule: "utilization-over-80",
    says: "two partitions feed two of four slots",
    broken: log({
      stream: { partitions: 2 },
      worker: { concurrency: 4, handlers: { "*": [{ do: "work", time: "180 ms" }] } },
    }),
    sound: log({
      stream: { partitions: 4 },
      worker: { concurrency: 4, handlers: { "*": [{ do: "work", time: "180 ms" }] } },
    }),
    figure: /1\.8 slots of 2/,
  },
  {
    rule: "utilization-over-80",
    says: "a dependency with a limit of 9/s gets 10/s",
    broken: line({
      worker: { concurrency: 20, handlers: { "*": [{ do: "call", to: "bank" }] } },
      nodes: { bank: { kind: "dependency", rateLimit: { rate: "9/s" } } },
      links: { call: { kind: "call", source: "worker", target: "bank" } },
    }),
    sound: line({
      worker: { concurrency: 20, handlers: { "*": [{ do: "call", to: "bank" }] } },
      nodes: { bank: { kind: "dependency", rateLimit: { rate: "20/s" } } },
      links: { call: { kind: "call", source: "worker", target: "bank" } },
    }),
    figure: /10\/s are asked for, and there are 9/,
    hasFix: false,
  },
  {
    rule: "fewer-partitions-than-slots",
    says: "12 slots and 4 partitions",
    broken: log({ stream: { partitions: 4 }, worker: { instances: 3, concurrency: 4 } }),
    sound: log({ stream: { partitions: 12 }, worker: { instances: 3, concurrency: 4 } }),
    figure: /8 of 12 slots can never be used/,
    severity: "hint",
  },
  {
    rule: "fewer-partitions-than-slots",
    says: "an instance without a partition",
    broken: log({ stream: { partitions: 4 }, worker: { instances: 5 } }),
    sound: log({ stream: { partitions: 4 }, worker: { instances: 4 } }),
    figure: /1 of 5 instances/,
    severity: "warning",
  },
  {
    rule: "hot-key",
    says: "one of two values in nine of ten messages: 10/s × 0.9 × 100 ms in one slot",
    broken: log({
      keys: { order: { values: { values: "weights", weights: [9, 1] } } },
      stream: { partitions: 4 },
      worker: { instances: 4, handlers: { "*": [{ do: "work", time: "100 ms" }] } },
    }),
    sound: log({
      keys: { order: { values: { values: "uniform", count: 400 } } },
      stream: { partitions: 4 },
      worker: { instances: 4, handlers: { "*": [{ do: "work", time: "100 ms" }] } },
    }),
    figure: /busy for 90 % of the time/,
    severity: "warning",
    hasFix: false,
  },
  {
    rule: "retry-without-jitter",
    says: "an outage of 10 s at 10/s",
    broken: line({
      worker: {
        handlers: { "*": [fails, work] },
        retry: { backoff: { kind: "exponential", first: "1 s" } },
      },
    }),
    sound: line({
      worker: {
        handlers: { "*": [fails, work] },
        retry: { backoff: { kind: "exponential", first: "1 s", jitter: "full" } },
      },
    }),
    figure: /100 messages wait/,
    severity: "hint",
  },
  {
    rule: "retry-without-jitter",
    says: "fixed waits become exponential ones",
    broken: line({
      worker: {
        handlers: { "*": [fails, work] },
        retry: { backoff: { kind: "fixed", delay: "1 s" } },
      },
    }),
    sound: line({ worker: { handlers: { "*": [fails, work] }, retry: { attempts: 1 } } }),
  },
  {
    rule: "giant-payload",
    says: "10/s of 1 MiB",
    broken: line({ type: { size: "1 MiB" } }),
    sound: line({ type: { size: "256 KiB" } }),
    figure: /10 MiB a second/,
    hasFix: false,
  },
  {
    rule: "dead-end",
    says: "a queue that nobody reads",
    broken: line({ without: ["out", "dead"], nodes: { worker: { kind: "database" } } }),
    sound: line(),
    figure: /36k messages an hour/,
    hasFix: false,
  },
  {
    rule: "dead-end",
    says: "a consumer that nothing feeds",
    broken: line({ nodes: { idle: { kind: "consumer", handlers: { "*": [work] } } } }),
    sound: line(),
    figure: /linked to nothing/,
    hasFix: false,
  },
  {
    rule: "dead-end",
    says: "a message that nobody sends and somebody waits for",
    broken: line({
      types: { OrderPaid: { kind: "event" } },
      worker: { handlers: { OrderPlaced: [work], OrderPaid: [work] } },
    }),
    sound: line(),
    figure: /worker waits for it in vain/,
    hasFix: false,
  },
  {
    rule: "dead-end",
    says: "an event without a handler",
    broken: line({
      types: { OrderPaid: { kind: "event" } },
      shop: { messages: { OrderPlaced: 1, OrderPaid: 1 } },
      worker: { handlers: { OrderPlaced: [work] } },
    }),
    sound: line({
      types: { OrderPaid: { kind: "event" } },
      shop: { messages: { OrderPlaced: 1, OrderPaid: 1 } },
    }),
    figure: /18k an hour/,
    hasFix: false,
  },
  {
    rule: "dead-end",
    says: "a link without a step",
    broken: line(withDatabase),
    sound: line({ ...withDatabase, worker: { handlers: { "*": [place] } } }),
  },
  {
    rule: "distributed-monolith",
    says: "three calls in a row, four services: 0.999⁴",
    broken: calls(["a", "b", "c", "d"]),
    sound: calls(["a", "b", "c"]),
    figure: /80 ms in the mean.*99\.6 %/,
    severity: "hint",
    hasFix: false,
  },
  {
    rule: "event-name-past-tense",
    says: "PlaceOrder is no fact",
    broken: line({
      types: { PlaceOrder: { kind: "event" } },
      shop: { messages: { OrderPlaced: 1, PlaceOrder: 1 } },
    }),
    sound: line(),
    hasFix: false,
  },
  {
    rule: "command-name-imperative",
    says: "OrderPlaced is no intent",
    broken: line({ type: { kind: "command" } }),
    sound: line(),
    hasFix: false,
  },
];

function awaiting(change: object): object {
  return { do: "await", messages: ["OrderPlaced"], by: "order", ...change };
}

function findings(of: Design, rule: string): Finding[] {
  return lintDesign(createDesignStore(of).getState().resolved).filter((f) => f.rule === rule);
}

describe.each(CASES)("$rule: $says", ({ rule, broken, sound, figure, severity, hasFix }) => {
  test("is told of a design that breaks it, and why", () => {
    const [finding, ...others] = findings(broken, rule);
    expect(finding).toBeDefined();
    expect(others).toEqual([]);
    if (figure) expect(finding?.why).toMatch(figure);
    if (severity) expect(finding?.severity).toBe(severity);
  });

  test("is silent about one that does not", () => {
    expect(findings(sound, rule)).toEqual([]);
  });

  test(hasFix === false ? "has no fix without a choice" : "is mended by its fix", () => {
    const store = createDesignStore(broken);
    const [finding] = findings(broken, rule);
    if (hasFix === false) {
      expect(finding?.fix).toBeUndefined();
      return;
    }
    expect(store.edit("fix", (draft) => finding?.fix?.apply(draft))).toMatchObject({ ok: true });
    expect(findings(store.getState().design, rule)).toEqual([]);
    store.undo();
    expect(store.getState().design).toBe(store.getState().future[0]?.before);
  });
});

test("each rule is tried, and has an id of its own", () => {
  const ids = RULES.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(new Set(CASES.map(({ rule }) => rule))).toEqual(new Set(ids));
});

test("nothing is said of a plain design with nothing wrong", () => {
  expect(lintDesign(createDesignStore(line()).getState().resolved)).toEqual([]);
});

test("services that wait for one another in a circle are told once", () => {
  const circle = calls(["a", "b"]);
  const system = circle.system as { nodes: Nodes; links: Links };
  const { b } = system.nodes;
  if (b?.kind === "endpoint") b.handler.push({ do: "call", to: "a" });
  system.links.back = { kind: "call", source: "b", target: "a" };
  const told = findings(circle, "distributed-monolith");
  expect(told).toHaveLength(1);
  expect(told[0]).toMatchObject({
    severity: "warning",
    what: "a and b wait for one another in a circle.",
  });
});

test("dead letters that are added leave those of other subscriptions where they go", () => {
  const reader: Nodes[string] = { kind: "consumer", handlers: { "*": [work] } };
  const mixed = line({
    topic: { kind: "topic", subscriptions: { other: {} } },
    nodes: { other: reader, third: reader },
    links: {
      out2: { kind: "subscribe", source: "q", target: "other", subscription: "other" },
      out3: { kind: "subscribe", source: "q", target: "third" },
      dead: { kind: "dead-letter", source: "q", target: "dlq", subscription: "other" },
    },
  });
  const store = createDesignStore(mixed);
  const [finding] = findings(mixed, "no-dead-letter");
  expect(finding?.what).toContain("worker and third");
  expect(store.edit("fix", (draft) => finding?.fix?.apply(draft))).toMatchObject({ ok: true });
  const links = Object.values(store.getState().resolved.system.links);
  const ways = links.flatMap((l) => (l.kind === "dead-letter" ? [[l.subscription, l.target]] : []));
  expect(ways).toEqual([
    ["other", "dlq"],
    ["worker", "dlq-2"],
    ["third", "dlq-2"],
  ]);
});

test("dead letters that are added stand on nothing: below their channel, or in the free room of its broker", () => {
  const channels = ["one", "two", "three"];
  const store = createDesignStore(emptyDesign());
  store.edit("draw", (draft) => {
    const broker = addNode(draft, "broker", { x: 0, y: 0 });
    resize(draft, broker, { x: 0, y: 0, width: 400, height: 328 });
    for (const [i] of channels.entries()) {
      const queue = addNode(draft, "queue", { x: 16, y: 40 + i * 88 });
      const reader = addNode(draft, "consumer", { x: 480, y: 40 + i * 88 });
      putIntoContainer(draft, queue, broker);
      connect(draft, queue, reader, "subscribe");
    }
  });
  const bare = findings(store.getState().design, "no-dead-letter");
  expect(bare).toHaveLength(channels.length);
  for (const { fix } of bare) store.edit("fix", (draft) => fix?.apply(draft));
  const { design: mended } = store.getState();
  const frames = [...framesOf(mended)].filter(([id]) => id !== "broker").map(([, frame]) => frame);
  expect(frames).toHaveLength(9);
  const pairs = frames.flatMap((a, i) => frames.slice(i + 1).map((b) => [a, b] as const));
  for (const [a, b] of pairs) {
    const isApart =
      a.x + a.width <= b.x ||
      b.x + b.width <= a.x ||
      a.y + a.height <= b.y ||
      b.y + b.height <= a.y;
    expect(isApart).toBe(true);
  }
});
