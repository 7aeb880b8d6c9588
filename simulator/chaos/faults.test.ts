import { describe, expect, it } from "vitest";
import { consumerOf, feedOf, line, run } from "../experiment/testing.ts";

/** One message a second into a queue with one consumer of 100 ms. */
function steady(options: {
  consumer?: object;
  queue?: object;
  faults?: object;
  extra?: object;
  links?: object;
  producer?: object;
  zone?: string;
  objectives?: Record<string, unknown>;
}) {
  const zone = options.zone === undefined ? {} : { zone: options.zone };
  return run({
    nodes: {
      p: {
        kind: "producer",
        messages: { M: 1 },
        arrivals: { process: "constant", rate: "1/s" },
        ...options.producer,
      },
      q: { kind: "queue", ...options.queue },
      c: {
        kind: "consumer",
        ...zone,
        handlers: { M: [{ do: "work", time: "100 ms", effect: "done" }] },
        ...options.consumer,
      },
      ...options.extra,
    },
    links: { in: line("publish", "p", "q"), out: line("subscribe", "q", "c"), ...options.links },
    scenario: { duration: "20.5 s", faults: options.faults ?? {} },
  });
}

describe("faults", () => {
  it("F2: lost acks bring messages back when their lease ends, with that cause", () => {
    const faults = {
      loss: { fault: "loss", link: "out", of: "ack", probability: 1, at: "0 s", for: "3.5 s" },
    };
    const sim = steady({
      faults,
      queue: { lease: { timeout: "5 s" } },
      consumer: { concurrency: 10 },
    });
    sim.advanceTo(Infinity);
    expect(sim.summary().redelivered).toEqual({ total: 3, byCause: { "ack-lost": 3 } });
    expect(sim.summary().effects.done?.repeated).toEqual({ "ack-lost": 3 });
  });

  it("F4: an outage takes deliveries back, and what is published meanwhile waits outside", () => {
    const faults = {
      down: { fault: "outage", target: "q", at: "2.05 s", for: "3 s", publishes: "buffer" },
    };
    const sim = steady({ faults });
    sim.advanceTo(5);
    expect(feedOf(sim, "q").figures.inFlightCount).toBe(0);
    sim.advanceTo(Infinity);
    expect(feedOf(sim, "q").figures.counts).toMatchObject({
      acknowledged: 20,
      lateAcks: 1,
      redelivered: { "channel-outage": 1 },
    });
    expect(sim.checkInvariants()).toEqual([]);
  });

  it("F6: a crash at a step leaves what was done before it done, and the rest undone", () => {
    const handlers = {
      M: [
        { do: "work", time: "100 ms", effect: "charge" },
        { do: "work", time: "100 ms", effect: "ship" },
      ],
    };
    const faults = {
      crash: {
        fault: "crash",
        target: "c",
        atStep: { step: 1, when: "before", occurrence: 1 },
        for: "1 s",
      },
    };
    const sim = steady({ faults, consumer: { handlers } });
    sim.advanceTo(Infinity);
    const { effects } = sim.summary();
    expect([
      effects.charge?.happened,
      effects.ship?.happened,
      consumerOf(sim, "c").crashes,
    ]).toEqual([21, 20, 1]);
    expect(effects.charge?.repeated).toEqual({ "consumer-crashed": 1 });
  });

  it("F7: who is idle does not fail", () => {
    const faults = {
      crash: { fault: "crash", target: "c", while: "busy", mttf: "50 ms", mttr: "1 s" },
    };
    const sim = steady({
      faults,
      producer: { limit: 1 },
      consumer: { retry: { attempts: "unlimited" } },
    });
    sim.advanceTo(Infinity);
    expect(consumerOf(sim, "c").crashes).toBe(19);
    const idle = steady({ faults, producer: { limit: 0 } });
    idle.advanceTo(Infinity);
    expect(consumerOf(idle, "c").crashes).toBe(0);
  });

  it("F8: a redrive sends dead letters back at its rate", () => {
    const handlers = {
      M: [
        { do: "fail", firstAttempts: 1 },
        { do: "work", time: "10 ms" },
      ],
    };
    const faults = {
      redrive: { fault: "redrive", target: "dlq", to: "q", rate: 2, count: 4, at: "10.2 s" },
    };
    const sim = steady({
      faults,
      producer: { limit: 8 },
      consumer: { handlers, retry: { attempts: 1 } },
      extra: { dlq: { kind: "queue" } },
      links: { dead: line("dead-letter", "q", "dlq") },
    });
    sim.advanceTo(10);
    expect(feedOf(sim, "dlq").depth).toBe(8);
    sim.advanceTo(11.3);
    // Those that come back are new to the queue: their first attempt fails again.
    expect(feedOf(sim, "q").figures.enteredCount).toBe(8 + 3);
    sim.advanceTo(Infinity);
    expect(feedOf(sim, "q").figures.enteredCount).toBe(8 + 4);
    expect(sim.checkInvariants()).toEqual([]);
  });

  it("F8: a redrive sends back what is there, also when it comes back at once", () => {
    const sim = steady({
      faults: { redrive: { fault: "redrive", target: "dlq", to: "t", at: "10 s" } },
      producer: { limit: 3 },
      consumer: { handlers: { M: [{ do: "fail" }] }, retry: { attempts: 1 } },
      extra: { dlq: { kind: "queue" }, t: { kind: "topic" } },
      links: { dead: line("dead-letter", "q", "dlq"), round: line("bind", "t", "dlq") },
    });
    sim.advanceTo(Infinity);
    expect(feedOf(sim, "dlq").figures.counts).toMatchObject({ entered: 6, redriven: 3 });
    expect(feedOf(sim, "dlq").depth).toBe(3);
    expect(sim.checkInvariants()).toEqual([]);
  });

  it("F9: full storage refuses what comes and goes on delivering", () => {
    const sim = steady({
      faults: { full: { fault: "storage-full", target: "q", at: "4.5 s", for: "3 s" } },
    });
    sim.advanceTo(Infinity);
    expect(sim.summary().lost).toEqual({ "storage-full": 3 });
  });

  it("F10: a zone goes with all that stands in it, and comes back", () => {
    const faults = { zone: { fault: "zone-outage", target: "a", at: "4.05 s", for: "3 s" } };
    const sim = steady({ faults, zone: "a", extra: { a: { kind: "zone" } } });
    sim.advanceTo(7);
    expect(feedOf(sim, "q").depth).toBe(4);
    sim.advanceTo(Infinity);
    expect(feedOf(sim, "q").figures.counts).toMatchObject({
      acknowledged: 20,
      redelivered: { "consumer-crashed": 1 },
    });
  });
});

