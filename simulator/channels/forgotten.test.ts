import { describe, expect, it } from "vitest";
import type { Simulation } from "../experiment/Simulation.ts";
import { consumerOf, line, run } from "../experiment/testing.ts";

interface Forgetful {
  readonly stream: object;
  readonly faults: object;
  readonly duration: string;
}

/** One message a second, number n at n s, to a channel with one subscription. */
function stream({ stream, faults, duration }: Forgetful): Simulation {
  return run({
    nodes: {
      p: {
        kind: "producer",
        messages: { M: 1 },
        arrivals: { process: "constant", rate: "1/s" },
      },
      s: { kind: "stream", ...stream },
      c: { kind: "consumer", handlers: { M: [{ do: "work", time: "1 ms" }] } },
    },
    links: { in: line("publish", "p", "s"), out: line("subscribe", "s", "c") },
    scenario: { duration, faults },
  });
}

const completed = (sim: Simulation): number => consumerOf(sim, "c").completed;

describe("a subscription that is forgotten when nobody is connected", () => {
  // Instances are down from 10.5 s to 30.5 s.
  const down = (idleExpiry: string | undefined, start = "latest", sharing?: object) =>
    stream({
      stream: {
        subscriptions: {
          c: { cursor: { start, ...(idleExpiry && { idleExpiry }) }, assign: { ...sharing } },
        },
      },
      faults: { down: { fault: "crash", target: "c", at: "10.5 s", for: "20 s" } },
      duration: "50.5 s",
    });

  it("S28: goes on where it was when it has not been forgotten", () => {
    for (const expiry of [undefined, "21 s"]) {
      const sim = down(expiry, "latest", { transfer: "none" });
      sim.advanceTo(50.5);
      expect([completed(sim), sim.summary().lost]).toEqual([50, {}]);
    }
  });

  it("S28: begins with what comes, and has lost only what it had not read", () => {
    const sim = down("0 s", "latest", { transfer: "none" });
    sim.advanceTo(50.5);
    expect([completed(sim), sim.summary().lost]).toEqual([30, {}]);
    const later = down("5.1 s", "latest", { transfer: "none" });
    later.advanceTo(50.5);
    // 11 … 15 had come before it was forgotten.
    expect([completed(later), later.summary().lost]).toEqual([30, { "offset-reset": 5 }]);
    expect(later.checkInvariants()).toEqual([]);
  });

  it("S28: reads all again where it begins with the earliest", () => {
    const sim = down("5.1 s", "earliest", { transfer: "none" });
    sim.advanceTo(50.5);
    expect([completed(sim), sim.summary().lost]).toEqual([60, {}]);
    expect(consumerOf(sim, "c").duplicates).toEqual({ replay: 10 });
    expect(sim.checkInvariants()).toEqual([]);
  });

  it("D31: what is ready is lost, and what comes meanwhile is for nobody", () => {
    const sim = down("5.1 s", "latest", { mode: "competing" });
    sim.advanceTo(50.5);
    expect([completed(sim), sim.summary().lost]).toEqual([30, { "no-subscriber": 5 }]);
    expect(sim.checkInvariants()).toEqual([]);
    const topic = stream({
      stream: { kind: "topic", subscriptions: { c: { cursor: { idleExpiry: "0 s" } } } },
      faults: { down: { fault: "crash", target: "c", at: "10.5 s", for: "20 s" } },
      duration: "50.5 s",
    });
    topic.advanceTo(50.5);
    expect([completed(topic), topic.summary().lost]).toEqual([30, { unroutable: 20 }]);
    expect(topic.checkInvariants()).toEqual([]);
  });
});
