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
      q: { kind: "queue", lease: { onDisconnect: "until-timeout" } },
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

  it.each([
    ["a reader that hands on polls", { poll: { batch: 4, handOff: "200 ms" } }, 5, 300],
    ["one with room commits", { commit: { interval: "200 ms" }, concurrency: "unlimited" }, 5, 300],
    // It is thrown out after 5 minutes without a poll, and comes back at its next.
    [
      "one without room commits, but not before it is out",
      { commit: { interval: "200 ms" } },
      300,
      310,
    ],
  ])("ends when %s beside a handler that nobody answers any more", (_, reader, after, before) => {
    const sim = run({
      nodes: {
        p: {
          kind: "producer",
          messages: { M: 1 },
          limit: 3,
          arrivals: { process: "constant", rate: "1/s" },
        },
        s: { kind: "stream", partitions: 1 },
        g: { kind: "dependency", latency: "10 ms" },
        c: {
          kind: "consumer",
          ...reader,
          handlers: { M: [{ do: "call", to: "g" }] },
        },
      },
      links: {
        in: line("publish", "p", "s"),
        out: line("subscribe", "s", "c"),
        ask: line("call", "c", "g"),
      },
      scenario: {
        duration: "5 s",
        drain: true,
        faults: {
          loss: { fault: "loss", link: "ask", of: "response", probability: 1, at: "1.5 s" },
        },
      },
    });
    sim.advanceTo(Infinity, { maxEvents: 100_000 });
    expect(sim.isDone).toBe(true);
    expect(sim.now).toBeGreaterThan(after);
    expect(sim.now).toBeLessThan(before);
    expect(sim.world.context.messages.openCount).toBeGreaterThan(0);
  });

  it("goes on while polls that find something are all that happens", () => {
    const sim = run({
      nodes: {
        p: { kind: "producer", messages: { M: 1 }, arrivals: { process: "burst", count: 3000 } },
        s: { kind: "stream", partitions: 1 },
        c: {
          kind: "consumer",
          poll: { batch: 1, interval: "1 s" },
          handlers: { M: [{ do: "work", time: "0 s" }] },
        },
      },
      links: { in: line("publish", "p", "s"), out: line("subscribe", "s", "c") },
      scenario: { duration: "5 s", drain: true },
    });
    sim.advanceTo(Infinity, { maxEvents: 100_000 });
    expect(sim.world.context.messages.openCount).toBe(0);
  });
});
