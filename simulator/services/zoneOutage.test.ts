import { describe, expect, it } from "vitest";
import { line, run } from "../experiment/testing.ts";

/** A message each second for ten seconds, to a channel whose broker's zone is gone from 2.5 s to 6.5 s. */
function sent(publisher: object, channel: object, latency = "0 s") {
  const simulation = run({
    nodes: {
      shop: {
        kind: "producer",
        messages: { M: 1 },
        arrivals: { process: "constant", rate: "1/s" },
        limit: 10,
        publisher,
      },
      away: { kind: "zone" },
      broker: { kind: "broker", zone: "away", outagePublishes: "error" },
      to: { ...channel, broker: "broker" },
      reader: { kind: "consumer", handlers: { M: [{ do: "work", time: "1 ms" }] } },
    },
    links: {
      in: line("publish", "shop", "to", { latency }),
      out: line("subscribe", "to", "reader"),
    },
    scenario: {
      duration: "20 s",
      drain: true,
      faults: { gone: { fault: "zone-outage", target: "away", at: "2.5 s", for: "4 s" } },
    },
  });
  simulation.advanceTo(Infinity);
  expect(simulation.checkInvariants()).toEqual([]);
  const { lost, nodes } = simulation.summary();
  const { reader } = nodes;
  return { lost, completed: reader?.kind === "consumer" ? reader.completed : 0 };
}

const KINDS = [
  ["queue", { kind: "queue" }],
  ["stream", { kind: "stream", partitions: 1 }],
] as const;

describe.each(KINDS)("P13: a publisher to a %s whose zone is gone", (_kind, channel) => {
  it.each(["0 s", "10 ms"])("sends again until there is an answer (link of %s)", (latency) => {
    const patient = { confirm: "leader", retryAfter: "500 ms" };
    expect(sent(patient, channel, latency)).toEqual({ lost: {}, completed: 10 });
  });

  it("gives up when its patience ends", () => {
    const patient = { confirm: "leader", retryAfter: "500 ms", deliveryTimeout: "1.5 s" };
    // Messages of 3 and 4 s are given up; that of 5 s at 6.5 s, when the zone comes back.
    const { lost, completed } = sent(patient, channel);
    expect(completed + lost["publisher-gave-up"]!).toBe(10);
    expect(lost["publisher-gave-up"]).toBeGreaterThanOrEqual(2);
    expect(lost["publisher-gave-up"]).toBeLessThanOrEqual(3);
  });

  it("is refused where it does not wait for confirms", () => {
    expect(sent({}, channel)).toEqual({ lost: { "channel-outage": 4 }, completed: 6 });
  });
});
