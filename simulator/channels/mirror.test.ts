import { describe, expect, it } from "vitest";
import type { Simulation } from "../experiment/Simulation.ts";
import type { RunSummary } from "../experiment/summarize.ts";
import { consumerOf, line, run } from "../experiment/testing.ts";
import { canReconfigure } from "../services/canReconfigure.ts";

interface Regions {
  readonly mirror?: object;
  readonly source?: object;
  readonly target?: object;
  readonly faults?: object;
  readonly nodes?: object;
  readonly links?: object;
  readonly arrivals?: object;
  /** How the consumer of the other region comes to its stream. */
  readonly cursor?: object;
}

/** One message a second, number n at n s, to a stream "eu" that is mirrored into "us" with a lag of 100 ms; each has a reader. */
function regions(parts: Regions = {}): Simulation {
  const { mirror, source, target, faults = {}, nodes, links, arrivals, cursor = {} } = parts;
  const reader = (more: object = {}) => ({
    kind: "consumer",
    handlers: { M: [{ do: "work", time: "1 ms", effect: "paid" }] },
    ...more,
  });
  return run({
    nodes: {
      p: {
        kind: "producer",
        messages: { M: 1 },
        arrivals: { process: "constant", rate: "1/s", ...arrivals },
      },
      eu: { kind: "stream", partitions: 2, ...source },
      us: {
        kind: "stream",
        partitions: 2,
        subscriptions: { pay: { cursor, assign: { transfer: "none" } } },
        ...target,
      },
      pay: reader(),
      "pay-us": reader(),
      ...nodes,
    },
    links: {
      in: line("publish", "p", "eu"),
      copy: line("mirror", "eu", "us", { lag: "100 ms", ...mirror }),
      read: line("subscribe", "eu", "pay"),
      "read-us": line("subscribe", "us", "pay-us", { subscription: "pay" }),
      ...links,
    },
    scenario: { duration: "40.5 s", faults },
  });
}

function end(sim: Simulation): RunSummary {
  sim.advanceTo(40.5);
  expect(sim.checkInvariants()).toEqual([]);
  return sim.summary();
}
const published = ({ nodes }: RunSummary, id: string): number =>
  (nodes[id] as { published: number }).published;
const mirrorOf = ({ nodes }: RunSummary, id = "eu"): unknown =>
  (nodes[id] as { mirrors?: Record<string, unknown> }).mirrors?.copy;
const handled = (sim: Simulation, id = "pay-us"): number => consumerOf(sim, id).completed;

describe("a mirror", () => {
  it("S29: copies what is appended, in order and after its lag, and readers of both repeat their effects", () => {
    const sim = regions();
    sim.advanceTo(10.05);
    expect([handled(sim, "pay"), handled(sim)]).toEqual([10, 9]);
    expect(mirrorOf(sim.summary())).toEqual({
      copied: 9,
      behind: 1,
      behindSeconds: expect.closeTo(0.05),
    });
    const summary = end(sim);
    expect(consumerOf(sim, "pay-us")).toMatchObject({ completed: 40, overtaken: 0 });
    expect(summary.effects.paid).toMatchObject({ happened: 80, repeated: { mirror: 40 } });
  });

  it("S29: copies into the partition of the same number, whatever its own way of sharing out", () => {
    const sim = regions({
      source: { partitioner: "round-robin" },
      target: { partitioner: "sticky" },
    });
    end(sim);
    expect(sim.world.streams.get("us")!.ends).toEqual([20, 20]);
    const joined = regions({ target: { partitions: 1 } });
    end(joined);
    expect(joined.world.streams.get("us")!.ends).toEqual([40]);
  });

  it("S29: waits while its link is cut, and catches up in order", () => {
    const faults = {
      cut: { fault: "cut-off", target: { link: "copy" }, at: "10.5 s", for: "20 s" },
    };
    const sim = regions({ faults });
    sim.advanceTo(30.45);
    expect(mirrorOf(sim.summary())).toMatchObject({ copied: 10, behind: 20 });
    sim.advanceTo(30.65);
    expect(mirrorOf(sim.summary())).toMatchObject({ copied: 30, behind: 0 });
    end(sim);
    expect(consumerOf(sim, "pay-us")).toMatchObject({ completed: 40, overtaken: 0 });
  });

  it("S29: what retention has removed before it was copied is lost to the other stream", () => {
    const faults = {
      cut: { fault: "cut-off", target: { link: "copy" }, at: "10.5 s", for: "20 s" },
    };
    const sim = regions({ faults, source: { partitions: 1, retention: { age: "5 s" } } });
    const { lost } = end(sim);
    // Of 11 … 30, those older than 5 s when the link is mended at 30.5 s.
    expect([handled(sim), lost]).toEqual([25, { retention: 15 }]);
  });

  it("S29: sends again what the network loses, and what comes twice stands there twice", () => {
    const lossy = regions({
      faults: {
        loss: {
          fault: "loss",
          link: "copy",
          of: "publish",
          probability: 0.5,
          at: "0 s",
          for: "35 s",
        },
      },
    });
    expect(published(end(lossy), "us")).toBe(40);
    const doubled = regions({
      faults: {
        twice: { fault: "duplicate", link: "copy", probability: 1, at: "0 s", for: "10.5 s" },
      },
    });
    expect(published(end(doubled), "us")).toBe(50);
  });

  it("S29: an outage of either stream holds copies up and loses none", () => {
    for (const target of ["eu", "us"]) {
      const sim = regions({
        faults: { down: { fault: "outage", target, at: "10.5 s", for: "5 s" } },
      });
      end(sim);
      expect(handled(sim)).toBe(40);
    }
  });

  it("S29: two that mirror each other do not send a record back", () => {
    const sim = regions({ links: { back: line("mirror", "us", "eu", { lag: "100 ms" }) } });
    const summary = end(sim);
    expect([published(summary, "eu"), published(summary, "us")]).toEqual([40, 40]);
  });

  it("B4, S29: what the new leader does not have and the mirror had not copied is gone from both", () => {
    const sim = regions({
      nodes: {
        b: {
          kind: "broker",
          nodes: 3,
          replication: {
            replicas: 2,
            lag: "50 ms",
            election: "in-sync-set",
            unclean: true,
            elect: "1 s",
            detect: "1 s",
          },
        },
      },
      source: { partitions: 1, broker: "b" },
      faults: { gone: { fault: "node-loss", target: "b", node: 0, at: "10.02 s", for: "60 s" } },
      arrivals: { rate: "1/s" },
    });
    const { lost } = end(sim);
    expect(lost).toMatchObject({ "unreplicated-tail": 1 });
    const copies = sim.world.streams.get("us")!.ends.reduce((sum, each) => sum + each, 0);
    expect(copies).toBe(sim.world.streams.get("eu")!.ends[0]);
    // One event for its line, and nothing to look after.
    expect(sim.world.context.mirrors[0]!.lookCount).toBe(0);
  });
});

