import { describe, expect, it } from "vitest";
import { line, run } from "../experiment/testing.ts";
import { PROFILES } from "./index.ts";

/** Parameters of the broker, of its channel, its group, its consumer, its publisher. */
interface Own {
  readonly broker?: object;
  readonly channel?: object;
  readonly group?: object;
  readonly consumer?: object;
  readonly publisher?: object;
  /** Parts of nodes that differ otherwise. */
  readonly nodes?: Readonly<Record<string, object>>;
}
/** What else must be so for a parameter to matter. */
interface Circumstances {
  readonly version?: string;
  readonly duration?: string;
  readonly faults?: object;
  /** Parts of nodes by id, over those of the plain system. */
  readonly nodes?: Readonly<Record<string, object>>;
  /** Parts of the group. */
  readonly group?: object;
  readonly links?: object;
  readonly key?: object;
  readonly type?: object;
}
type Case = readonly [name: string, other: Own, base?: Own, around?: Circumstances];

/** What befalls a system by default: a consumer crashes, slows down, gets company; a broker node is lost. */
const TROUBLE = {
  crash: { fault: "crash", target: "c", instance: 0, at: "20.3 s", for: "30 s" },
  more: { fault: "scale", target: "c", instances: 3, at: "80 s" },
  slow: { fault: "slow", target: "c", factor: 100, at: "85 s", for: "20 s" },
  node: { fault: "node-loss", target: "b", node: 0, at: "60.2 s", for: "15 s" },
};

/** Ten messages a second through one channel, with a broker's own parameters only. */
function systemOf(profile: string, kind: string, own: Own, around: Circumstances) {
  const { broker = {}, channel = {}, group = {}, consumer = {}, publisher = {} } = own;
  const nodes = { ...around.nodes, ...own.nodes } as Record<string, Record<string, unknown>>;
  const groups = { subscriptions: { c: { parameters: group, ...around.group } } };
  return {
    messageTypes: {
      M: { kind: "event", size: "100 B", key: "k", attributes: ["a"], ...around.type },
      N: { kind: "event" },
    },
    keys: { k: { values: { values: "uniform", count: 12 } } },
    attributes: { a: { values: { low: 1, high: 1 } } },
    nodes: {
      ...nodes,
      b: {
        kind: "broker",
        profile,
        version: around.version,
        nodes: 3,
        parameters: broker,
        ...nodes.b,
      },
      p: {
        kind: "producer",
        messages: { M: 1 },
        arrivals: { process: "constant", rate: "10/s" },
        ...nodes.p,
        publisher: { ...(nodes.p?.publisher as object), parameters: publisher },
      },
      t: {
        kind,
        broker: "b",
        parameters: channel,
        ...(kind === "stream" && { partitions: 4, ...groups }),
        ...nodes.t,
      },
      dead: { kind: "queue", broker: "b", ...nodes.dead },
      c: {
        kind: "consumer",
        instances: 2,
        handlers: { M: [{ do: "work", time: "50 ms" }] },
        parameters: consumer,
        ...nodes.c,
      },
    },
    links: {
      in: line("publish", "p", "t"),
      out: line("subscribe", "t", "c"),
      ...(kind === "queue" && { dlx: line("dead-letter", "t", "dead") }),
      ...around.links,
    },
  };
}

/** What a run reports, without the course that it took. */
function resultOf(profile: string, kind: string, own: Own, around: Circumstances): string {
  const { duration = "120 s", faults = TROUBLE } = around;
  const sim = run({ ...systemOf(profile, kind, own, around), scenario: { duration, faults } });
  sim.advanceTo(Infinity);
  expect(sim.checkInvariants()).toEqual([]);
  const { digest: _, events: __, faults: ___, ...rest } = sim.summary();
  return JSON.stringify(rest);
}

