import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NODE_COLUMN, NODE_COLUMNS } from "../measure/frame.ts";
import { Objective, Scenario, System } from "../model/index.ts";
import { notSimulated } from "./notSimulated.ts";
import { createSimulation, type Simulation } from "./Simulation.ts";
import { consumerOf, feedOf, line, run } from "./testing.ts";

const example = JSON.parse(
  readFileSync(
    new URL("../../public/examples/order-processing.sluice.json", import.meta.url),
    "utf8",
  ),
);

function orderProcessing(seed: number, duration: string): Simulation {
  const text = { ...example.scenarios["bad-afternoon"], seed, duration };
  return createSimulation({
    system: System.parse(example.system),
    scenario: Scenario.parse(text),
    objectives: Object.fromEntries(
      Object.entries(example.objectives).map(([id, objective]) => [id, Objective.parse(objective)]),
    ),
    text: { system: example.system, scenario: text },
  });
}

describe("a run", () => {
  const whole = orderProcessing(42, "60 s");
  whole.advanceTo(Infinity);

  it("has the same history however it is cut into slices, and whoever looks on", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            events: fc.integer({ min: 1, max: 20_000 }),
            time: fc.double({ min: 0, max: 15, noNaN: true }),
            frame: fc.boolean(),
          }),
          { minLength: 1, maxLength: 20 },
        ),
        (cuts) => {
          const sim = orderProcessing(42, "60 s");
          for (let i = 0; !sim.isDone; i++) {
            const cut = cuts[i % cuts.length]!;
            // A run that is cut at each event is looked at as often, which takes far longer than the run.
            const events = i < 200 ? cut.events : cut.events + 1_000;
            sim.advanceTo(sim.now + 0.01 + cut.time, { maxEvents: events });
            if (cut.frame) sim.frame();
            if (i % 7 === 3) sim.summary();
          }
          expect([sim.digest, sim.eventCount, sim.now]).toEqual([
            whole.digest,
            whole.eventCount,
            whole.now,
          ]);
        },
      ),
      { numRuns: 4, seed: 5 },
    );
  });

  it("has another history with another seed", () => {
    const other = orderProcessing(43, "60 s");
    other.advanceTo(Infinity);
    expect(other.digest).not.toBe(whole.digest);
  });

  it("shows what the example is about: a crash, redeliveries, a card charged twice, no message lost", () => {
    const summary = whole.summary();
    expect(whole.checkInvariants()).toEqual([]);
    expect(summary.nodes.payment).toMatchObject({ kind: "consumer", crashes: 1 });
    expect(summary.redelivered.byCause["consumer-crashed"]).toBeGreaterThan(0);
    expect(summary.effects["charge card"]?.repeated["consumer-crashed"]).toBeGreaterThan(0);
    expect(summary.lost).toEqual({});
    expect(summary.objectives.find(({ id }) => id === "nothing-lost")).toMatchObject({
      passed: true,
      measured: 0,
    });
    expect(summary.faults.map(({ id, from, until }) => [id, from, until])).toContainEqual([
      "payment-crash",
      20,
      40,
    ]);
  });

  it("names what it does not simulate yet by JSON path, and nothing else", () => {
    expect(whole.notSimulated).toEqual([]);
    const { system, scenarios } = structuredClone(example);
    system.nodes.shoppers.lateness = "1 s";
    expect(notSimulated(system, scenarios["bad-afternoon"])).toEqual(["nodes.shoppers.lateness"]);
  });

  it("is rebuilt by its history: the same interventions at the same times give the same digest", () => {
    const play = (sim: Simulation): string => {
      sim.advanceTo(10);
      sim.intervene({ fault: "crash", target: "stock", instance: 1, for: "5 s" });
      sim.advanceTo(20);
      sim.intervene({ fault: "cut-off", target: { link: "shoppers>orders" } });
      sim.advanceTo(22);
      sim.mend("shoppers>orders");
      sim.advanceTo(60);
      return sim.digest;
    };
    const [one, two] = [orderProcessing(1, "60 s"), orderProcessing(1, "60 s")];
    expect(play(one)).toBe(play(two));
    expect(one.history.map((entry) => entry.do)).toEqual(["intervene", "intervene", "mend"]);
    expect(one.checkInvariants()).toEqual([]);
  });

  it("drops what came before the end of the warm-up, and keeps the state", () => {
    const sim = run({
      nodes: {
        p: { kind: "producer", messages: { M: 1 }, arrivals: { process: "constant", rate: "1/s" } },
        q: { kind: "queue" },
        c: { kind: "consumer", handlers: { M: [{ do: "work", time: "100 ms" }] } },
      },
      links: { in: line("publish", "p", "q"), out: line("subscribe", "q", "c") },
      scenario: { duration: "100 s", warmUp: "40.5 s" },
    });
    sim.advanceTo(Infinity);
    expect(sim.summary().nodes.p).toMatchObject({ produced: 60 });
    expect(sim.summary().nodes.c).toMatchObject({ completed: 60 - 1 });
  });

  it("ends a drained run when nothing is left to do", () => {
    const sim = run({
      nodes: {
        p: { kind: "producer", messages: { M: 1 }, arrivals: { process: "burst", count: 10 } },
        q: { kind: "queue" },
        c: { kind: "consumer", handlers: { M: [{ do: "work", time: "1 s" }] } },
      },
      links: { in: line("publish", "p", "q"), out: line("subscribe", "q", "c") },
      scenario: { duration: "2 s", drain: true },
    });
    expect(sim.advanceTo(Infinity)).toBe(true);
    expect([sim.now, sim.isDone, consumerOf(sim, "c").completed]).toEqual([10, true, 10]);
  });

  it("steps one event at a time to the same end", () => {
    const [stepped, whole2] = [orderProcessing(3, "2 s"), orderProcessing(3, "2 s")];
    while (stepped.step()) expect(stepped.now).toBeLessThanOrEqual(2);
    whole2.advanceTo(Infinity);
    expect(stepped.digest).toBe(whole2.digest);
  });

  it("takes edited parameters in mid-run without losing a message", () => {
    const sim = orderProcessing(7, "60 s");
    sim.advanceTo(30);
    const text = structuredClone(example.system);
    text.nodes.shoppers.arrivals.rate = "20/s";
    text.nodes.payment.instances = 5;
    text.nodes.stock.instances = 1;
    text.nodes["order-view"].instances = 3;
    text.nodes.email.handlers.OrderPlaced[1].time = "5 ms";
    sim.reconfigure({ system: System.parse(text) });
    sim.advanceTo(Infinity);
    expect(sim.checkInvariants()).toEqual([]);
    const before = 30 * 120;
    const summary = sim.summary().nodes.shoppers;
    expect(summary?.kind === "producer" && summary.produced).toBeGreaterThan(before);
    expect(summary?.kind === "producer" && summary.produced).toBeLessThan(before + 30 * 40);
  });

  it("stands still at the same event however it is cut", () => {
    const ends = [Infinity, 7_777, 97].map((maxEvents) => {
      const sim = run({
        nodes: {
          p: {
            kind: "producer",
            messages: { M: 1 },
            arrivals: { process: "constant", rate: "1/s" },
            limit: 3,
          },
          q: { kind: "queue" },
          c: {
            kind: "consumer",
            handlers: { M: [{ do: "fail", with: "transient" }] },
            retry: { attempts: "unlimited" },
          },
        },
        links: { in: line("publish", "p", "q"), out: line("subscribe", "q", "c") },
      });
      expect(() => {
        while (!sim.isDone) sim.advanceTo(Infinity, { maxEvents });
      }).toThrow(/time stands still/);
      return [sim.digest, sim.eventCount];
    });
    expect(ends[1]).toEqual(ends[0]);
    expect(ends[2]).toEqual(ends[0]);
  });

  it("lets nothing more happen once it has been drained, whatever is still pending", () => {
    const sim = run({
      nodes: {
        p: {
          kind: "producer",
          messages: { M: 1 },
          arrivals: { process: "constant", rate: "10/s" },
          limit: 5,
        },
        q: { kind: "queue" },
        c: { kind: "consumer", handlers: { M: [{ do: "work", time: "10 ms" }] } },
      },
      links: { in: line("publish", "p", "q"), out: line("subscribe", "q", "c") },
      scenario: {
        duration: "2 s",
        drain: true,
        faults: { late: { fault: "crash", target: "c", at: "1 h", for: "1 s" } },
      },
    });
    sim.advanceTo(Infinity);
    const [digest, events] = [sim.digest, sim.eventCount];
    expect(consumerOf(sim, "c").completed).toBe(5);
    expect(sim.step()).toBe(false);
    sim.advanceTo(Infinity, { maxEvents: 10 });
    expect([sim.digest, sim.eventCount]).toEqual([digest, events]);
  });

  it("takes any number of events for a bound: none, a part of one, less than none", () => {
    const sim = orderProcessing(42, "60 s");
    const counts = [0, -5, NaN, 0.5, 1].map((maxEvents) => {
      sim.advanceTo(Infinity, { maxEvents });
      return sim.eventCount;
    });
    expect(counts).toEqual([0, 0, 0, 1, 2]);
  });

  it("is the same whether what comes next is looked at ahead of time or not", () => {
    const digests = [true, false].map((looks) => {
      const sim = run({
        nodes: {
          p: {
            kind: "producer",
            messages: { M: 1 },
            arrivals: { process: "poisson", rate: "8000/s" },
          },
          q: { kind: "queue", lease: { timeout: "1 s" } },
          c: {
            kind: "consumer",
            concurrency: "unlimited",
            handlers: {
              M: [
                { do: "work", time: { distribution: "exponential", mean: "1 s" } },
                { do: "fail", with: "transient", probability: 0.02 },
              ],
            },
          },
        },
        links: { in: line("publish", "p", "q"), out: line("subscribe", "q", "c") },
        scenario: {
          duration: "4 s",
          faults: { falls: { fault: "crash", target: "c", at: "3 s", for: "100 ms" } },
        },
      });
      const { events } = sim.world.context.kernel;
      const ahead = events.lookahead!;
      let seen = 0;
      events.lookahead = looks
        ? {
            see: (list, count) => {
              ahead.see(list, count);
              seen += count;
            },
          }
        : undefined;
      sim.advanceTo(Infinity);
      if (looks) expect(seen).toBeGreaterThan(10_000);
      return sim.digest;
    });
    expect(digests[0]).toBe(digests[1]);
  });

  it.each([
    ["no work", [], 1],
    ["work that ends at one instant", [{ do: "work", time: "1 s" }], "unlimited"],
  ])(
    "takes 600,000 messages at one instant with %s for what they are: many, and no stall",
    (_, steps, concurrency) => {
      const sim = run({
        nodes: {
          p: {
            kind: "producer",
            messages: { M: 1 },
            arrivals: { process: "burst", count: 600_000 },
          },
          q: { kind: "queue" },
          c: { kind: "consumer", concurrency, handlers: { M: steps } },
        },
        links: { in: line("publish", "p", "q"), out: line("subscribe", "q", "c") },
        scenario: { duration: "2 s" },
      });
      sim.advanceTo(Infinity);
      expect(consumerOf(sim, "c").completed).toBe(600_000);
      expect(sim.checkInvariants()).toEqual([]);
    },
  );
});

