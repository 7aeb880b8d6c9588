import { describe, expect, it } from "vitest";
import type { Simulation } from "../experiment/Simulation.ts";
import { line, run } from "../experiment/testing.ts";

/**
 * Ten messages at once for a stream with room for four, the others wait in front of it; what is older than 2 s goes, whatever the
 * readers have done. The channel or its leader is out from 1 s to 6 s.
 */
function full(faults: object): Simulation {
  return run({
    nodes: {
      b: { kind: "broker", nodes: 1, replication: { replicas: 1, detect: "100 s" } },
      p: { kind: "producer", messages: { M: 1 }, arrivals: { process: "burst", count: 10 } },
      s: {
        kind: "stream",
        broker: "b",
        capacity: { messages: 4, overflow: "block" },
        retention: { age: "2 s" },
      },
      c: { kind: "consumer", handlers: { M: [{ do: "work", time: "1 ms" }] } },
    },
    links: { in: line("publish", "p", "s"), out: line("subscribe", "s", "c") },
    scenario: { duration: "20 s", faults },
  });
}

const waiting = (sim: Simulation) => sim.world.streams.get("s")!.front!.length;

describe.each([
  ["channel is out", { fault: "outage", target: "s", at: "1 s", for: "5 s" }],
  ["leader is gone", { fault: "node-loss", target: "b", node: 0, at: "1 s", for: "5 s" }],
])("S25: a full stream whose %s", (_, fault) => {
  it("lets those who wait wait, asks for nothing meanwhile, and lets them in when it is back", () => {
    const sim = full({ fault });
    sim.advanceTo(1.5);
    const before = sim.eventCount;
    sim.advanceTo(5.9, { maxEvents: 10_000 });
    expect([sim.now, waiting(sim)]).toEqual([5.9, 6]);
    expect(sim.eventCount - before).toBeLessThan(5);
    sim.advanceTo(6.5);
    expect(waiting(sim)).toBe(2);
    sim.advanceTo(20);
    expect(waiting(sim)).toBe(0);
    expect(sim.world.services.get("c")!.figures.counts.completed).toBe(10);
    expect(sim.checkInvariants()).toEqual([]);
  });
});
