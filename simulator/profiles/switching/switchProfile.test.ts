import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { System, type SystemText } from "../../model/index.ts";
import { checkParameters, lowerSystem, PROFILES } from "../index.ts";
import { switchProfile } from "./switchProfile.ts";

const designs = ["src/design/exam/", "public/examples/"]
  .map((folder) => new URL(`../../../${folder}`, import.meta.url))
  .flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith(".sluice.json"))
      .map((name) => readFileSync(new URL(name, folder), "utf8")),
  )
  .map((text) => JSON.parse(text) as { name: string; system: SystemText });
const brokersOf = ({ system }: { system: SystemText }) =>
  Object.entries(system.nodes ?? {}).flatMap(([id, node]) => (node.kind === "broker" ? [id] : []));
const ids = PROFILES.map(({ id }) => id);

describe("changing the profile of a broker, in every design that is shipped", () => {
  it.each(designs.map((design) => [design.name, design] as const))(
    "%s: gives a valid system for each profile, and the former text byte for byte on the way back",
    (_, design) => {
      for (const broker of brokersOf(design)) {
        const text = JSON.stringify(design.system);
        const former = (JSON.parse(text).nodes[broker].profile ??
          "generic") as (typeof ids)[number];
        for (const first of ids) {
          const there = switchProfile(design.system, broker, first).system;
          const parsed = System.safeParse(lowerSystem(there));
          expect(parsed.success ? [] : parsed.error.issues, `${broker} on ${first}`).toEqual([]);
          expect(checkParameters(there), `${broker} on ${first}`).toEqual([]);
          expect(JSON.stringify(switchProfile(there, broker, former).system)).toBe(text);
          // And a third one on the way, the next in the list.
          for (const second of [ids[(ids.indexOf(first) + 1) % ids.length] ?? first]) {
            if (second === former || second === first) continue;
            const further = switchProfile(there, broker, second).system;
            expect(JSON.stringify(switchProfile(further, broker, first).system)).toBe(
              JSON.stringify(there),
            );
            expect(JSON.stringify(switchProfile(further, broker, former).system)).toBe(text);
          }
        }
        expect(JSON.stringify(design.system)).toBe(text);
      }
    },
  );
});

/** A queue of RabbitMQ between a producer and a consumer, with words of each kind. */
const rabbit = (): SystemText =>
  ({
    messageTypes: { Order: { kind: "event" } },
    nodes: {
      shop: {
        kind: "producer",
        messages: { Order: 1 },
        arrivals: { process: "constant", rate: "1/s" },
        publisher: { parameters: { "confirm.select": true } },
      },
      broker: { kind: "broker", profile: "rabbitmq", version: "4.0" },
      orders: {
        kind: "queue",
        broker: "broker",
        discipline: "priority",
        lease: { timeout: "20 s" },
        parameters: { "x-queue-type": "quorum", "x-delivery-limit": 4, "x-max-length": 100 },
      },
      billing: {
        kind: "consumer",
        instances: 3,
        concurrency: 2,
        parameters: { prefetch: 7 },
        handlers: { Order: [{ do: "work", time: "1 s" }] },
      },
    },
    links: {
      in: { kind: "publish", source: "shop", target: "orders" },
      out: { kind: "subscribe", source: "orders", target: "billing" },
    },
  }) as unknown as SystemText;

/** A queue whose behavior the design sets itself, in no broker's words. */
const bare = (broker: object): SystemText =>
  ({
    messageTypes: { Order: { kind: "event" } },
    nodes: {
      shop: {
        kind: "producer",
        messages: { Order: 1 },
        arrivals: { process: "constant", rate: "1/s" },
      },
      broker: { kind: "broker", ...broker },
      orders: {
        kind: "queue",
        broker: "broker",
        lease: { timeout: "30 s", onDisconnect: "until-timeout" },
        attempts: { limit: 3 },
        capacity: { messages: 2000, overflow: "reject" },
        redeliver: { delay: { kind: "fixed", delay: "5 s" } },
        deliveryLatency: "1 ms",
      },
      billing: {
        kind: "consumer",
        prefetch: 4,
        handlers: { Order: [{ do: "work", time: "1 s" }] },
        retry: { attempts: 3 },
      },
    },
    links: {
      in: { kind: "publish", source: "shop", target: "orders" },
      out: { kind: "subscribe", source: "orders", target: "billing" },
    },
  }) as unknown as SystemText;

const partOf = (system: SystemText, id: string) => system.nodes?.[id] as Record<string, unknown>;

