import { describe, expect, it } from "vitest";
import { Group } from "../../channels/Group.ts";
import { notSimulated } from "../../experiment/notSimulated.ts";
import type { Simulation } from "../../experiment/Simulation.ts";
import { line, run } from "../../experiment/testing.ts";
import { checkParameters } from "../checkParameters.ts";
import { kafka } from "./kafka.ts";

interface Own {
  readonly broker?: object;
  readonly topic?: object;
  readonly group?: object;
  readonly consumer?: object;
  readonly producer?: object;
}

/** One topic on Kafka, with a broker's own parameters only. */
function system({ broker = {}, topic = {}, group = {}, consumer = {}, producer = {} }: Own) {
  return {
    messageTypes: { M: { kind: "event", size: "100 B", key: "k" } },
    keys: { k: { values: { values: "uniform", count: 12 } } },
    nodes: {
      kafka: { kind: "broker", profile: "kafka", nodes: 3, parameters: broker },
      p: {
        kind: "producer",
        messages: { M: 1 },
        arrivals: { process: "constant", rate: "10/s" },
        publisher: { parameters: producer },
      },
      t: {
        kind: "stream",
        broker: "kafka",
        partitions: 4,
        parameters: topic,
        subscriptions: { c: { parameters: group } },
      },
      c: {
        kind: "consumer",
        instances: 2,
        handlers: { M: [{ do: "work", time: "50 ms" }] },
        parameters: consumer,
      },
    },
    links: { in: line("publish", "p", "t"), out: line("subscribe", "t", "c") },
  };
}

function groupOf(sim: Simulation): Group {
  const feed = sim.world.feeds.get("t")?.[0];
  if (!(feed instanceof Group)) throw new Error("No group reads the topic.");
  return feed;
}

/** A crash, a member more, and a broker node less: whatever a parameter is about happens in it. */
const FAULTS = {
  crash: { fault: "crash", target: "c", instance: 0, at: "20.3 s", for: "30 s" },
  more: { fault: "scale", target: "c", instances: 3, at: "80 s" },
  slow: { fault: "slow", target: "c", factor: 100, at: "85 s", for: "20 s" },
  node: { fault: "node-loss", target: "kafka", node: 0, at: "60.2 s", for: "15 s" },
};

/** What of a run depends on anything: its digest, without the seed's luck. */
function digestOf(own: Own, duration: string): string {
  const sim = run({ ...system(own), scenario: { duration, faults: FAULTS } });
  sim.advanceTo(Infinity);
  expect(sim.checkInvariants()).toEqual([]);
  return sim.digest;
}

const PLACES = {
  broker: "broker",
  stream: "topic",
  subscription: "group",
  consumer: "consumer",
  publisher: "producer",
} as const;
/** Parameters whose primitives other parts of the engine are to carry out. */
const AWAITED = [
  "batch.size",
  "max.in.flight.requests.per.connection",
  "buffer.memory",
  "max.block.ms",
];

describe("Kafka in its own words", () => {
  it("knows its parameters and their ranges", () => {
    const wrong = system({ group: { "session.timeout.ms": 100, "max.pol.interval.ms": 1 } });
    const problems = checkParameters(wrong as never).map(({ message }) => message);
    expect(problems).toHaveLength(2);
    expect(problems.join(" ")).toContain("max.poll.interval.ms");
  });

  it("says of each parameter that it is carried out, but for those of publishers and transactions", () => {
    const open = new Set<string>();
    for (const {
      name,
      on,
      default: value,
      range,
      values,
      sets,
      since,
      until,
      when,
    } of kafka.parameters) {
      if (sets.length === 0 || since !== undefined || until !== undefined) continue;
      const own = { [name]: value ?? range?.[0] ?? values?.[0] ?? "x" };
      const place = PLACES[on[0] as keyof typeof PLACES];
      const conditions = Object.fromEntries(
        Object.entries(when ?? {}).map(([key, each]) => [
          key,
          Array.isArray(each) ? each[0] : each,
        ]),
      );
      const text = system({ [place]: { ...conditions, ...own } });
      if (notSimulated(text).some((path) => path.endsWith(name))) open.add(name);
    }
    expect([...open].filter((name) => !AWAITED.includes(name))).toEqual([]);
  });

  it("commits inside polls every five seconds, and not where that is switched off", () => {
    const auto = run({ ...system({}), scenario: { duration: "60 s" } });
    auto.advanceTo(4.5);
    expect(groupOf(auto).partitions.every(({ committed }) => committed === 0)).toBe(true);
    auto.advanceTo(20);
    expect(groupOf(auto).partitions.some(({ committed }) => committed > 0)).toBe(true);
    const manual = run({
      ...system({ consumer: { "enable.auto.commit": false } }),
      scenario: { duration: "60 s" },
    });
    manual.advanceTo(4.5);
    expect(groupOf(manual).partitions.some(({ committed }) => committed > 0)).toBe(true);
  });
});