const failing = (probability: number, time = "50 ms", more: object = {}) => ({
  c: {
    handlers: {
      M: [
        { do: "work", time },
        { do: "fail", probability },
      ],
    },
    ...more,
  },
});
/** Nobody reads for a while. */
const LATE = { away: { fault: "outage", target: "c", at: "0 s", for: "40 s" } };
const SMALL_LOG = { broker: { "log.retention.check.interval.ms": 5000 } };
const SHARE = { group: { "group.type": "share" } };
const SLOW_CONFIRM = { nodes: { b: { confirmLatency: "400 ms" } } };
const CUT = {
  cut: { fault: "loss", link: "in", of: "publish", probability: 0.5, at: "1 s", for: "40 s" },
};
const NO_ACK = {
  cut: { fault: "loss", link: "in", of: "confirm", probability: 0.5, at: "1 s", for: "40 s" },
};
const DOWN = { node: { fault: "node-loss", target: "b", node: 0, at: "20 s", for: "80 s" } };
const TINY = { "max.in.flight.requests.per.connection": 1, "linger.ms": 0 };
/** A consumer publishes what it makes of each message in a transaction; somebody reads that. */
const inTransaction = (transaction: object, isolation: object = {}): Own => ({
  nodes: {
    c: {
      handlers: {
        M: [
          { do: "publish", message: "N", via: "transaction" },
          { do: "work", time: "60 ms" },
          { do: "fail", probability: 0.2 },
        ],
      },
      publisher: { parameters: transaction },
    },
    made: { kind: "stream", broker: "b", subscriptions: { reader: { parameters: isolation } } },
    reader: { kind: "consumer", handlers: { N: [] } },
  },
});
const ONWARD: Circumstances = {
  links: { onward: line("publish", "c", "made"), read: line("subscribe", "made", "reader") },
  faults: { crash: { fault: "crash", target: "c", at: "20.03 s", for: "80 s" } },
};
const COMMITTED = { "isolation.level": "read_committed" };
const ID = { "transactional.id": "c" };

