import { describe, expect, it } from "vitest";
import { createSimulation, type Simulation } from "../experiment/Simulation.ts";
import { Objective, Scenario, type System, type SystemText } from "../model/index.ts";
import { readSystem } from "../profiles/index.ts";
import { fourSteps, isAfterPivot, type Shape, STEPS, type StepName } from "./fourSteps.testing.ts";

/** One instance of a saga of four steps, and what happens to it. */
interface Case extends Shape {
  /** The step that is refused: whenever it is asked for, or three times in four after the pivot. None if absent. */
  readonly refused?: StepName | undefined;
  /** The step that takes 100 ms, longer than the time that its coordinator gives it. */
  readonly slow?: StepName | undefined;
  readonly persistence?: string;
}

function systemOf(given: Case): System {
  const { refused, slow, ...shape } = given;
  const carryOut = (step: StepName): object[] => {
    const work = { do: "work", time: step === slow ? "100 ms" : "10 ms" };
    const done = { do: "reply", message: `${step}Done`, effect: step };
    const refuse = { do: "reply", message: `${step}Refused` };
    if (step !== refused) return [work, done];
    const choices = [{ when: { probability: 0.75 }, steps: [refuse] }];
    const sometimes = { do: "branch", choices, otherwise: [done] };
    return [work, isAfterPivot(step, shape) ? sometimes : refuse];
  };
  const system = fourSteps({
    ...shape,
    arrivals: { process: "burst", count: 1 },
    timeout: slow === undefined ? undefined : "40 ms",
    carryOut,
    takeBack: (step) => ({ effect: `${step} taken back` }),
  });
  return readSystem(system as unknown as SystemText);
}

const objectives = Object.fromEntries(
  STEPS.map((step) => [
    step,
    Objective.parse({ objective: "never-after", effect: step, after: `${step} taken back` }),
  ]),
);

/** @param crashAt time at which the coordinator crashes, in seconds; never if absent */
function simulationOf(system: System, crashAt?: number): Simulation {
  const crash = { fault: "crash", target: "coordinator", at: `${crashAt} s`, for: "100 ms" };
  const faults = crashAt === undefined ? {} : { crash };
  const scenario = Scenario.parse({ duration: "2 s", drain: true, faults });
  return createSimulation({ system, scenario, objectives });
}

/**
 * All points at which a coordinator can crash: at each instant at which anything happens (before it does) and
 * between each two of them.
 */
function pointsOf(system: System): number[] {
  const simulation = simulationOf(system);
  const instants = new Set<number>();
  while (!simulation.advanceTo(Infinity, { maxEvents: 1 })) instants.add(simulation.now);
  const times = [...instants].sort((a, b) => a - b);
  return times.flatMap((time, i) => [time, (time + (times[i + 1] ?? time + 0.01)) / 2]);
}

/**
 * How the instance ended, beside what is left of its steps in the world, of which no coordinator can be wrong: a
 * step stands if it was done and not taken back, or done after it had been taken back.
 */
function endOf(system: System, crashAt?: number) {
  const simulation = simulationOf(system, crashAt);
  simulation.advanceTo(Infinity);
  expect(simulation.checkInvariants()).toEqual([]);
  const { effects, sagas, objectives } = simulation.summary();
  const left = STEPS.filter((step) => {
    const isLate = objectives.some(({ id, passed }) => id === step && !passed);
    const isTakenBack = (effects[`${step} taken back`]?.happened ?? 0) > 0;
    return (effects[step]?.happened ?? 0) > 0 && (isLate || !isTakenBack);
  });
  const saga = sagas.coordinator!;
  const outcomes = ["completed", "compensated", "stuck", "inconsistent"] as const;
  const outcome = outcomes.filter((name) => saga[name] > 0);
  expect([saga.started, saga.running, outcome.length]).toEqual([1, 0, 1]);
  const named = (["stuck", "inconsistent"] as const).filter(
    (name) => saga.exemplars[name].length > 0,
  );
  expect(named).toEqual(outcome.filter((name) => name === "stuck" || name === "inconsistent"));
  return {
    outcome: outcome[0]!,
    left: left.join(""),
    retried: saga.retried,
    history: saga.histories[0]!,
  };
}

