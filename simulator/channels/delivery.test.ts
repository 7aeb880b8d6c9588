import { describe, expect, it } from "vitest";
import { consumerOf, feedOf, line, run } from "../experiment/testing.ts";

/** A queue "q" with one producer of `count` messages at time 0 and one consumer of constant work. */
function queueOf(
  options: {
    count?: number;
    work?: string;
    queue?: object;
    consumer?: object;
    faults?: object;
    duration?: string;
    extra?: object;
  } = {},
) {
  return run({
    nodes: {
      p: {
        kind: "producer",
        messages: { M: 1 },
        arrivals: { process: "burst", count: options.count ?? 1 },
      },
      q: { kind: "queue", ...options.queue },
      c: {
        kind: "consumer",
        handlers: { M: [{ do: "work", time: options.work ?? "1 s", effect: "done" }] },
        ...options.consumer,
      },
      ...options.extra,
    },
    links: {
      in: line("publish", "p", "q"),
      out: line("subscribe", "q", "c"),
      ...(options.extra && "dlq" in options.extra ? { dead: line("dead-letter", "q", "dlq") } : {}),
    },
    scenario: { duration: options.duration ?? "100 s", faults: options.faults ?? {} },
  });
}

describe("queues", () => {
  it("D2: an instance holds no more than its concurrency, in order of entering", () => {
    const sim = queueOf({ count: 5 });
    sim.advanceTo(2.5);
    expect([feedOf(sim, "q").figures.inFlightCount, feedOf(sim, "q").depth]).toEqual([1, 2]);
    expect(consumerOf(sim, "c").completed).toBe(2);
  });

  it("D2: prefetch lets an instance hold more, which wait in it for the slot", () => {
    const sim = queueOf({ count: 5, consumer: { prefetch: 3 } });
    sim.advanceTo(0.5);
    expect([feedOf(sim, "q").figures.inFlightCount, feedOf(sim, "q").depth]).toEqual([3, 2]);
  });

  it("D3: free instances take turns", () => {
    const sim = queueOf({ count: 4, consumer: { instances: 4 } });
    sim.advanceTo(0.5);
    expect(sim.world.handling.instances.map((instance) => instance.running.length)).toEqual([
      1, 1, 1, 1,
    ]);
  });

  it("D5: a lease shorter than the work brings the message back; the late ack is ignored and both completions happen", () => {
    const sim = queueOf({
      work: "3 s",
      consumer: { instances: 2 },
      queue: { lease: { timeout: "2 s" }, attempts: { limit: 2 } },
      extra: { dlq: { kind: "queue" } },
    });
    sim.advanceTo(100);
    // Delivered at 0 and 2; taken back at 2 and 4, the second time for good; completed at 3 and 5.
    expect(feedOf(sim, "q").figures.counts).toMatchObject({
      delivered: 2,
      acknowledged: 0,
      lateAcks: 2,
      redelivered: { "lease-expired": 1 },
      deadLettered: { attempts: 1 },
    });
    expect(consumerOf(sim, "c")).toMatchObject({
      completed: 2,
      duplicates: { "lease-expired": 1 },
    });
    expect(sim.summary().effects.done?.repeated).toEqual({ "lease-expired": 1 });
  });

  it.each([
    ["2 s", 0, 1],
    ["2.001 s", 1, 0],
  ])(
    "D5: a lease of %s does not hold to its end itself: work of 2 s",
    (timeout, acknowledged, late) => {
      const sim = queueOf({ work: "2 s", queue: { lease: { timeout }, attempts: { limit: 1 } } });
      sim.advanceTo(100);
      expect(feedOf(sim, "q").figures.counts).toMatchObject({ acknowledged, lateAcks: late });
    },
  );

  it("D5: leases of one length end in the order of their deliveries, and those that an ack has ended do not", () => {
    // Numbers 0 to 5 at 0 s, each to an instance of its own; every second instance crashes.
    const sim = queueOf({
      count: 6,
      work: "1 s",
      consumer: { instances: 6 },
      queue: { lease: { timeout: "5 s", onDisconnect: "until-timeout" } },
      faults: {
        a: { fault: "crash", target: "c", instance: 1, at: "0.1 s" },
        b: { fault: "crash", target: "c", instance: 3, at: "0.1 s" },
        d: { fault: "crash", target: "c", instance: 5, at: "0.1 s" },
      },
    });
    sim.advanceTo(4.9);
    expect(sim.world.context.leases.count).toBe(3);
    sim.advanceTo(5);
    expect(sim.world.context.leases.count).toBe(3);
    sim.advanceTo(100);
    expect(sim.world.context.leases.count).toBe(0);
    expect(feedOf(sim, "q").figures.counts).toMatchObject({
      delivered: 9,
      acknowledged: 9 - 3,
      redelivered: { "lease-expired": 3 },
    });
  });

  it("D4: an accepted late ack ends the message wherever it is", () => {
    const sim = queueOf({
      work: "3 s",
      consumer: { instances: 2 },
      queue: { lease: { timeout: "2 s", lateAck: "accepted" } },
    });
    sim.advanceTo(100);
    expect(feedOf(sim, "q").figures.counts).toMatchObject({
      delivered: 2,
      acknowledged: 1,
      lateAcks: 2,
    });
    expect(feedOf(sim, "q").figures.presentCount).toBe(0);
  });

  it("D6, L1: what a crashed consumer held comes back at once, in its original place, and is handled by another", () => {
    const crash = { fault: "crash", target: "c", instance: 0, at: "0.5 s", for: "10 s" };
    const sim = queueOf({ count: 3, consumer: { instances: 2, prefetch: 2 }, faults: { crash } });
    sim.advanceTo(0.6);
    expect([feedOf(sim, "q").figures.inFlightCount, feedOf(sim, "q").depth]).toEqual([2, 1]);
    sim.advanceTo(100);
    expect(feedOf(sim, "q").figures.counts).toMatchObject({
      acknowledged: 3,
      redelivered: { "consumer-crashed": 2 },
    });
  });

  it("D6: with until-timeout it comes back when the lease ends", () => {
    const crash = { fault: "crash", target: "c", instance: 0, at: "0.5 s", for: "1 s" };
    const sim = queueOf({
      queue: { lease: { timeout: "30 s", onDisconnect: "until-timeout" } },
      faults: { crash },
    });
    sim.advanceTo(29);
    expect(feedOf(sim, "q").figures.inFlightCount).toBe(1);
    sim.advanceTo(32);
    expect(feedOf(sim, "q").figures.counts).toMatchObject({
      acknowledged: 1,
      redelivered: { "lease-expired": 1 },
    });
  });

  it("D7, D8, H5: a failing handler is tried again after each wait, then dead-lettered", () => {
    const consumer = {
      handlers: { M: [{ do: "work", time: "1 s" }, { do: "fail" }] },
      retry: { attempts: 3, backoff: { kind: "exponential", first: "10 s" } },
    };
    const sim = queueOf({ consumer, extra: { dlq: { kind: "queue" } } });
    // Attempts end at 1, 12 and 33: waits of 10 s and 20 s between.
    sim.advanceTo(32.9);
    expect(feedOf(sim, "dlq").depth).toBe(0);
    sim.advanceTo(33.1);
    expect(feedOf(sim, "dlq").depth).toBe(1);
    expect(feedOf(sim, "q").figures.counts).toMatchObject({
      redelivered: { "handler-failed": 2 },
      deadLettered: { attempts: 1 },
    });
  });

  it("D8: failures that are not tried again are dead-lettered at once; without a link they are lost", () => {
    const consumer = { handlers: { M: [{ do: "fail", with: "permanent" }] } };
    const sim = queueOf({ count: 2, consumer });
    sim.advanceTo(100);
    expect(sim.summary()).toMatchObject({
      deadLettered: 2,
      lost: { "dead-lettered-without-target": 2 },
    });
  });

  it("D9: only what is ready expires", () => {
    const sim = queueOf({ count: 3, work: "3 s", queue: { expiry: { after: "2 s" } } });
    sim.advanceTo(100);
    expect(feedOf(sim, "q").figures.counts).toMatchObject({ acknowledged: 1, expired: 2 });
    expect(sim.summary().lost).toEqual({ expired: 2 });
  });

  it.each([
    ["reject", { acknowledged: 3, dropped: 0 }, { "rejected-when-full": 2 }],
    ["drop-head", { acknowledged: 3, dropped: 2 }, { "dropped-when-full": 2 }],
    ["block", { acknowledged: 5, dropped: 0 }, {}],
  ])("C4: a full queue that says %s", (overflow, counts, lost) => {
    const sim = queueOf({ count: 5, queue: { capacity: { messages: 2, overflow } } });
    sim.advanceTo(100);
    expect(feedOf(sim, "q").figures.counts).toMatchObject(counts);
    expect(sim.summary().lost).toEqual(lost);
  });

  it("H4: what was acknowledged before its handler is lost in a crash", () => {
    const crash = { fault: "crash", target: "c", at: "0.5 s", for: "1 s" };
    const sim = queueOf({ count: 2, consumer: { ack: "before-handler" }, faults: { crash } });
    sim.advanceTo(100);
    expect(sim.summary().lost).toEqual({ "acknowledged-early": 1 });
    expect(consumerOf(sim, "c").completed).toBe(1);
  });

  it("L3: a paused handler goes on where it stood", () => {
    const pause = { fault: "pause", target: "c", at: "0.4 s", for: "10 s" };
    const sim = queueOf({ faults: { pause } });
    sim.advanceTo(10.9);
    expect(consumerOf(sim, "c").completed).toBe(0);
    sim.advanceTo(11.1);
    expect(consumerOf(sim, "c").completed).toBe(1);
  });

  it("F3: publications wait at a cut link and go when it is mended; nothing is delivered over a cut one", () => {
    const faults = { in: { fault: "cut-off", target: { link: "in" }, at: "0 s", for: "5 s" } };
    const sim = run({
      nodes: {
        p: { kind: "producer", messages: { M: 1 }, arrivals: { process: "constant", rate: "1/s" } },
        q: { kind: "queue" },
        c: { kind: "consumer", handlers: { M: [{ do: "work", time: "1 ms" }] } },
      },
      links: { in: line("publish", "p", "q"), out: line("subscribe", "q", "c") },
      scenario: { duration: "10 s", faults },
    });
    sim.advanceTo(4.9);
    expect(consumerOf(sim, "c").completed).toBe(0);
    sim.advanceTo(5.9);
    expect(consumerOf(sim, "c").completed).toBe(5);
  });
});

