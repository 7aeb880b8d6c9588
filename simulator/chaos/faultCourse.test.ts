import { describe, expect, it } from "vitest";
import { consumerOf, feedOf, line, run } from "../experiment/testing.ts";
import { LINK_COLUMN, LINK_COLUMNS, NODE_COLUMN, NODE_COLUMNS, type Simulation } from "../index.ts";

const NODES = ["p", "q", "c", "d"] as const;
const LINKS = ["in", "out", "ask"] as const;

/** Messages in the 60 s of a run, and in the ten that its fault lasts: from 10 s to 20 s. */
const ALL = 480;
const DURING = 80;

/**
 * Eight messages a second, at instants that are no fault's, through a queue to two workers of two slots. They
 * charge after 50 ms, ask a service for 10 ms and write down for 200 ms: half of the slots are busy, so that
 * what a fault leaves behind is caught up with in about as long as the fault lasted.
 */
function withFault(fault: object, more: { queue?: object; consumer?: object } = {}): Simulation {
  return run({
    nodes: {
      p: {
        kind: "producer",
        messages: { M: 1 },
        arrivals: { process: "constant", rate: "8/s", first: "62.5 ms" },
      },
      q: { kind: "queue", ...more.queue },
      c: {
        kind: "consumer",
        instances: 2,
        concurrency: 2,
        handlers: {
          M: [
            { do: "work", time: "50 ms", effect: "charge" },
            { do: "call", to: "d", timeout: "2 s" },
            { do: "work", time: "200 ms" },
          ],
        },
        retry: { attempts: 50, backoff: { kind: "fixed", delay: "100 ms" } },
        ...more.consumer,
      },
      d: { kind: "dependency", latency: "10 ms" },
    },
    links: {
      in: line("publish", "p", "q"),
      out: line("subscribe", "q", "c"),
      ask: line("call", "c", "d"),
    },
    scenario: {
      duration: "60 s",
      drain: true,
      faults: { it: { at: "10 s", for: "10 s", ...fault } },
    },
  });
}

function nodeFigure(
  simulation: Simulation,
  node: (typeof NODES)[number],
  column: keyof typeof NODE_COLUMN,
): number {
  return simulation.frame().nodes[NODES.indexOf(node) * NODE_COLUMNS + NODE_COLUMN[column]]!;
}

function linkFigure(
  simulation: Simulation,
  link: (typeof LINKS)[number],
  column: keyof typeof LINK_COLUMN,
): number {
  return simulation.frame().links[LINKS.indexOf(link) * LINK_COLUMNS + LINK_COLUMN[column]]!;
}

/** Runs to the end: the fault lasted as long as it was to last, and all messages that are not lost are done. */
function expectHealed(simulation: Simulation, { lost = 0 } = {}): void {
  expect(simulation.advanceTo(Infinity)).toBe(true);
  const summary = simulation.summary();
  expect(summary.faults).toMatchObject([{ id: "it", from: 10, until: 20 }]);
  expect(summary.nodes.p).toMatchObject({ produced: ALL, ended: ALL });
  expect(feedOf(simulation, "q").figures.presentCount).toBe(0);
  expect(feedOf(simulation, "q").figures.counts.acknowledged).toBe(ALL - lost);
  expect(simulation.checkInvariants()).toEqual([]);
  for (const node of NODES) expect(nodeFigure(simulation, node, "isFaulty")).toBe(0);
  for (const link of LINKS) expect(linkFigure(simulation, link, "isDisturbed")).toBe(0);
}

