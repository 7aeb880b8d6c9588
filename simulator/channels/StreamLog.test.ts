import { describe, expect, it } from "vitest";
import type { Simulation } from "../experiment/Simulation.ts";
import { line, run } from "../experiment/testing.ts";
import { Group } from "./Group.ts";

interface StreamDraft {
  readonly stream?: object;
  readonly cursor?: object;
  readonly consumer?: object;
  readonly arrivals?: object;
  readonly faults?: object;
  readonly duration?: string;
}

/** One message a second, number n at n s, to a stream of one partition that one group reads. */
function stream({ stream, cursor = {}, consumer = {}, arrivals, faults, duration }: StreamDraft) {
  return run({
    keys: { k: { values: { values: "uniform", count: 3 } } },
    messageTypes: { M: { kind: "event", key: "k", size: "100 B" } },
    nodes: {
      p: {
        kind: "producer",
        messages: { M: 1 },
        arrivals: arrivals ?? { process: "constant", rate: "1/s" },
      },
      s: { kind: "stream", subscriptions: { c: { cursor } }, ...stream },
      c: { kind: "consumer", handlers: { M: [{ do: "work", time: "1 ms" }] }, ...consumer },
    },
    links: { in: line("publish", "p", "s"), out: line("subscribe", "s", "c") },
    scenario: { duration: duration ?? "100 s", ...(faults && { faults }) },
  });
}

function groupOf(sim: Simulation): Group {
  const feed = sim.world.feeds.get("s")?.[0];
  if (!(feed instanceof Group)) throw new Error("No group reads the stream.");
  return feed;
}
const completed = (sim: Simulation) => sim.world.services.get("c")!.figures.counts.completed;
const held = (sim: Simulation) =>
  sim.world.streams.get("s")!.log!.parts.map(({ length }) => length);

describe("a group that comes late", () => {
  it.each([
    ["earliest", 10],
    ["latest", 0],
    ["last", 1],
    ["last-per-key", 3],
    [{ offset: 4 }, 6],
    [{ age: "2.8 s" }, 3],
  ])("S15: begins at %j with %i messages of ten", (start, count) => {
    const sim = stream({ cursor: { start, joinsAt: "10.4 s" } });
    sim.advanceTo(10.45);
    expect(completed(sim)).toBe(count);
    expect(sim.summary().lost).toEqual({});
    sim.advanceTo(20.5);
    expect(completed(sim)).toBe(count + 10);
    expect(sim.checkInvariants()).toEqual([]);
  });

  it("S15: does what its reset says when the offset is not there", () => {
    const late = (reset: string) => {
      const sim = stream({ cursor: { start: { offset: 500 }, joinsAt: "10.4 s", reset } });
      sim.advanceTo(20.45);
      return completed(sim);
    };
    expect([late("earliest"), late("latest"), late("error")]).toEqual([20, 10, 0]);
  });
});

describe("retention", () => {
  const down = (stream_: object, cursor: object = {}) => {
    const sim = stream({
      stream: stream_,
      cursor,
      faults: { down: { fault: "pause", target: "c", at: "10.5 s", for: "40 s" } },
    });
    sim.advanceTo(60.5);
    expect(sim.checkInvariants()).toEqual([]);
    return sim;
  };

  it("S6: by number of messages, at once", () => {
    const sim = down({ retention: { messages: 15 } }, { reset: "earliest" });
    expect(held(sim)).toEqual([15]);
    // 11 … 35 were gone at 50.5 s, when 36 … 50 were left.
    expect(sim.summary().lost).toEqual({ retention: 25 });
    expect(completed(sim)).toBe(35);
  });

  it("S6: by size", () => {
    const sim = down({ retention: { size: "1500 B" } }, { reset: "earliest" });
    expect(held(sim)).toEqual([15]);
    expect(sim.summary().lost).toEqual({ retention: 25 });
  });

  it("S6: a reader whose position is gone goes on at the end, or not at all", () => {
    const latest = down({ retention: { messages: 15 } });
    expect(latest.summary().lost).toEqual({ retention: 25, "offset-reset": 15 });
    expect(completed(latest)).toBe(20);
    const error = down({ retention: { messages: 15 } }, { reset: "error" });
    expect(completed(error)).toBe(10);
  });

  it("S6: by age, looked at now and then", () => {
    const sim = stream({
      stream: { retention: { age: "10 s", checkEvery: "30 s" } },
    });
    sim.advanceTo(59.5);
    expect(held(sim)).toEqual([40]);
    sim.advanceTo(60.5);
    expect(held(sim)).toEqual([11]);
  });

  it.each(["5 ms", "100 ms", "700 ms", "1100 ms"])("S6: as often as each %s", (checkEvery) => {
    const sim = stream({ stream: { retention: { age: "10 s", checkEvery } } });
    sim.advanceTo(60.5);
    expect(held(sim)[0]).toBeGreaterThanOrEqual(10);
    expect(held(sim)[0]).toBeLessThanOrEqual(12);
  });

  it("S6: whole segments go, once they are closed", () => {
    const sim = stream({
      stream: {
        retention: {
          age: "10 s",
          granularity: "segment",
          segment: { size: "2000 B" },
          checkEvery: "1 s",
        },
      },
    });
    sim.advanceTo(60.5);
    // Segments of twenty: 1 … 20 and 21 … 40 are closed and older than 10 s; 41 … 60 is not.
    expect(held(sim)).toEqual([20]);
  });
});