describe("streams", () => {
  const stream = (options: { consumer?: object; partitions?: number; faults?: object }) =>
    run({
      nodes: {
        p: { kind: "producer", messages: { M: 1 }, arrivals: { process: "burst", count: 6 } },
        s: { kind: "stream", partitions: options.partitions ?? 2, partitioner: "round-robin" },
        c: {
          kind: "consumer",
          handlers: { M: [{ do: "work", time: "1 s" }] },
          ...options.consumer,
        },
      },
      links: { in: line("publish", "p", "s"), out: line("subscribe", "s", "c") },
      scenario: { duration: "100 s", faults: options.faults ?? {} },
    });

  it("S2, S3: a member takes the oldest message of its partitions", () => {
    const sim = stream({ consumer: { instances: 2 } });
    sim.advanceTo(2.5);
    expect(consumerOf(sim, "c").completed).toBe(4);
    const alone = stream({ partitions: 1, consumer: { instances: 4 } });
    alone.advanceTo(2.5);
    expect(consumerOf(alone, "c").completed).toBe(2);
  });

  it("S5: a crash throws the reader back to the last commit", () => {
    const crash = { fault: "crash", target: "c", at: "3.5 s", for: "1 s" };
    const sim = stream({ partitions: 1, consumer: { commit: { every: 5 } }, faults: { crash } });
    sim.advanceTo(100);
    expect(consumerOf(sim, "c")).toMatchObject({
      completed: 9,
      duplicates: { "consumer-crashed": 3 },
    });
    expect(feedOf(sim, "s").figures.counts.redelivered).toEqual({ "consumer-crashed": 4 });
  });
});

