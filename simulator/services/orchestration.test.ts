import { describe, expect, it } from "vitest";
import type { Simulation } from "../experiment/Simulation.ts";
import { run } from "../experiment/testing.ts";
import { fourSteps, STEPS } from "./fourSteps.testing.ts";

/** A saga of four steps, each of which is refused with the same probability. */
function saga(more: {
  refusal?: number;
  persistence?: object | string;
  faults?: object;
  timeout?: string;
  work?: object | string;
  count?: number;
}): Simulation {
  const { refusal = 0, persistence, timeout, work = "10 ms", count = 200 } = more;
  return run({
    ...fourSteps({
      arrivals: { process: "constant", rate: "20/s" },
      limit: count,
      persistence,
      timeout,
      carryOut: (step) => [
        { do: "work", time: work },
        {
          do: "branch",
          choices: [
            { when: { probability: refusal }, steps: [{ do: "reply", message: `${step}Refused` }] },
          ],
          otherwise: [{ do: "reply", message: `${step}Done`, effect: step }],
        },
      ],
    }),
    scenario: { duration: "60 s", drain: true, seed: 3, faults: more.faults ?? {} },
  });
}

function endOf(simulation: Simulation) {
  simulation.advanceTo(Infinity);
  expect(simulation.checkInvariants()).toEqual([]);
  return simulation.summary().sagas.coordinator!;
}

/** Crashes of the coordinator, one for each instant at which an instance of 4 × (10 ms + 2 ms) can stand. */
const crashes = Object.fromEntries(
  Array.from({ length: 12 }, (_, i) => [
    `crash-${i}`,
    { fault: "crash", target: "coordinator", at: `${1050 + i * 301} ms`, for: "100 ms" },
  ]),
);

describe("an orchestrated saga that hears of its steps by messages", () => {
  it("G5, G6, G10: completes with probability (1 − p)⁴, and takes back what was done in all others", () => {
    const p = 0.1;
    const { started, completed, compensated, stuck, inconsistent } = endOf(
      saga({ refusal: p, count: 1000 }),
    );
    expect(started).toBe(1000);
    expect(completed + compensated).toBe(started);
    expect([stuck, inconsistent]).toEqual([0, 0]);
    // Five standard deviations of a binomial share of 1,000.
    const share = 0.9 * 0.9 * 0.9 * 0.9;
    expect(Math.abs(completed / started - share)).toBeLessThan(
      5 * Math.sqrt((share * (1 - share)) / started),
    );
  });

  it("G10: what was done and taken back leaves no effect", () => {
    const simulation = saga({ refusal: 0.3 });
    const { completed } = endOf(simulation);
    const { effects } = simulation.summary();
    for (const step of STEPS)
      expect(effects[step]!.happened - effects[step]!.undone).toBe(completed);
  });

  it("G12: a coordinator that persists its state survives every crash", () => {
    for (const refusal of [0, 0.2]) {
      const { started, completed, compensated } = endOf(saga({ refusal, faults: crashes }));
      expect(completed + compensated).toBe(started);
    }
  });

  it("G12: one that keeps it in memory leaves stuck what it led, and says so", () => {
    const ended = endOf(saga({ persistence: "none", faults: crashes }));
    expect(ended.stuck).toBeGreaterThan(0);
    expect(ended.exemplars.stuck.length).toBeGreaterThan(0);
    expect(ended.completed + ended.stuck).toBe(ended.started);
  });

  it("G6, G8: a step that is done after its time was taken back makes the instance inconsistent", () => {
    const work = { distribution: "exponential", mean: "10 ms" };
    const ended = endOf(saga({ timeout: "40 ms", work, count: 1000 }));
    expect(ended.timedOut).toBeGreaterThan(0);
    expect(ended.inconsistent).toBeGreaterThan(0);
    const { started, completed, compensated, stuck, inconsistent } = ended;
    expect(completed + compensated + stuck + inconsistent).toBe(started);
  });
});