const truthOf = (left: string) =>
  left === "ABCD" ? "completed" : left === "" ? "compensated" : "inconsistent";

const SHAPES: readonly (readonly [string, Shape])[] = [
  ["one after the other", {}],
  ["B and C side by side", { parallel: ["B", "C"] }],
  ["no return after B, then C and D side by side", { pivot: "B", parallel: ["C", "D"] }],
];
const perShape = SHAPES.flatMap(([name, shape]) =>
  STEPS.map((step) => [name, step, shape] as const),
);
const withCalm = [...perShape, ...SHAPES.map(([name, shape]) => [name, undefined, shape] as const)];

describe("G10, G12: a coordinator that crashes at each point of a saga of four steps", () => {
  it.each(withCalm)("keeps its state: %s, %s refused", (_, refused, shape) => {
    const system = systemOf({ ...shape, refused });
    // What is refused after the point of no return is asked for again; all else that is refused is taken back.
    const isForward = refused === undefined || isAfterPivot(refused, shape);
    const [outcome, left] = isForward ? ["completed", "ABCD"] : ["compensated", ""];
    const calm = endOf(system);
    const sentAt = (step: StepName) =>
      calm.history.moments.find(({ step: name, state }) => name === step && state === "sent")?.at;
    expect(calm.retried > 0).toBe(refused !== undefined && isForward);
    if (shape.parallel?.[0] !== undefined && sentAt(shape.parallel[0]) !== undefined)
      expect(sentAt(shape.parallel[0])).toBe(sentAt(shape.parallel[1]!));
    for (const crashAt of pointsOf(system)) {
      const end = endOf(system, crashAt);
      expect([crashAt, end.outcome, end.left]).toEqual([crashAt, outcome, left]);
    }
  });

  it.each(perShape)("finds and names what is inconsistent: %s, %s done late", (_, slow, shape) => {
    const system = systemOf({ ...shape, slow });
    const seen = new Set<string>();
    for (const crashAt of pointsOf(system)) {
      const { outcome, left } = endOf(system, crashAt);
      expect([crashAt, outcome, left]).toEqual([crashAt, truthOf(left), left]);
      seen.add(outcome);
    }
    // After the point of no return a step whose outcome is unknown is sent again until it is done.
    if (isAfterPivot(slow, shape)) expect([...seen]).toEqual(["completed"]);
    else expect(seen).toContain("inconsistent");
  });

  it.each(withCalm)("keeps nothing: %s, %s refused", (_, refused, shape) => {
    const system = systemOf({ ...shape, refused, persistence: "none" });
    const calm = endOf(system);
    const moments = calm.history.moments.map(({ at }) => at);
    const [begun, ended] = [Math.min(...moments), Math.max(...moments)];
    for (const crashAt of pointsOf(system)) {
      // What begins at time 0 begins before what strikes then; all else that strikes comes first.
      const isLed = begun <= crashAt && crashAt <= ended;
      const { outcome } = endOf(system, crashAt);
      expect([crashAt, outcome]).toEqual([crashAt, isLed ? "stuck" : calm.outcome]);
    }
  });

  it.each(perShape)("keeps nothing: %s, %s done late", (_, slow, shape) => {
    const system = systemOf({ ...shape, slow, persistence: "none" });
    const calm = endOf(system);
    const moments = calm.history.moments.map(({ at }) => at);
    const begun = Math.min(...moments);
    const seen = new Set<string>();
    for (const crashAt of pointsOf(system)) {
      const { outcome, left } = endOf(system, crashAt);
      // Nobody leads it on, so that it is stuck, whatever is left of it; what ended before the crash is as it is.
      if (outcome !== "stuck") expect([crashAt, outcome]).toEqual([crashAt, truthOf(left)]);
      if (crashAt === begun) expect(outcome).toBe("stuck");
      seen.add(outcome);
    }
    expect(seen).toContain("stuck");
    expect(seen).toContain(calm.outcome);
  });
});
