import { expect, test } from "vitest";
import { line, run } from "../experiment/testing.ts";

const BY_CHANCE = { distribution: "exponential", mean: "1 s" };
const WORK = [{ do: "work", time: "1 us" }];

interface Parts {
  readonly producer?: object;
  readonly queue?: object;
  readonly consumer?: object;
  readonly publish?: object;
  readonly subscribe?: object;
  readonly attributes?: object;
  readonly type?: object;
  readonly keys?: number;
}

/** Messages of one key, 100 a second for 5 s, from a producer through a queue to a consumer. */
function overtakenIn(parts: Parts): { total: number; byCause: object } {
  const sim = run({
    keys: { k: { values: { values: "uniform", count: parts.keys ?? 1 } } },
    ...(parts.attributes && { attributes: parts.attributes }),
    messageTypes: {
      M: { kind: "event", key: "k", ordering: "per-key", size: "0 B", ...parts.type },
    },
    nodes: {
      p: {
        kind: "producer",
        messages: { M: 1 },
        arrivals: { process: "constant", rate: "100/s" },
        ...parts.producer,
      },
      q: { kind: "queue", ...parts.queue },
      c: { kind: "consumer", handlers: { M: WORK }, ...parts.consumer },
    },
    links: {
      in: line("publish", "p", "q", parts.publish),
      out: line("subscribe", "q", "c", parts.subscribe),
    },
    scenario: { duration: "5 s", drain: true },
  });
  sim.advanceTo(Infinity);
  const { overtaken, nodes } = sim.summary();
  expect(nodes.c).toMatchObject({ overtaken: overtaken.total, overtakenBy: overtaken.byCause });
  const all = Object.values(overtaken.byCause).reduce((total, count) => total + count, 0);
  expect(overtaken.total).toBe(all);
  return overtaken;
}

test("H9: nothing is overtaken on one slot, whatever order publications come in", () => {
  expect(overtakenIn({ publish: { latency: BY_CHANCE } })).toEqual({ total: 0, byCause: {} });
});

test("H9: a higher rank goes first, and that is the cause", () => {
  // Of 100 that wait the first is delivered at once. Each low one before a high one of the rest is overtaken.
  const overtaken = overtakenIn({
    type: { priority: { from: "a", ranks: { low: 1, high: 2 } } },
    attributes: { a: { values: { low: 1, high: 1 } } },
    producer: { arrivals: { process: "burst", count: 100 } },
    queue: { discipline: "priority" },
    consumer: { handlers: { M: [{ do: "work", time: "10 ms" }] } },
  });
  expect(Object.keys(overtaken.byCause)).toEqual(["priority"]);
  expect(overtaken.total).toBeGreaterThan(30);
  expect(overtaken.total).toBeLessThan(60);
});

test("H9, D33: ranks do not matter where there is one of each key", () => {
  const overtaken = overtakenIn({
    keys: 1_000_000_000,
    type: { priority: { from: "a", ranks: { low: 1, high: 2 } } },
    attributes: { a: { values: { low: 1, high: 1 } } },
    producer: { arrivals: { process: "burst", count: 100 } },
    queue: { discipline: "priority", assign: { mode: "key-exclusive" } },
  });
  expect(overtaken.total).toBe(0);
});

test("H9: a channel's delay by chance", () => {
  expect(overtakenIn({ queue: { delay: BY_CHANCE } }).byCause).toEqual({
    delay: expect.toSatisfy((count: number) => count > 300),
  });
  expect(overtakenIn({ queue: { delay: "1 s" } }).total).toBe(0);
});

test.each([
  { subscribe: { latency: BY_CHANCE } },
  { queue: { deliveryLatency: BY_CHANCE } },
  {
    subscribe: { latency: BY_CHANCE },
    consumer: { instances: 2, concurrency: 500, prefetch: 500 },
  },
])("H9: the way from the channel takes a time by chance: %j", (parts) => {
  const consumer = { handlers: { M: WORK }, prefetch: "unlimited", ...parts.consumer };
  // Where there is one instance, or none that lets anything wait, it can only have been the way.
  expect(overtakenIn({ ...parts, consumer }).byCause).toEqual({
    latency: expect.toSatisfy((count: number) => count > 300),
  });
});

