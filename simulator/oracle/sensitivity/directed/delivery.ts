import { OF_QUEUE_LEADERS } from "../../../model/misplaced.ts";
import {
  channel,
  consumer,
  DELIVERERS,
  type Directed,
  deadLettered,
  delivering,
  lost,
  oneChannel,
  type Parts,
  pollsRefused,
  redelivered,
} from "./Directed.ts";

const SLOW = [{ do: "work", time: "3 s" }];
const FAILS = [{ do: "fail" }];
const FAILS_OFTEN = [
  { do: "work", time: "10 ms" },
  { do: "fail", probability: 0.5 },
];
const FOREVER = { retry: { attempts: "unlimited", backoff: { kind: "fixed", delay: "1 s" } } };
const NACKS = ["nack"];
const UNLIMITED = { attempts: "unlimited", backoff: { kind: "none" } };
const BROKER = { b: { kind: "broker" } };
const THREE = {
  b: { kind: "broker", nodes: 3, replication: { replicas: 3, detect: "1 s", elect: "1 s" } },
};
const ALONE = { arrivals: { process: "burst", at: "0 s", count: 1 } };

type Row = Omit<Directed, "leaf" | "make"> & {
  /** What the channel says of its delivery. */
  readonly delivery: (value: never) => object;
  readonly parts?: Parts;
};

/** How messages are delivered is said by queues, by subscriptions and by groups of streams, in the same words. */
const DELIVERY: Readonly<Record<string, Row>> = {
  "attempts.onExceeded": {
    values: ["dead-letter", "drop"],
    delivery: (onExceeded) => ({ attempts: { limit: 2, counts: NACKS, onExceeded } }),
    parts: { steps: FAILS, consumer: FOREVER },
    figure: deadLettered,
    second: "fewer",
  },
  "attempts.persisted": {
    values: [true, false],
    delivery: (persisted) => ({ attempts: { limit: 3, counts: NACKS, persisted } }),
    parts: {
      producer: { arrivals: { process: "burst", at: "0 s", count: 2 } },
      steps: [{ do: "work", time: "1 s" }, { do: "fail" }],
      consumer: { retry: UNLIMITED, concurrency: 1 },
      channel: { broker: "b" },
      nodes: BROKER,
      faults: { o: { fault: "outage", target: "b", at: "1500 ms", for: "1 s" } },
    },
    figure: consumer("attempts"),
    second: "more",
  },
  "deadLetter.cycles": {
    values: ["allow", "drop"],
    delivery: (cycles) => ({
      attempts: { limit: 1, counts: NACKS },
      deadLetter: { cycles },
    }),
    parts: {
      producer: ALONE,
      steps: FAILS,
      consumer: FOREVER,
      nodes: { dead: { kind: "queue", expiry: { after: "500 ms" } } },
      links: { back: { kind: "dead-letter", source: "dead", target: "q" } },
    },
    figure: consumer("attempts"),
    second: "fewer",
  },
  "deadLetter.retryEvery": {
    values: ["100 ms", "20 s"],
    delivery: (retryEvery) => ({
      attempts: { limit: 1, counts: NACKS },
      deadLetter: { safety: "at-least-once", retryEvery },
    }),
    parts: {
      steps: FAILS,
      faults: { o: { fault: "outage", target: "dead", at: "0 s", for: "3 s", publishes: "error" } },
    },
    figure: channel("published", "dead"),
    second: "fewer",
  },
  "deadLetter.safety": {
    values: ["at-most-once", "at-least-once"],
    delivery: (safety) => ({
      attempts: { limit: 1, counts: NACKS },
      deadLetter: { safety, retryEvery: "1 s" },
    }),
    parts: {
      steps: FAILS,
      faults: { o: { fault: "outage", target: "dead", at: "0 s", for: "3 s", publishes: "error" } },
    },
    figure: (summary) =>
      channel("published", "dead")(summary) - channel("refused", "dead")(summary),
    second: "more",
  },
  "lease.renewAtMost": {
    values: ["2 s", "20 s"],
    delivery: (renewAtMost) => ({ lease: { timeout: "1 s", renewEvery: "500 ms", renewAtMost } }),
    parts: { steps: SLOW },
    figure: redelivered,
    second: "fewer",
  },
  "lease.lateAck": {
    values: ["ignored", "accepted"],
    delivery: (lateAck) => ({ lease: { timeout: "1 s", lateAck } }),
    parts: { producer: ALONE, steps: SLOW, consumer: { instances: 1, prefetch: 1 } },
    figure: consumer("attempts"),
    second: "fewer",
  },
  "lease.onFailover": {
    values: ["keep", "release"],
    delivery: (onFailover) => ({ lease: { onFailover } }),
    parts: {
      producer: ALONE,
      steps: SLOW,
      channel: { broker: "b" },
      nodes: THREE,
      faults: { n: { fault: "node-loss", target: "b", node: 0, at: "1 s", for: "20 s" } },
    },
    figure: redelivered,
    second: "more",
  },
  "order.failureBlocks": {
    values: [false, true],
    delivery: (failureBlocks) => ({
      assign: { mode: "key-exclusive" },
      order: { failureBlocks },
    }),
    parts: { steps: FAILS_OFTEN, consumer: FOREVER },
    figure: consumer("overtaken"),
    second: "fewer",
  },
  "order.maxInFlight": {
    values: [1, "batch"],
    delivery: (maxInFlight) => ({
      assign: { mode: "key-exclusive" },
      order: { maxInFlight },
    }),
    parts: {
      steps: [{ do: "work", time: "300 ms" }],
      consumer: { poll: { batch: 5, interval: "100 ms" }, concurrency: 5 },
      duration: "4 s",
    },
    figure: consumer("attempts"),
    second: "more",
  },
  "redeliver.nackPosition": {
    values: ["original", "tail"],
    delivery: (nackPosition) => ({ redeliver: { nackPosition } }),
    parts: {
      producer: { arrivals: { process: "burst", at: "0 s", count: 5 } },
      steps: FAILS_OFTEN,
      consumer: { retry: UNLIMITED, concurrency: 1 },
    },
    figure: consumer("overtaken"),
    second: "more",
  },
  "redeliver.position": {
    values: ["original", "tail"],
    delivery: (position) => ({ redeliver: { position }, lease: { onDisconnect: "release-now" } }),
    parts: {
      producer: { arrivals: { process: "burst", at: "0 s", count: 5 } },
      steps: [{ do: "work", time: "500 ms" }],
      consumer: { concurrency: 1, prefetch: 1 },
      faults: { x: { fault: "crash", target: "c", at: "100 ms", for: "100 ms" } },
    },
    figure: consumer("overtaken"),
    second: "more",
  },
};