describe("compaction", () => {
  it("S25: has room for so many, and again when retention has removed some", () => {
    const full = stream({ stream: { capacity: { messages: 3, overshoot: 1 } } });
    full.advanceTo(20.5);
    expect(held(full)).toEqual([4]);
    expect(full.summary().lost).toEqual({ "rejected-when-full": 16 });
    const bytes = stream({ stream: { partitions: 2, capacity: { bytes: "350 B" } } });
    bytes.advanceTo(20.5);
    expect(held(bytes).reduce((sum, count) => sum + count)).toBe(3);
    const retention = { age: "5 s", checkEvery: "10 s" };
    const aged = stream({ stream: { capacity: { messages: 3 }, retention } });
    aged.advanceTo(20.5);
    // 1, 2 and 3; at 10 s all of them go: 11, 12 and 13 (or 10, if it came after the look).
    expect(aged.summary().lost).toEqual({ "rejected-when-full": 20 - 6 - held(aged)[0]! });
    expect(aged.checkInvariants()).toEqual([]);
    const fresh = stream({ stream: { capacity: { messages: 3 }, retention: { age: "5.5 s" } } });
    fresh.advanceTo(20.5);
    // Three in each 6 s: the first of them has then just gone.
    expect(fresh.summary().lost["rejected-when-full"]).toBe(9);
  });

  // The reader takes 2 s for each message, and one comes each second.
  const slowly = { handlers: { M: [{ do: "work", time: "2 s", effect: "done" }] } };

  it("S25: full, it lets the oldest go, and who has not read them loses them", () => {
    const sim = stream({
      stream: { capacity: { messages: 5, overflow: "drop-head" } },
      consumer: slowly,
    });
    sim.advanceTo(100.5);
    expect(held(sim)).toEqual([5]);
    const { lost } = sim.summary();
    // Of 100 messages 49 or 50 are handled or in work, and up to five wait.
    expect(Object.keys(lost)).toEqual(["dropped-when-full"]);
    expect(lost["dropped-when-full"]! + completed(sim) + groupOf(sim).depth).toBe(99);
    expect(sim.checkInvariants()).toEqual([]);
    const read = stream({ stream: { capacity: { messages: 5, overflow: "drop-head" } } });
    read.advanceTo(100.5);
    expect(read.summary().lost).toEqual({});
  });

  it("S25, S27: full of what somebody has still to settle, it lets publications wait", () => {
    const capacity = { messages: 5, overflow: "block" };
    const sim = stream({ stream: { capacity, removal: "all-settled" }, consumer: slowly });
    sim.advanceTo(100.5);
    expect(sim.summary().lost).toEqual({});
    expect(completed(sim)).toBe(49);
    expect(sim.world.streams.get("s")!.front!.length).toBe(100 - 49 - 5);
    expect(sim.checkInvariants()).toEqual([]);
    // What is kept though it is settled makes room only when it is too old.
    const retention = { age: "10.5 s" };
    const aged = stream({ stream: { capacity, retention }, consumer: slowly });
    aged.advanceTo(10.9);
    expect([held(aged), aged.world.streams.get("s")!.front!.length]).toEqual([[5], 5]);
    aged.advanceTo(11.6);
    expect([held(aged), aged.world.streams.get("s")!.front!.length]).toEqual([[5], 5]);
    aged.advanceTo(12.6);
    expect([held(aged), aged.world.streams.get("s")!.front!.length]).toEqual([[5], 5]);
  });

  it("S25: a handler that publishes into a full stream keeps its slot until there is room", () => {
    const sim = run({
      nodes: {
        p: { kind: "producer", messages: { M: 1 }, arrivals: { process: "burst", count: 6 } },
        q: { kind: "queue" },
        w: { kind: "consumer", handlers: { M: [{ do: "publish", message: "M", to: "s" }] } },
        s: {
          kind: "stream",
          capacity: { messages: 2, overflow: "block" },
          removal: "all-settled",
        },
        c: { kind: "consumer", handlers: { M: [{ do: "work", time: "1 s" }] } },
      },
      links: {
        in: line("publish", "p", "q"),
        work: line("subscribe", "q", "w"),
        on: line("publish", "w", "s"),
        out: line("subscribe", "s", "c"),
      },
      scenario: { duration: "10 s" },
    });
    // Two are in the stream, a third waits with its handler.
    sim.advanceTo(0.5);
    expect(sim.world.services.get("w")!.figures.counts.completed).toBe(2);
    sim.advanceTo(2.5);
    expect(sim.world.services.get("w")!.figures.counts.completed).toBe(4);
    sim.advanceTo(10);
    expect(completed(sim)).toBe(6);
    expect(sim.checkInvariants()).toEqual([]);
  });

  it("S27: what all have settled is gone for who comes later, whether they share partitions or messages", () => {
    const late = (removal: string, mode: string) =>
      run({
        nodes: {
          p: { kind: "producer", messages: { M: 1 }, arrivals: { process: "burst", count: 9 } },
          s: {
            kind: "stream",
            removal,
            subscriptions: {
              c: { assign: { mode } },
              late: { cursor: { start: "earliest", joinsAt: "4.5 s" } },
            },
          },
          c: { kind: "consumer", handlers: { M: [{ do: "work", time: "1 s" }] } },
          late: { kind: "consumer", handlers: { M: [{ do: "work", time: "1 ms" }] } },
        },
        links: {
          in: line("publish", "p", "s"),
          out: line("subscribe", "s", "c"),
          more: line("subscribe", "s", "late"),
        },
        scenario: { duration: "9 s" },
      });
    const seen = (removal: string, mode: string): number => {
      const sim = late(removal, mode);
      sim.advanceTo(9);
      expect(sim.checkInvariants()).toEqual([]);
      return sim.world.services.get("late")!.figures.counts.completed;
    };
    expect(seen("retention", "partition-exclusive")).toBe(9);
    expect(seen("all-settled", "partition-exclusive")).toBe(5);
    expect(seen("all-settled", "competing")).toBe(5);
  });

  it("S19: one member of a group that is to have a single active one gets all, and of each key one at a time", () => {
    const shared = (mode: string) => {
      const sim = run({
        keys: { k: { values: { values: "uniform", count: 1 } } },
        messageTypes: { M: { kind: "event", key: "k", size: "1 B" } },
        nodes: {
          p: { kind: "producer", messages: { M: 1 }, arrivals: { process: "burst", count: 8 } },
          s: { kind: "stream", subscriptions: { c: { assign: { mode } } } },
          c: { kind: "consumer", instances: 4, handlers: { M: [{ do: "work", time: "1 s" }] } },
        },
        links: { in: line("publish", "p", "s"), out: line("subscribe", "s", "c") },
        scenario: { duration: "2.5 s" },
      });
      sim.advanceTo(2.5);
      return completed(sim);
    };
    expect(["competing", "single-active", "key-exclusive"].map(shared)).toEqual([8, 2, 2]);
  });

  it("S16: keeps the last message of each key, and a reader finds only these", () => {
    const sim = stream({
      stream: { compaction: { every: "50.2 s" } },
      cursor: { start: "earliest", joinsAt: "50.5 s" },
    });
    sim.advanceTo(50.9);
    expect(held(sim)).toEqual([3]);
    expect(completed(sim)).toBe(3);
  });

  it("S16: takes what a slow reader has not come to, and this is no loss", () => {
    const sim = stream({
      stream: { compaction: { every: "50.2 s" } },
      faults: { down: { fault: "pause", target: "c", at: "10.5 s", for: "60 s" } },
    });
    sim.advanceTo(99.5);
    expect(sim.summary().lost).toEqual({});
    expect(groupOf(sim).figures.counts.compacted).toBe(37);
    expect(completed(sim)).toBe(62);
    expect(sim.checkInvariants()).toEqual([]);
  });
});

