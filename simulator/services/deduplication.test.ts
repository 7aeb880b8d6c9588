import { expect, it } from "vitest";
import { line, run } from "../experiment/testing.ts";

it("H8: of two deliveries that both found no record, the second to commit in one transaction fails, and is then recognized", () => {
  const sim = run({
    nodes: {
      p: { kind: "producer", messages: { M: 1 }, arrivals: { process: "burst", count: 20 } },
      q: { kind: "queue", lease: { timeout: "5 s" } },
      db: { kind: "database", writeLatency: "10 ms", readLatency: "1 ms" },
      c: {
        kind: "consumer",
        instances: 2,
        concurrency: 20,
        deduplication: { by: "message", store: { database: "db" }, record: { transaction: "t" } },
        handlers: {
          M: [
            { do: "work", time: "6 s" },
            { do: "write", to: "db", transaction: "t", effect: "credit" },
          ],
        },
        retry: { attempts: 5 },
      },
    },
    links: {
      in: line("publish", "p", "q"),
      out: line("subscribe", "q", "c"),
      write: line("write", "c", "db"),
    },
    scenario: { duration: "2 min" },
  });
  sim.advanceTo(120);
  const { effects } = sim.summary();
  expect(effects.credit).toMatchObject({ once: 20, repeated: {} });
  // Twenty were delivered twice while the first delivery was at work: each second commit was refused.
  expect(sim.world.services.get("c")!.figures.counts.completed).toBe(20);
});
