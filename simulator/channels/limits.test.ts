import { describe, expect, it } from "vitest";
import { consumerOf, feedOf, line, run } from "../experiment/testing.ts";

/** Ten messages a second for ten seconds, into a channel with one consumer; what differs is the test's. */
function steady(parts: {
  producer?: object;
  channel?: object;
  consumer?: object;
  more?: object;
  links?: object;
  types?: object;
  keys?: object;
  attributes?: object;
  faults?: object;
  steps?: object[];
}) {
  const simulation = run({
    keys: parts.keys ?? {},
    attributes: parts.attributes ?? {},
    messageTypes: { M: { kind: "event", size: "0 B" }, ...parts.types },
    nodes: {
      p: {
        kind: "producer",
        messages: { M: 1 },
        arrivals: { process: "constant", rate: "10/s" },
        limit: 100,
        ...parts.producer,
      },
      q: { kind: "queue", ...parts.channel },
      c: {
        kind: "consumer",
        handlers: { "*": parts.steps ?? [{ do: "work", time: "10 ms" }] },
        ...parts.consumer,
      },
      ...parts.more,
    },
    links: { in: line("publish", "p", "q"), out: line("subscribe", "q", "c"), ...parts.links },
    scenario: { duration: "20 s", seed: 2, faults: parts.faults ?? {} },
  });
  simulation.advanceTo(Infinity);
  expect(simulation.checkInvariants()).toEqual([]);
  return simulation;
}
const completed = (parts: Parameters<typeof steady>[0]) => consumerOf(steady(parts), "c").completed;

describe("C2: a throttle", () => {
  const throttle = { rate: "1/s" };
  const keys = { k: { values: { values: "uniform", count: 4 } } };
  const types = { M: { kind: "event", size: "0 B", key: "k" } };

  it("has a bucket for the channel, or for each key", () => {
    const whole = completed({ keys, types, channel: { throttle } });
    const perKey = completed({ keys, types, channel: { throttle: { ...throttle, per: "key" } } });
    expect(whole).toBe(10);
    expect(perKey).toBeGreaterThan(30);
    expect(perKey).toBeLessThanOrEqual(44);
  });

  it("or for each partition of a stream", () => {
    const channel = { kind: "stream", partitions: 2, throttle: { ...throttle, per: "partition" } };
    const through = completed({ keys, types, channel });
    expect(through).toBeGreaterThan(12);
    expect(through).toBeLessThanOrEqual(22);
  });

  it("and one for the bytes of one second", () => {
    const heavy = { M: { kind: "event", size: "100 B" } };
    const channel = { throttle: { rate: "1000/s", bytesPerSecond: "200 B" } };
    // 200 B at first, and 200 B in each of 9.9 seconds.
    expect(completed({ types: heavy, channel })).toBe(21);
  });
});

describe("D24: renewed leases", () => {
  const steps = [{ do: "work", time: "5 s" }];
  const parts = (lease: object) => ({
    steps,
    producer: { limit: 1 },
    channel: { lease: { timeout: "2 s", ...lease } },
  });

  it("last as long as the work", () => {
    expect(steady(parts({})).summary().redelivered.total).toBeGreaterThan(0);
    expect(steady(parts({ renewEvery: "1 s" })).summary().redelivered.total).toBe(0);
  });

  it("end at their longest time, and not after a crash", () => {
    const most = steady(parts({ renewEvery: "1 s", renewAtMost: "4 s" }));
    expect(most.summary().redelivered.byCause).toMatchObject({
      "lease-expired": expect.anything(),
    });
    const crash = steady({
      ...parts({ renewEvery: "1 s", onDisconnect: "until-timeout" }),
      faults: { crash: { fault: "crash", target: "c", at: "1 s", for: "1 s" } },
    });
    expect(consumerOf(crash, "c").completed).toBe(1);
  });
});

