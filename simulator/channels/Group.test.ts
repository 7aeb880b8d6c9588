import { describe, expect, it } from "vitest";
import { feedOf, line, run } from "../experiment/testing.ts";

describe("a consumer group that commits now and then", () => {
  const group = (faults: object = {}) =>
    run({
      nodes: {
        p: { kind: "producer", messages: { M: 1 }, arrivals: { process: "burst", count: 7 } },
        s: { kind: "stream", subscriptions: { c: { assign: { transfer: "none" } } } },
        c: {
          kind: "consumer",
          commit: { every: 3 },
          handlers: { M: [{ do: "work", time: "1 s" }] },
        },
      },
      links: { in: line("publish", "p", "s"), out: line("subscribe", "s", "c") },
      scenario: { duration: "20 s", faults },
    });

  it("D11, S5: accounts for what is handled and not yet committed", () => {
    const sim = group();
    sim.advanceTo(5.5);
    expect(sim.checkInvariants()).toEqual([]);
    expect(feedOf(sim, "s").figures).toMatchObject({ presentCount: 4, uncommittedCount: 2 });
    sim.advanceTo(Infinity);
    expect(sim.checkInvariants()).toEqual([]);
    expect(feedOf(sim, "s").figures).toMatchObject({ presentCount: 1, uncommittedCount: 1 });
  });

  it("D11, S5: a crash makes what was not committed ready again", () => {
    const sim = group({ crash: { fault: "crash", target: "c", at: "5.5 s", for: "1 s" } });
    sim.advanceTo(6);
    expect(sim.checkInvariants()).toEqual([]);
    expect(feedOf(sim, "s").depth).toBe(4);
    expect(feedOf(sim, "s").figures.uncommittedCount).toBe(0);
  });
});
