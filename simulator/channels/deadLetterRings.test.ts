import { describe, expect, it } from "vitest";
import { line, run } from "../experiment/testing.ts";

const producer = (count: number) => ({
  kind: "producer",
  messages: { M: 1 },
  arrivals: { process: "burst", count },
});

/** Two queues whose dead letters go to each other. */
function ring(queue: object, letter: object = {}) {
  return run({
    nodes: { p: producer(3), q: { kind: "queue", ...queue }, r: { kind: "queue", ...queue } },
    links: {
      in: line("publish", "p", "q"),
      there: { ...line("dead-letter", "q", "r"), ...letter },
      back: line("dead-letter", "r", "q"),
    },
    scenario: { duration: "1 s" },
  });
}

describe("in a ring of dead letters that takes no time, one event follows another: no call goes round in itself (D34)", () => {
  for (const [what, queue] of Object.entries({
    "what cannot be let in": { capacity: { messages: 0, overflow: "dead-letter" } },
    "what cannot be let in, and is refused": {
      capacity: { messages: 0, overflow: "reject-dead-letter" },
    },
    "what gives way to newer ones": {
      capacity: { messages: 1, overflow: "drop-head" },
      deadLetter: { reasons: ["overflow"] },
    },
    "what expires at the head, and keeps its clock": {
      expiry: { after: "1 ms", evaluated: "at-head" },
      deadLetter: { clock: "keeps" },
    },
    "what nobody is there to take": {
      slowConsumer: "drop",
      deadLetter: { reasons: ["overflow"] },
    },
    "what must arrive": {
      capacity: { messages: 0, overflow: "dead-letter" },
      deadLetter: { safety: "at-least-once" },
    },
  }))
    it(what, () => {
      const sim = ring(queue);
      expect(sim.advanceTo(Infinity, { maxEvents: 1000 })).toBe(false);
      expect(sim.now).toBeLessThanOrEqual(0.001);
      expect(sim.checkInvariants()).toEqual([]);
    });

  it("and the run stops with the names of its channels, be one of them a topic", () => {
    const full = { kind: "queue", capacity: { messages: 0, overflow: "dead-letter" } };
    const sim = run({
      nodes: { p: producer(1), t: { kind: "topic" }, q: full },
      links: {
        in: line("publish", "p", "t"),
        out: line("bind", "t", "q"),
        back: line("dead-letter", "q", "t"),
      },
    });
    expect(() => sim.advanceTo(Infinity)).toThrow(/time stands still at 0 s.*"q".*"t"/);
  }, 60_000);
});

describe("a ring of dead letters goes on", () => {
  it("where a link of it takes time", () => {
    const full = { capacity: { messages: 0, overflow: "dead-letter" } };
    const sim = ring(full, { latency: "150 ms" });
    sim.advanceTo(Infinity);
    expect(sim.world.queues.get("q")!.entrance.publishedCount).toBe(3 * 7);
    expect(sim.checkInvariants()).toEqual([]);
  });

  it("without an event more where no letter pushes out another one", () => {
    const sim = ring({ expiry: { after: "400 ms" } });
    sim.advanceTo(Infinity);
    // Each of the three arrives, expires in q at 0.4 s and in r at 0.8 s.
    expect(sim.eventCount).toBe(9);
  });
});
