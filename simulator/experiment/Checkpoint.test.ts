import { readFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createSimulation, Scenario, type Simulation, System } from "../index.ts";
import { numbers } from "./random/numbers.testing.ts";
import { randomSystem } from "./random/randomSystem.ts";
import { line, run } from "./testing.ts";

/** Far more events than any of these runs has. */
const EVENTS = 100_000;

const example = JSON.parse(
  readFileSync(
    new URL("../../public/examples/order-processing.sluice.json", import.meta.url),
    "utf8",
  ),
);

function orderProcessing(): Simulation {
  return createSimulation({
    system: System.parse(example.system),
    scenario: Scenario.parse({ ...example.scenarios["bad-afternoon"], duration: "60 s" }),
  });
}

const outcomeOf = (simulation: Simulation) => ({
  digest: simulation.digest,
  events: simulation.eventCount,
  now: simulation.now,
  history: simulation.history.length,
  summary: simulation.summary(),
  series: simulation.series(),
});

/** Holds two outcomes to be the same; the comparison that could tell the difference is slow, and made only where there is one. */
function expectSame(one: ReturnType<typeof outcomeOf>, other: ReturnType<typeof outcomeOf>): void {
  if (!isDeepStrictEqual(one, other)) expect(one).toEqual(other);
}

describe("a checkpoint", () => {
  it("of any random system leads to the same end, as often as one goes back to it", () => {
    fc.assert(
      fc.property(numbers, fc.nat({ max: 2_000 }), fc.boolean(), (list, events, isWatched) => {
        const text = randomSystem(list);
        const simulation = createSimulation({
          system: System.parse(text.system),
          scenario: Scenario.parse(text.scenario),
        });
        if (isWatched) simulation.frame();
        simulation.advanceTo(Infinity, { maxEvents: events });
        const here = outcomeOf(simulation);
        const checkpoint = simulation.checkpoint();
        simulation.advanceTo(Infinity, { maxEvents: EVENTS });
        const end = outcomeOf(simulation);
        for (let i = 0; i < 2; i++) {
          checkpoint.restore();
          expectSame(outcomeOf(simulation), here);
          simulation.advanceTo(Infinity, { maxEvents: EVENTS });
          expectSame(outcomeOf(simulation), end);
        }
      }),
      { numRuns: 300, seed: 4 },
    );
  }, 120_000);

  it("takes back what was done to the run since, faults, changed parameters and frames", () => {
    const simulation = orderProcessing();
    simulation.advanceTo(20);
    const frame = simulation.frame();
    const checkpoint = simulation.checkpoint();
    simulation.advanceTo(Infinity);
    const end = outcomeOf(simulation);

    checkpoint.restore();
    simulation.intervene({ fault: "crash", target: "stock", instance: 0, for: "4 s" });
    const text = structuredClone(example.system);
    text.nodes.email.instances = 5;
    simulation.reconfigure({ system: System.parse(text) });
    simulation.advanceTo(Infinity);
    expect(simulation.digest).not.toBe(end.digest);

    checkpoint.restore();
    const again = simulation.frame();
    expect([again.now, again.eventCount]).toEqual([frame.now, frame.eventCount]);
    expect([...again.partitions]).toEqual([...frame.partitions]);
    simulation.advanceTo(Infinity);
    expect(outcomeOf(simulation)).toEqual(end);
  });

  it("is the state after the run was restored from an earlier one, too", () => {
    const simulation = orderProcessing();
    simulation.advanceTo(5);
    const early = simulation.checkpoint();
    simulation.advanceTo(25);
    const late = simulation.checkpoint();
    simulation.advanceTo(30);
    const there = outcomeOf(simulation);
    early.restore();
    simulation.advanceTo(12);
    late.restore();
    simulation.advanceTo(30);
    expect(outcomeOf(simulation)).toEqual(there);
    early.restore();
    simulation.advanceTo(30);
    expect(outcomeOf(simulation)).toEqual(there);
  });

  it("D32: forgets who came after it, and the copies that they had of what is broadcast", () => {
    const simulation = run({
      nodes: {
        p: { kind: "producer", messages: { M: 1 }, arrivals: { process: "poisson", rate: "20/s" } },
        s: { kind: "stream", subscriptions: { all: { assign: { mode: "broadcast" } } } },
        c: { kind: "consumer", handlers: { M: [{ do: "work", time: "10 ms" }] } },
      },
      links: {
        in: line("publish", "p", "s"),
        out: line("subscribe", "s", "c", { subscription: "all" }),
      },
      scenario: {
        duration: "10 s",
        faults: { more: { fault: "scale", target: "c", instances: 3, at: "2 s" } },
      },
    });
    const checkpoint = simulation.checkpoint();
    simulation.advanceTo(Infinity);
    const first = outcomeOf(simulation);
    checkpoint.restore();
    simulation.advanceTo(Infinity, { maxEvents: EVENTS });
    expect(outcomeOf(simulation)).toEqual(first);
  });
});
