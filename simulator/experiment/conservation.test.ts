import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Draft, line, run } from "./testing.ts";

const seconds = (low: number, high: number) =>
  fc.double({ min: low, max: high, noNaN: true }).map((value) => `${value.toFixed(3)} s`);
const work = fc.oneof(
  seconds(0, 0.2),
  seconds(0.001, 0.2).map((mean) => ({ distribution: "exponential", mean })),
);
const share = fc.double({ min: 0, max: 0.5, noNaN: true });

const steps = (outputs: readonly string[]) =>
  fc.array(
    fc.oneof(
      { weight: 3, arbitrary: fc.record({ do: fc.constant("work"), time: work }) },
      {
        weight: 2,
        arbitrary: fc.record({
          do: fc.constant("fail"),
          probability: share,
          with: fc.constantFrom("transient", "permanent"),
        }),
      },
      { weight: 1, arbitrary: fc.record({ do: fc.constant("ack") }) },
      {
        weight: 1,
        arbitrary: fc.record({
          do: fc.constant("call"),
          to: fc.constant("d"),
          timeout: seconds(0.05, 0.5),
          attempts: fc.integer({ min: 1, max: 3 }),
          effect: fc.constant("e"),
        }),
      },
      ...(outputs.length > 0
        ? [
            {
              weight: 1,
              arbitrary: fc.record({
                do: fc.constant("publish"),
                message: fc.constant("M"),
                to: fc.constantFrom(...outputs),
                probability: share,
              }),
            },
          ]
        : []),
    ),
    { maxLength: 4 },
  );

const retry = fc.record({
  attempts: fc.integer({ min: 1, max: 4 }),
  mode: fc.constantFrom("requeue", "in-place"),
  backoff: fc.oneof(
    fc.constant({ kind: "none" }),
    fc.record({
      kind: fc.constant("exponential"),
      first: seconds(0.01, 1),
      jitter: fc.constantFrom("none", "full", "equal", "decorrelated"),
    }),
  ),
});

const consumer = (outputs: readonly string[]) =>
  fc.record({
    kind: fc.constant("consumer"),
    instances: fc.integer({ min: 1, max: 3 }),
    concurrency: fc.oneof(fc.integer({ min: 1, max: 4 }), fc.constant("unlimited")),
    ack: fc.constantFrom("after-handler", "before-handler"),
    restart: seconds(0.1, 3),
    handlers: steps(outputs).map((M) => ({ M: [{ do: "work", time: "1 ms" }, ...M] })),
    retry,
  });

const queue = fc.record({
  kind: fc.constant("queue"),
  capacity: fc.oneof(
    fc.constant({}),
    fc.record({
      messages: fc.integer({ min: 0, max: 20 }),
      overflow: fc.constantFrom("reject", "drop-head", "drop-tail", "dead-letter", "block"),
      counted: fc.constantFrom("ready", "stored"),
    }),
  ),
  lease: fc.oneof(
    fc.constant({}),
    fc.record({
      timeout: seconds(0.05, 2),
      lateAck: fc.constantFrom("accepted", "ignored"),
      onDisconnect: fc.constantFrom("release-now", "until-timeout"),
    }),
  ),
  attempts: fc.oneof(
    fc.constant({}),
    fc.record({
      limit: fc.integer({ min: 1, max: 5 }),
      onExceeded: fc.constantFrom("dead-letter", "drop", "park"),
    }),
  ),
  redeliver: fc.record({ position: fc.constantFrom("original", "returns-first", "tail") }),
  deliveryLatency: seconds(0, 0.05),
  ackLatency: seconds(0, 0.05),
});

