import type { Choices } from "./Choices.ts";

/** A queue, topic or stream as it would stand in a file. */
export function randomChannel(choices: Choices, drains: boolean): object {
  const kind = choices.oneOf(["queue", "topic", "stream"]);
  const scopes = kind === "stream" ? ["key", "partition", "channel"] : ["key", "channel"];
  const common = {
    ...(choices.has("broker") && { broker: "broker" }),
    ...choices.some("channel latency", () => ({ latency: choices.time() })),
    ...choices.some("throttle", () => ({
      throttle: {
        rate: "50/s",
        burst: 10,
        ...choices.some("scoped throttles", () => ({
          per: choices.oneOf(scopes),
          bytesPerSecond: "40 KiB",
        })),
      },
    })),
    ...choices.some("deduplication", () => ({
      deduplication: { window: "2 s", by: choices.oneOf(["id", "key"]) },
    })),
  };
  if (kind === "queue") return { kind, ...common, ...queue(choices) };
  return { kind, ...common, ...(kind === "topic" ? topic(choices) : stream(choices, drains)) };
}

function queue(choices: Choices): object {
  return {
    ...delivery(choices),
    discipline: choices.oneOf(["fifo", "priority"]),
    ...choices.some("key order", () => ({
      assign: { mode: "key-exclusive" },
      order: { failureBlocks: choices.below(2) === 1 },
    })),
    ...choices.some("ageing", () => ({ ageing: { every: "200 ms" } })),
    ...choices.some("not durable", () => ({ durable: false })),
    ...choices.some("slow consumers", () => ({
      slowConsumer: choices.oneOf(["drop", "disconnect"]),
    })),
    ...choices.some("capacity", () => ({
      capacity: {
        messages: choices.oneOf([5, 0, 1, 20]),
        counted: choices.oneOf(["ready", "stored"]),
        overflow: choices.oneOf(["reject", "drop-head", "drop-tail", "dead-letter", "block"]),
      },
    })),
    ...choices.some("delay", () => ({ delay: choices.time() })),
    ...expiry(choices),
  };
}

function topic(choices: Choices): object {
  const subscription = (): object => ({
    ...delivery(choices),
    ...choices.some("filters", () => ({ filter: randomFilter(choices) })),
    ...choices.some("broadcasts", () => ({ assign: { mode: "broadcast" } })),
    ...choices.some("forgetting", () => ({ cursor: { idleExpiry: "300 ms" } })),
    ...expiry(choices),
  });
  const count = choices.below(3);
  return {
    routing: choices.oneOf(["fanout", "direct", "pattern", "headers", "hash"]),
    unroutable: choices.oneOf(["drop", "error"]),
    subscriptions: Object.fromEntries(
      ["first", "second"].slice(0, count).map((name) => [name, subscription()]),
    ),
  };
}

function stream(choices: Choices, drains: boolean): object {
  const group = (): object => ({
    assign: {
      strategy: choices.oneOf(["range", "round-robin", "sticky", "cooperative-sticky"]),
      ...choices.some("rebalancing", () => ({
        transfer: choices.oneOf(["none", "eager", "cooperative", "incremental", "lease-steal"]),
        membership: choices.oneOf(["dynamic", "static"]),
        sessionTimeout: choices.oneOf(["2 s", "500 ms"]),
        heartbeat: "200 ms",
        // Work that takes longer than that goes round and round for ever: only where a run ends by itself.
        pollTimeout: choices.oneOf(["5 min", drains ? "1 min" : "400 ms"]),
        joinDelay: "300 ms",
        ...choices.some("rebalance pauses", () => ({ rebalancePause: "100 ms" })),
      })),
    },
    ...choices.some("isolation", () => ({ cursor: { isolation: "read-committed" } })),
    ...choices.some("late groups", () => ({
      cursor: {
        joinsAt: "3 s",
        start: choices.oneOf<unknown>(["earliest", "last", "last-per-key", { offset: 5 }]),
        reset: choices.oneOf(["earliest", "latest", "error"]),
      },
    })),
    ...choices.some("forgetting", () => ({ cursor: { idleExpiry: "300 ms" } })),
    ...choices.some("order", () => ({ order: { maxInFlight: 3 } })),
    ...choices.some("filters", () => ({ filter: randomFilter(choices) })),
    ...choices.some("broadcasts", () => ({ assign: { mode: "broadcast" } })),
  });
  return {
    partitions: choices.oneOf([1, 3, 8]),
    partitioner: choices.oneOf(["key", "round-robin", "random", "sticky"]),
    ...choices.some("retention", () => ({
      retention: choices.oneOf<object>([
        { age: "1 s" },
        { messages: 5 },
        { age: "500 ms", checkEvery: "1 s" },
        { size: "4 KiB", granularity: "segment", segment: { size: "2 KiB" }, checkEvery: "1 s" },
      ]),
    })),
    ...choices.some("room of streams", () => ({
      capacity: {
        messages: choices.oneOf([20, 5]),
        overflow: choices.oneOf(["reject", "drop-head", "block"]),
      },
      ...choices.some("removal", () => ({ removal: "all-settled" })),
    })),
    ...choices.some("compaction", () => ({ compaction: { every: "2 s" } })),
    ...choices.some("repartition", () => ({ repartition: { at: "4 s", partitions: 9 } })),
    ...choices.some("retry delay", () => ({ delay: choices.time() })),
    subscriptions: choices.below(2) === 1 ? { first: group() } : {},
  };
}

/** How a queue or a subscription serves. A lease comes with a limit, so that work longer than it has an end. */
function delivery(choices: Choices): object {
  return {
    assign: { dispatch: choices.oneOf(["round-robin", "priority", "random", "first-waiting"]) },
    ...choices.some("lease", () => ({
      lease: {
        timeout: choices.oneOf(["5 s", "300 ms", "50 ms"]),
        ...choices.some("late leases", () => ({ startsAt: "handling" })),
        ...choices.some("renewals", () => ({ renewEvery: "20 ms", renewAtMost: "1 s" })),
        onDisconnect: choices.oneOf(["release-now", "until-timeout"]),
        lateAck: choices.oneOf(["ignored", "accepted"]),
      },
      attempts: {
        limit: 1 + choices.below(5),
        counts: choices.oneOf([["lease-expiry", "disconnect"], ["deliver"]]),
        onExceeded: choices.oneOf(["dead-letter", "drop", "park"]),
      },
    })),
    redeliver: {
      position: choices.oneOf(["original", "returns-first", "tail"]),
      nackPosition: choices.oneOf(["tail", "original", "returns-first"]),
    },
    deadLetter: {
      reasons: choices.oneOf([
        ["rejected", "attempts", "expired"],
        ["rejected", "attempts", "overflow"],
      ]),
    },
    ...choices.some("max in flight", () => ({ maxInFlight: 1 + choices.below(4) })),
    ...choices.some("delivery latency", () => ({ deliveryLatency: choices.time() })),
    ...choices.some("ack latency", () => ({ ackLatency: choices.time() })),
  };
}

function expiry(choices: Choices): object {
  return choices.some("expiry", () => ({ expiry: { after: choices.oneOf(["1 s", "50 ms"]) } }));
}

/** What a subscription or binding lets through. */
export function randomFilter(choices: Choices): object {
  return choices.oneOf<object>([
    { attributes: { color: ["red"] } },
    { messages: ["A"] },
    { share: 0.5 },
  ]);
}