const KAFKA: readonly Case[] = [
  ["default.replication.factor", { broker: { "default.replication.factor": 3 } }],
  ["min.insync.replicas", { broker: { "min.insync.replicas": 2 } }],
  [
    "unclean.leader.election.enable",
    { broker: { "default.replication.factor": 2, "unclean.leader.election.enable": true } },
    { broker: { "default.replication.factor": 2 } },
    {
      faults: {
        one: { fault: "node-loss", target: "b", node: 1, at: "10 s", for: "35 s" },
        two: { fault: "node-loss", target: "b", node: 0, at: "40 s", for: "60 s" },
      },
    },
  ],
  [
    "broker.session.timeout.ms",
    { broker: { "default.replication.factor": 3, "broker.session.timeout.ms": 3000 } },
    { broker: { "default.replication.factor": 3 } },
  ],
  [
    "group.initial.rebalance.delay.ms",
    { broker: { "group.initial.rebalance.delay.ms": 9000 } },
    {},
    { faults: { gone: { fault: "crash", target: "c", at: "10 s", for: "80 s" } } },
  ],
  [
    "log.retention.check.interval.ms",
    {
      broker: { "log.retention.check.interval.ms": 20_000 },
      channel: { "retention.ms": 9000, "segment.ms": 4000 },
    },
    { ...SMALL_LOG, channel: { "retention.ms": 9000, "segment.ms": 4000 } },
    { faults: LATE },
  ],
  [
    "cleanup.policy",
    { channel: { "cleanup.policy": "compact" } },
    {},
    {
      duration: "400 s",
      faults: { away: { fault: "outage", target: "c", at: "10 s", for: "320 s" } },
    },
  ],
  [
    "retention.ms",
    { ...SMALL_LOG, channel: { "retention.ms": 9000, "segment.ms": 4000 } },
    SMALL_LOG,
    { faults: LATE },
  ],
  [
    "retention.bytes",
    { ...SMALL_LOG, channel: { "retention.bytes": 2000, "segment.bytes": 900 } },
    { ...SMALL_LOG, channel: { "segment.bytes": 900 } },
    { faults: LATE },
  ],
  [
    "segment.bytes",
    { ...SMALL_LOG, channel: { "retention.bytes": 2000, "segment.bytes": 900 } },
    { ...SMALL_LOG, channel: { "retention.bytes": 2000 } },
    { faults: LATE },
  ],
  [
    "segment.ms",
    { ...SMALL_LOG, channel: { "retention.ms": 9000, "segment.ms": 4000 } },
    { ...SMALL_LOG, channel: { "retention.ms": 9000 } },
    { faults: LATE },
  ],
  ["max.message.bytes", { channel: { "max.message.bytes": 50 } }],
  ["group.type", SHARE],
  ["group.protocol", { group: { "group.protocol": "consumer" } }],
  [
    "partition.assignment.strategy",
    { group: { "partition.assignment.strategy": "cooperative-sticky" } },
  ],
  ["session.timeout.ms", { group: { "session.timeout.ms": 10_000 } }],
  ["heartbeat.interval.ms", { group: { "heartbeat.interval.ms": 1700 } }],
  [
    "group.consumer.heartbeat.interval.ms",
    { group: { "group.protocol": "consumer", "group.consumer.heartbeat.interval.ms": 7000 } },
    { group: { "group.protocol": "consumer" } },
  ],
  ["max.poll.interval.ms", { group: { "max.poll.interval.ms": 3000 } }],
  ["group.instance.id", { group: { "group.instance.id": "c" } }],
  [
    "auto.offset.reset",
    {
      ...SMALL_LOG,
      channel: { "retention.ms": 9000, "segment.ms": 4000 },
      group: { "auto.offset.reset": "earliest" },
    },
    { ...SMALL_LOG, channel: { "retention.ms": 9000, "segment.ms": 4000 } },
    { faults: { away: { fault: "outage", target: "c", at: "30 s", for: "40 s" } } },
  ],
  [
    "share.auto.offset.reset",
    { group: { "group.type": "share", "share.auto.offset.reset": "earliest" } },
    SHARE,
    { group: { cursor: { joinsAt: "5 s" } } },
  ],
  [
    "group.share.record.lock.duration.ms",
    { group: { "group.type": "share", "group.share.record.lock.duration.ms": 15_000 } },
    SHARE,
  ],
  [
    "group.share.delivery.count.limit",
    { group: { "group.type": "share", "group.share.delivery.count.limit": 2 } },
    SHARE,
    { nodes: failing(0.6) },
  ],
  [
    "group.share.partition.max.record.locks",
    { group: { "group.type": "share", "group.share.partition.max.record.locks": 100 } },
    SHARE,
  ],
  ["max.poll.records", { consumer: { "max.poll.records": 3 } }],
  ["enable.auto.commit", { consumer: { "enable.auto.commit": false } }],
  ["auto.commit.interval.ms", { consumer: { "auto.commit.interval.ms": 2300 } }],
  [
    "acks",
    { broker: { "min.insync.replicas": 2 }, publisher: { acks: "1" } },
    { broker: { "min.insync.replicas": 2 } },
  ],
  ["enable.idempotence", { publisher: { "enable.idempotence": false } }, {}, { faults: NO_ACK }],
  ["request.timeout.ms", { publisher: { "request.timeout.ms": 5000 } }, {}, { faults: CUT }],
  ["delivery.timeout.ms", { publisher: { "delivery.timeout.ms": 4000 } }],
  ["retries", { publisher: { retries: 0 } }, {}, { faults: CUT }],
  ["retry.backoff.ms", { publisher: { "retry.backoff.ms": 900 } }, {}, { faults: CUT }],
  [
    "retry.backoff.max.ms",
    { publisher: { "retry.backoff.max.ms": 150, "request.timeout.ms": 500 } },
    { publisher: { "request.timeout.ms": 500 } },
    { faults: CUT },
  ],
  ["linger.ms", { publisher: { "linger.ms": 40 } }],
  ["linger.ms before 4.0", { publisher: { "linger.ms": 40 } }, {}, { version: "3.9" }],
  [
    "batch.size",
    { publisher: { "linger.ms": 2000, "batch.size": 300 } },
    { publisher: { "linger.ms": 2000 } },
  ],
  [
    "max.in.flight.requests.per.connection",
    { publisher: { "max.in.flight.requests.per.connection": 1 } },
    {},
    SLOW_CONFIRM,
  ],
  [
    "buffer.memory",
    { publisher: { ...TINY, "buffer.memory": 1000, "max.block.ms": 100 } },
    { publisher: { ...TINY, "max.block.ms": 100 } },
    { ...SLOW_CONFIRM, faults: DOWN },
  ],
  [
    "max.block.ms",
    { publisher: { ...TINY, "buffer.memory": 1000, "max.block.ms": 100 } },
    { publisher: { ...TINY, "buffer.memory": 1000 } },
    SLOW_CONFIRM,
  ],
  ["isolation.level", inTransaction(ID, COMMITTED), inTransaction(ID), ONWARD],
  [
    "transaction.timeout.ms",
    inTransaction({ ...ID, "transaction.timeout.ms": 10_000 }, COMMITTED),
    inTransaction(ID, COMMITTED),
    ONWARD,
  ],
];

