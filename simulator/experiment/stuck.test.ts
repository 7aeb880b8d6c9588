import { describe, expect, it } from "vitest";
import { line, run } from "./testing.ts";

/** One message that nobody takes back, and somebody who polls in vain. */
function stuck(work: string) {
  return run({
    nodes: {
      p: {
        kind: "producer",
        messages: { M: 1 },
        limit: 2,
        arrivals: { process: "constant", rate: "1/s" },
      },
      q: { kind: "queue", lease: { onDisconnect: "never" } },
      c: {
        kind: "consumer",
        poll: { batch: 1, interval: "10 ms" },
        handlers: { M: [{ do: "work", time: work }] },
      },
    },
    links: { in: line("publish", "p", "q"), out: line("subscribe", "q", "c") },
    scenario: {
      duration: "5 s",
      drain: true,
      faults: { crash: { fault: "crash", target: "c", at: "1.5 s", for: "100 ms" } },
    },
  });
}

describe("a run that drains", () => {
  it("ends when something is stuck and somebody polls for ever", () => {
    const sim = stuck("1 s");
    sim.advanceTo(Infinity, { maxEvents: 100_000 });
    expect(sim.isDone).toBe(true);
    expect(sim.eventCount).toBeLessThan(10_000);
    expect(sim.world.context.messages.openCount).toBeGreaterThan(0);
  });

  it("waits for a handler however often others poll meanwhile", () => {
    const sim = stuck("40 s");
    sim.advanceTo(Infinity, { maxEvents: 100_000 });
    expect(sim.isDone).toBe(true);
    expect(sim.now).toBeGreaterThan(41);
  });
});