describe("reading again", () => {
  it("F11: a rebuild reads all that is stored once more, and it is no first time", () => {
    const sim = stream({
      faults: { again: { fault: "rebuild", target: "c", at: "20.5 s" } },
    });
    sim.advanceTo(30.5);
    const { completed: count, duplicates } = sim.world.services.get("c")!.figures.counts;
    expect(count).toBe(50);
    expect(duplicates).toEqual({ replay: 20 });
    expect(sim.checkInvariants()).toEqual([]);
  });
});

describe("partitions that are added", () => {
  it("S17: are shared out, and keys move to them", () => {
    const sim = stream({
      stream: { partitions: 1, repartition: { at: "10.5 s", partitions: 3 } },
      consumer: { instances: 3 },
    });
    sim.advanceTo(10);
    expect(groupOf(sim).partitions.map(({ end }) => end)).toEqual([10]);
    sim.advanceTo(60.5);
    const ends = groupOf(sim).partitions.map(({ end }) => end);
    expect(ends.every((end) => end > 10)).toBe(true);
    expect(completed(sim)).toBe(60);
    const owners = groupOf(sim).partitions.map(({ seat }) => seat?.member.instance);
    expect(new Set(owners).size).toBe(3);
    expect(sim.checkInvariants()).toEqual([]);
  });
});

