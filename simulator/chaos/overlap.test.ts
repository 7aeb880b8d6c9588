import { describe, expect, it } from "vitest";
import { line, run } from "../experiment/testing.ts";

/** One message a second, and two faults of one kind that overlap: 10 s to 30 s, and 20 s to 40 s. */
function overlap(fault: object, more: object = {}) {
  return run({
    nodes: {
      p: { kind: "producer", messages: { M: 1 }, arrivals: { process: "constant", rate: "1/s" } },
      q: { kind: "queue" },
      c: {
        kind: "consumer",
        handlers: { M: [{ do: "work", time: "1 ms" }] },
        retry: { attempts: 1 },
      },
    },
    links: { in: line("publish", "p", "q"), out: line("subscribe", "q", "c") },
    scenario: {
      duration: "60 s",
      faults: {
        first: { ...fault, at: "10.5 s", for: "20 s" },
        second: { ...fault, ...more, at: "20.5 s", for: "20 s" },
      },
    },
  });
}

describe("faults that overlap", () => {
  it.each([
    ["errors", { fault: "errors", target: "c" }],
    ["losses", { fault: "loss", link: "in", of: "publish", probability: 1 }],
    ["full storages", { fault: "storage-full", target: "q" }],
    ["poisonings", { fault: "poison", target: "p" }],
    ["outages", { fault: "outage", target: "q", publishes: "lose" }],
  ])(
    "F13: %s end by themselves: nothing gets through before the last of them is over",
    (_, fault) => {
      const sim = overlap(fault);
      const completed = () => sim.world.services.get("c")!.figures.counts.completed;
      sim.advanceTo(40.4);
      expect(completed()).toBe(10);
      sim.advanceTo(60);
      expect(completed()).toBeGreaterThanOrEqual(29);
    },
  );

  it("F13: latencies add up", () => {
    const sim = overlap({ fault: "latency", link: "in", add: "3 s" });
    const waits = () => sim.world.services.get("c")!.figures.counts.completed;
    sim.advanceTo(26.5);
    // Those of 21 s and later take 6 s, those before 3 s.
    expect(waits()).toBe(20);
    sim.advanceTo(27.1);
    expect(waits()).toBe(21);
  });
});