describe("delivery", () => {
  it("D25: is none for a slow consumer whose messages are dropped", () => {
    const steps = [{ do: "work", time: "1 s" }];
    const simulation = steady({ steps, channel: { slowConsumer: "drop" } });
    expect(feedOf(simulation, "q").depth).toBe(0);
    expect(consumerOf(simulation, "c").completed).toBe(10);
    expect(simulation.summary().lost["dropped-when-full"]).toBe(90);
  });

  it("D29: ends the session of a slow consumer for each message that finds no room, if told so", () => {
    const steps = [{ do: "work", time: "1 s", effect: "done" }];
    const parts = (slowConsumer: string) => ({
      producer: { arrivals: { process: "constant", rate: "1/s" }, limit: 3 },
      consumer: { prefetch: 2 },
      steps: [{ ...steps[0], time: "2.5 s" }],
      channel: { slowConsumer, attempts: { limit: 9 } },
    });
    expect(steady(parts("wait")).summary().redelivered.byCause).toEqual({});
    const { redelivered, duplicatesProcessed } = steady(parts("disconnect")).summary();
    // Messages at 1, 2 and 3 s; room for two. What runs at 3 s goes on in vain, what was buffered comes again.
    expect(redelivered.byCause).toEqual({ "slow-consumer": 2 });
    expect(duplicatesProcessed.byCause).toEqual({ "slow-consumer": 1 });
  });

  it("D30: has a lease from when the handler begins, if told so", () => {
    const parts = (startsAt: string) => ({
      producer: { arrivals: { process: "burst", count: 3 } },
      consumer: { prefetch: 3 },
      steps: [{ do: "work", time: "1 s" }],
      channel: { lease: { timeout: "1.5 s", startsAt } },
    });
    expect(steady(parts("handling")).summary().redelivered.total).toBe(0);
    expect(steady(parts("delivery")).summary().redelivered.byCause).toHaveProperty("lease-expired");
    const slow = { ...parts("handling"), steps: [{ do: "work", time: "2 s" }] };
    expect(steady(slow).summary().redelivered.byCause).toHaveProperty("lease-expired");
  });

  it("D30: begins leases so, too, in instances that come later", () => {
    const simulation = steady({
      producer: { arrivals: { process: "burst", count: 1 } },
      consumer: { instances: 0 },
      steps: [{ do: "work", time: "2 s" }],
      channel: { lease: { timeout: "1.5 s", startsAt: "handling" } },
      faults: { scale: { fault: "scale", target: "c", at: "1 s", instances: 1 } },
    });
    expect(simulation.summary().redelivered.byCause).toHaveProperty("lease-expired");
  });

  it("D30: gives back at once what a crashed instance had not begun", () => {
    const simulation = steady({
      producer: { arrivals: { process: "burst", count: 3 } },
      consumer: { prefetch: 3, instances: 2 },
      steps: [{ do: "work", time: "4 s" }],
      channel: { lease: { timeout: "5 s", startsAt: "handling", onDisconnect: "until-timeout" } },
      faults: { crash: { fault: "crash", target: "c", instance: 0, at: "1 s", for: "1 h" } },
    });
    expect(consumerOf(simulation, "c").completed).toBe(3);
    expect(simulation.summary().redelivered.byCause).toEqual({
      "consumer-crashed": 1,
      "lease-expired": 1,
    });
  });

  it("D26: bypasses the limit of what is in flight for redeliveries, if told so", () => {
    const parts = (bypassesInFlightLimit: boolean) => ({
      producer: { arrivals: { process: "burst", count: 2 } },
      consumer: { concurrency: 5 },
      steps: [{ do: "work", time: "3 s" }],
      channel: {
        maxInFlight: 1,
        lease: { timeout: "1 s", lateAck: "accepted" },
        redeliver: { bypassesInFlightLimit, position: "original" },
      },
    });
    expect(completed(parts(false))).toBeLessThanOrEqual(completed(parts(true)));
  });

  it("D27: looks at times to live only when somebody could read", () => {
    const parts = (evaluated: string) => ({
      producer: { limit: 5 },
      channel: { expiry: { after: "1 s", evaluated } },
      faults: { down: { fault: "crash", target: "c", at: "0 s", for: "10 s" } },
    });
    const lostBy = (evaluated: string) => {
      const simulation = steady(parts(evaluated));
      return simulation.summary().lost.expired;
    };
    expect(lostBy("anywhere")).toBe(5);
    expect(lostBy("on-read")).toBe(5);
  });

  it("D3: goes to the one who has waited longest, if told so", () => {
    const busy = (dispatch: string) => {
      const parts = { channel: { assign: { dispatch } }, consumer: { instances: 2 } };
      const { world } = steady(parts);
      const { gauges } = world.context.kernel.probe;
      return world.services
        .get("c")!
        .instances.map(({ busyGauge }) => Math.round(gauges.meanOf(busyGauge) * 20_000));
    };
    // Milliseconds of work of each instance.
    expect(busy("priority")).toEqual([1000, 0]);
    expect(busy("first-waiting")).toEqual([500, 500]);
  });
});

