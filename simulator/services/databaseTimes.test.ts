import { describe, expect, it } from "vitest";
import { consumerOf, line, run } from "../experiment/testing.ts";

/** Messages of one key, one at a time, whose handler asks a database for something; when each of them was done. */
function doneAt(database: object, handler: readonly object[], count: number): number[] {
  const sim = run({
    keys: { k: { values: { values: "uniform", count: 1 } } },
    messageTypes: { M: { kind: "event", size: "0 B", key: "k" } },
    nodes: {
      p: { kind: "producer", messages: { M: 1 }, arrivals: { process: "burst", count } },
      q: { kind: "queue" },
      c: { kind: "consumer", handlers: { M: handler } },
      db: { kind: "database", ...database },
    },
    links: {
      in: line("publish", "p", "q"),
      out: line("subscribe", "q", "c"),
      reads: line("read", "c", "db"),
      writes: line("write", "c", "db"),
    },
    scenario: { duration: "1 h", drain: true },
  });
  const times: number[] = [];
  while (times.length < count) {
    const before = consumerOf(sim, "c").completed;
    sim.advanceTo(Infinity, { maxEvents: 1 });
    if (consumerOf(sim, "c").completed > before) times.push(sim.now);
  }
  return times;
}

function expectTimes(times: readonly number[], expected: readonly number[]): void {
  expect(times).toHaveLength(expected.length);
  for (const [i, time] of times.entries()) expect(time).toBeCloseTo(expected[i]!, 9);
}

describe("how long a database takes", () => {
  it("DB5: longer for each row after the first", () => {
    const write = { do: "write", to: "db", rows: 5 };
    expectTimes(doneAt({ writeLatency: "1 s", rowLatency: "100 ms" }, [write], 2), [1.4, 2.8]);
  });

  it("DB5: longer for the bytes that it stores, and for those that it gives back", () => {
    const write = { do: "write", to: "db", key: "k", size: "4 MiB" };
    const read = { do: "read", from: "db", key: "k" };
    const database = { readLatency: "1 s", writeLatency: "1 s", bandwidth: "8 MiB" };
    expectTimes(doneAt(database, [write, read], 2), [3, 6]);
  });

  it("DB6: longer for each event since the last snapshot", () => {
    const read = { do: "read", from: "db", key: "k" };
    const write = { do: "write", to: "db", key: "k" };
    const eventStore = { snapshotEvery: 3, replayLatency: "10 ms" };
    const database = { readLatency: "1 s", writeLatency: "1 s", eventStore };
    // Reads find 0, 1, 2, 0 (a snapshot) and 1 events to replay.
    expectTimes(doneAt(database, [read, write], 5), [2, 4.01, 6.03, 8.03, 10.04]);
  });
});