describe("a crash", () => {
  it("D6, F1: brings back at once what was unacknowledged; what was done is done again; the lag grows and shrinks", () => {
    const simulation = withFault(
      { fault: "crash", target: "c", at: "10.01 s", for: "9.99 s" },
      { consumer: { prefetch: 4 } },
    );
    simulation.advanceTo(10);
    const held = feedOf(simulation, "q").figures.inFlightCount;
    expect([held, nodeFigure(simulation, "c", "ready")]).toEqual([2, 0]);
    simulation.advanceTo(10.02);
    expect(nodeFigure(simulation, "c", "isFaulty")).toBe(1);
    expect(nodeFigure(simulation, "c", "instancesDown")).toBe(2);
    expect(feedOf(simulation, "q").figures.inFlightCount).toBe(0);
    expect(nodeFigure(simulation, "c", "ready")).toBe(held);
    simulation.advanceTo(19.9);
    expect(nodeFigure(simulation, "c", "ready")).toBe(held + DURING - 1);
    simulation.advanceTo(40);
    expect(nodeFigure(simulation, "c", "ready")).toBe(0);
    expect(nodeFigure(simulation, "c", "instancesUp")).toBe(2);

    simulation.advanceTo(Infinity);
    const { redelivered, effects, nodes, faults } = simulation.summary();
    expect(faults).toMatchObject([{ id: "it", from: 10.01, until: 20 }]);
    expect(redelivered.byCause).toEqual({ "consumer-crashed": held });
    expect(nodes.c).toMatchObject({ crashes: 2, completed: ALL, duplicates: {} });
    // Both had been charged and were not at their end.
    expect(effects.charge?.repeated).toEqual({ "consumer-crashed": held });
    expect(effects.charge).toMatchObject({
      happened: ALL + held,
      rootsWith: ALL,
      rootsRepeated: held,
    });
  });

  it("F1: of one instance leaves the other one alone", () => {
    const simulation = withFault({ fault: "crash", target: "c", instance: 1 });
    simulation.advanceTo(15);
    expect(nodeFigure(simulation, "c", "instancesUp")).toBe(1);
    expect(nodeFigure(simulation, "c", "instancesDown")).toBe(1);
    expect(nodeFigure(simulation, "c", "ready")).toBeLessThanOrEqual(4);
    expectHealed(simulation);
  });
});

describe("what slows or stops", () => {
  it("L3: a pause stops the work, takes nothing back, and work goes on", () => {
    const simulation = withFault({ fault: "pause", target: "c" });
    simulation.advanceTo(10.5);
    const { completed } = consumerOf(simulation, "c");
    expect(nodeFigure(simulation, "c", "instancesPaused")).toBe(2);
    simulation.advanceTo(19.99);
    expect(consumerOf(simulation, "c").completed).toBe(completed);
    expect(nodeFigure(simulation, "c", "ready")).toBeGreaterThan(DURING - 5);
    expectHealed(simulation);
    expect(simulation.summary().redelivered.total).toBe(0);
  });

  it("L3: what a paused process waited for may come, and is seen when it goes on", () => {
    const simulation = run({
      nodes: {
        p: { kind: "producer", messages: { M: 1 }, arrivals: { process: "burst", count: 1 } },
        q: { kind: "queue" },
        c: { kind: "consumer", handlers: { M: [{ do: "call", to: "d" }] } },
        d: { kind: "dependency", latency: "1 s" },
      },
      links: {
        in: line("publish", "p", "q"),
        out: line("subscribe", "q", "c"),
        ask: line("call", "c", "d"),
      },
      scenario: {
        duration: "20 s",
        faults: { still: { fault: "pause", target: "c", at: "0.5 s", for: "2 s" } },
      },
    });
    const done = [0.4, 0.9, 1.5, 2.49, 2.51, 20].map((time) => {
      simulation.advanceTo(time);
      expect(simulation.checkInvariants()).toEqual([]);
      return consumerOf(simulation, "c").completed;
    });
    expect(done).toEqual([0, 0, 0, 0, 1, 1]);
  });

  it("a slow-down stretches what begins while it lasts, and nothing after it", () => {
    const simulation = withFault({ fault: "slow", target: "c", factor: 10 });
    simulation.advanceTo(10);
    expect(maxOf(simulation)).toBeCloseTo(0.26, 9);
    simulation.advanceTo(19.9);
    expect(maxOf(simulation)).toBeCloseTo(2.51, 9);
    expect(nodeFigure(simulation, "c", "ready")).toBeGreaterThan(50);
    expectHealed(simulation);
    // Those of the slow time are few, so the median is that of the others.
    const c = simulation.summary().nodes.c;
    expect(c?.kind === "consumer" && c.serviceTime.p50 / 0.26).toBeCloseTo(1, 1);
  });

  it("F5: a dependency in an outage lets its callers wait until their patience ends", () => {
    const simulation = withFault({ fault: "outage", target: "d" });
    simulation.advanceTo(10);
    expect(consumerOf(simulation, "c").failed).toEqual({});
    simulation.advanceTo(19.9);
    expect(consumerOf(simulation, "c").failed.timeout).toBeGreaterThan(0);
    expect(nodeFigure(simulation, "c", "ready")).toBeGreaterThan(50);
    simulation.advanceTo(22);
    const { failed } = consumerOf(simulation, "c");
    expectHealed(simulation);
    expect(consumerOf(simulation, "c").failed).toEqual(failed);
    // The charge comes before the call, so each attempt charges again.
    expect(simulation.summary().effects.charge?.repeated["handler-failed"]).toBe(failed.timeout);
  });

  it("F4: a queue in an outage takes back what it delivered and lets publications wait outside", () => {
    const simulation = withFault({ fault: "outage", target: "q" });
    simulation.advanceTo(9.999);
    const held = feedOf(simulation, "q").figures.inFlightCount;
    simulation.advanceTo(19.95);
    expect(nodeFigure(simulation, "q", "blocked")).toBe(DURING);
    expect(nodeFigure(simulation, "q", "isFaulty")).toBe(1);
    expectHealed(simulation);
    expect(held).toBeGreaterThan(0);
    expect(simulation.summary().redelivered.byCause["channel-outage"]).toBeGreaterThan(0);
    expect(simulation.summary().lost).toEqual({});
  });

  it("F4: … or loses them", () => {
    const simulation = withFault({ fault: "outage", target: "q", publishes: "lose" });
    simulation.advanceTo(Infinity);
    const lost = simulation.summary().lost["channel-outage"] ?? 0;
    expect(lost).toBe(DURING);
    expectHealed(simulation, { lost });
  });
});

