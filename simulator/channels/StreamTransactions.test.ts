import { describe, expect, it } from "vitest";
import type { Simulation } from "../experiment/Simulation.ts";
import { line, run } from "../experiment/testing.ts";

/** A service that publishes in a transaction and then works for 4 s; one reads what is committed, one everything. */
function lane(faults: object, transaction: object = {}, more: object = {}): Simulation {
  return run({
    nodes: {
      p: {
        kind: "producer",
        messages: { M: 1 },
        limit: 3,
        arrivals: { process: "constant", rate: "0.1/s" },
      },
      in: {
        kind: "stream",
        subscriptions: { tx: { assign: { sessionTimeout: "6 s", heartbeat: "1 s" } } },
      },
      tx: {
        kind: "consumer",
        instances: 2,
        handlers: {
          M: [
            { do: "publish", message: "M", to: "out", via: "transaction" },
            { do: "work", time: "4 s" },
          ],
        },
        publisher: { transaction },
        ...more,
      },
      out: {
        kind: "stream",
        subscriptions: { committed: { cursor: { isolation: "read-committed" } }, all: {} },
      },
      committed: { kind: "consumer", handlers: {} },
      all: { kind: "consumer", handlers: {} },
    },
    links: {
      a: line("publish", "p", "in"),
      b: line("subscribe", "in", "tx"),
      c: line("publish", "tx", "out"),
      d: line("subscribe", "out", "committed"),
      e: line("subscribe", "out", "all"),
    },
    scenario: { duration: "300 s", faults },
  });
}

const seen = (sim: Simulation) =>
  ["committed", "all"].map((id) => sim.world.services.get(id)!.figures.counts.completed);

describe("transactions in streams", () => {
  it("T5: readers of committed messages see them when the transaction ends, the others at once", () => {
    const sim = lane({});
    sim.advanceTo(12);
    expect(seen(sim)).toEqual([0, 1]);
    sim.advanceTo(15);
    expect(seen(sim)).toEqual([1, 1]);
    sim.advanceTo(300);
    expect(seen(sim)).toEqual([3, 3]);
    expect(sim.checkInvariants()).toEqual([]);
  });

  it("T5: what a crash leaves open holds readers of committed messages back until its timeout", () => {
    const crash = {
      crash: { fault: "crash", target: "tx", instance: 0, at: "12 s", for: "10 min" },
    };
    const sim = lane(crash, { timeout: "100 s" });
    // The other instance has done it all again; the open transaction stands before it.
    sim.advanceTo(109);
    expect(seen(sim)).toEqual([0, 4]);
    sim.advanceTo(300);
    expect(seen(sim)).toEqual([3, 4]);
    expect(sim.summary().lost).toEqual({});
    expect(sim.checkInvariants()).toEqual([]);
    const short = lane(crash, { timeout: "30 s" });
    short.advanceTo(45);
    expect(seen(short)[0]).toBeGreaterThan(0);
  });

  it("T5: a process that comes back aborts what it had left open", () => {
    const sim = lane(
      { crash: { fault: "crash", target: "tx", instance: "all", at: "12 s", for: "2 s" } },
      { timeout: "200 s" },
    );
    sim.advanceTo(100);
    expect(seen(sim)).toEqual([3, 4]);
  });

  it("T4: a handler that fails leaves nothing for readers of committed messages", () => {
    const failing = {
      retry: { attempts: 2 },
      handlers: {
        M: [
          { do: "publish", message: "M", to: "out", via: "transaction" },
          { do: "fail", firstAttempts: 1 },
        ],
      },
    };
    const sim = lane({}, {}, failing);
    sim.advanceTo(300);
    expect(seen(sim)).toEqual([3, 6]);
    expect(sim.checkInvariants()).toEqual([]);
  });

  it("T4: what was read is committed with what was published, whatever the interval of commits", () => {
    // The first message is done at 14 s; its instance crashes at 16 s, long before it would commit by itself.
    const crash = { crash: { fault: "crash", target: "tx", at: "16 s", for: "2 s" } };
    const more = { instances: 1, commit: { interval: "200 s", beforeLeaving: false } };
    const sim = lane(crash, {}, more);
    sim.advanceTo(300);
    expect(seen(sim)).toEqual([3, 3]);
    // Where only what is published belongs to the transaction, it is read again and published again.
    const apart = lane(crash, { covers: "publishes" }, more);
    apart.advanceTo(300);
    expect(seen(apart)).toEqual([4, 4]);
  });

  it("T4: a zombie is shut out, where it is fenced", () => {
    const zombie = { gc: { fault: "pause", target: "tx", instance: 0, at: "12 s", for: "30 s" } };
    const fenced = lane(zombie);
    fenced.advanceTo(300);
    expect(seen(fenced)).toEqual([3, 4]);
    const free = lane(zombie, { fenced: false });
    free.advanceTo(300);
    expect(seen(free)).toEqual([4, 4]);
  });
});