describe("B10: a queue on a node that begins anew", () => {
  const parts = (more: object) => ({
    more: { b: { kind: "broker", outagePublishes: "lose" } },
    channel: { broker: "b", ...more },
    consumer: { concurrency: 1 },
    steps: [{ do: "work", time: "1 s" }],
    faults: { down: { fault: "outage", target: "b", at: "10.05 s", for: "1 s" } },
  });

  it("keeps what it holds only if it is durable", () => {
    expect(completed(parts({}))).toBe(18);
    const lost = steady(parts({ durable: false })).summary().lost["node-lost"];
    expect(lost).toBe(91);
  });
});

describe("publishing", () => {
  it("R4: gets back what no binding takes", () => {
    const parts = (mandatory: boolean) => ({
      channel: { kind: "topic", routing: "direct" },
      producer: { publisher: { mandatory } },
      more: { dead: { kind: "queue" } },
      links: {
        b: line("bind", "q", "dead", { keys: ["nobody"] }),
        out: line("bind", "q", "dead", { keys: ["none"] }),
      },
    });
    const of = (mandatory: boolean) => steady(parts(mandatory)).summary().nodes.q;
    expect(of(false)).toMatchObject({ refused: 0, lost: { unroutable: 100 } });
    expect(of(true)).toMatchObject({ refused: 100 });
  });

  it("P12: spends its time in the client", () => {
    const simulation = steady({ producer: { publisher: { latency: "300 ms" } } });
    const node = simulation.summary().nodes.c as { endToEndTime: { min: number } };
    expect(node.endToEndTime.min).toBeCloseTo(0.31, 9);
  });

  it("V1: writes the version that the producer names", () => {
    const types = { M: { kind: "event", size: "0 B", versions: { "1": {}, "2": {} } } };
    const consumer = { reads: { M: ["1"] } };
    expect(completed({ types, consumer })).toBe(0);
    expect(completed({ types, consumer, producer: { versions: { M: "1" } } })).toBe(100);
  });

  it("P2: has no attributes but those that its type lists, where it lists any", () => {
    const passed = (type: object) => {
      const filter = { attributes: { a: ["x"] } };
      return completed({
        attributes: { a: { values: { x: 1 } }, b: { values: { y: 1 } } },
        types: { M: { kind: "event", size: "0 B", ...type } },
        channel: { kind: "topic", subscriptions: { s: { filter } } },
        links: { out: line("subscribe", "q", "c", { subscription: "s" }) },
      });
    };
    expect(passed({})).toBe(100);
    expect(passed({ attributes: ["a", "b"] })).toBe(100);
    expect(passed({ attributes: ["b"] })).toBe(0);
  });

  it("V1: stays in its version when it is passed on as it is", () => {
    const types = { M: { kind: "event", size: "0 B", versions: { "1": {}, "2": {} } } };
    const heard = (steps: object[]) => {
      const listener = { kind: "consumer", reads: { M: ["1"] }, handlers: { "*": [] } };
      const simulation = steady({
        types,
        producer: { versions: { M: "1" } },
        steps,
        more: { next: { kind: "queue" }, d: listener },
        links: { on: line("publish", "c", "next"), end: line("subscribe", "next", "d") },
      });
      return consumerOf(simulation, "d").completed;
    };
    expect(heard([{ do: "publish", message: "*" }])).toBe(100);
    expect(heard([{ do: "publish", message: "M" }])).toBe(0);
  });

  it("V1: has the size of its version, which is the newest unless somebody says otherwise", () => {
    const types = {
      M: { kind: "event", size: "600 B", versions: { "1": {}, "2": { size: "1 KiB" } } },
    };
    const refused = (producer: object) => {
      const { q } = steady({ types, producer, channel: { maxMessageSize: "1000 B" } }).summary()
        .nodes;
      return q?.kind === "queue" ? q.refused : Number.NaN;
    };
    expect(refused({})).toBe(100);
    expect(refused({ versions: { M: "2" } })).toBe(100);
    expect(refused({ versions: { M: "1" } })).toBe(0);
  });

  it("T6: is at once where a channel takes part in no transaction", () => {
    const parts = (transactions: boolean) => ({
      more: {
        next: { kind: "queue", transactions },
        d: { kind: "consumer", handlers: { "*": [] } },
      },
      links: { on: line("publish", "c", "next"), end: line("subscribe", "next", "d") },
      consumer: { publisher: { transaction: {} }, retry: { attempts: 1 } },
      steps: [
        { do: "publish", message: "M", to: "next", via: "transaction" },
        { do: "fail", probability: 1 },
      ],
    });
    expect(consumerOf(steady(parts(true)), "d").completed).toBe(0);
    expect(consumerOf(steady(parts(false)), "d").completed).toBe(100);
  });
});