describe("a frame", () => {
  it("shows depths, rates and what sets out, and leaves the run alone", () => {
    const sim = run({
      nodes: {
        p: {
          kind: "producer",
          messages: { M: 1 },
          arrivals: { process: "constant", rate: "10/s" },
        },
        q: { kind: "queue" },
        c: { kind: "consumer", handlers: { M: [{ do: "work", time: "200 ms" }] } },
      },
      links: { in: line("publish", "p", "q"), out: line("subscribe", "q", "c") },
      scenario: { duration: "100 s" },
    });
    sim.frame();
    for (let t = 1; t <= 10; t++) {
      sim.advanceTo(t);
      sim.frame();
    }
    sim.advanceTo(11);
    const frame = sim.frame();
    const at = (node: number, column: number): number => frame.nodes[node * NODE_COLUMNS + column]!;
    expect(at(0, NODE_COLUMN.rateIn)).toBeCloseTo(10, 6);
    expect(at(0, NODE_COLUMN.rateOut)).toBeCloseTo(5, 6);
    expect(at(2, NODE_COLUMN.rateOut)).toBeCloseTo(5, 6);
    expect(at(1, NODE_COLUMN.ready)).toBe(feedOf(sim, "q").depth);
    expect(at(2, NODE_COLUMN.utilization)).toBe(1);
    expect(Array.from(frame.departures.slice(0, 2))).toEqual([0, 0]);
    expect(frame.departures.length / 4).toBe(15);
    expect(Array.from(frame.instances)).toEqual([2, 1, 1, 0, 0, 0, 0, Number.NaN]);
  });
});
