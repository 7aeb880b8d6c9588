import { describe, expect, it } from "vitest";
import type { Simulation } from "./Simulation.ts";
import { SimulationStalled } from "./SimulationStalled.ts";
import { feedOf, line, run } from "./testing.ts";

/** Sizes of the longer check, `npm run test:long`. */
const IS_LONG = import.meta.env.MODE === "long";
const CROWD = IS_LONG ? 1_000_000 : 100_000;
const DEEP = IS_LONG ? 10_000_000 : 300_000;

const producer = (arrivals: object) => ({ kind: "producer", messages: { M: 1 }, arrivals });
const consumer = (more: object = {}) => ({
  kind: "consumer",
  handlers: { M: [{ do: "work", time: "0 s" }] },
  ...more,
});

/** What stops a run before its end. */
function stopOf(sim: Simulation): unknown {
  try {
    sim.advanceTo(Infinity);
  } catch (error) {
    return error;
  }
  return undefined;
}

const once = producer({ process: "burst", count: 1 });
it("E3: a run that drains stops, with the names of its nodes, when something is tried for ever", () => {
  const sim = run({
    nodes: {
      p: once,
      q: { kind: "queue" },
      c: consumer({
        handlers: { M: [{ do: "fail", with: "transient" }] },
        retry: { attempts: "unlimited", backoff: { kind: "fixed", delay: "1 s" } },
      }),
    },
    links: { in: line("publish", "p", "q"), out: line("subscribe", "q", "c") },
    scenario: { duration: "10 s", drain: true },
  });
  expect(() => sim.advanceTo(Infinity)).toThrow(
    /does not drain.*most of them at.*"q".*and 1 have not/,
  );
}, 120_000);

describe("a cycle that takes no time stops the run with the names of its nodes:", () => {
  it("two services that publish to each other", () => {
    const forward = (message: string, to: string) => ({
      kind: "consumer",
      handlers: { M: [{ do: "publish", message, to }] },
    });
    const sim = run({
      nodes: {
        p: once,
        q1: { kind: "queue" },
        q2: { kind: "queue" },
        ping: forward("M", "q2"),
        pong: forward("M", "q1"),
      },
      links: {
        in: line("publish", "p", "q1"),
        a: line("subscribe", "q1", "ping"),
        b: line("publish", "ping", "q2"),
        c: line("subscribe", "q2", "pong"),
        d: line("publish", "pong", "q1"),
      },
    });
    const stall = stopOf(sim);
    expect(stall).toBeInstanceOf(SimulationStalled);
    expect(String(stall)).toMatch(
      /time stands still at 0 s.*"p[io]ng".*"p[io]ng".*give one of them a latency/,
    );
  }, 60_000);

  it("E2: users who ask again as soon as they are answered, and are answered at once", () => {
    const sim = run({
      nodes: {
        p: producer({ process: "closed", users: 2, thinkTime: "0 s" }),
        q: { kind: "queue" },
        c: consumer(),
      },
      links: { in: line("publish", "p", "q"), out: line("subscribe", "q", "c") },
    });
    const stall = stopOf(sim);
    expect(stall).toBeInstanceOf(SimulationStalled);
    expect(String(stall)).toMatch(/time stands still at 0 s.*"p".*think time/);
  }, 60_000);

  it("a message that fails and comes back without a wait, for ever", () => {
    const sim = run({
      nodes: {
        p: once,
        q: { kind: "queue" },
        c: consumer({
          handlers: { M: [{ do: "fail", with: "transient" }] },
          retry: { attempts: "unlimited" },
        }),
      },
      links: { in: line("publish", "p", "q"), out: line("subscribe", "q", "c") },
    });
    expect(() => sim.advanceTo(Infinity)).toThrow(/time stands still.*"c".*backoff/);
  }, 60_000);
});

describe("what is extreme and no cycle comes to its end:", () => {
  it("a service time of zero", () => {
    const sim = run({
      nodes: {
        p: producer({ process: "poisson", rate: "1000/s" }),
        q: { kind: "queue" },
        c: consumer(),
      },
      links: { in: line("publish", "p", "q"), out: line("subscribe", "q", "c") },
      scenario: { duration: "10 s" },
    });
    sim.advanceTo(Infinity);
    const { counts } = feedOf(sim, "q").figures;
    expect(counts.acknowledged).toBeGreaterThan(9_000);
    expect(counts.acknowledged).toBe(counts.entered);
  });

  it("a crowd of messages at one instant", () => {
    const sim = run({
      nodes: {
        p: producer({ process: "burst", at: "1 s", count: CROWD }),
        q: { kind: "queue" },
        c: consumer(),
      },
      links: { in: line("publish", "p", "q"), out: line("subscribe", "q", "c") },
      scenario: { duration: "2 s" },
    });
    sim.advanceTo(Infinity);
    expect(feedOf(sim, "q").figures.counts.acknowledged).toBe(CROWD);
    expect(sim.checkInvariants()).toEqual([]);
  }, 300_000);

  it("a crowd of which no list could be kept", () => {
    const crowd = producer({ process: "burst", at: "1 s", count: 1_000_000_000 });
    const sim = run({
      nodes: { p: { ...crowd, limit: 10 }, q: { kind: "queue" }, c: consumer() },
      links: { in: line("publish", "p", "q"), out: line("subscribe", "q", "c") },
      scenario: { duration: "2 s" },
    });
    sim.advanceTo(Infinity);
    expect(feedOf(sim, "q").figures.counts.acknowledged).toBe(10);
  });

  it("a million messages a second", () => {
    const sim = run({
      nodes: {
        p: producer({ process: "constant", rate: "1000000/s" }),
        q: { kind: "queue" },
        c: consumer({ concurrency: "unlimited", handlers: { M: [{ do: "work", time: "1 us" }] } }),
      },
      links: { in: line("publish", "p", "q"), out: line("subscribe", "q", "c") },
      scenario: { duration: `${CROWD} us` },
    });
    sim.advanceTo(Infinity);
    const { counts } = feedOf(sim, "q").figures;
    expect(Math.abs(counts.entered - CROWD)).toBeLessThanOrEqual(1);
    expect(sim.checkInvariants()).toEqual([]);
  }, 300_000);

  it("a queue that holds everything that was ever sent", () => {
    const sim = run({
      nodes: {
        p: producer({ process: "constant", rate: "1000000/s" }),
        q: { kind: "queue" },
        c: consumer({ handlers: { M: [{ do: "work", time: "1 h" }] }, prefetch: 1 }),
      },
      links: { in: line("publish", "p", "q"), out: line("subscribe", "q", "c") },
      scenario: { duration: `${DEEP / 1e6} s` },
    });
    sim.advanceTo(Infinity);
    expect(Math.abs(feedOf(sim, "q").figures.presentCount - DEEP)).toBeLessThanOrEqual(1);
    expect(sim.checkInvariants()).toEqual([]);
  }, 600_000);
});
