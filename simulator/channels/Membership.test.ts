import { describe, expect, it } from "vitest";
import type { Simulation } from "../experiment/Simulation.ts";
import { consumerOf, line, run } from "../experiment/testing.ts";
import { Group } from "./Group.ts";

interface GroupDraft {
  readonly partitions: number;
  readonly count: number;
  readonly assign?: object;
  readonly consumer: object;
  readonly faults?: object;
  readonly duration?: string;
}

/** A burst of messages, spread in turn over the partitions of a stream that one group reads. */
function group({
  partitions,
  count,
  assign = {},
  consumer,
  faults = {},
  duration = "1 h",
}: GroupDraft) {
  return run({
    nodes: {
      p: { kind: "producer", messages: { M: 1 }, arrivals: { process: "burst", count } },
      s: {
        kind: "stream",
        partitions,
        partitioner: "round-robin",
        subscriptions: { c: { assign, cursor: { start: "earliest", joinsAt: "1 ms" } } },
      },
      c: { kind: "consumer", restart: "1 h", ...consumer },
    },
    links: { in: line("publish", "p", "s"), out: line("subscribe", "s", "c") },
    scenario: { duration, faults },
  });
}

const work = (time: string) => ({ handlers: { M: [{ do: "work", time }] } });

function groupOf(sim: Simulation): Group {
  const feed = sim.world.feeds.get("s")?.[0];
  if (!(feed instanceof Group)) throw new Error("No group reads the stream.");
  return feed;
}

/** Numbers of the partitions that each instance reads. */
function owned(sim: Simulation): number[][] {
  const { partitions } = groupOf(sim);
  return sim.world.services
    .get("c")!
    .instances.map((instance) =>
      partitions
        .filter(({ seat }) => seat?.member.instance === instance.index && !seat.isGhost)
        .map(({ number }) => number),
    );
}

const positions = (sim: Simulation): number[] =>
  groupOf(sim).partitions.map(({ position }) => position);
const committed = (sim: Simulation): number[] =>
  groupOf(sim).partitions.map((partition) => partition.committed);
const counts = (sim: Simulation) => sim.world.services.get("c")!.figures.counts;

