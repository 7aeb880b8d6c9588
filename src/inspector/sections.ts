import type { NodeKind } from "../../simulator/index.ts";

/** Settings that are looked at together. */
export type Section = {
  title: string;
  /** Always shown, in this order. */
  fields: readonly string[];
  /** Shown when set, or when asked for. */
  more?: readonly string[];
};

const place: Section = { title: "Name and place", fields: ["name"], more: ["description", "zone"] };
const publishing: Section = { title: "Publishing", fields: [], more: ["publisher"] };
const contracts: Section = { title: "Contracts", fields: [], more: ["reads", "writes"] };
const protection: Section = {
  title: "Protection",
  fields: [],
  more: ["rateLimit", "concurrencyLimit", "shedding"],
};
const capacityOfService: Section = {
  title: "Capacity",
  fields: [],
  more: ["restart", "autoscaling", "coldStart", "keepWarm"],
};
const deliveryOfQueue: Section = {
  title: "Delivery",
  fields: ["lease", "attempts", "deadLetter"],
  more: [
    "assign",
    "redeliver",
    "order",
    "maxInFlight",
    "deliveryLatency",
    "ackLatency",
    "slowConsumer",
  ],
};
const channel: Section = {
  title: "Channel",
  fields: ["broker"],
  more: ["role", "messages", "address", "latency", "transactions", "parameters"],
};
const intake: Section = {
  title: "Room and intake",
  fields: ["capacity"],
  more: ["throttle", "maxMessageSize", "deduplication"],
};

/** A topic stores nothing, and has no room that could be used up. */
const intakeOfTopic: Section = {
  title: "Intake",
  fields: [],
  more: ["throttle", "maxMessageSize", "deduplication"],
};

/** Fields of a node by kind, in the order in which people ask for them. */
export const SECTIONS: Record<NodeKind, readonly Section[]> = {
  producer: [
    { title: "Arrivals", fields: ["arrivals", "messages"], more: ["from", "until", "limit"] },
    {
      title: "Facts",
      fields: [],
      more: ["lateness", "withdrawals", "versions", "call"],
    },
    publishing,
    place,
  ],
  endpoint: [
    capacityOfService,
    { title: "Requests", fields: ["path", "queue"], more: ["timeLimit"] },
    protection,
    contracts,
    publishing,
    place,
  ],
  broker: [
    { title: "Broker", fields: ["profile", "nodes"], more: ["version", "nodeZones", "host"] },
    {
      title: "Durability",
      fields: ["replication", "fsync"],
      more: ["confirmLatency", "outagePublishes", "minority"],
    },
    { title: "Capacity", fields: [], more: ["throughput", "bandwidth", "memory", "parameters"] },
    place,
  ],
  queue: [
    {
      title: "Queue",
      fields: ["discipline"],
      more: [
        "maxPriority",
        "ageing",
        "expiry",
        "delay",
        "durable",
        "persists",
        "replicas",
        "whenDown",
        "onInFlightLimit",
      ],
    },
    intake,
    deliveryOfQueue,
    channel,
    place,
  ],
  topic: [
    { title: "Routing", fields: ["routing", "unroutable", "subscriptions"], more: ["replicas"] },
    intakeOfTopic,
    channel,
    place,
  ],
  stream: [
    {
      title: "Log",
      fields: ["partitions", "partitioner", "retention"],
      more: ["stickyBytes", "compaction", "removal", "repartition", "delay", "subscriptions"],
    },
    intake,
    channel,
    place,
  ],
  consumer: [
    capacityOfService,
    {
      title: "Delivery",
      fields: ["prefetch", "ack"],
      more: ["timeLimit", "poll", "commit", "parameters"],
    },
    { title: "Retry", fields: ["retry"] },
    { title: "Handled once", fields: ["deduplication"] },
    protection,
    contracts,
    publishing,
    place,
  ],
  saga: [
    {
      title: "Process",
      fields: ["mode", "correlation", "begins", "steps"],
      more: ["process", "timeout"],
    },
    { title: "Coordinator", fields: ["persistence", "instances"], more: ["restart"] },
    publishing,
    place,
  ],
  database: [
    {
      title: "Latency",
      fields: ["readLatency", "writeLatency"],
      more: ["rowLatency", "bandwidth"],
    },
    { title: "Capacity", fields: ["concurrency"], more: ["errorRate", "storage", "retention"] },
    {
      title: "Parts that it plays",
      fields: ["outbox", "eventStore", "readModel"],
    },
    place,
  ],
  dependency: [
    { title: "Answer", fields: ["latency", "errorRate"], more: ["errorLatency", "hangs"] },
    { title: "Capacity", fields: ["concurrency", "queue"], more: ["rateLimit"] },
    { title: "Repeated calls", fields: ["idempotency"] },
    place,
  ],
  registry: [{ title: "Contracts", fields: ["compatibility", "guards"], more: ["lookup"] }, place],
  zone: [{ title: "Zone", fields: ["level", "latency"] }, place],
};

/** Shown elsewhere: the kind in the head, handlers in a tab of their own, frames on the canvas. */
export const SHOWN_ELSEWHERE: readonly string[] = ["kind", "handlers", "handler", "setAside"];

/** Shown on one line, where a kind has both: instances × slots. */
export const CAPACITY_ROW: readonly string[] = ["instances", "concurrency"];