describe("a mirror of which a run goes on with other values", () => {
  it("S29: takes the time of its way from then on", () => {
    const sim = regions();
    sim.advanceTo(10.5);
    const { system } = regions({ mirror: { latency: "5 s" } }).world;
    expect(canReconfigure(sim.world.system, system)).toBe(true);
    sim.reconfigure({ system });
    sim.advanceTo(20.5);
    // 11 … 15 are due 5.1 s after they were appended, 16 at 21.1 s.
    expect(mirrorOf(sim.summary())).toMatchObject({ copied: 15, behind: 5 });
  });
});

describe("positions that a mirror copies", () => {
  const late = (syncOffsets?: string, start = "earliest") =>
    regions({
      mirror: { ...(syncOffsets && { syncOffsets }) },
      cursor: { joinsAt: "20.5 s", start },
    });

  it("S30: a group that comes later begins behind what it has handled in the other stream", () => {
    for (const [sync, start, count] of [
      [undefined, "earliest", 40],
      [undefined, "latest", 20],
      // At 20 s number 19 had been copied and handled; 20 comes at the same instant.
      ["5 s", "earliest", 21],
      ["5 s", "latest", 21],
      ["7 s", "earliest", 27],
    ] as const) {
      const sim = late(sync, start);
      end(sim);
      expect([sync, start, handled(sim)]).toEqual([sync, start, count]);
    }
  });

  it("S30: a group whose members are gone goes on behind it, one whose members are there keeps its own", () => {
    const down = { down: { fault: "crash", target: "pay-us", at: "10.5 s", for: "20 s" } };
    const [without, withPositions] = [undefined, "5 s"].map((syncOffsets) => {
      const sim = regions({ faults: down, mirror: { ...(syncOffsets && { syncOffsets }) } });
      end(sim);
      return handled(sim);
    });
    expect([without, withPositions]).toEqual([40, 21]);
    const there = regions({ mirror: { syncOffsets: "1 s" } });
    end(there);
    expect(handled(there)).toBe(40);
  });

  it("S30: what was published to the copies themselves is skipped with them, and lost", () => {
    const links = { own: line("publish", "q", "us") };
    const arrivals = { process: "constant", rate: "1/s" };
    const nodes = { q: { kind: "producer", messages: { M: 1 }, arrivals, limit: 15 } };
    const down = { fault: "crash", target: "pay-us", at: "10.5 s", for: "20 s" };
    const sim = regions({ mirror: { syncOffsets: "5 s" }, faults: { down }, nodes, links });
    const { lost } = end(sim);
    // 11 … 15 of q stand among copies of what had been handled at 30 s.
    expect([handled(sim), lost]).toEqual([10 + 21, { "offset-reset": 5 }]);
  });

  it("N3: a standby at the copies reads while nobody can read what is mirrored, and goes on where they were", () => {
    const down = { fault: "outage", target: "eu", at: "20.5 s", for: "10 s", publishes: "buffer" };
    const sim = regions({
      mirror: { syncOffsets: "1 s" },
      faults: { down },
      source: { subscriptions: { pay: { assign: { transfer: "none" } } } },
      links: {
        "read-us": line("subscribe", "us", "pay-us", { subscription: "pay", standby: true }),
      },
    });
    sim.advanceTo(20.4);
    expect([handled(sim, "pay"), handled(sim)]).toEqual([20, 0]);
    sim.advanceTo(30.4);
    // Positions of 20.0 s: number 19 had been copied.
    expect([handled(sim, "pay"), handled(sim)]).toEqual([20, 1]);
    const summary = end(sim);
    expect([handled(sim, "pay"), handled(sim)]).toEqual([40, 1]);
    expect(summary.effects.paid?.repeated).toEqual({ mirror: 1 });
  });
});
