import { describe, expect, it } from "vitest";
import { line, run } from "../experiment/testing.ts";

/** Three steps that fail with 5, 10 and 15 %; the first two can be taken back, with a chance to fail at that. */
function saga(undoFails: number) {
  const step = (work: string, probability: number) => ({
    kind: "consumer",
    concurrency: "unlimited",
    retry: { attempts: 1 },
    handlers: {
      M: [
        { do: "work", time: work },
        { do: "fail", probability },
      ],
    },
  });
  const names = ["do0", "do1", "do2", "undo0", "undo1"];
  return run({
    keys: { k: {} },
    messageTypes: { M: { kind: "command", key: "k", size: "0 B" } },
    nodes: {
      s: {
        kind: "saga",
        mode: "orchestrated",
        correlation: "k",
        begins: { arrivals: { process: "poisson", rate: "20/s" } },
        steps: [
          { name: "0", command: "M", to: "do0", compensation: { command: "M", to: "undo0" } },
          { name: "1", command: "M", to: "do1", compensation: { command: "M", to: "undo1" } },
          { name: "2", command: "M", to: "do2" },
        ],
      },
      ...Object.fromEntries(names.map((name) => [name, { kind: "queue" }])),
      c0: step("100 ms", 0.05),
      c1: step("200 ms", 0.1),
      c2: step("150 ms", 0.15),
      u0: step("50 ms", undoFails),
      u1: step("80 ms", 0),
    },
    links: {
      ...Object.fromEntries(names.map((name) => [`s>${name}`, line("publish", "s", name)])),
      ...Object.fromEntries(
        names.map((name) => [
          `${name}>`,
          line("subscribe", name, name.replace("undo", "u").replace("do", "c")),
        ]),
      ),
    },
    scenario: { duration: "500 s", drain: true, seed: 4 },
    objectives: { ended: { objective: "sagas" }, none: { objective: "sagas", outcome: "stuck" } },
  });
}

describe("an orchestrated saga", () => {
  it("G1 … G3: completes, or compensates what was completed in reverse order", () => {
    const sim = saga(0);
    sim.advanceTo(Infinity);
    const { started, completed, compensated, stuck, compensations } = sim.summary().sagas.s!;
    expect(started).toBe(completed + compensated);
    expect(stuck).toBe(0);
    const share = 0.95 * 0.9 * 0.85;
    expect(Math.abs(completed / started - share)).toBeLessThan(
      4 * Math.sqrt((share * (1 - share)) / started),
    );
    // Step 2 fails after 1 completed step, step 3 after 2.
    const mean = 0.95 * 0.1 * 1 + 0.95 * 0.9 * 0.15 * 2;
    expect(Math.abs(compensations.mean - mean)).toBeLessThan(0.03);
    expect(sim.summary().objectives.map(({ passed }) => passed)).toEqual([true, true]);
    expect(sim.checkInvariants()).toEqual([]);
  });

  it("G4: is stuck when a compensation fails", () => {
    const sim = saga(1);
    sim.advanceTo(Infinity);
    const { started, completed, compensated, stuck } = sim.summary().sagas.s!;
    expect(started).toBe(completed + compensated + stuck);
    // Only what failed at the first step has nothing to take back.
    expect(Math.abs(compensated / started - 0.05)).toBeLessThan(0.01);
    expect(stuck).toBeGreaterThan(0);
  });
});
