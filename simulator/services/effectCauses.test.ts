import { describe, expect, test } from "vitest";
import { line, run } from "../experiment/testing.ts";

const UNEVEN = { distribution: "exponential", mean: "600 ms" };

/** Steps that have an effect in the end, each after a time that is often longer than the lease. */
const STEPS = {
  work: { do: "work", time: UNEVEN, effect: "charge" },
  write: { do: "write", to: "db", effect: "charge" },
  call: { do: "call", to: "gateway", effect: "charge" },
};

/** Jobs of one effect each, leased for a second, on four slots. */
function repeatedCauses(step: keyof typeof STEPS) {
  const simulation = run({
    messageTypes: { Job: { kind: "command" } },
    nodes: {
      clients: {
        kind: "producer",
        messages: { Job: 1 },
        arrivals: { process: "poisson", rate: "2/s" },
      },
      jobs: {
        kind: "queue",
        lease: { timeout: "1 s", onDisconnect: "until-timeout", lateAck: "ignored" },
      },
      worker: { kind: "consumer", concurrency: 4, handlers: { Job: [STEPS[step]] } },
      db: { kind: "database", writeLatency: UNEVEN },
      gateway: { kind: "dependency", latency: UNEVEN },
    },
    links: {
      a: line("publish", "clients", "jobs"),
      b: line("subscribe", "jobs", "worker"),
      c: line("write", "worker", "db"),
      d: line("call", "worker", "gateway"),
    },
    scenario: { duration: "5 min", drain: true },
  });
  simulation.advanceTo(Infinity);
  return simulation.summary().effects.charge?.repeated ?? {};
}

describe("H7: who is overtaken by a later delivery of the same message repeats its effect for that delivery's cause", () => {
  test.each(["work", "write", "call"] as const)("%s", (step) => {
    const causes = repeatedCauses(step);
    expect(Object.keys(causes)).toEqual(["lease-expired"]);
    expect(causes["lease-expired"]).toBeGreaterThan(20);
  });
});