describe("a group whose member crashes", () => {
  const crash = (at: string, assign: object = {}, more: object = {}) =>
    group({
      partitions: 2,
      count: 400,
      assign,
      consumer: { instances: 2, ...work("1 s") },
      faults: { crash: { fault: "crash", target: "c", instance: 0, at, for: "1 h", ...more } },
    });

  it("S8: gives its partitions away when its session is over, counted from its last heartbeat", () => {
    const sim = crash("10 s");
    sim.advanceTo(53.9);
    expect(owned(sim)).toEqual([[0], [1]]);
    expect(positions(sim)[0]).toBe(10);
    // The heartbeat at 9 s was the last: the session is over at 54 s, and the other one joins at its next heartbeat.
    sim.advanceTo(58);
    expect(owned(sim)).toEqual([[], [0, 1]]);
    expect(sim.checkInvariants()).toEqual([]);
  });

  it("S8: takes part in every later rebalance when it had more fetched than it had begun", () => {
    const sim = group({
      partitions: 4,
      count: 400,
      assign: { sessionTimeout: "6 s" },
      consumer: { instances: 3, prefetch: 20, poll: { batch: 50 }, ...work("100 ms") },
      faults: {
        silent: { fault: "pause", target: "c", instance: 0, at: "1 s", for: "8 s" },
        other: { fault: "rebalance", target: "c", at: "20 s" },
      },
      duration: "2 min",
    });
    sim.advanceTo(8);
    expect(owned(sim)[0]).toEqual([]);
    sim.advanceTo(40);
    expect(owned(sim).map((partitions) => partitions.length)).toEqual([1, 1, 2]);
    expect(positions(sim)).toEqual([100, 100, 100, 100]);
  });

  it("S11: who joins last, and so ends the rebalance, has fetched no more than one batch", () => {
    const sim = group({
      partitions: 6,
      count: 3000,
      assign: { transfer: "eager" },
      consumer: { instances: 3, prefetch: 20, poll: { batch: 50 }, ...work("20 ms") },
      faults: Object.fromEntries(
        [1, 2, 3, 4, 5, 6].map((n) => [
          `r${n}`,
          { fault: "rebalance", target: "c", at: `${n * 3} s` },
        ]),
      ),
    });
    for (let at = 0.5; at < 25; at += 0.1) {
      sim.advanceTo(at);
      for (const { seat, fetched } of groupOf(sim).partitions) {
        expect(fetched).toBeLessThanOrEqual(50);
        expect(seat?.fetched ?? 0).toBeGreaterThanOrEqual(fetched);
      }
    }
    expect(counts(sim).completed).toBeGreaterThan(1500);
  });

  it("S8: reads again what was not committed, and says why", () => {
    const sim = crash("10.5 s");
    sim.advanceTo(600);
    const { redelivered } = groupOf(sim).figures.counts;
    expect(redelivered).toEqual({ "consumer-crashed": 1 });
    expect(committed(sim)[0]).toBeGreaterThan(10);
  });

  it("S8: shorter sessions and more frequent heartbeats are noticed", () => {
    const sim = crash("10 s", { sessionTimeout: "6 s", heartbeat: "1 s" });
    sim.advanceTo(19);
    expect(owned(sim)).toEqual([[], [0, 1]]);
  });

  it("S10: waits for the old member when the process comes back as a new one, and everybody stands still", () => {
    const sim = crash("10 s", {}, { for: "5 s" });
    sim.advanceTo(53.9);
    const [, other] = positions(sim);
    expect(other).toBeLessThanOrEqual(20);
    sim.advanceTo(60);
    expect(owned(sim)).toEqual([[1], [0]]);
  });

  it("S10: goes on at once where the process has a name of its own, and nobody else notices", () => {
    const sim = crash("10.5 s", { membership: "static" }, { for: "30 s" });
    sim.advanceTo(40.4);
    expect(positions(sim)).toEqual([11, 41]);
    sim.advanceTo(41.6);
    expect(owned(sim)).toEqual([[0], [1]]);
    expect(positions(sim)[0]).toBe(12);
    expect(groupOf(sim).figures.counts.redelivered).toEqual({ "consumer-crashed": 1 });
  });
});

describe("a group that one more member joins", () => {
  // The first member has just begun with a batch of 20 s, the second one polls often.
  const joined = (strategy: string, more: object = {}, at = "21 s") => {
    const sim = group({
      partitions: 6,
      count: 6_000,
      assign: { strategy, ...more },
      consumer: { instances: 2, poll: { batch: 20 }, ...work("1 s") },
      faults: { more: { fault: "scale", target: "c", instances: 3, at } },
    });
    return sim;
  };

  it("S11: eager: all stand still until the slowest has finished its batch", () => {
    const sim = joined("range");
    sim.advanceTo(39);
    expect(owned(sim)[2]).toEqual([]);
    sim.advanceTo(40.5);
    expect(owned(sim).map((partitions) => partitions.length)).toEqual([2, 2, 2]);
  });

  it("S12: cooperative: only what moves pauses", () => {
    const sim = joined("cooperative-sticky");
    sim.advanceTo(61);
    expect(owned(sim)).toEqual([
      [0, 1],
      [3, 4],
      [2, 5],
    ]);
    expect(sim.checkInvariants()).toEqual([]);
    expect(groupOf(sim).figures.counts.redelivered).toEqual({});
  });

  it("S13: incremental: nobody waits for anybody", () => {
    const sim = joined("sticky", { transfer: "incremental" });
    sim.advanceTo(45);
    expect(owned(sim)).toEqual([
      [0, 1],
      [3, 4],
      [2, 5],
    ]);
    expect(groupOf(sim).figures.counts.redelivered).toEqual({});
  });

  it("S26: stolen leases: the newcomer reads at once, one more at each heartbeat, and what is in work is done twice", () => {
    // Both are in their third partitions, with a batch of 20 s.
    const sim = joined("sticky", { transfer: "lease-steal", heartbeat: "2 s" }, "41.5 s");
    const sizes = (): number[] => owned(sim).map(({ length }) => length);
    sim.advanceTo(41.6);
    expect(sizes()).toEqual([2, 3, 1]);
    sim.advanceTo(43.6);
    expect(sizes()).toEqual([2, 2, 2]);
    sim.advanceTo(100);
    expect(groupOf(sim).figures.counts.redelivered).toEqual({ rebalance: 2 });
    expect(counts(sim).duplicates).toEqual({ rebalance: 2 });
    expect(groupOf(sim).figures.counts.lateAcks).toBe(2);
    expect(sim.checkInvariants()).toEqual([]);
  });

  it("S11: a pause after all have joined is one for all", () => {
    const sim = joined("range", { rebalancePause: "7 s" });
    sim.advanceTo(46);
    expect(owned(sim)).toEqual([[], [], []]);
    sim.advanceTo(47.1);
    expect(owned(sim).map((partitions) => partitions.length)).toEqual([2, 2, 2]);
  });
});

