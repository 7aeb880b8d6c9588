import { describe, expect, it } from "vitest";
import { consumerOf, type Draft, feedOf, line, run } from "../experiment/testing.ts";
import { RewindableRun, Scenario } from "../index.ts";

const WHOLE = { batch: 5, window: "1 s", outcome: "per-batch" };
const work = { do: "work", time: "1 s", per: "batch", effect: "stored" };

interface Parts {
  readonly consumer?: object;
  readonly stream?: object;
  readonly link?: object;
  readonly scenario?: object;
  readonly more?: object;
  readonly links?: object;
}

/** Twelve messages at once in three partitions, for a reader of batches of five that takes a second for each. */
const draft = ({ consumer, stream, link, scenario, more, links }: Parts = {}): Draft => ({
  nodes: {
    p: { kind: "producer", messages: { M: 1 }, arrivals: { process: "burst", count: 12 } },
    s: { kind: "stream", partitions: 3, partitioner: "round-robin", ...stream },
    c: { kind: "consumer", concurrency: 2, poll: WHOLE, handlers: { M: [work] }, ...consumer },
    ...more,
  },
  links: { in: line("publish", "p", "s"), out: line("subscribe", "s", "c", link), ...links },
  scenario: { duration: "60 s", drain: true, ...scenario },
});

const completedAt = (sim: ReturnType<typeof run>, times: readonly number[]) =>
  times.map((time) => {
    sim.advanceTo(time);
    return consumerOf(sim, "c").completed;
  });

/** How often each of the twelve was stored, and what for the second time. */
const stored = (sim: ReturnType<typeof run>) => {
  sim.advanceTo(Infinity);
  return sim.summary().effects.stored!;
};

