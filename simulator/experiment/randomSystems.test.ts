import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createSimulation, Scenario, type Simulation, System } from "../index.ts";
import { History } from "./random/History.ts";
import { numbers } from "./random/numbers.testing.ts";
import { problemsOf } from "./random/problemsOf.ts";
import { type RandomRun, randomSystem } from "./random/randomSystem.ts";
import { LISTENER, withListener } from "./random/withListener.ts";
import { NEIGHBOUR, withNeighbour } from "./random/withNeighbour.ts";

/** Far more events than any of these runs has: one that gets there goes round in a circle. */
const EVENTS = 100_000;

/** Systems that are tried: `npm run test:long` tries many more. */
const IS_LONG = import.meta.env.MODE === "long";
const CONSERVED = IS_LONG ? 90_000 : 1_250;
const CUT = IS_LONG ? 10_000 : 300;
const ACCOMPANIED = IS_LONG ? 20_000 : 1_000;
/** More than the longest of these checks takes on one slow core. */
const PATIENCE = IS_LONG ? 4 * 3600_000 : 600_000;

/** Runs of the property that is tried: thousands of them would use up the memory of the thread before it is looked who is held no more. */
const runs: Simulation[] = [];
function disposeRuns(): void {
  for (const run of runs.splice(0)) run.dispose();
}

function runOf(list: readonly number[]): { simulation: Simulation; system: System } {
  return runOfText(randomSystem(list));
}

function runOfText(text: RandomRun): { simulation: Simulation; system: System } {
  const system = System.parse(text.system);
  const simulation = createSimulation({ system, scenario: Scenario.parse(text.scenario) });
  runs.push(simulation);
  return { simulation, system };
}

/** Advances in slices of time to the end and holds the clock and the number of events to account. */
function advanceToEnd(simulation: Simulation): void {
  for (let before = 0; !simulation.isDone; before = simulation.now) {
    simulation.advanceTo(simulation.now + 1, { maxEvents: EVENTS });
    expect(simulation.now).toBeGreaterThanOrEqual(before);
    expect(simulation.now).toBeLessThanOrEqual(simulation.horizon);
    expect(simulation.eventCount).toBeLessThan(EVENTS);
    if (simulation.now === before) break;
  }
}

/** What happened to all but those who were added, and to what a listener may have dead-lettered. */
function figuresOfOthers(text: RandomRun): Record<string, unknown> {
  const { simulation } = runOfText(text);
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

describe("random systems with random faults", () => {
  it(
    `D11: ${CONSERVED} of them conserve messages per channel, group and producer, keep clock, limits and the order of keys, and end`,
    () => {
      const seen = new Set<string>();
      fc.assert(
        fc
          .property(numbers, (list) => {
            const { simulation, system } = runOf(list);
            const history = new History(simulation, system);
            simulation.advanceTo(5, { maxEvents: EVENTS });
            expect(problemsOf(simulation, system)).toEqual([]);
            advanceToEnd(simulation);
            expect(problemsOf(simulation, system)).toEqual([]);
            expect(history.problems).toEqual([]);
            for (const what of history.kept) seen.add(what);
            const { lost, redelivered, duplicatesProcessed } = simulation.summary();
            for (const cause of Object.keys(lost)) seen.add(`lost: ${cause}`);
            for (const cause of Object.keys(redelivered.byCause)) seen.add(`again: ${cause}`);
            for (const cause of Object.keys(duplicatesProcessed.byCause))
              seen.add(`twice: ${cause}`);
          })
          .afterEach(disposeRuns),
        { numRuns: CONSERVED, seed: 20_261_129, endOnFailure: true },
      );
      // The runs went where the errors live; else the generator is at fault.
      expect(SITUATIONS.filter((each) => !seen.has(each))).toEqual([]);
    },
    PATIENCE,
  );

  it.each([
    ["somebody listens in", withListener],
    ["something else goes on beside them", withNeighbour],
  ])(
    `go on all the same when %s: ${ACCOMPANIED} of them`,
    (_, withMore) => {
      let tried = 0;
      fc.assert(
        fc
          .property(numbers, (list) => {
            const alone = randomSystem(list);
            const accompanied = withMore(alone);
            if (accompanied === undefined) return;
            tried++;
            expect(figuresOfOthers(accompanied)).toEqual(figuresOfOthers(alone));
          })
          .afterEach(disposeRuns),
        { numRuns: ACCOMPANIED, seed: 11, endOnFailure: true },
      );
      expect(tried).toBeGreaterThan(ACCOMPANIED / 10);
    },
    PATIENCE,
  );

  it(
    `have one history, however a run is cut and whoever looks on: ${CUT} of them`,
    () => {
      const cuts = fc.array(
        fc.record({
          seconds: fc.double({ min: 0, max: 4, noNaN: true }),
          events: fc.integer({ min: 1, max: 400 }),
          looks: fc.constantFrom("frame", "summary", "series", "nobody"),
        }),
        { minLength: 1, maxLength: 12 },
      );
      fc.assert(
        fc
          .property(numbers, cuts, (list, plan) => {
            const whole = runOf(list).simulation;
            whole.advanceTo(Infinity, { maxEvents: EVENTS });
            const { simulation: cut, system } = runOf(list);
            if (plan.length % 2 === 1) new History(cut, system);
            for (let i = 0; i < 20 && cut.step(); i++) expect(cut.eventCount).toBe(i + 1);
            for (let i = 0; i < 40 && !cut.isDone; i++) {
              const { seconds, events, looks } = plan[i % plan.length]!;
              cut.advanceTo(cut.now + seconds + 0.01, { maxEvents: events });
              if (looks !== "nobody") cut[looks]();
            }
            cut.advanceTo(Infinity, { maxEvents: EVENTS });
            expect([cut.digest, cut.eventCount, cut.now]).toEqual([
              whole.digest,
              whole.eventCount,
              whole.now,
            ]);
            expect(cut.summary()).toEqual(whole.summary());
          })
          .afterEach(disposeRuns),
        { numRuns: CUT, seed: 7, endOnFailure: true },
      );
    },
    PATIENCE,
  );
});

const SITUATIONS = [
  "kept: last attempt",
  "kept: key alone",
  "kept: order of a queue",
  "kept: order of a stream",
  "again: consumer-crashed",
  "again: handler-failed",
  "again: lease-expired",
  "again: channel-outage",
  "again: rebalance",
  "again: replay",
  "again: slow-consumer",
  "twice: rebalance",
  "twice: consumer-crashed",
  "lost: acknowledged-early",
  "lost: channel-outage",
  "lost: dead-lettered-without-target",
  "lost: dropped-when-full",
  "lost: expired",
  "lost: no-subscriber",
  "lost: not-enough-replicas",
  "lost: offset-reset",
  "lost: publication-lost",
  "lost: rejected-when-full",
  "lost: retention",
  "lost: throttled",
  "lost: unroutable",
];
