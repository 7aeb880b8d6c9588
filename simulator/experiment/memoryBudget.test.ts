import { describe, expect, it } from "vitest";
import { RewindableRun } from "./RewindableRun.ts";
import { createSimulation, type Simulation } from "./Simulation.ts";
import { MOST_MEMORY } from "./SimulationInput.ts";
import { SimulationTooLarge } from "./SimulationTooLarge.ts";
import { inputOf, line } from "./testing.ts";

const MIB = 1024 ** 2;

/** A queue into which more comes than its consumer takes, up to some number of messages. */
function overrun(memoryBytes: number | undefined, limit = 20_000) {
  const arrivals = { process: "poisson", rate: "1000/s" };
  const work = { do: "work", time: { distribution: "exponential", mean: "10 ms" } };
  return inputOf({
    memoryBytes,
    nodes: {
      p: { kind: "producer", messages: { M: 1 }, limit, arrivals },
      q: { kind: "queue" },
      aside: { kind: "producer", messages: { M: 1 }, limit: 5, arrivals },
      nowhere: { kind: "topic" },
      c: { kind: "consumer", handlers: { M: [work] } },
    },
    links: {
      in: line("publish", "p", "q"),
      out: line("subscribe", "q", "c"),
      lost: line("publish", "aside", "nowhere"),
    },
    scenario: { duration: "1 min", drain: true },
    objectives: {
      none: { objective: "dead-lettered", atMost: 0 },
      wide: { objective: "depth", channel: "q", atMost: 10 },
      all: { objective: "lost", atMost: 0 },
    },
  });
}

/** How a run may be cut: so many events a call, and what is looked at after each tenth of a second or so. */
const CUTS = [
  [1, "summary"],
  [3, "frame"],
  [7, "series"],
  [50, "checkpoint"],
  [Infinity, undefined],
] as const;

/** What stops a run, or undefined. */
function endOf(goOn: () => unknown): unknown {
  try {
    goOn();
    return undefined;
  } catch (error) {
    return error;
  }
}

/** All that a stop must not depend on. */
function momentOf(simulation: Simulation) {
  return { ...simulation.summary(), now: simulation.now };
}

