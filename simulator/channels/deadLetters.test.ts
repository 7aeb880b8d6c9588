import { describe, expect, it } from "vitest";
import type { Simulation } from "../experiment/Simulation.ts";
import { consumerOf, line, run } from "../experiment/testing.ts";

const FAILS = { kind: "consumer", retry: { attempts: 1 }, handlers: { M: [{ do: "fail" }] } };
const once = (nodes: object, links: object): Simulation =>
  run({
    nodes: {
      p: { kind: "producer", messages: { M: 1 }, arrivals: { process: "burst", count: 1 } },
      ...nodes,
    },
    links,
    scenario: { duration: "60 s" },
  });

describe("D16: a dead letter that keeps its clock", () => {
  const queue = { kind: "queue", deadLetter: { clock: "keeps" } };
  const slow = {
    ...FAILS,
    handlers: { M: [{ do: "work", time: "5 s" }, { do: "fail" }] },
  };

  it.each([
    ["keeps", 10],
    ["resets", 15],
  ])(
    "that %s it expires in a plain queue %i s after it has entered the first one",
    (clock, expires) => {
      const sim = once(
        {
          q: { ...queue, deadLetter: { clock } },
          dlq: { kind: "queue", expiry: { after: "10 s" } },
          c: slow,
        },
        {
          in: line("publish", "p", "q"),
          out: line("subscribe", "q", "c"),
          die: line("dead-letter", "q", "dlq"),
        },
      );
      sim.advanceTo(expires - 0.1);
      expect(sim.summary().lost).toEqual({});
      sim.advanceTo(expires + 0.1);
      expect(sim.summary().lost).toEqual({ expired: 1 });
      expect(sim.checkInvariants()).toEqual([]);
    },
  );

  it("has that of its own subscription, not of another one that has the message too", () => {
    const settings = { deadLetter: { clock: "keeps" } };
    const sim = once(
      {
        t: { kind: "topic", subscriptions: { a: settings, b: settings } },
        a: { kind: "queue" },
        b: { kind: "queue" },
        ca: slow,
        cb: { ...slow, handlers: { M: [{ do: "work", time: "5.5 s" }, { do: "fail" }] } },
      },
      {
        in: line("publish", "p", "t"),
        toA: line("subscribe", "t", "ca", { subscription: "a" }),
        toB: line("subscribe", "t", "cb", { subscription: "b" }),
        dieA: line("dead-letter", "t", "a", { subscription: "a", latency: "1 s" }),
        dieB: line("dead-letter", "t", "b", { subscription: "b", latency: "1 s" }),
      },
    );
    sim.advanceTo(20);
    const lag = (id: string) => sim.world.feeds.get(id)![0]!.lagSeconds;
    expect([lag("a"), lag("b")]).toEqual([20, 20]);
  });
});

describe("D12: how often a message has died", () => {
  it("counts its own way only, not that of others who were given the same message", () => {
    // Each of two queues of one topic sends what fails through a waiting room and takes it back, until it has died six times.
    const work = { kind: "queue" };
    const wait = { kind: "queue", expiry: { after: "1 s" }, deadLetter: { reasons: ["expired"] } };
    const consumer = {
      ...FAILS,
      handlers: {
        M: [
          {
            do: "branch",
            choices: [{ when: { deadLetteredAtLeast: 6 }, steps: [{ do: "ack" }] }],
            otherwise: [{ do: "fail", with: "permanent" }],
          },
        ],
      },
    };
    const sim = once(
      { t: { kind: "topic" }, a: work, b: work, wa: wait, wb: wait, ca: consumer, cb: consumer },
      {
        in: line("publish", "p", "t"),
        toA: line("bind", "t", "a"),
        toB: line("bind", "t", "b"),
        dieA: line("dead-letter", "a", "wa"),
        dieB: line("dead-letter", "b", "wb"),
        backA: line("dead-letter", "wa", "a"),
        backB: line("dead-letter", "wb", "b"),
        outA: line("subscribe", "a", "ca"),
        outB: line("subscribe", "b", "cb"),
      },
    );
    sim.advanceTo(60);
    // Three rounds die twice each; the fourth attempt acknowledges.
    expect([consumerOf(sim, "ca").attempts, consumerOf(sim, "cb").attempts]).toEqual([4, 4]);
    expect(sim.summary().lost).toEqual({});
    expect(sim.checkInvariants()).toEqual([]);
  });

  it.each([
    ["by the channel", "t"],
    ["by its consumer", "c"],
  ])("counts a message of a stream that was dead-lettered %s", (_, source) => {
    const looks = {
      kind: "consumer",
      handlers: {
        M: [
          {
            do: "branch",
            choices: [{ when: { deadLetteredAtLeast: 1 }, steps: [{ do: "ack" }] }],
            otherwise: [{ do: "fail", with: "permanent" }],
          },
        ],
      },
    };
    const sim = once(
      {
        t: { kind: "stream" },
        d: { kind: "queue" },
        c: FAILS,
        e: { ...looks, retry: { attempts: 1 } },
      },
      {
        in: line("publish", "p", "t"),
        out: line("subscribe", "t", "c"),
        die: line("dead-letter", source, "d"),
        look: line("subscribe", "d", "e"),
      },
    );
    sim.advanceTo(60);
    expect(consumerOf(sim, "e")).toMatchObject({ completed: 1, failed: {} });
    expect(sim.checkInvariants()).toEqual([]);
  });
});

describe("S5: what is read again", () => {
  it("begins with attempt 1, whatever was sent on of it since", () => {
    // Nothing is committed before the group is shared out anew: by then each message has been to the retry channel once.
    const sim = run({
      nodes: {
        p: { kind: "producer", messages: { M: 1 }, arrivals: { process: "burst", count: 5 } },
        t: { kind: "stream", partitions: 1 },
        again: { kind: "queue", delay: "20 s" },
        c: {
          ...FAILS,
          retry: { attempts: 2, mode: "retry-channel" },
          commit: { interval: "1 h", beforeLeaving: false },
        },
      },
      links: {
        in: line("publish", "p", "t"),
        out: line("subscribe", "t", "c"),
        retry: line("retry", "c", "again"),
        back: line("subscribe", "again", "c"),
      },
      scenario: {
        duration: "15 s",
        faults: { anew: { fault: "rebalance", target: "c", at: "10 s" } },
      },
    });
    sim.advanceTo(15);
    const { attempts, deadLettered, retried } = consumerOf(sim, "c");
    expect({ attempts, deadLettered, retried }).toEqual({
      attempts: 10,
      deadLettered: 0,
      retried: 10,
    });
  });
});