describe("a reader of a stream that handles batches as one", () => {
  it("S24: runs one handler for all that a poll returned, and one batch at a time", () => {
    const sim = run(draft());
    // Full at once: 5 and 5. The last two wait for a window of one second, from 2 s on.
    expect(completedAt(sim, [0.9, 1.1, 1.9, 2.1, 3.9, 4.1])).toEqual([0, 5, 5, 10, 10, 12]);
    expect(feedOf(sim, "s").figures.counts).toMatchObject({ acknowledged: 12, delivered: 12 });
    expect(stored(sim)).toMatchObject({ happened: 12, once: 12 });
  });

  it("S23: waits for its window from the first message on, and takes what has come by then", () => {
    const arrivals = { process: "recorded", seconds: [0.5, 0.8, 1.4, 1.6] };
    const { nodes, ...rest } = draft();
    const p = { kind: "producer", messages: { M: 1 }, arrivals };
    const sim = run({ ...rest, nodes: { ...nodes, p } });
    // 0.5 … 1.5 s: three messages. The fourth is found at 2.5 s, and waits for one second.
    expect(completedAt(sim, [2.4, 2.6, 4.4, 4.6])).toEqual([0, 3, 3, 4]);
  });

  it("S23: lets a poll of single messages wait for its batch too", () => {
    const poll = { batch: 20, window: "1 s" };
    const sim = run(draft({ consumer: { poll, concurrency: 3 } }));
    // From 1 s on three slots, one for each partition, four messages in each.
    expect(completedAt(sim, [1.9, 2.1, 5.1])).toEqual([0, 3, 12]);
  });

  it("S24: begins when all of the batch has crossed its link", () => {
    const latency = { distribution: "uniform", low: "100 ms", high: "500 ms" };
    const sim = run(draft({ link: { latency } }));
    const before = completedAt(sim, [1, 1.5]);
    expect(before).toEqual([0, 5]);
    expect(stored(sim)).toMatchObject({ happened: 12, once: 12 });
  });

  it("H10: work is done for each message of a batch in turn, or once for all", () => {
    const each = { ...work, per: "message" };
    const sim = run(draft({ consumer: { handlers: { M: [each] } } }));
    // Five seconds for five, and after those, and a window of one, two for the last two.
    expect(completedAt(sim, [4.9, 5.1, 9.9, 10.1, 12.9, 13.1])).toEqual([0, 5, 5, 10, 10, 12]);
    expect(stored(sim)).toMatchObject({ happened: 12, once: 12 });
  });

  it("S24: asks a database for the rows of the whole batch at once", () => {
    const write = { do: "write", to: "db", rows: 2, effect: "stored" };
    const sim = run(
      draft({
        consumer: { handlers: { M: [write] } },
        more: { db: { kind: "database", writeLatency: "1 s", rowLatency: "100 ms" } },
        links: { writes: line("write", "c", "db") },
      }),
    );
    // Ten rows: a second, and 0.1 s for each of the nine after the first.
    expect(completedAt(sim, [1.85, 1.95, 3.75, 3.85])).toEqual([0, 5, 5, 10]);
    expect(stored(sim)).toMatchObject({ happened: 12, once: 12 });
  });

  it("S24: tries a whole batch again in place, and counts an attempt of each", () => {
    const fail = { do: "fail", with: "transient", firstAttempts: 1 };
    const retry = { attempts: 2, backoff: { kind: "fixed", delay: "500 ms" } };
    const sim = run(draft({ consumer: { handlers: { M: [work, fail] }, retry } }));
    expect(completedAt(sim, [2.4, 2.6])).toEqual([0, 5]);
    const effect = stored(sim);
    expect(effect).toMatchObject({ happened: 24, repeated: { "handler-failed": 12 } });
    const { attempts, completed, failed, retried } = consumerOf(sim, "c");
    expect([attempts, completed, failed.transient, retried]).toEqual([24, 12, 12, 12]);
  });

  it("S24: gives a batch up together, also for one bad message in it", () => {
    const bad = { do: "fail", with: "transient", ofMessages: 0.1 };
    const retry = { attempts: 2, backoff: { kind: "fixed", delay: "500 ms" } };
    const sim = run(draft({ consumer: { handlers: { M: [work, bad] }, retry } }));
    sim.advanceTo(Infinity);
    const { completed, failed } = consumerOf(sim, "c");
    const { deadLettered } = sim.summary();
    expect(completed + deadLettered).toBe(12);
    expect(failed.transient).toBe(2 * deadLettered);
    // Batches of five, five and two.
    expect([5, 10, 2, 7, 12]).toContain(deadLettered);
    expect(feedOf(sim, "s").depth).toBe(0);
  });

  it("S5, S24: reads the whole batch again when its instance crashes in the middle of it", () => {
    const faults = { gone: { fault: "crash", target: "c", at: "2.5 s", for: "1 s" } };
    const second = { do: "work", time: "1 s", per: "batch" };
    const handlers = { M: [work, second] };
    const stay = { subscriptions: { c: { assign: { transfer: "none" } } } };
    const sim = run(draft({ consumer: { handlers }, stream: stay, scenario: { faults } }));
    // The second batch of five has begun at 2 s and stored nothing by 2.5 s: no duplicates. A second later they have.
    expect(stored(sim)).toMatchObject({ happened: 12, once: 12 });
    const late = { gone: { ...faults.gone, at: "3.5 s" } };
    const again = run(draft({ consumer: { handlers }, stream: stay, scenario: { faults: late } }));
    expect(stored(again)).toMatchObject({ happened: 17, repeated: { "consumer-crashed": 5 } });
    expect(consumerOf(again, "c")).toMatchObject({ attempts: 17, completed: 12 });
  });

  it("S9, S24: is thrown out with its whole batch when it takes longer than its polls may be apart", () => {
    const assign = { transfer: "eager", pollTimeout: "500 ms" };
    const sim = run(
      draft({
        consumer: { instances: 2 },
        stream: { subscriptions: { c: { assign } } },
        scenario: { duration: "10 s", drain: false },
      }),
    );
    sim.advanceTo(Infinity);
    const { figures } = feedOf(sim, "s");
    // Nobody is ever done in time: what is done counts as a duplicate of what is read again, and nothing is committed.
    expect(figures.counts.acknowledged).toBe(0);
    expect(sim.summary().effects.stored!.repeated.rebalance).toBeGreaterThan(0);
  });

  it("H8, S24: handles of a batch what was not handled before", () => {
    const deduplication = { by: "message", record: "before" };
    const faults = { twice: { fault: "duplicate", link: "in", probability: 1, at: "0 s" } };
    const sim = run(draft({ consumer: { deduplication }, scenario: { faults } }));
    expect(stored(sim)).toMatchObject({ happened: 12, once: 12 });
    expect(consumerOf(sim, "c")).toMatchObject({ completed: 12, skipped: 12 });
  });

  it("traces name the batch", () => {
    const { system } = run(draft()).world;
    const sim = new RewindableRun({ system, scenario: Scenario.parse({ duration: "60 s" }) });
    sim.advanceTo(1.5);
    const [trace] = sim.trace([1]);
    const { marks } = trace!.spans.find(({ kind }) => kind === "handling")!;
    expect(marks[0]).toEqual({
      time: 0,
      event: "batched",
      detail: "5 messages, handled with message 0",
    });
  });
});