describe("the memory that a run may have (E4, E5)", () => {
  it("ends it with a message that says how much, where it went and how to mend it", () => {
    const simulation = createSimulation(overrun(MIB));
    const end = endOf(() => simulation.advanceTo(Infinity));
    expect(end).toBeInstanceOf(SimulationTooLarge);
    expect(String(end)).toMatch(
      /more than the 1 MiB of memory that it may have, at \d+\.\d+ s of simulated time: "q" holds [\d,]+ messages, filled by "p" \([\d,]+ so far\)\. Bound the channel's capacity.*or shorten the run\.$/,
    );
  });

  it("lets it hold about what fits, and the more the more it may have", () => {
    const held = [1, 2, 4].map((size) => {
      const simulation = createSimulation(overrun(size * MIB, 100_000));
      expect(endOf(() => simulation.advanceTo(Infinity))).toBeInstanceOf(SimulationTooLarge);
      return simulation.world.context.messages.openCount;
    });
    // Each mebibyte more holds thirteen thousand messages of 80 bytes, give or take a slab of 256 KiB of each table.
    const [one, two, four] = held as [number, number, number];
    expect(two - one).toBeGreaterThan(7_000);
    expect(two - one).toBeLessThan(16_000);
    expect(four - two).toBeGreaterThan(20_000);
    expect(four - two).toBeLessThan(30_000);
  });

  it("is a gibibyte if nothing is said, and what suffices changes nothing", () => {
    const usual = createSimulation(overrun(undefined, 2000));
    const ample = createSimulation(overrun(64 * MIB, 2000));
    for (const simulation of [usual, ample]) simulation.advanceTo(Infinity);
    expect(usual.summary()).toEqual(ample.summary());
    expect(usual.summary()).toMatchObject({
      stopped: undefined,
      objectives: [{ passed: true }, { passed: false }, { passed: false }],
    });
  });

  it("stops it between two events: the sums come out, and no objective is decided that is not broken for good", () => {
    const simulation = createSimulation(overrun(MIB));
    const end = endOf(() => simulation.advanceTo(Infinity));
    expect(simulation.checkInvariants()).toEqual([]);
    expect(simulation.summary()).toMatchObject({
      stopped: (end as Error).message,
      events: simulation.eventCount,
      objectives: [
        { id: "none", measured: 0, passed: undefined, reason: "the run stopped before its end" },
        { id: "wide", passed: undefined },
        { id: "all", measured: 5, passed: false, reason: undefined },
      ],
    });
  });

  it.each([64, 100, 150, 220, 300, 450, 700])(
    "of %i KiB stops it at the same event however it is cut and looked at",
    (size) => {
      const whole = createSimulation(overrun(size * 1024));
      expect(endOf(() => whole.advanceTo(Infinity))).toBeInstanceOf(SimulationTooLarge);
      for (const [events, looks] of CUTS) {
        const cut = createSimulation(overrun(size * 1024));
        const end = endOf(() => {
          for (let i = 1; ; i++) {
            cut.advanceTo(i * 0.0371, { maxEvents: events });
            for (let more = 1; !cut.isDone && cut.now < i * 0.0371 && more < 1000; more++)
              cut.advanceTo(i * 0.0371, { maxEvents: events });
            if (looks !== undefined) cut[looks]();
          }
        });
        expect(end).toBeInstanceOf(SimulationTooLarge);
        expect(momentOf(cut)).toEqual(momentOf(whole));
      }
    },
  );

  it("changes nothing up to the stop", () => {
    const stopped = createSimulation(overrun(MIB));
    endOf(() => stopped.advanceTo(Infinity));
    const free = createSimulation(overrun(undefined));
    free.advanceTo(Infinity, { maxEvents: stopped.eventCount });
    const { objectives: _, stopped: __, ...figures } = momentOf(free);
    expect(momentOf(stopped)).toMatchObject(figures);
  });

  it("says it again when the run is asked again, and nothing happens", () => {
    const simulation = createSimulation(overrun(MIB));
    const end = endOf(() => simulation.advanceTo(Infinity));
    const before = momentOf(simulation);
    expect(endOf(() => simulation.step())).toBe(end);
    simulation.intervene({ fault: "crash", target: "c" });
    expect(String(endOf(() => simulation.advanceTo(Infinity)))).toBe(String(end));
    expect(momentOf(simulation).digest).toBe(before.digest);
  });

  it("lets one go back, trace what happened up to the stop, and come to it again", () => {
    const run = new RewindableRun(overrun(MIB));
    endOf(() => run.advanceTo(Infinity));
    const { simulation } = run;
    const stopped = momentOf(simulation);
    const [trace] = run.trace([simulation.messageCount - 1]);
    expect(trace?.spans.length).toBeGreaterThan(0);
    expect(momentOf(simulation)).toEqual(stopped);
    run.seek(simulation.now / 2);
    expect(simulation.stopped).toBeUndefined();
    expect(simulation.summary().objectives[0]).toMatchObject({ passed: true });
    expect(endOf(() => run.advanceTo(Infinity))).toBeInstanceOf(SimulationTooLarge);
    expect(momentOf(simulation)).toEqual(stopped);
  });

  it("decides nothing before the end of the warm-up, after which counts begin anew", () => {
    const input = overrun(MIB);
    const simulation = createSimulation({
      ...input,
      scenario: { ...input.scenario, warmUp: 50 },
    });
    endOf(() => simulation.advanceTo(Infinity));
    expect(simulation.now).toBeLessThan(50);
    expect(simulation.summary().objectives.at(-1)).toMatchObject({
      id: "all",
      measured: 5,
      passed: undefined,
    });
  });

  it("is never more than what a thread can give", () => {
    const simulation = createSimulation(overrun(Infinity));
    const { budgetBytes } = simulation.world.context.kernel.slabs;
    expect(budgetBytes).toBeGreaterThanOrEqual(MOST_MEMORY);
    // One step of a large table fits behind it.
    expect(budgetBytes).toBeLessThan(2 ** 31 - 2 ** 27);
  });
});