describe("a member that does not poll", () => {
  const slow = (assign: object = {}) =>
    group({
      partitions: 1,
      count: 5,
      assign,
      consumer: { instances: 2, poll: { batch: 1 }, ...work("360 s") },
      duration: "1300 s",
    });

  it("S9: leaves; the next one begins with the same message, and no commit counts (livelock)", () => {
    const sim = slow();
    const starts: number[] = [];
    for (let t = 0; t <= 1300; t += 5) {
      sim.advanceTo(t);
      while (counts(sim).attempts > starts.length) starts.push(t);
    }
    expect(starts.map((start) => Math.round(start / 60) * 60)).toEqual([0, 300, 600, 900, 1200]);
    expect(counts(sim).completed).toBe(4);
    expect(committed(sim)).toEqual([0]);
    expect(groupOf(sim).figures.counts.lateAcks).toBe(4);
    expect(groupOf(sim).figures.counts.redelivered).toEqual({ rebalance: 4 });
  });

  it("S9: stays where it may take longer between polls", () => {
    const sim = slow({ pollTimeout: "10 min" });
    sim.advanceTo(1300);
    expect(committed(sim)).toEqual([3]);
    expect(groupOf(sim).figures.counts.redelivered).toEqual({});
  });
});

describe("a member that is paused for longer than its session", () => {
  it("S8: is thrown out; what it still does is a duplicate, its commit does not count, and it joins again", () => {
    const sim = group({
      partitions: 2,
      count: 400,
      consumer: { instances: 2, ...work("1 s") },
      faults: { gc: { fault: "pause", target: "c", instance: 0, at: "10.5 s", for: "70 s" } },
    });
    sim.advanceTo(70);
    expect(owned(sim)).toEqual([[], [0, 1]]);
    sim.advanceTo(600);
    expect(owned(sim)).toEqual([[1], [0]]);
    expect(counts(sim).duplicates).toEqual({ rebalance: 1 });
    expect(groupOf(sim).figures.counts.lateAcks).toBe(1);
    expect(sim.checkInvariants()).toEqual([]);
  });
});