const QUORUM = { "x-queue-type": "quorum" };
const DELAYED = { ...QUORUM, "x-delayed-retry-type": "all" };
const STUCK = { c: { handlers: { M: [{ do: "work", time: "5 s" }] }, instances: 1 } };
const REQUEUE = {
  c: {
    handlers: {
      M: [
        { do: "work", time: "50 ms" },
        { do: "fail", probability: 0.7 },
      ],
    },
    retry: { mode: "requeue", attempts: "unlimited" },
  },
};
const RESTART = { node: { fault: "node-loss", target: "b", node: 0, at: "10 s", for: "5 s" } };
const RABBIT: readonly Case[] = [
  ["x-queue-type", { channel: QUORUM }],
  ["durable", { channel: { durable: false } }, {}, { nodes: STUCK, faults: RESTART }],
  [
    "x-quorum-initial-group-size",
    { channel: { ...QUORUM, "x-quorum-initial-group-size": 1 } },
    { channel: QUORUM },
  ],
  [
    "x-single-active-consumer",
    { channel: { "x-single-active-consumer": true }, consumer: { prefetch: 1 } },
    { consumer: { prefetch: 1 } },
  ],
  [
    "x-max-priority",
    { channel: { "x-max-priority": 5 }, consumer: { prefetch: 1 } },
    { consumer: { prefetch: 1 } },
    { nodes: STUCK, type: { priority: { from: "a", ranks: { low: 1, high: 3 } } } },
  ],
  [
    "x-message-ttl",
    { channel: { "x-message-ttl": 3000 }, consumer: { prefetch: 1 } },
    { consumer: { prefetch: 1 } },
    { nodes: STUCK },
  ],
  [
    "x-max-length",
    { channel: { "x-max-length": 5 }, consumer: { prefetch: 1 } },
    { consumer: { prefetch: 1 } },
    { nodes: STUCK },
  ],
  [
    "x-max-length-bytes",
    { channel: { "x-max-length-bytes": 500 }, consumer: { prefetch: 1 } },
    { consumer: { prefetch: 1 } },
    { nodes: STUCK },
  ],
  [
    "x-overflow",
    { channel: { "x-max-length": 5, "x-overflow": "reject-publish" }, consumer: { prefetch: 1 } },
    { channel: { "x-max-length": 5 }, consumer: { prefetch: 1 } },
    { nodes: STUCK },
  ],
  [
    "x-overflow of a quorum queue",
    {
      channel: { ...QUORUM, "x-max-length": 5, "x-overflow": "reject-publish" },
      consumer: { prefetch: 1 },
    },
    { channel: { ...QUORUM, "x-max-length": 5 }, consumer: { prefetch: 1 } },
    { nodes: STUCK },
  ],
  ...(["x-dead-letter-strategy", "dead-letter-strategy"] as const).map(
    (name): Case => [
      name,
      {
        channel: { ...QUORUM, [name]: "at-least-once", "x-message-ttl": 1000 },
        consumer: { prefetch: 1 },
      },
      { channel: { ...QUORUM, "x-message-ttl": 1000 }, consumer: { prefetch: 1 } },
      {
        nodes: {
          ...STUCK,
          dead: { kind: "queue", broker: "b", capacity: { messages: 3, overflow: "reject" } },
        },
      },
    ],
  ),
  [
    "x-delivery-limit",
    { channel: { ...QUORUM, "x-delivery-limit": 2 }, consumer: { requeue: "basic.reject" } },
    { channel: QUORUM, consumer: { requeue: "basic.reject" } },
    { nodes: REQUEUE },
  ],
  [
    "x-delivery-limit before 4.0",
    { channel: { ...QUORUM, "x-delivery-limit": 2 } },
    { channel: QUORUM },
    { version: "3.10", nodes: REQUEUE },
  ],
  ["x-delayed-retry-type", { channel: DELAYED }, { channel: QUORUM }, { nodes: REQUEUE }],
  [
    "x-delayed-retry-min",
    { channel: { ...DELAYED, "x-delayed-retry-min": 3000 } },
    { channel: DELAYED },
    { nodes: REQUEUE },
  ],
  [
    "x-delayed-retry-max",
    { channel: { ...DELAYED, "x-delayed-retry-max": 1000 } },
    { channel: DELAYED },
    { nodes: REQUEUE },
  ],
  [
    "consumer_timeout before 4.3",
    { channel: { consumer_timeout: 20_000 } },
    {},
    {
      version: "4.0",
      nodes: { c: { handlers: { M: [{ do: "work", time: "90 s" }] } } },
      duration: "300 s",
    },
  ],
  [
    "consumer_timeout",
    { channel: { ...QUORUM, consumer_timeout: 20_000 } },
    { channel: QUORUM },
    { nodes: { c: { handlers: { M: [{ do: "work", time: "90 s" }] } } }, duration: "300 s" },
  ],
  [
    "consumer_timeout of a classic queue in 4.3: none",
    { channel: QUORUM, broker: { consumer_timeout: 20_000 } },
    { broker: { consumer_timeout: 20_000 } },
    { nodes: { c: { handlers: { M: [{ do: "work", time: "90 s" }] } } }, duration: "300 s" },
  ],
  ["prefetch", { consumer: { prefetch: 1 } }, {}, { nodes: STUCK }],
  ["no_ack", { consumer: { no_ack: true } }],
  [
    "requeue",
    { channel: { ...QUORUM, "x-delivery-limit": 2 }, consumer: { requeue: "basic.reject" } },
    { channel: { ...QUORUM, "x-delivery-limit": 2 } },
    { nodes: REQUEUE },
  ],
  [
    "confirm.select",
    { publisher: { "confirm.select": true } },
    {},
    { faults: CUT, nodes: { p: { publisher: { retryAfter: "1 s" } } } },
  ],
  [
    "vm_memory_high_watermark.absolute",
    { broker: { "vm_memory_high_watermark.absolute": 500 } },
    {},
    { nodes: STUCK },
  ],
  [
    "cluster_partition_handling",
    { broker: { cluster_partition_handling: "pause_minority" } },
    {},
    {
      faults: {
        a: { fault: "node-loss", target: "b", node: 1, at: "10 s", for: "40 s" },
        z: { fault: "node-loss", target: "b", node: 2, at: "20 s", for: "40 s" },
      },
    },
  ],
];
const RABBIT_STREAM: readonly Case[] = [
  [
    "x-max-length-bytes of a stream",
    {
      channel: { "x-max-length-bytes": 2000, "x-stream-max-segment-size-bytes": 900 },
      consumer: { prefetch: 5 },
    },
    { channel: { "x-stream-max-segment-size-bytes": 900 }, consumer: { prefetch: 5 } },
    { faults: LATE },
  ],
  [
    "x-max-age",
    {
      channel: { "x-max-age": 5, "x-stream-max-segment-size-bytes": 900 },
      consumer: { prefetch: 5 },
    },
    { channel: { "x-stream-max-segment-size-bytes": 900 }, consumer: { prefetch: 5 } },
    { faults: LATE },
  ],
  [
    "x-stream-max-segment-size-bytes",
    {
      channel: { "x-max-length-bytes": 2000, "x-stream-max-segment-size-bytes": 900 },
      consumer: { prefetch: 5 },
    },
    { channel: { "x-max-length-bytes": 2000 }, consumer: { prefetch: 5 } },
    { faults: LATE },
  ],
  [
    "x-stream-offset",
    { group: { "x-stream-offset": "first" }, consumer: { prefetch: 5 } },
    { consumer: { prefetch: 5 } },
    { group: { cursor: { joinsAt: "30 s" } } },
  ],
  [
    "prefetch of a stream",
    { consumer: { prefetch: 5 } },
    { consumer: { prefetch: 1 } },
    {
      nodes: { c: { concurrency: "unlimited", handlers: { M: [{ do: "work", time: "900 ms" }] } } },
    },
  ],
];

