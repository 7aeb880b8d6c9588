import { describe, expect, it } from "vitest";
import { createSimulation, type Simulation } from "../experiment/Simulation.ts";
import { line } from "../experiment/testing.ts";
import { Objective, Scenario, type System, type SystemText } from "../model/index.ts";
import { readSystem } from "../profiles/index.ts";

const STEPS = ["A", "B", "C", "D"] as const;
type Step = (typeof STEPS)[number];

/** One instance of a saga of four steps, and what happens to it. */
interface Case {
  /** The step that is refused; none if absent. */
  readonly refused?: Step | undefined;
  /** The step that takes 100 ms, longer than the time that its coordinator gives it. */
  readonly slow?: Step | undefined;
  readonly persistence?: object | string;
}

function handlersOf(step: Step, { refused, slow }: Case): object {
  const end = step === refused ? { message: `${step}Refused` } : { message: `${step}Done` };
  return {
    [`Do${step}`]: [
      { do: "work", time: step === slow ? "100 ms" : "10 ms" },
      { do: "reply", ...end, ...(step === refused ? {} : { effect: step }) },
    ],
    [`Undo${step}`]: [
      { do: "work", time: "5 ms", undoes: step, effect: `${step} taken back` },
      { do: "reply", message: `${step}Undone` },
    ],
  };
}

const sagaSteps = (timeout: object) =>
  STEPS.map((step) => ({
    name: step,
    command: `Do${step}`,
    to: "commands",
    completes: [`${step}Done`],
    fails: [`${step}Refused`],
    ...timeout,
    compensation: { command: `Undo${step}`, to: "commands", completes: [`${step}Undone`] },
  }));

const types = STEPS.flatMap((step) =>
  [`Do${step}`, `Undo${step}`, `${step}Done`, `${step}Refused`, `${step}Undone`].map((name) => [
    name,
    { kind: "command", key: "order" },
  ]),
);

function systemOf(given: Case): System {
  const { persistence = { database: "states" } } = given;
  return readSystem({
    keys: { order: {} },
    messageTypes: { Begin: { kind: "command", key: "order" }, ...Object.fromEntries(types) },
    nodes: {
      p: { kind: "producer", messages: { Begin: 1 }, arrivals: { process: "burst", count: 1 } },
      orders: { kind: "queue" },
      commands: { kind: "queue" },
      replies: { kind: "queue", role: "reply" },
      states: { kind: "database", writeLatency: "2 ms" },
      coordinator: {
        kind: "saga",
        mode: "orchestrated",
        correlation: "order",
        begins: "Begin",
        persistence,
        restart: "1 s",
        steps: sagaSteps(given.slow === undefined ? {} : { timeout: "40 ms" }),
      },
      worker: {
        kind: "consumer",
        concurrency: "unlimited",
        handlers: Object.assign({}, ...STEPS.map((step) => handlersOf(step, given))),
      },
    },
    links: {
      in: line("publish", "p", "orders"),
      begin: line("subscribe", "orders", "coordinator"),
      send: line("publish", "coordinator", "commands"),
      write: line("write", "coordinator", "states"),
      take: line("subscribe", "commands", "worker"),
      answer: line("publish", "worker", "replies"),
      hear: line("subscribe", "replies", "coordinator"),
    },
  } as SystemText);
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
  return { outcome: outcome[0]!, left: left.join(""), history: saga.histories[0]! };
}

const truthOf = (left: string) =>
  left === "ABCD" ? "completed" : left === "" ? "compensated" : "inconsistent";

describe("G12: a coordinator that crashes at each point of a saga of four steps", () => {
  it.each([undefined, ...STEPS])("keeps its state: %s refused", (refused) => {
    const system = systemOf({ refused });
    const [outcome, left] = refused === undefined ? ["completed", "ABCD"] : ["compensated", ""];
    for (const crashAt of pointsOf(system)) {
      const end = endOf(system, crashAt);
      expect([crashAt, end.outcome, end.left]).toEqual([crashAt, outcome, left]);
    }
  });

  it.each(STEPS)("finds and names what is inconsistent: %s is done after its time", (slow) => {
    const system = systemOf({ slow });
    const seen = new Set<string>();
    for (const crashAt of pointsOf(system)) {
      const { outcome, left } = endOf(system, crashAt);
      expect([crashAt, outcome, left]).toEqual([crashAt, truthOf(left), left]);
      seen.add(outcome);
    }
    expect(seen).toContain("inconsistent");
  });

  it.each([undefined, ...STEPS])("keeps nothing: %s refused", (refused) => {
    const system = systemOf({ refused, persistence: "none" });
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
});
