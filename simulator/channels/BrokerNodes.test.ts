import { describe, expect, it } from "vitest";
import type { Simulation } from "../experiment/Simulation.ts";
import { line, run } from "../experiment/testing.ts";
import { Group } from "./Group.ts";

interface BrokerDraft {
  readonly broker?: object;
  readonly replication?: object;
  readonly publisher?: object;
  readonly faults: object;
  readonly duration?: string;
  readonly limit?: number;
}

const LOST = { fault: "node-loss", target: "b", node: 0 };

/** A message each 10 ms, 100 of them, to a stream with three copies; followers are 100 ms behind. */
function cluster({ broker, replication, publisher, faults, duration, limit = 100 }: BrokerDraft) {
  return run({
    nodes: {
      b: {
        kind: "broker",
        nodes: 3,
        ...broker,
        replication: {
          replicas: 3,
          minInSync: 2,
          lag: "95 ms",
          election: "in-sync-set",
          detect: "9 s",
          elect: "1 s",
          ...replication,
        },
      },
      p: {
        kind: "producer",
        messages: { M: 1 },
        limit,
        arrivals: { process: "constant", rate: "100/s" },
        publisher,
      },
      s: { kind: "stream", broker: "b" },
      c: { kind: "consumer", handlers: { M: [{ do: "work", time: "0 s" }] } },
    },
    links: { in: line("publish", "p", "s"), out: line("subscribe", "s", "c") },
    scenario: { duration: duration ?? "60 s", faults },
  });
}

const completed = (sim: Simulation) => sim.world.services.get("c")!.figures.counts.completed;
function end(sim: Simulation): number {
  const feed = sim.world.feeds.get("s")?.[0];
  if (!(feed instanceof Group)) throw new Error("No group reads the stream.");
  return feed.partitions[0]!.end;
}

describe("a leader that dies", () => {
  const dies = { node: { ...LOST, at: "1.001 s" } };

  it("B15: hands over to one that has earlier positions of the readers, and they read again", () => {
    const sim = cluster({ replication: { cursors: "async" }, faults: dies });
    sim.advanceTo(1);
    // Message n comes at n · 10 ms, is seen and committed 95 ms later, and 95 ms after that followers know.
    expect(completed(sim)).toBe(90);
    sim.advanceTo(60);
    const { duplicates } = sim.world.services.get("c")!.figures.counts;
    expect(duplicates).toEqual({ "channel-outage": 90 - 81 });
    expect(sim.checkInvariants()).toEqual([]);
    const sync = cluster({ faults: dies });
    sync.advanceTo(60);
    expect(sync.world.services.get("c")!.figures.counts.duplicates).toEqual({});
  });

  it("B15: comes back itself, and nobody reads again", () => {
    const faults = { node: { ...LOST, at: "1.001 s", for: "2 s" } };
    const sim = cluster({ replication: { cursors: "async" }, faults });
    sim.advanceTo(60);
    expect(completed(sim)).toBe(100);
    expect(sim.world.services.get("c")!.figures.counts.duplicates).toEqual({});
  });

  it("B4: loses what its followers did not have, though the publisher was told that it was there", () => {
    const sim = cluster({ publisher: { confirm: "leader" }, faults: dies });
    sim.advanceTo(60);
    expect(end(sim)).toBe(90);
    expect(completed(sim)).toBe(90);
    expect(sim.summary().lost).toEqual({ "unreplicated-tail": 10 });
    expect(sim.checkInvariants()).toEqual([]);
  });

  it("B4: loses nothing where publishers send again what nobody has confirmed, and each is there once", () => {
    const publisher = { confirm: "all-in-sync", retryAfter: "30 s", idempotent: true };
    const sim = cluster({ publisher, faults: dies });
    sim.advanceTo(60);
    expect(end(sim)).toBe(100);
    expect(completed(sim)).toBe(100);
    expect(sim.summary().lost).toEqual({});
    expect(sim.checkInvariants()).toEqual([]);
  });

  it("B1: is visible to readers when all in step have it", () => {
    const sim = cluster({ faults: {} });
    sim.advanceTo(0.5);
    expect(completed(sim)).toBe(40);
  });

  it("B4: nothing can be published or read until another one leads", () => {
    const publisher = { confirm: "all-in-sync", retryAfter: "30 s" };
    const sim = cluster({ publisher, faults: dies, limit: 300 });
    sim.advanceTo(10.9);
    expect(completed(sim)).toBe(90);
    sim.advanceTo(11.2);
    expect(completed(sim)).toBe(300);
    const refusing = cluster({ faults: dies, limit: 300 });
    refusing.advanceTo(12);
    expect(refusing.summary().lost).toEqual({ "channel-outage": 200, "unreplicated-tail": 10 });
  });

  it("B4: a copy that is behind leads only where that is allowed", () => {
    const behind = (replication: object) => {
      const followers = [1, 2].map((node) => [
        `f${node}`,
        { ...LOST, node, at: "200 ms", for: "20 s" },
      ]);
      const sim = cluster({
        replication: { detect: "100 ms", elect: "100 ms", ...replication },
        publisher: { confirm: "leader" },
        faults: {
          // The reader has not come to what is lost.
          slow: { fault: "pause", target: "c", at: "200 ms", for: "50 s" },
          ...Object.fromEntries(followers),
          node: { ...LOST, at: "1.001 s", for: "40 s" },
        },
      });
      sim.advanceTo(60);
      expect(sim.checkInvariants()).toEqual([]);
      return [end(sim), sim.summary().lost];
    };
    expect(behind({})).toEqual([100, {}]);
    expect(behind({ unclean: true })[1]).toEqual({ "unreplicated-tail": 90 });
  });
});

describe("too few copies in step", () => {
  const alone = (publisher: object) =>
    cluster({
      publisher,
      limit: 500,
      faults: {
        one: { ...LOST, node: 1, at: "0 s" },
        two: { ...LOST, node: 2, at: "0 s" },
      },
      replication: { detect: "995 ms" },
      duration: "200 s",
    });

  it("B2, B3: whoever wants all in step is not served, and gives up when his patience ends", () => {
    const sim = alone({ confirm: "all-in-sync", retryAfter: "1 s", deliveryTimeout: "120 s" });
    sim.advanceTo(100);
    expect(end(sim)).toBe(99);
    sim.advanceTo(200);
    expect(end(sim)).toBe(99);
    expect(sim.summary().lost).toEqual({ "publisher-gave-up": 401 });
  });

  it("B2: whoever is content with the leader is served", () => {
    const sim = alone({ confirm: "leader" });
    sim.advanceTo(100);
    expect([end(sim), completed(sim)]).toEqual([500, 500]);
  });
});

describe("power that is lost", () => {
  const outage = (fsync: unknown) => {
    const nodes = [0, 1, 2].map((node) => [
      `n${node}`,
      { ...LOST, node, power: true, at: "1.001 s", for: "5 s" },
    ]);
    const sim = cluster({
      broker: { fsync },
      replication: { lag: "0 s" },
      publisher: { confirm: "all-in-sync" },
      faults: {
        ...Object.fromEntries(nodes),
        // The reader has come to the middle.
        slow: { fault: "pause", target: "c", at: "505 ms", for: "20 s" },
      },
    });
    sim.advanceTo(60);
    return sim.summary().lost;
  };

  it("B6: takes what was not on disk", () => {
    expect(outage("before-ack")).toEqual({});
    expect(outage({ every: "300 ms" })).toEqual({ "not-synced": 11 });
    expect(outage("never")).toEqual({ "not-synced": 50 });
  });
});