describe("D33: one message of a key at a time", () => {
  /** Three messages of one key come at once; each fails at first and comes back after its wait, while others are in work. */
  const oneKey = (queue: object, consumer: object) =>
    run({
      keys: { k: { values: { values: "uniform", count: 1 } } },
      messageTypes: { M: { kind: "event", key: "k" } },
      nodes: {
        p: { kind: "producer", messages: { M: 1 }, arrivals: { process: "burst", count: 3 } },
        q: { kind: "queue", assign: { mode: "key-exclusive" }, ...queue },
        c: {
          kind: "consumer",
          instances: 3,
          handlers: {
            M: [
              { do: "work", time: "10 ms" },
              { do: "fail", firstAttempts: 1 },
              { do: "work", time: "1 s" },
            ],
          },
          ...consumer,
        },
      },
      links: { in: line("publish", "p", "q"), out: line("subscribe", "q", "c") },
      scenario: { duration: "60 s", drain: true },
    });

  it.each([false, true])(
    "holds for what comes back after a wait as well (failureBlocks: %s)",
    (failureBlocks) => {
      const backoff = { kind: "fixed", delay: "50 ms" };
      const sim = oneKey({ order: { failureBlocks } }, { retry: { attempts: 3, backoff } });
      while (!sim.isDone && sim.step())
        expect(feedOf(sim, "q").figures.inFlightCount).toBeLessThanOrEqual(1);
      expect(consumerOf(sim, "c")).toMatchObject({ completed: 3 });
    },
  );

  it("a message that is acknowledged while it waits gives its key free", () => {
    const sim = oneKey(
      {
        order: { failureBlocks: true },
        lease: { timeout: "500 ms", lateAck: "accepted" },
        redeliver: { delay: { kind: "fixed", delay: "20 s" } },
      },
      { handlers: { M: [{ do: "work", time: "1 s" }] } },
    );
    sim.advanceTo(10);
    expect(consumerOf(sim, "c")).toMatchObject({ completed: 3 });
  });
});