test.each([
  { name: "slots", consumer: { concurrency: 200 } },
  { name: "instances", consumer: { instances: 200 } },
  { name: "instances that hold more", consumer: { instances: 20, prefetch: 50 } },
])("H9: several $name at work", ({ consumer }) => {
  const handlers = { M: [{ do: "work", time: { ...BY_CHANCE, mean: "100 ms" } }] };
  const overtaken = overtakenIn({
    subscribe: { latency: "1 ms" },
    consumer: { handlers, ...consumer },
  });
  expect(overtaken.byCause).toEqual({
    concurrency: expect.toSatisfy((count: number) => count > 100),
  });
});

test("H9: what is delivered again, or tried again, comes late for what it failed of", () => {
  const FAILS = [{ do: "fail", probability: 0.2 }];
  const wait = { kind: "fixed", delay: "50 ms" };
  const requeued = { handlers: { M: FAILS }, retry: { attempts: 5, backoff: wait } };
  const inPlace = { ...requeued, retry: { ...requeued.retry, mode: "in-place" }, concurrency: 100 };
  for (const consumer of [requeued, inPlace])
    expect(overtakenIn({ consumer }).byCause).toEqual({
      "handler-failed": expect.toSatisfy((count: number) => count > 50),
    });
});

test("H9: what was delivered once, and lost its lease, is overtaken by who works beside it", () => {
  const lease = { timeout: "200 ms", onDisconnect: "until-timeout" };
  const handlers = { M: [{ do: "work", time: { ...BY_CHANCE, mean: "100 ms" } }] };
  const { byCause } = overtakenIn({ queue: { lease }, consumer: { handlers, concurrency: 100 } });
  expect(Object.keys(byCause).sort()).toEqual(["concurrency", "lease-expired"]);
});

/** Messages of as many keys as there are, through other channels than one queue. */
function overtakenBetween(channels: object, links: object, keys = 1, consumer = {}) {
  const sim = run({
    keys: { k: { values: { values: "uniform", count: keys } } },
    messageTypes: { M: { kind: "event", key: "k", ordering: "per-key", size: "0 B" } },
    nodes: {
      p: {
        kind: "producer",
        messages: { M: 1 },
        arrivals: { process: "constant", rate: "100/s" },
      },
      ...channels,
      c: { kind: "consumer", handlers: { M: WORK }, ...consumer },
    },
    links,
    scenario: { duration: "20 s", drain: true },
  });
  sim.advanceTo(Infinity);
  return sim.summary().overtaken;
}

test("H9: two channels of one consumer", () => {
  const overtaken = overtakenBetween(
    { t: { kind: "topic" }, slow: { kind: "queue", delay: "100 ms" }, fast: { kind: "queue" } },
    {
      a: line("publish", "p", "slow"),
      b: line("publish", "p", "fast"),
      c: line("subscribe", "slow", "c"),
      d: line("subscribe", "fast", "c"),
    },
  );
  expect(overtaken.byCause).toEqual({
    "another-channel": expect.toSatisfy((count: number) => count > 1900),
  });
});

test("H9: keys in different partitions are not taken for one another", () => {
  const overtaken = overtakenBetween(
    { s: { kind: "stream", partitions: 64 } },
    { a: line("publish", "p", "s"), b: line("subscribe", "s", "c") },
    1000,
    { instances: 8, handlers: { M: [{ do: "work", time: { ...BY_CHANCE, mean: "70 ms" } }] } },
  );
  expect(overtaken).toEqual({ total: 0, byCause: {} });
});

test("H9: a delay that is made shorter in mid-run", () => {
  const system = (delay: string) => ({
    keys: { k: { values: { values: "uniform", count: 1 } } },
    messageTypes: { M: { kind: "event", key: "k", ordering: "per-key", size: "0 B" } },
    nodes: {
      p: {
        kind: "producer",
        messages: { M: 1 },
        arrivals: { process: "constant", rate: "100/s" },
      },
      q: { kind: "queue", delay },
      c: { kind: "consumer", handlers: { M: WORK } },
    },
    links: { in: line("publish", "p", "q"), out: line("subscribe", "q", "c") },
  });
  const sim = run({ ...system("1 s"), scenario: { duration: "5 s" } });
  sim.advanceTo(2.001);
  sim.reconfigure({ system: run(system("100 ms")).world.system });
  sim.advanceTo(5);
  expect(sim.summary().overtaken.byCause).toEqual({ delay: expect.any(Number) });
});