describe("a stream for retries", () => {
  it("S18: lets none overtake another by what a rounding makes of its time", () => {
    const sim = run({
      keys: { k: { values: { values: "uniform", count: 3 } } },
      messageTypes: { M: { kind: "event", key: "k", ordering: "per-key" } },
      nodes: {
        p: {
          kind: "producer",
          messages: { M: 1 },
          arrivals: { process: "poisson", rate: "100/s" },
        },
        s: { kind: "stream", delay: { distribution: "lognormal", mean: "500 ms", cv2: 2 } },
        c: { kind: "consumer", handlers: {} },
      },
      links: { in: line("publish", "p", "s"), out: line("subscribe", "s", "c") },
      scenario: { duration: "100 s" },
    });
    sim.advanceTo(100);
    const { completed, overtaken } = sim.world.services.get("c")!.figures.counts;
    expect(completed).toBeGreaterThan(9_000);
    expect(overtaken).toBe(0);
  });

  it("S18: holds each message back, and delays none before those in front of it", () => {
    const sim = stream({ stream: { delay: "10 s" } });
    sim.advanceTo(15.5);
    expect(completed(sim)).toBe(5);
    expect(sim.checkInvariants()).toEqual([]);
  });
});

describe("partitioners", () => {
  const ends = (partitioner: string, more: object = {}) => {
    const sim = run({
      nodes: {
        p: {
          kind: "producer",
          messages: { M: 1 },
          arrivals: { process: "burst", count: 400 },
        },
        s: { kind: "stream", partitions: 4, partitioner, ...more },
        c: { kind: "consumer", handlers: {} },
      },
      messageTypes: { M: { kind: "event", size: "1 KiB" } },
      links: { in: line("publish", "p", "s"), out: line("subscribe", "s", "c") },
      scenario: { duration: "1 s" },
    });
    sim.advanceTo(1);
    return groupOf(sim).partitions.map(({ end }) => end);
  };

  it("S1: sticky puts so many bytes into one partition before it takes another", () => {
    expect(ends("sticky").every((end) => end % 16 === 0)).toBe(true);
    expect(ends("sticky", { stickyBytes: "100 KiB" }).every((end) => end % 100 === 0)).toBe(true);
    expect(ends("round-robin")).toEqual([100, 100, 100, 100]);
  });
});

describe("a group that shares single messages (share group)", () => {
  it("S19: gives each message to anybody, counts deliveries, and gives it up at the limit", () => {
    const sim = run({
      nodes: {
        p: { kind: "producer", messages: { M: 1 }, arrivals: { process: "burst", count: 3 } },
        s: {
          kind: "stream",
          subscriptions: {
            c: {
              assign: { mode: "competing" },
              lease: { timeout: "30 s", onDisconnect: "until-timeout" },
              attempts: { limit: 5, counts: ["deliver"], onExceeded: "drop" },
            },
          },
        },
        c: { kind: "consumer", instances: 3, handlers: { M: [{ do: "work", time: "1 h" }] } },
      },
      links: { in: line("publish", "p", "s"), out: line("subscribe", "s", "c") },
      scenario: { duration: "200 s" },
    });
    sim.advanceTo(0.5);
    expect(sim.world.services.get("c")!.figures.counts.attempts).toBe(3);
    sim.advanceTo(200);
    expect(sim.world.feeds.get("s")![0]!.figures.counts.delivered).toBe(3);
  });
});
