import { expect, it } from "vitest";
import { line, run } from "../experiment/testing.ts";

it("P3, D8: a parked message keeps its root open for as long as a handler works on it", () => {
  const sim = run({
    nodes: {
      p: { kind: "producer", messages: { M: 1 }, arrivals: { process: "burst", count: 1 } },
      q: {
        kind: "queue",
        lease: { timeout: "1 s" },
        attempts: { limit: 1, onExceeded: "park" },
      },
      c: { kind: "consumer", handlers: { M: [{ do: "work", time: "3 s" }] } },
    },
    links: { in: line("publish", "p", "q"), out: line("subscribe", "q", "c") },
    scenario: { duration: "500 ms", drain: true },
  });
  sim.advanceTo(2);
  expect(sim.summary().nodes.p).toMatchObject({ produced: 1, ended: 0 });
  expect(sim.checkInvariants()).toEqual([]);
  sim.advanceTo(Infinity);
  expect(sim.now).toBe(3);
  expect(sim.summary().nodes.p).toMatchObject({ produced: 1, ended: 1 });
  expect(sim.checkInvariants()).toEqual([]);
});