const fault = fc.oneof(
  fc.record({
    fault: fc.constant("crash"),
    target: fc.constantFrom("c1", "c2", "c3"),
    at: seconds(0, 15),
    instance: fc.constantFrom(0, "all", "random"),
  }),
  fc.record({
    fault: fc.constant("crash"),
    target: fc.constantFrom("c1", "c2", "c3"),
    mttf: seconds(0.5, 5).map((mean) => ({ distribution: "exponential", mean })),
    mttr: seconds(0.1, 3),
  }),
  fc.record({
    fault: fc.constant("pause"),
    target: fc.constantFrom("c1", "c2", "c3"),
    at: seconds(0, 15),
    for: seconds(0.1, 5),
  }),
  fc.record({
    fault: fc.constant("cut-off"),
    target: fc.constantFrom("in", "out1", "out2", "bind1", "call1").map((link) => ({ link })),
    at: seconds(0, 15),
    for: seconds(0.1, 5),
  }),
  fc.record({
    fault: fc.constant("outage"),
    target: fc.constantFrom("q1", "q2", "s", "t", "d"),
    at: seconds(0, 15),
    for: seconds(0.1, 5),
    publishes: fc.constantFrom("buffer", "lose", "error"),
  }),
  fc.record({
    fault: fc.constant("loss"),
    link: fc.constantFrom("in", "out1", "out2"),
    of: fc.constantFrom("publish", "ack"),
    probability: share,
    at: seconds(0, 15),
    for: seconds(0.1, 5),
  }),
  fc.record({
    fault: fc.constant("duplicate"),
    link: fc.constantFrom("in", "out1"),
    probability: share,
    at: seconds(0, 15),
    for: seconds(0.1, 5),
  }),
  fc.record({
    fault: fc.constant("spike"),
    target: fc.constant("p"),
    factor: fc.double({ min: 0, max: 5, noNaN: true }),
    at: seconds(0, 15),
    for: seconds(0.1, 5),
  }),
  fc.record({
    fault: fc.constant("poison"),
    target: fc.constant("p"),
    probability: share,
    at: seconds(0, 15),
    for: seconds(0.1, 5),
  }),
);

/** Producer → topic → two queues; the first one's consumer may publish to a stream and to the second queue. */
const system: fc.Arbitrary<Draft> = fc
  .record({
    q1: queue,
    q2: queue,
    c1: consumer(["q2", "s"]),
    c2: consumer([]),
    c3: consumer([]),
    partitions: fc.integer({ min: 1, max: 5 }),
    faults: fc.array(fault, { maxLength: 5 }),
    seed: fc.nat(),
    rate: fc.integer({ min: 1, max: 40 }),
    every: fc.integer({ min: 1, max: 5 }),
    drain: fc.boolean(),
  })
  .map(({ q1, q2, c1, c2, c3, partitions, faults, seed, rate, every, drain }) => ({
    keys: { k: { values: { values: "uniform", count: 7 } } },
    messageTypes: { M: { kind: "event", key: "k", size: "0 B" } },
    nodes: {
      p: {
        kind: "producer",
        messages: { M: 1 },
        arrivals: { process: "poisson", rate: `${rate}/s` },
      },
      t: { kind: "topic", latency: "1 ms" },
      q1,
      q2,
      s: { kind: "stream", partitions },
      dlq: { kind: "queue" },
      d: {
        kind: "dependency",
        latency: { distribution: "exponential", mean: "50 ms" },
        concurrency: 3,
        errorRate: 0.1,
        hangs: 0.01,
      },
      c1,
      c2,
      c3: { ...c3, commit: { every } },
    },
    links: {
      in: line("publish", "p", "t"),
      bind1: line("bind", "t", "q1"),
      bind2: line("bind", "t", "q2"),
      out1: line("subscribe", "q1", "c1"),
      out2: line("subscribe", "q2", "c2"),
      out3: line("subscribe", "s", "c3"),
      more1: line("publish", "c1", "q2"),
      more2: line("publish", "c1", "s"),
      call1: line("call", "c1", "d"),
      call2: line("call", "c2", "d"),
      call3: line("call", "c3", "d"),
      dead: line("dead-letter", "q1", "dlq"),
    },
    scenario: {
      duration: "20 s",
      drain,
      seed,
      faults: Object.fromEntries(faults.map((each, i) => [`f${i}`, each])),
    },
  }));

describe("random systems with random faults", () => {
  it("D11: conserve messages, and have one history however they are cut", () => {
    fc.assert(
      fc.property(system, fc.integer({ min: 1, max: 500 }), (draft, slice) => {
        const sim = run(draft);
        sim.advanceTo(20, { maxEvents: 200_000 });
        expect(sim.checkInvariants()).toEqual([]);
        sim.advanceTo(60, { maxEvents: 200_000 });
        expect(sim.checkInvariants()).toEqual([]);
        const again = run(draft);
        for (let left = 400; left > 0 && !again.isDone && again.eventCount < sim.eventCount; left--)
          again.advanceTo(60, { maxEvents: Math.min(slice, sim.eventCount - again.eventCount) });
        if (again.eventCount === sim.eventCount) expect(again.digest).toBe(sim.digest);
      }),
      { numRuns: 150, seed: 11 },
    );
  }, 120_000);
});
