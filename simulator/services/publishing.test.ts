import { describe, expect, it } from "vitest";
import { consumerOf, line, run } from "../experiment/testing.ts";

describe('a publish step with the message "*"', () => {
  it("passes on the message that is handled, with its type, key and size", () => {
    const sim = run({
      keys: { customer: { values: { values: "uniform", count: 5 } } },
      messageTypes: {
        Small: { kind: "event", key: "customer", size: "1 KiB" },
        Large: { kind: "event", key: "customer", size: "9 KiB" },
      },
      nodes: {
        p: {
          kind: "producer",
          messages: { Small: 1, Large: 1 },
          arrivals: { process: "burst", count: 40 },
        },
        q: { kind: "queue" },
        relay: { kind: "consumer", handlers: { "*": [{ do: "publish", message: "*" }] } },
        next: { kind: "queue", maxMessageSize: "4 KiB" },
        small: { kind: "consumer", handlers: { Small: [{ do: "work", time: "1 ms" }] } },
      },
      links: {
        in: line("publish", "p", "q"),
        out: line("subscribe", "q", "relay"),
        on: line("publish", "relay", "next"),
        end: line("subscribe", "next", "small"),
      },
      scenario: { duration: "10 s" },
    });
    sim.advanceTo(Infinity);
    const { messageTypes, lost } = sim.summary();
    const made = (messageTypes.Small?.created ?? 0) / 2;
    expect(made).toBeGreaterThan(0);
    expect(consumerOf(sim, "small").completed).toBe(made);
    expect(lost).toEqual({ "too-large": 40 - made });
    expect(sim.checkInvariants()).toEqual([]);
  });
});