describe("protection", () => {
  it("H17: a consumer begins at its rate, or gives up what comes too fast", () => {
    const rateLimit = { rate: "2/s", burst: 1 };
    const waits = steady({ consumer: { rateLimit: { ...rateLimit, whenExceeded: "wait" } } });
    // From the first at 0.1 s on, every half second, up to 20 s.
    expect(consumerOf(waits, "c").completed).toBe(40);
    const refuses = steady({ consumer: { rateLimit } });
    expect(consumerOf(refuses, "c").completed).toBe(20);
    expect(refuses.summary().lost["dead-lettered-without-target"]).toBe(80);
  });

  it("H18: a consumer sheds what comes while too much waits", () => {
    const steps = [{ do: "work", time: "1 s" }];
    const simulation = steady({ steps, consumer: { shedding: { above: 3 } } });
    const { completed: done } = consumerOf(simulation, "c");
    expect(done).toBeLessThan(20);
    expect(simulation.summary().lost["dead-lettered-without-target"]).toBe(100 - done);
  });

  it("K13: a dependency lets calls wait for their token, if told so", () => {
    const parts = (whenExceeded: string) => ({
      more: { d: { kind: "dependency", latency: "0 s", rateLimit: { rate: "5/s", whenExceeded } } },
      links: { ask: line("call", "c", "d") },
      consumer: { concurrency: 100, retry: { attempts: 1 } },
      steps: [{ do: "call", to: "d" }],
    });
    expect(completed(parts("reject"))).toBe(50);
    expect(completed(parts("wait"))).toBe(100);
  });
});

it.each(["block", "reject"])(
  "F4, C4: what an outage has kept comes in as there is room, in order, also where more is kept than has room (%s)",
  (overflow) => {
    const sim = run({
      messageTypes: { M: { kind: "event", key: "k", ordering: "per-key" } },
      keys: { k: { values: { values: "uniform", count: 1 } } },
      nodes: {
        p: {
          kind: "producer",
          messages: { M: 1 },
          arrivals: { process: "constant", rate: "10/s" },
          limit: 50,
        },
        q: { kind: "queue", capacity: { messages: 5, overflow } },
        c: { kind: "consumer", handlers: { M: [{ do: "work", time: "150 ms" }] } },
      },
      links: { in: line("publish", "p", "q"), out: line("subscribe", "q", "c") },
      scenario: {
        duration: "60 s",
        faults: { down: { fault: "outage", target: "q", at: "1 s", for: "3 s" } },
      },
    });
    sim.advanceTo(60);
    const { completed, overtaken } = sim.world.services.get("c")!.figures.counts;
    const { lost, duplicatesProcessed } = sim.summary();
    const refused = lost["rejected-when-full"] ?? 0;
    expect(completed - duplicatesProcessed.total + refused).toBe(50);
    expect(overtaken).toBe(0);
    expect(sim.checkInvariants()).toEqual([]);
  },
);