/** An exchange whose only binding has another key than its messages. */
const BOUND: Circumstances = {
  type: { routingKey: "other" },
  nodes: { queue: { kind: "queue", broker: "b" } },
  links: {
    bind: line("bind", "t", "queue", { keys: ["one"] }),
    out: line("subscribe", "queue", "c"),
  },
};
const RABBIT_EXCHANGE: readonly Case[] = [
  ["type", { channel: { type: "fanout" } }, {}, BOUND],
  ["mandatory", { publisher: { mandatory: true } }, {}, BOUND],
];

const FIFO = { FifoQueue: true };
const GROUPED = {
  ...FIFO,
  DeduplicationScope: "messageGroup",
  FifoThroughputLimit: "perMessageGroupId",
};
const FAST: Circumstances = {
  duration: "5 s",
  faults: {},
  nodes: { p: { arrivals: { process: "constant", rate: "1000/s" } } },
};
const POLLER = { EventSourceMapping: true };
const ASKS = { c: { poll: { interval: "7 s" } } };
const SQS: readonly Case[] = [
  ["FifoQueue", { channel: FIFO }],
  ["VisibilityTimeout", { channel: { VisibilityTimeout: 5 } }, {}, { nodes: failing(0.3) }],
  ["maxReceiveCount", { channel: { maxReceiveCount: 1 } }, {}, { nodes: failing(0.3) }],
  ["MessageRetentionPeriod", { channel: { MessageRetentionPeriod: 60 } }, {}, { nodes: STUCK }],
  ["DelaySeconds", { channel: { DelaySeconds: 20 } }],
  [
    "MaximumMessageSize",
    { channel: { MaximumMessageSize: 1024 } },
    {},
    { type: { size: "2 KiB" } },
  ],
  [
    "ReceiveMessageWaitTimeSeconds",
    { channel: { ReceiveMessageWaitTimeSeconds: 20 } },
    {},
    { nodes: ASKS },
  ],
  [
    "ContentBasedDeduplication",
    { channel: { ...FIFO, ContentBasedDeduplication: true } },
    { channel: FIFO },
  ],
  // 300 calls a second for each group are to be had only together with a scope of the group.
  ["DeduplicationScope", { channel: GROUPED }, { channel: FIFO }, FAST],
  [
    "FifoThroughputLimit",
    { channel: GROUPED },
    { channel: { ...FIFO, DeduplicationScope: "messageGroup" } },
    FAST,
  ],
  ["EventSourceMapping", { consumer: POLLER }],
  ["MaxNumberOfMessages", { consumer: { MaxNumberOfMessages: 10 } }, {}, { nodes: STUCK }],
  ["BatchSize", { consumer: { ...POLLER, BatchSize: 2 } }, { consumer: POLLER }, { nodes: STUCK }],
  [
    "MaximumBatchingWindowInSeconds",
    { consumer: { ...POLLER, MaximumBatchingWindowInSeconds: 3 } },
    { consumer: POLLER },
  ],
  [
    "FunctionResponseTypes",
    { consumer: { ...POLLER, FunctionResponseTypes: "ReportBatchItemFailures" } },
    { consumer: POLLER },
    { nodes: failing(0.3) },
  ],
  [
    "MaximumConcurrency",
    { consumer: { ...POLLER, MaximumConcurrency: 2 } },
    { consumer: POLLER },
    { nodes: { c: { instances: 6, handlers: { M: [{ do: "work", time: "900 ms" }] } } } },
  ],
];