function maxOf(simulation: Simulation): number {
  const c = simulation.summary().nodes.c;
  return c?.kind === "consumer" ? c.serviceTime.max : Number.NaN;
}

describe("what fails", () => {
  it("errors of a consumer are failures at its start, while they last", () => {
    const simulation = withFault({ fault: "errors", target: "c", probability: 0.5 });
    simulation.advanceTo(10);
    expect(consumerOf(simulation, "c").failed).toEqual({});
    simulation.advanceTo(20);
    const { failed } = consumerOf(simulation, "c");
    expect(failed.transient).toBeGreaterThan(50);
    expectHealed(simulation);
    expect(consumerOf(simulation, "c").failed).toEqual(failed);
    // They fail before the first step: nothing is charged twice.
    expect(simulation.summary().effects.charge?.repeated).toEqual({});
  });

  it("errors of a dependency are failed calls of its callers", () => {
    const simulation = withFault({ fault: "errors", target: "d", probability: 1 });
    simulation.advanceTo(19.5);
    const answers = simulation.summary().nodes.d;
    expect(answers?.kind === "dependency" && answers.errors).toBeGreaterThan(50);
    expectHealed(simulation);
    const { nodes, effects } = simulation.summary();
    const errors = nodes.d?.kind === "dependency" ? nodes.d.errors : Number.NaN;
    expect(consumerOf(simulation, "c").failed).toEqual({ transient: errors });
    expect(effects.charge?.repeated).toEqual({ "handler-failed": errors });
  });

  it("poison: what is made meanwhile can be read by nobody", () => {
    const simulation = withFault({ fault: "poison", target: "p", count: 7 });
    simulation.advanceTo(Infinity);
    const { failed } = consumerOf(simulation, "c");
    expect(failed).toEqual({ schema: 7 });
    expect(simulation.summary().lost).toEqual({ "dead-lettered-without-target": 7 });
    expectHealed(simulation, { lost: 7 });
  });

  it("a spike multiplies the arrivals, and only while it lasts", () => {
    const simulation = withFault({ fault: "spike", target: "p", factor: 3 });
    const producedAt = (time: number): number => {
      simulation.advanceTo(time);
      const p = simulation.summary().nodes.p;
      return p?.kind === "producer" ? p.produced : Number.NaN;
    };
    const counts = [10, 20, 30].map(producedAt);
    expect(counts[0]).toBe(DURING);
    expect(counts[1]! - counts[0]!).toBe(3 * DURING);
    expect(counts[2]! - counts[1]!).toBe(DURING);
  });
});