describe("another value of a parameter, another run", () => {
  const CASES: [name: string, own: Own, base?: Own, duration?: string][] = [
    ["default.replication.factor", { broker: { "default.replication.factor": 3 } }],
    ["min.insync.replicas", { broker: { "min.insync.replicas": 2 } }],
    [
      "broker.session.timeout.ms",
      { broker: { "default.replication.factor": 3, "broker.session.timeout.ms": 3000 } },
      { broker: { "default.replication.factor": 3 } },
    ],
    ["group.protocol", { group: { "group.protocol": "consumer" } }],
    [
      "group.consumer.heartbeat.interval.ms",
      { group: { "group.protocol": "consumer", "group.consumer.heartbeat.interval.ms": 7000 } },
      { group: { "group.protocol": "consumer" } },
    ],
    ["partition.assignment.strategy", { group: { "partition.assignment.strategy": "roundrobin" } }],
    [
      "cooperative-sticky",
      { group: { "partition.assignment.strategy": "cooperative-sticky" } },
      { group: { "partition.assignment.strategy": "sticky" } },
    ],
    ["session.timeout.ms", { group: { "session.timeout.ms": 10_000 } }],
    ["heartbeat.interval.ms", { group: { "heartbeat.interval.ms": 1700 } }],
    ["max.poll.interval.ms", { group: { "max.poll.interval.ms": 3000 } }],
    ["group.instance.id", { group: { "group.instance.id": "c" } }],
    ["group.type", { group: { "group.type": "share" } }],
    ["max.poll.records", { consumer: { "max.poll.records": 3 } }],
    ["enable.auto.commit", { consumer: { "enable.auto.commit": false } }],
    ["auto.commit.interval.ms", { consumer: { "auto.commit.interval.ms": 2300 } }],
    [
      "acks",
      { broker: { "min.insync.replicas": 2 }, producer: { acks: "1" } },
      { broker: { "min.insync.replicas": 2 } },
    ],
    ["delivery.timeout.ms", { producer: { "delivery.timeout.ms": 4000 } }],
    ["linger.ms", { producer: { "linger.ms": 40 } }],
    ["max.message.bytes", { topic: { "max.message.bytes": 50 } }],
    ["cleanup.policy", { topic: { "cleanup.policy": "compact" } }, {}, "310 s"],
    [
      "retention.ms",
      {
        broker: { "log.retention.check.interval.ms": 5000 },
        topic: { "retention.ms": 9000, "segment.ms": 4000 },
      },
      { broker: { "log.retention.check.interval.ms": 5000 } },
    ],
    [
      "retention.bytes",
      {
        broker: { "log.retention.check.interval.ms": 5000 },
        topic: { "retention.bytes": 2000, "segment.bytes": 900 },
      },
      { broker: { "log.retention.check.interval.ms": 5000 }, topic: { "segment.bytes": 900 } },
    ],
    [
      "group.share.record.lock.duration.ms",
      { group: { "group.type": "share", "group.share.record.lock.duration.ms": 15_000 } },
      { group: { "group.type": "share" } },
    ],
    [
      "group.share.partition.max.record.locks",
      { group: { "group.type": "share", "group.share.partition.max.record.locks": 100 } },
      { group: { "group.type": "share" } },
    ],
  ];

  it.each(CASES.map(([name, ...values]) => ({ name, values })))("$name", ({ values }) => {
    const [own, base = {}, duration = "120 s"] = values;
    expect(digestOf(own, duration)).not.toBe(digestOf(base, duration));
  });
});