const ofAll: readonly Directed[] = Object.entries(DELIVERY).flatMap(
  ([leaf, { delivery, parts, ...rest }]) =>
    DELIVERERS.filter(
      (by) => by !== "Subscription(shared)" || !OF_QUEUE_LEADERS.includes(leaf),
    ).map(
      (by): Directed => ({
        ...rest,
        leaf: `${by}.${leaf}`,
        make: (value) => delivering(by, delivery(value), parts),
      }),
    ),
);

const FULL: Parts = {
  steps: [{ do: "work", time: "5 s" }],
  consumer: { concurrency: 4, prefetch: 4 },
};
const capacityRow = (
  word: string,
  values: Directed["values"],
  second: Directed["second"],
): Directed => ({
  leaf: `Queue(queue).capacity.${word}`,
  values,
  make: (value) =>
    oneChannel({
      ...FULL,
      channel: { capacity: { messages: 5, overflow: "reject", [word]: value } },
    }),
  figure: channel("refused"),
  second,
});

const lossOfTwo = {
  one: { fault: "node-loss", target: "b", node: 1, at: "500 ms", for: "20 s" },
  two: { fault: "node-loss", target: "b", node: 2, at: "500 ms", for: "20 s" },
};
const restartsOnItsNode = (persists: unknown, persistent: unknown) =>
  oneChannel({
    type: { persistent },
    channel: { broker: "b", durable: true, persists },
    nodes: { b: { kind: "broker", nodes: 1, fsync: "before-ack" } },
    steps: SLOW,
    faults: { n: { fault: "node-loss", target: "b", at: "1 s", for: "1 s" } },
  });

const ofQueues: readonly Directed[] = [
  capacityRow("counted", ["ready", "stored"], "more"),
  capacityRow("overflow", ["reject", "drop-head"], "fewer"),
  capacityRow("overshoot", [0, 3], "fewer"),
  {
    leaf: "Queue(queue).onInFlightLimit",
    values: ["wait", "error"],
    make: (onInFlightLimit) =>
      oneChannel({
        channel: { maxInFlight: 1, onInFlightLimit },
        steps: SLOW,
        consumer: { instances: 2, poll: { batch: 1, interval: "200 ms" } },
      }),
    figure: pollsRefused,
    second: "more",
  },
  {
    leaf: "Queue(queue).persists",
    values: ["all", "persistent"],
    make: (persists) => restartsOnItsNode(persists, false),
    figure: lost,
    second: "more",
  },
  {
    leaf: "system.messageTypes.*.persistent",
    values: [true, false],
    make: (persistent) => restartsOnItsNode("persistent", persistent),
    figure: lost,
    second: "more",
  },
  {
    leaf: "Queue(queue).replicas",
    values: [1, 3],
    make: (replicas) =>
      oneChannel({ channel: { broker: "b", replicas }, nodes: THREE, faults: lossOfTwo }),
    figure: consumer("completed"),
    second: "fewer",
  },
];

/** Rows of what queues and subscriptions say of delivery. */
export const deliveryRows: readonly Directed[] = [...ofAll, ...ofQueues];