describe("what happens to a link", () => {
  it("F3: over a cut way in nothing comes, and all of it comes when it is mended", () => {
    const simulation = withFault({ fault: "cut-off", target: { link: "in" } });
    simulation.advanceTo(19.95);
    expect(linkFigure(simulation, "in", "isCut")).toBe(1);
    expect(feedOf(simulation, "q").figures.enteredCount).toBe(80);
    simulation.advanceTo(20);
    expect(linkFigure(simulation, "in", "isCut")).toBe(0);
    expect(feedOf(simulation, "q").figures.enteredCount).toBe(160);
    expectHealed(simulation);
  });

  it("F3: by hand it lasts until it is mended by hand", () => {
    const simulation = withFault({ fault: "slow", target: "d" });
    simulation.advanceTo(30);
    simulation.intervene({ fault: "cut-off", target: { link: "in" } });
    simulation.advanceTo(40);
    expect(linkFigure(simulation, "in", "isCut")).toBe(1);
    const { enteredCount } = feedOf(simulation, "q").figures;
    expect(enteredCount).toBe(240);
    simulation.mend("in");
    expect(linkFigure(simulation, "in", "isCut")).toBe(0);
    expect(feedOf(simulation, "q").figures.enteredCount).toBe(320);
    simulation.advanceTo(Infinity);
    expect(simulation.summary().faults).toMatchObject([{ id: "it" }, { from: 30, until: 40 }]);
    expect(consumerOf(simulation, "c").completed).toBe(ALL);
  });

  it("F3: an ack that meets a cut link is lost; the lease brings the message back, and it is done twice", () => {
    const queue = { lease: { timeout: "15 s" } };
    const simulation = withFault({ fault: "cut-off", target: { link: "out" } }, { queue });
    simulation.advanceTo(10);
    const held = feedOf(simulation, "q").figures.inFlightCount;
    expect(held).toBeGreaterThan(0);
    expectHealed(simulation);
    const { redelivered, duplicatesProcessed } = simulation.summary();
    expect(redelivered.byCause["ack-lost"]).toBeGreaterThan(0);
    expect(redelivered.byCause["ack-lost"]).toBeLessThanOrEqual(held + 1);
    expect(duplicatesProcessed.byCause).toEqual(redelivered.byCause);
  });

  it("latency: a crossing takes longer", () => {
    const simulation = withFault({ fault: "latency", link: "in", add: "3 s" });
    simulation.advanceTo(13.06);
    expect(linkFigure(simulation, "in", "isDisturbed")).toBe(1);
    expect(feedOf(simulation, "q").figures.enteredCount).toBe(80);
    // The first of the slow ones set out at 10.0625 s.
    simulation.advanceTo(13.07);
    expect(feedOf(simulation, "q").figures.enteredCount).toBe(81);
    expectHealed(simulation);
  });

  it("F2: a lost publication is gone, with its cause", () => {
    const simulation = withFault({ fault: "loss", link: "in", of: "publish", probability: 0.5 });
    simulation.advanceTo(Infinity);
    const lost = simulation.summary().lost["publication-lost"] ?? 0;
    expect(lost).toBeGreaterThan(25);
    expect(lost).toBeLessThan(75);
    expectHealed(simulation, { lost });
  });

  it("F2: a lost delivery comes again when its lease ends", () => {
    const queue = { lease: { timeout: "1 s" } };
    const simulation = withFault(
      { fault: "loss", link: "out", of: "delivery", probability: 0.5 },
      { queue },
    );
    expectHealed(simulation);
    expect(simulation.summary().redelivered.byCause["lease-expired"]).toBeGreaterThan(25);
    expect(simulation.summary().duplicatesProcessed.total).toBe(0);
  });

  it("F2: a doubled publication is handled twice, as a copy of the network", () => {
    const simulation = withFault({ fault: "duplicate", link: "in", probability: 1 });
    simulation.advanceTo(Infinity);
    const { duplicatesProcessed, effects } = simulation.summary();
    const copies = duplicatesProcessed.byCause["duplicate-delivery"] ?? 0;
    expect(copies).toBe(DURING);
    expect(duplicatesProcessed.total).toBe(copies);
    expect(effects.charge).toMatchObject({ happened: ALL + copies, rootsRepeated: copies });
  });
});