describe("changing the profile of a broker", () => {
  it("finds the counterpart by what a word does: a limit of 4 redeliveries is one of 5 receipts", () => {
    const { system, report } = switchProfile(rabbit(), "broker", "sqs");
    expect(partOf(system, "orders")).toMatchObject({
      kind: "queue",
      parameters: { maxReceiveCount: 5 },
    });
    expect(partOf(system, "billing")).toMatchObject({ parameters: { MaxNumberOfMessages: 7 } });
    expect(report.mapped.map(({ name, to }) => [name, to])).toEqual([
      ["lease.timeout", { VisibilityTimeout: 20 }],
      ["x-delivery-limit", { maxReceiveCount: 5 }],
      ["prefetch", { MaxNumberOfMessages: 7 }],
    ]);
    const back = switchProfile(
      JSON.parse(
        JSON.stringify({
          ...rabbit(),
          nodes: {
            ...rabbit().nodes,
            broker: { kind: "broker", profile: "sqs" },
            orders: { kind: "queue", broker: "broker", parameters: { maxReceiveCount: 5 } },
            billing: { ...partOf(rabbit(), "billing"), parameters: { MaxNumberOfMessages: 7 } },
          },
        }),
      ),
      "broker",
      "rabbitmq",
    );
    expect(partOf(back.system, "orders")).toMatchObject({
      parameters: { "x-queue-type": "quorum", "x-delivery-limit": 4 },
    });
    expect(partOf(back.system, "billing")).toMatchObject({ parameters: { prefetch: 7 } });
  });

  it("turns a queue into a log with a partition for each that works, and says what a log cannot", () => {
    const { system, report } = switchProfile(rabbit(), "broker", "kafka");
    expect(partOf(system, "orders")).toMatchObject({
      kind: "stream",
      partitions: 6,
      // What counts deliveries and takes single messages back is Kafka's share group.
      subscriptions: {
        orders: {
          cursor: { start: "earliest" },
          parameters: {
            "group.type": "share",
            "group.share.record.lock.duration.ms": 20_000,
            "group.share.delivery.count.limit": 5,
          },
        },
      },
    });
    expect(system.links?.out).toMatchObject({ subscription: "orders" });
    const said = [...report.mapped, ...report.unmatched].map(({ name }) => name).sort();
    expect(said).toEqual([
      "confirm.select",
      "discipline",
      "lease.timeout",
      "prefetch",
      "version",
      "x-delivery-limit",
      "x-max-length",
      "x-queue-type",
    ]);
    for (const { why } of report.unmatched) expect(why).not.toBe("");
  });

  it("lets the product's words rule over what the design had set itself, and says what became of it", () => {
    const text = JSON.stringify(bare({ profile: "sqs" }));
    const { system, report } = switchProfile(JSON.parse(text), "broker", "rabbitmq");
    const orders = partOf(system, "orders");
    expect(Object.keys(orders)).toEqual(["kind", "broker", "deliveryLatency", "parameters"]);
    expect(orders.parameters).toEqual({
      "x-queue-type": "quorum",
      consumer_timeout: 30_000,
      "x-delivery-limit": 2,
      "x-max-length": 2000,
      "x-overflow": "reject-publish",
    });
    expect(partOf(system, "billing")).toMatchObject({ parameters: { prefetch: 4 } });
    expect(partOf(system, "billing").prefetch).toBeUndefined();
    expect(report.mapped.map(({ name }) => name).sort()).toEqual([
      "attempts.limit",
      "capacity.messages",
      "capacity.overflow",
      "lease.timeout",
      "prefetch",
    ]);
    // It is the same time, and its end is not the same: the report says so.
    expect(report.mapped.find(({ name }) => name === "lease.timeout")?.near).toBe(
      "with it comes lease.checkEvery 60 s, lease.onExpiry disconnect",
    );
    expect(Object.fromEntries(report.unmatched.map(({ name, why }) => [name, why]))).toEqual({
      "lease.onDisconnect": "RabbitMQ has it otherwise: release-now",
      "redeliver.delay": "RabbitMQ has no such setting",
    });
    const [queue] = Object.values(lowerSystem(system).nodes ?? {}).filter(
      ({ kind }) => kind === "queue",
    );
    expect(queue).toMatchObject({ lease: { timeout: "30000 ms", onDisconnect: "release-now" } });
    expect(JSON.stringify(switchProfile(system, "broker", "sqs").system)).toBe(text);
  });

  it("gives whoever polled a window that leaves no slot idle, and finds a consumer's words on its queue", () => {
    const polling = bare({});
    const nodes = polling.nodes as Record<string, Record<string, unknown>>;
    delete nodes.billing?.prefetch;
    Object.assign(nodes.billing ?? {}, { concurrency: 6, poll: { batch: 1, wait: "20 s" } });
    const rabbitSide = switchProfile(polling, "broker", "rabbitmq");
    expect(partOf(rabbitSide.system, "billing")).toMatchObject({ parameters: { prefetch: 6 } });
    expect(rabbitSide.report.unmatched.map(({ name }) => name)).toContain("poll.wait");
    const sqsSide = switchProfile(polling, "broker", "sqs");
    expect(partOf(sqsSide.system, "billing")).toMatchObject({
      parameters: { MaxNumberOfMessages: 1 },
    });
    expect(partOf(sqsSide.system, "orders")).toMatchObject({
      parameters: { ReceiveMessageWaitTimeSeconds: 20 },
    });
  });

  it("says of each setting of a queue what becomes of it in a log", () => {
    const text = JSON.stringify(bare({}));
    const { system, report } = switchProfile(JSON.parse(text), "broker", "kafka");
    expect(partOf(system, "orders")).toMatchObject({
      kind: "stream",
      subscriptions: {
        orders: {
          deliveryLatency: "1 ms",
          parameters: {
            "group.type": "share",
            "group.share.record.lock.duration.ms": 30_000,
            "group.share.delivery.count.limit": 3,
          },
        },
      },
    });
    expect(report.mapped.map(({ name, near }) => [name, near !== undefined])).toEqual([
      ["lease.timeout", false],
      // Share groups let go of what a lost connection held when its lock ends, as the design has it.
      ["lease.onDisconnect", false],
      ["attempts.limit", false],
      ["prefetch", true],
    ]);
    expect(report.unmatched.map(({ name }) => name).sort()).toEqual([
      "capacity.messages",
      "capacity.overflow",
      "redeliver.delay",
    ]);
    expect(JSON.stringify(switchProfile(system, "broker", "generic").system)).toBe(text);
  });

  it("gives each group of a log a queue of its own", () => {
    const text = JSON.stringify(
      designs.find(({ name }) => name.startsWith("Kafka groups"))?.system,
    );
    const { system, addedNodes } = switchProfile(JSON.parse(text), "kafka", "rabbitmq");
    expect(partOf(system, "orders")).toMatchObject({ kind: "topic" });
    expect(addedNodes).toEqual(["orders.billing", "orders.reporting"]);
    expect(system.links?.["orders>billing"]).toMatchObject({ source: "orders.billing" });
    const back = switchProfile(system, "kafka", "kafka");
    expect(back.removedNodes).toEqual(addedNodes);
    expect(JSON.stringify(back.system)).toBe(text);
  });

  it("carries over what was edited in between, and keeps what only the other broker can say", () => {
    const there = switchProfile(rabbit(), "broker", "kafka").system;
    Object.assign(partOf(there, "billing"), { instances: 5 });
    partOf(there, "orders").parameters = { "retention.ms": 60_000 };
    const back = switchProfile(there, "broker", "rabbitmq");
    expect(partOf(back.system, "billing")).toMatchObject({
      instances: 5,
      parameters: { prefetch: 7 },
    });
    expect(partOf(back.system, "orders").parameters).toEqual(partOf(rabbit(), "orders").parameters);
    expect(back.report.unmatched.map(({ name }) => name)).toEqual(["parameters.retention.ms"]);
    const again = switchProfile(back.system, "broker", "kafka").system;
    expect(partOf(again, "orders").parameters).toEqual({ "retention.ms": 60_000 });
    expect(partOf(again, "billing").instances).toBe(5);
  });

  describe("carries edits of a subscription back", () => {
    const filter = { messages: ["OrderPlaced"] };
    const kafka = (): SystemText => {
      const design = designs.find(({ name }) => name.startsWith("Kafka groups"));
      return JSON.parse(JSON.stringify(design?.system)) as SystemText;
    };
    const groupOf = (system: SystemText, name: string) =>
      (partOf(system, "orders").subscriptions as Record<string, Record<string, unknown>>)[name];

    it("from a log to a log", () => {
      const there = switchProfile(kafka(), "kafka", "redis-streams").system;
      Object.assign(groupOf(there, "billing") ?? {}, { filter, deliveryLatency: "3 ms" });
      const { system, report } = switchProfile(there, "kafka", "kafka");
      expect(groupOf(system, "billing")).toMatchObject({ filter, deliveryLatency: "3 ms" });
      expect(report.unmatched).toEqual([]);
    });

    it("from the queue and the binding that stood for it", () => {
      const there = switchProfile(kafka(), "kafka", "rabbitmq").system;
      Object.assign(there.links?.["orders>orders.billing"] ?? {}, { filter });
      Object.assign(partOf(there, "orders.billing"), { deliveryLatency: "3 ms" });
      const { system, report } = switchProfile(there, "kafka", "kafka");
      expect(groupOf(system, "billing")).toMatchObject({ filter, deliveryLatency: "3 ms" });
      expect(report.unmatched).toEqual([]);
    });

    it("from a group to the queue that it stood for, and says what a queue cannot take", () => {
      const there = switchProfile(rabbit(), "broker", "kafka").system;
      Object.assign(groupOf(there, "orders") ?? {}, { filter, deliveryLatency: "3 ms" });
      const { system, report } = switchProfile(there, "broker", "rabbitmq");
      expect(partOf(system, "orders")).toMatchObject({ deliveryLatency: "3 ms" });
      expect(report.unmatched.map(({ name }) => name)).toEqual([
        "subscriptions.orders.filter.messages",
      ]);
      const again = switchProfile(system, "broker", "kafka").system;
      expect(groupOf(again, "orders")).toMatchObject({ filter, deliveryLatency: "3 ms" });
    });
  });

  it("refuses what is no broker", () => {
    expect(() => switchProfile(rabbit(), "orders", "kafka")).toThrow(
      'There is no broker "orders".',
    );
  });
});

