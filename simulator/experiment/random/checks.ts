import { Scenario, System } from "../../model/index.ts";
import { createSimulation, type Simulation } from "../Simulation.ts";
import { asFarAsItGoes } from "../SimulationStopped.ts";
import { History } from "./History.ts";
import { problemsOf } from "./problemsOf.ts";
import { type RandomRun, randomSystem } from "./randomSystem.ts";
import { LISTENER, withListener } from "./withListener.ts";
import { NEIGHBOUR, withNeighbour } from "./withNeighbour.ts";

/** Far more events than any of these runs has: one that gets there goes round in a circle. */
const EVENTS = 100_000;

/** What a run of a random system has shown. */
export interface Conserved {
  /** Sentences that say what does not come out; none in a run that is right. */
  readonly problems: readonly string[];
  /** What happened in it: promises put to the test, causes of losses, redeliveries and duplicates. */
  readonly seen: readonly string[];
  readonly faultCount: number;
}

/** How a run is cut: so far it goes at most, in seconds and events, before somebody looks. */
export interface Cut {
  readonly seconds: number;
  readonly events: number;
  readonly looks: "frame" | "summary" | "series" | "nobody";
}

/** Lets something be tried with runs, and gives their memory back: the thread has enough for some thousands of them, and no more. */
function withRuns<T>(
  attempt: (runOf: (text: RandomRun, memoryBytes?: number) => Simulation) => T,
): T {
  const runs: Simulation[] = [];
  try {
    return attempt((text, memoryBytes) => {
      const run = createSimulation({
        memoryBytes,
        system: System.parse(text.system),
        scenario: Scenario.parse(text.scenario),
      });
      runs.push(run);
      return run;
    });
  } finally {
    for (const run of runs) run.dispose();
  }
}

/** Advances in slices of time to the end and holds the clock and the number of events to account. */
function advanceToEnd(simulation: Simulation): string[] {
  for (let before = 0; !simulation.isDone; before = simulation.now) {
    simulation.advanceTo(simulation.now + 1, { maxEvents: EVENTS });
    if (simulation.now < before) return ["the clock went back"];
    if (simulation.now > simulation.horizon) return ["the clock passed the horizon"];
    if (simulation.eventCount >= EVENTS) return ["it goes round in a circle"];
    if (simulation.now === before) break;
  }
  return [];
}

/** Conservation per channel, group and producer, the clock, the limits of attempts, the order of keys, and an end. */
export function conserved(numbers: readonly number[]): Conserved {
  const text = randomSystem(numbers);
  return withRuns((runOf) => {
    const simulation = runOf(text);
    const { system } = simulation.world;
    const history = new History(simulation, system);
    simulation.advanceTo(5, { maxEvents: EVENTS });
    const midway = problemsOf(simulation, system);
    const problems = [
      ...midway,
      ...advanceToEnd(simulation),
      ...problemsOf(simulation, system),
      ...history.problems,
    ];
    const { lost, redelivered, duplicatesProcessed } = simulation.summary();
    const seen = [
      ...history.kept,
      ...Object.keys(lost).map((cause) => `lost: ${cause}`),
      ...Object.keys(redelivered.byCause).map((cause) => `again: ${cause}`),
      ...Object.keys(duplicatesProcessed.byCause).map((cause) => `twice: ${cause}`),
    ];
    return { problems, seen, faultCount: Object.keys(simulation.scenario.faults).length };
  });
}

/** What happened to all but those who were added, and to what a listener may have dead-lettered. */
function figuresOfOthers(simulation: Simulation): Record<string, unknown> {
  simulation.advanceTo(simulation.scenario.duration, { maxEvents: EVENTS });
  const { services, feeds } = simulation.world;
  const figures: Record<string, unknown> = {};
  const isAdded = (id: string) => id.includes(LISTENER) || id.includes(NEIGHBOUR);
  for (const [id, service] of services) if (!isAdded(id)) figures[id] = service.figures.counts;
  for (const [channel, list] of feeds) {
    if (channel === "dead") continue;
    for (const { id, depth, figures: own } of list)
      if (!isAdded(id)) figures[id] = { depth, ...own.counts };
  }
  return figures;
}

/** The figures of a random system alone and in company; undefined where it cannot have that company. */
export function accompanied(
  numbers: readonly number[],
  company: "listener" | "neighbour",
): { readonly alone: unknown; readonly inCompany: unknown } | undefined {
  const text = randomSystem(numbers);
  const more = company === "listener" ? withListener(text) : withNeighbour(text);
  if (more === undefined) return undefined;
  return withRuns((runOf) => ({
    alone: figuresOfOthers(runOf(text)),
    inCompany: figuresOfOthers(runOf(more)),
  }));
}

/** What a run comes to at once, and what it comes to cut as planned with somebody looking on; be it that it stops for want of memory. */
export function cut(
  numbers: readonly number[],
  plan: readonly Cut[],
  memoryBytes: number | undefined,
): {
  readonly whole: unknown;
  readonly inPieces: unknown;
  /** Whether each step was one event. */
  readonly stepped: boolean;
  readonly faultCount: number;
  readonly hasStopped: boolean;
} {
  const text = randomSystem(numbers);
  const resultOf = (run: Simulation) => ({
    digest: run.digest,
    events: run.eventCount,
    now: run.now,
    summary: run.summary(),
  });
  return withRuns((runOf) => {
    const whole = runOf(text, memoryBytes);
    asFarAsItGoes(() => whole.advanceTo(Infinity, { maxEvents: EVENTS }));
    const pieces = runOf(text, memoryBytes);
    if (plan.length % 2 === 1) new History(pieces, pieces.world.system);
    let stepped = true;
    asFarAsItGoes(() => {
      for (let i = 0; i < 20 && pieces.step(); i++) stepped &&= pieces.eventCount === i + 1;
      for (let i = 0; i < 40 && !pieces.isDone; i++) {
        const { seconds, events, looks } = plan[i % plan.length]!;
        pieces.advanceTo(pieces.now + seconds + 0.01, { maxEvents: events });
        if (looks !== "nobody") pieces[looks]();
      }
      pieces.advanceTo(Infinity, { maxEvents: EVENTS });
    });
    return {
      whole: resultOf(whole),
      inPieces: resultOf(pieces),
      stepped,
      faultCount: Object.keys(whole.scenario.faults).length,
      hasStopped: whole.stopped !== undefined,
    };
  });
}