describe("handling", () => {
  it("H12: a handler that takes too long fails with a timeout", () => {
    const handlers = { M: [{ do: "work", time: "5 s" }] };
    const sim = steady({
      producer: { limit: 1 },
      consumer: { handlers, timeLimit: "2 s", retry: { attempts: 2 } },
    });
    sim.advanceTo(Infinity);
    expect(consumerOf(sim, "c")).toMatchObject({
      attempts: 2,
      completed: 0,
      failed: { timeout: 2 },
    });
    expect(sim.summary().deadLettered).toBe(1);
  });

  it("H10: a batch is handled once, and all of it acknowledged at its end", () => {
    const handlers = { M: [{ do: "work", time: "1 s", per: "batch" }] };
    const producer = { arrivals: { process: "burst", count: 10 } };
    const sim = steady({
      producer,
      consumer: { handlers, poll: { batch: 4, interval: "500 ms", outcome: "per-batch" } },
    });
    // Asked at 0 in vain (the messages come in the same instant, later), then at 0.5: 4, 4 and 2 of them.
    sim.advanceTo(1.6);
    expect(consumerOf(sim, "c").completed).toBe(4);
    sim.advanceTo(Infinity);
    expect(consumerOf(sim, "c").completed).toBe(10);
    expect(sim.now).toBeGreaterThan(3.5);
  });

  it("H11: an idle instance starts cold, a busy one is warm", () => {
    const producer = { arrivals: { process: "times", at: ["1 s", "1 s", "5 s"] } };
    const sim = steady({ producer, consumer: { coldStart: "400 ms" } });
    sim.advanceTo(Infinity);
    const node = sim.summary().nodes.c;
    // Waits: 0.4, then 0.5 behind the first, then 0.4 again.
    expect(node?.kind === "consumer" && node.waitingTime.mean).toBeCloseTo(
      (0.4 + 0.5 + 0.4) / 3,
      9,
    );
  });

  it("L5: an autoscaler follows the lag, after its startup, and lets instances go after its cooldown", () => {
    const autoscaling = {
      minimum: 1,
      maximum: 4,
      on: "lag",
      target: 10,
      every: "1 s",
      startup: "2 s",
      cooldown: "3 s",
    };
    const producer = { arrivals: { process: "burst", count: 60 } };
    const sim = steady({
      producer,
      consumer: { autoscaling, handlers: { M: [{ do: "work", time: "200 ms" }] } },
    });
    const present = (): number =>
      sim.world.services.get("c")!.instances.filter((instance) => !instance.isLeaving).length;
    sim.advanceTo(2.9);
    expect(present()).toBe(1);
    // 55 messages wait at 1 s: all four are wanted, and there at 3 s; at 5.6 s all is done.
    sim.advanceTo(3.1);
    expect(present()).toBe(4);
    sim.advanceTo(5.7);
    expect(consumerOf(sim, "c").completed).toBe(60);
    sim.advanceTo(Infinity);
    expect(present()).toBe(1);
    expect(sim.checkInvariants()).toEqual([]);
  });

  it("H13: a retry budget bounds retries to a share of first attempts", () => {
    const retry = { attempts: 10, budget: { ratio: 0.1 } };
    const producer = { arrivals: { process: "constant", rate: "100/s" } };
    const handlers = { M: [{ do: "work", time: "1 ms" }, { do: "fail" }] };
    const sim = steady({ producer, consumer: { handlers, retry } });
    sim.advanceTo(Infinity);
    const { attempts, retried } = consumerOf(sim, "c");
    // Ten that were saved up, then one for each ten first attempts.
    expect(Math.abs(retried - (10 + (attempts - retried) / 10))).toBeLessThan(2);
  });

  it("H8: a consumer that records after its work does again what crashed before the record", () => {
    const faults = {
      crash: {
        fault: "crash",
        target: "c",
        atStep: { step: 0, when: "after", occurrence: 3 },
        for: "100 ms",
      },
    };
    const deduplication = { by: "message", record: "after", store: { database: "db" } };
    const sim = steady({
      faults,
      consumer: { deduplication },
      extra: { db: { kind: "database" } },
    });
    sim.advanceTo(Infinity);
    expect(sim.summary().effects.done?.repeated).toEqual({ "consumer-crashed": 1 });
    expect(consumerOf(sim, "c").skipped).toBe(0);
  });
});