describe("slots of a consumer", () => {
  it("become consumers of the group where partitions are shared, and slots again on the way back", () => {
    const system = rabbit();
    // A lease or a limit of deliveries would make it a share group, whose members take single records.
    (system.nodes as Record<string, object>).orders = { kind: "queue", broker: "broker" };
    const there = switchProfile(system, "broker", "kafka");
    const billing = there.system.nodes?.billing as { instances?: number; concurrency?: number };
    expect(billing).toMatchObject({ instances: 6 });
    expect(billing.concurrency).toBeUndefined();
    expect(there.report.mapped).toContainEqual(
      expect.objectContaining({
        at: ["nodes", "billing"],
        name: "concurrency",
        to: { instances: 6 },
      }),
    );
    // Two more threads there are a process more here.
    billing.instances = 8;
    const back = switchProfile(there.system, "broker", "rabbitmq").system;
    expect(back.nodes?.billing).toMatchObject({ instances: 4, concurrency: 2 });
  });

  it("stay where messages are handed out one by one, and the client stays of its kind as far as it goes", () => {
    const system = rabbit();
    const billing = system.nodes?.billing as { parameters: object };
    billing.parameters = { prefetch: 20 };
    const { nodes } = switchProfile(system, "broker", "sqs").system;
    expect(nodes?.billing).toMatchObject({
      instances: 3,
      concurrency: 2,
      parameters: { MaxNumberOfMessages: 10 },
    });
  });
});