const IDLE = { group: { "min-idle-time": 20_000 } };
const REDIS: readonly Case[] = [
  ["MAXLEN", { channel: { MAXLEN: 5 } }, {}, { nodes: STUCK }],
  [
    "XGROUP CREATE",
    { group: { "XGROUP CREATE": "0" } },
    {},
    { group: { cursor: { joinsAt: "30 s" } } },
  ],
  ["min-idle-time", IDLE, {}, { nodes: failing(0.3) }],
  ["COUNT", { consumer: { COUNT: 2 } }, {}, { nodes: STUCK }],
  ["NOACK", { consumer: { NOACK: true } }],
];

const TABLE = [
  { profile: "kafka", kind: "stream", cases: KAFKA },
  { profile: "rabbitmq", kind: "queue", cases: RABBIT },
  { profile: "rabbitmq", kind: "topic", cases: RABBIT_EXCHANGE },
  { profile: "rabbitmq", kind: "stream", cases: RABBIT_STREAM },
  { profile: "sqs", kind: "queue", cases: SQS },
  { profile: "redis-streams", kind: "stream", cases: REDIS },
].flatMap(({ profile, kind, cases }) =>
  cases.map((each) => ({ profile, kind, name: each[0], each })),
);

describe("another value of a broker's parameter, another result", () => {
  it.each(TABLE)("$profile: $name", ({ profile, kind, each }) => {
    const [, other, base = {}, around = {}] = each;
    const [one, two] = [
      resultOf(profile, kind, other, around),
      resultOf(profile, kind, base, around),
    ];
    expect(one).not.toBe(two);
  });

  it("has a row for each parameter of each broker that no link stands for", () => {
    const missing = PROFILES.flatMap(({ id, parameters }) =>
      parameters
        .filter(({ carriedOutBy }) => carriedOutBy !== "link")
        .map(({ name }) => name)
        .filter(
          (name) =>
            !TABLE.some(
              (row) => row.profile === id && row.name.split(" ")[0] === name.split(" ")[0],
            ),
        )
        .map((name) => `${id}: ${name}`),
    );
    expect(missing).toEqual([]);
  });
});
