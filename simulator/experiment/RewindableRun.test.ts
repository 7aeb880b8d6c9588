import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RewindableRun, Scenario, System } from "../index.ts";
import { createSimulation } from "./Simulation.ts";
import type { SimulationInput } from "./SimulationInput.ts";

const example = JSON.parse(
  readFileSync(
    new URL("../../public/examples/order-processing.sluice.json", import.meta.url),
    "utf8",
  ),
);

const inputOf = (duration: string): SimulationInput => ({
  system: System.parse(example.system),
  scenario: Scenario.parse({ ...example.scenarios["bad-afternoon"], duration }),
});

const stateOf = ({ simulation }: Pick<RewindableRun, "simulation">) => ({
  digest: simulation.digest,
  events: simulation.eventCount,
  now: simulation.now,
  summary: simulation.summary(),
});

/** The same moment of a run that never went back. */
function straightTo(run: RewindableRun, input: SimulationInput) {
  const fresh = new RewindableRun(input, run.history);
  const { now, eventCount } = run.simulation;
  fresh.advanceTo(now, { maxEvents: eventCount });
  fresh.simulation.advanceTo(now, { maxEvents: 0 });
  return stateOf(fresh);
}

describe("a run in which one can go back", () => {
  const input = inputOf("20 s");

  it("is at each moment what a run is that went straight there, whatever was done before", () => {
    const act = fc.oneof(
      fc.record({
        do: fc.constant("seek" as const),
        to: fc.double({ min: 0, max: 22, noNaN: true }),
      }),
      fc.record({ do: fc.constant("stepBack" as const), to: fc.integer({ min: 1, max: 5 }) }),
      fc.record({ do: fc.constant("advance" as const), to: fc.integer({ min: 1, max: 4_500 }) }),
      fc.record({ do: fc.constant("crash" as const), to: fc.integer({ min: 1, max: 5 }) }),
    );
    fc.assert(
      fc.property(fc.array(act, { minLength: 1, maxLength: 8 }), (acts) => {
        const run = new RewindableRun(input);
        for (const { do: what, to } of acts) {
          if (what === "seek") run.seek(to);
          else if (what === "advance") run.advanceTo(Infinity, { maxEvents: to });
          else if (what === "stepBack") for (let i = 0; i < to; i++) run.stepBack();
          else run.intervene({ fault: "crash", target: "stock", instance: "all", for: `${to} s` });
          expect(stateOf(run)).toEqual(straightTo(run, input));
        }
      }),
      { numRuns: 12, seed: 3 },
    );
  }, 120_000);

  it("does again what was done when it comes there, until something else is done", () => {
    const run = new RewindableRun(input);
    run.seek(10);
    run.intervene({ fault: "crash", target: "payment", instance: 0, for: "5 s" });
    run.seek(30);
    const end = run.simulation.digest;
    run.seek(3);
    expect([run.simulation.history.length, run.history.length]).toEqual([0, 1]);
    run.seek(30);
    expect([run.simulation.digest, run.simulation.history.length]).toEqual([end, 1]);
    run.seek(3);
    run.mend("payment");
    expect(run.history).toHaveLength(1);
    run.seek(30);
    expect(run.simulation.digest).not.toBe(end);
  });

  it("steps back event by event to the very start", () => {
    const run = new RewindableRun(input);
    run.advanceTo(Infinity, { maxEvents: 3 });
    expect([run.stepBack(), run.stepBack(), run.stepBack(), run.stepBack()]).toEqual([
      true,
      true,
      true,
      false,
    ]);
    expect([run.simulation.eventCount, run.simulation.now]).toEqual([0, 0]);
  });

  it("keeps its checkpoints within their memory and still comes everywhere", () => {
    const long = inputOf("3 min");
    const small = new RewindableRun(long, [], { checkpointBytes: 10 * 1024 * 1024 });
    small.advanceTo(Infinity);
    expect(small.checkpointCount).toBeGreaterThan(1);
    expect(small.checkpointCount).toBeLessThan(5);
    const plain = createSimulation(long);
    plain.advanceTo(Infinity);
    expect(small.simulation.digest).toBe(plain.digest);
    small.seek(100);
    const straight = createSimulation(long);
    straight.advanceTo(100);
    expect(small.simulation.digest).toBe(straight.digest);
    small.seek(Infinity);
    expect(small.simulation.digest).toBe(plain.digest);
  }, 60_000);
});