describe("commits at polls", () => {
  const auto = (consumer: object, count: number, at: string) =>
    group({
      partitions: 1,
      count,
      consumer: { instances: 2, commit: { interval: "5 s" }, ...work("100 ms"), ...consumer },
      faults: { crash: { fault: "crash", target: "c", instance: 0, at, for: "1 h" } },
    });

  it("S5, S14: a poll commits what the polls before it have returned, once the interval is over", () => {
    const sim = auto({ poll: { batch: 100 } }, 1000, "15.05 s");
    sim.advanceTo(14);
    expect(committed(sim)).toEqual([100]);
    sim.advanceTo(400);
    expect(counts(sim).duplicates).toEqual({ "consumer-crashed": 50 });
    expect(sim.summary().lost).toEqual({});
  });

  it("S5, S14: whoever hands messages on commits what nobody has handled, and loses it", () => {
    const sim = auto({ poll: { batch: 100, handOff: "1 s" } }, 100, "6.05 s");
    sim.advanceTo(400);
    expect(counts(sim).completed).toBe(60);
    expect(sim.summary().lost).toEqual({ "acknowledged-early": 40 });
    expect(counts(sim).duplicates).toEqual({});
    expect(sim.checkInvariants()).toEqual([]);
  });

  it("S5: after a number of messages", () => {
    const sim = group({
      partitions: 1,
      count: 10,
      consumer: { instances: 2, commit: { every: 4 }, poll: { batch: 10 }, ...work("1 s") },
      faults: { crash: { fault: "crash", target: "c", instance: 0, at: "7.05 s", for: "1 h" } },
    });
    sim.advanceTo(400);
    expect(counts(sim).duplicates).toEqual({ "consumer-crashed": 3 });
  });

  it("S5: a commit that is lost on a cut link is made up for", () => {
    const sim = group({
      partitions: 1,
      count: 5,
      consumer: work("1 s"),
      faults: { cut: { fault: "cut-off", target: { link: "out" }, at: "1.5 s", for: "5 s" } },
    });
    sim.advanceTo(3);
    expect(committed(sim)).toEqual([1]);
    sim.advanceTo(20);
    expect(committed(sim)).toEqual([5]);
  });

  it("S14: sleeps after a poll that found nothing", () => {
    const sim = run({
      nodes: {
        p: {
          kind: "producer",
          messages: { M: 1 },
          arrivals: { process: "constant", rate: "0.2/s" },
        },
        s: { kind: "stream" },
        c: { kind: "consumer", poll: { batch: 5, interval: "2 s" }, ...work("0 s") },
      },
      links: { in: line("publish", "p", "s"), out: line("subscribe", "s", "c") },
      scenario: { duration: "30 s" },
    });
    sim.advanceTo(5.5);
    expect(positions(sim)).toEqual([0]);
    sim.advanceTo(6.1);
    expect(positions(sim)).toEqual([1]);
  });

  it.each([
    ["while a poll waits, at once", "3.5 s", 3.5],
    ["while the member sleeps, when it polls again", "4.5 s", 6],
    ["the instant at which a poll has waited long enough, when it polls again", "1 s", 3],
    ["the instant at which a poll begins, at once", "6 s", 6],
  ])("S14, H19: a long poll is given what comes %s", (_, at, read) => {
    const sim = run({
      nodes: {
        p: { kind: "producer", messages: { M: 1 }, arrivals: { process: "times", at: [at] } },
        s: { kind: "stream" },
        c: {
          kind: "consumer",
          poll: { batch: 5, interval: "2 s", wait: "1 s" },
          ...work("0 s"),
        },
      },
      links: { in: line("publish", "p", "s"), out: line("subscribe", "s", "c") },
      scenario: { duration: "30 s" },
    });
    sim.advanceTo(read - 0.001);
    expect(positions(sim)).toEqual([0]);
    sim.advanceTo(read + 0.001);
    expect(positions(sim)).toEqual([1]);
  });

  it("S14: a poll that waits is given what comes though its member still holds what it has handed on", () => {
    const sim = run({
      nodes: {
        p: {
          kind: "producer",
          messages: { M: 1 },
          arrivals: { process: "times", at: ["0.1 s", "6.5 s"] },
        },
        s: { kind: "stream" },
        c: {
          kind: "consumer",
          concurrency: 5,
          poll: { batch: 5, handOff: "5 s", wait: "3 s" },
          ...work("20 s"),
        },
      },
      links: { in: line("publish", "p", "s"), out: line("subscribe", "s", "c") },
      scenario: { duration: "30 s" },
    });
    sim.advanceTo(6.6);
    expect(consumerOf(sim, "c").attempts).toBe(2);
  });
});
