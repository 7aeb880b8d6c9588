import { describe, expect, it } from "vitest";
import type { Simulation } from "../experiment/Simulation.ts";
import { consumerOf, line, run } from "../experiment/testing.ts";

/** One message that goes to `a`, which fails and tries it again from a queue of its own, five times at most. */
function retried(channel: object, others: object, links: object, scenario: object): Simulation {
  return run({
    nodes: {
      p: { kind: "producer", messages: { M: 1 }, arrivals: { process: "burst", count: 1 } },
      t: channel,
      again: { kind: "queue", delay: "10 ms" },
      a: {
        kind: "consumer",
        retry: { attempts: 5, mode: "retry-channel" },
        handlers: { M: [{ do: "fail" }] },
      },
      ...others,
    },
    links: {
      in: line("publish", "p", "t"),
      toA: line("subscribe", "t", "a"),
      retry: line("retry", "a", "again"),
      back: line("subscribe", "again", "a"),
      ...links,
    },
    scenario: { duration: "60 s", ...scenario },
  });
}

describe("H5: attempts that go along with a message to a retry channel", () => {
  it("are not those of others who were given the same message", () => {
    const b = {
      kind: "consumer",
      retry: { attempts: 3, mode: "in-place" },
      handlers: { M: [{ do: "fail" }] },
    };
    const sim = retried(
      { kind: "topic" },
      { b },
      // It is given the message when the first consumer has made its five attempts.
      { toB: line("subscribe", "t", "b", { latency: "10 s" }) },
      {},
    );
    sim.advanceTo(60);
    expect(consumerOf(sim, "a").attempts).toBe(5);
    expect(consumerOf(sim, "b").attempts).toBe(3);
    expect(sim.checkInvariants()).toEqual([]);
  });

  it("are not those of the record that the message was read from: who reads it again begins anew", () => {
    const faults = { again: { fault: "rebuild", target: "a", at: "10 s" } };
    const sim = retried({ kind: "stream" }, {}, {}, { faults });
    sim.advanceTo(60);
    expect(consumerOf(sim, "a").attempts).toBe(5 + 5);
    expect(sim.checkInvariants()).toEqual([]);
  });

  it("go along with a copy that the network makes", () => {
    const faults = { twice: { fault: "duplicate", link: "retry", probability: 1, at: "0 s" } };
    const sim = retried({ kind: "queue" }, {}, {}, { faults });
    sim.advanceTo(60);
    // Each of 1, 2, 4, 8 messages is sent on twice, and those of the fifth attempt are given up.
    expect(consumerOf(sim, "a").attempts).toBe(1 + 2 + 4 + 8 + 16);
    expect(sim.checkInvariants()).toEqual([]);
  });
});