describe("words that the new broker's groups have no use for", () => {
  const design = (group: object): SystemText => ({
    messageTypes: { M: { kind: "event" } },
    nodes: {
      b: { kind: "broker" },
      p: { kind: "producer", messages: { M: 1 }, arrivals: { process: "poisson", rate: "1/s" } },
      s: { kind: "stream", broker: "b", subscriptions: { g: group } },
      c: { kind: "consumer", handlers: { M: [] } },
    },
    links: {
      in: { kind: "publish", source: "p", target: "s" },
      out: { kind: "subscribe", source: "s", target: "c", subscription: "g" },
    },
  });

  it.each([
    [
      "for partitions, where messages are shared",
      { assign: { sessionTimeout: "10 s" } },
      "redis-streams",
    ],
    [
      "for single messages, where partitions are",
      { assign: { mode: "competing" }, lease: { timeout: "5 s" } },
      "rabbitmq",
    ],
  ] as const)("%s, are taken out, told, and come back", (_, group, target) => {
    const before = design(group);
    const { system, report } = switchProfile(before, "b", target);
    expect(System.safeParse(lowerSystem(system)).success).toBe(true);
    expect([...report.mapped, ...report.unmatched].length).toBeGreaterThan(0);
    expect(switchProfile(system, "b", "generic").system).toEqual(before);
  });
});
