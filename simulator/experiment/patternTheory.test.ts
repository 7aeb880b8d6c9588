import { describe, expect, it } from "vitest";
import type { Simulation } from "../index.ts";
import { fourSteps, type StepName } from "../services/fourSteps.testing.ts";
import { expectMean } from "./expectMean.testing.ts";
import { line, run } from "./testing.ts";

function toTheEnd(simulation: Simulation) {
  simulation.advanceTo(Infinity);
  expect(simulation.checkInvariants()).toEqual([]);
  return simulation.summary();
}

/** Seconds between the two writes, and mean seconds from one crash to the next. */
const WINDOW = 0.05;
const BETWEEN_CRASHES = 1;

const write = { do: "write", to: "orders", key: "order", effect: "written" };
const gap = { do: "work", time: "50 ms" };
const publish = { do: "publish", message: "Placed" };

/** Requests to an endpoint that writes and publishes, one after the other, and crashes now and then. */
function dualWrite(steps: readonly object[], seed: number) {
  const { effects } = toTheEnd(
    run({
      keys: { order: { values: { values: "unique" } } },
      messageTypes: { Place: { kind: "command", key: "order" }, Placed: { kind: "event" } },
      nodes: {
        shop: {
          kind: "producer",
          messages: { Place: 1 },
          arrivals: { process: "poisson", rate: "20/s" },
          call: { timeout: "1 s" },
        },
        api: { kind: "endpoint", concurrency: "unlimited", handler: [...steps, { do: "reply" }] },
        orders: { kind: "database", readLatency: "0 s", writeLatency: "0 s" },
        placed: { kind: "queue" },
        mail: {
          kind: "consumer",
          concurrency: "unlimited",
          handlers: { Placed: [{ do: "work", time: "0 s", effect: "told" }] },
        },
      },
      links: {
        ask: line("call", "shop", "api"),
        write: line("write", "api", "orders"),
        out: line("publish", "api", "placed"),
        in: line("subscribe", "placed", "mail"),
      },
      scenario: {
        duration: "500 s",
        drain: true,
        seed,
        faults: {
          crash: {
            fault: "crash",
            target: "api",
            mttf: { distribution: "exponential", mean: `${BETWEEN_CRASHES} s` },
            mttr: "10 ms",
          },
        },
      },
    }),
  );
  return { written: effects.written!.happened, told: effects.told!.happened };
}

describe("two writes that are not one", () => {
  // Crashes have no memory: whatever has happened, the next one comes within w seconds with probability 1 − exp(−w/m).
  // That is the share of the requests whose first write is done and whose second one is not.
  const between = 1 - Math.exp(-WINDOW / BETWEEN_CRASHES);

  it("written, then published: the share of orders that nobody hears of", () => {
    expectMean(between, (seed) => {
      const { written, told } = dualWrite([write, gap, publish], seed);
      return 1 - told / written;
    });
  });

  it("published, then written: the share of orders that are told and do not exist", () => {
    expectMean(between, (seed) => {
      const { written, told } = dualWrite([publish, gap, write], seed);
      return 1 - written / told;
    });
  });
});

/** Acks that are lost, and the wait until a message that was not acknowledged comes again. */
const LOST_ACKS = 0.2;

/** Messages whose acks are lost by chance, with or without a record of what has been done. */
function lostAcks(seed: number, deduplication: object | undefined) {
  const { effects, redelivered } = toTheEnd(
    run({
      nodes: {
        p: {
          kind: "producer",
          messages: { M: 1 },
          arrivals: { process: "poisson", rate: "50/s" },
          limit: 4000,
        },
        q: { kind: "queue", lease: { timeout: "1 s" } },
        c: {
          kind: "consumer",
          concurrency: "unlimited",
          prefetch: "unlimited",
          handlers: { M: [{ do: "work", time: "1 ms", effect: "done" }] },
          ...(deduplication && { deduplication }),
        },
        records: { kind: "database", readLatency: "0 s", writeLatency: "0 s" },
      },
      links: {
        in: line("publish", "p", "q"),
        out: line("subscribe", "q", "c"),
        read: line("read", "c", "records"),
        record: line("write", "c", "records"),
      },
      scenario: {
        duration: "200 s",
        drain: true,
        seed,
        faults: {
          loss: { fault: "loss", link: "out", of: "ack", probability: LOST_ACKS, at: "0 s" },
        },
      },
    }),
  );
  return { done: effects.done!.happened, again: redelivered.total, messages: 4000 };
}

describe("acks that are lost with probability q", () => {
  // Each delivery is the last one with probability 1 − q: 1/(1 − q) deliveries a message, of which all but one are
  // duplicates.
  const duplicates = LOST_ACKS / (1 - LOST_ACKS);

  it("without deduplication: q/(1 − q) duplicates are processed for each message", () => {
    expectMean(duplicates, (seed) => {
      const { done, messages } = lostAcks(seed, undefined);
      return done / messages - 1;
    });
  });

  it("with deduplication they come all the same, and none is processed", () => {
    expectMean(duplicates, (seed) => {
      const { done, again, messages } = lostAcks(seed, { store: { database: "records" } });
      expect(done).toBe(messages);
      return again / messages;
    });
  });
});

describe("a synchronous chain", () => {
  it("is as available as all of its services together: the product of their availabilities", () => {
    const failing = { a: 0.05, b: 0.1, c: 0.02 };
    const calls = Object.keys(failing).map((to) => ({ do: "call", to, timeout: "1 s" }));
    expectMean((1 - 0.05) * (1 - 0.1) * (1 - 0.02), (seed) => {
      const { nodes } = toTheEnd(
        run({
          messageTypes: { Ask: { kind: "command" } },
          nodes: {
            users: {
              kind: "producer",
              messages: { Ask: 1 },
              arrivals: { process: "constant", rate: "50/s" },
              limit: 2000,
              call: { timeout: "5 s" },
            },
            api: {
              kind: "endpoint",
              concurrency: "unlimited",
              handler: [...calls, { do: "reply" }],
            },
            ...Object.fromEntries(
              Object.entries(failing).map(([id, errorRate]) => [
                id,
                { kind: "dependency", latency: "10 ms", errorRate },
              ]),
            ),
          },
          links: {
            ask: line("call", "users", "api"),
            ...Object.fromEntries(Object.keys(failing).map((id) => [id, line("call", "api", id)])),
          },
          scenario: { duration: "60 s", drain: true, seed },
        }),
      );
      const { users } = nodes;
      if (users?.kind !== "producer") throw new Error("users is no producer");
      return users.users!.availability!;
    });
  });
});

describe("a dependency that is asked again", () => {
  it("an error of probability p with n attempts: (1 − pⁿ)/(1 − p) calls, of which the last fails with pⁿ", () => {
    const p = 0.4;
    const attempts = 3;
    const failed: number[] = [];
    expectMean((1 - p * p * p) / (1 - p), (seed) => {
      const { nodes } = toTheEnd(
        run({
          nodes: {
            p: {
              kind: "producer",
              messages: { M: 1 },
              arrivals: { process: "constant", rate: "100/s" },
              limit: 3000,
            },
            q: { kind: "queue" },
            c: {
              kind: "consumer",
              concurrency: "unlimited",
              prefetch: "unlimited",
              handlers: { M: [{ do: "call", to: "d", attempts }] },
              retry: { attempts: 1 },
            },
            d: { kind: "dependency", latency: "5 ms", errorRate: p },
          },
          links: {
            in: line("publish", "p", "q"),
            out: line("subscribe", "q", "c"),
            ask: line("call", "c", "d"),
          },
          scenario: { duration: "60 s", drain: true, seed },
        }),
      );
      const { c, d } = nodes;
      if (c?.kind !== "consumer" || d?.kind !== "dependency") throw new Error("c calls d");
      failed.push(c.deadLettered / 3000);
      return d.calls / 3000;
    });
    expectMean(p * p * p, (seed) => failed[seed - 1]!);
  });
});

describe("a saga of four steps, each of which is refused with probability p", () => {
  // It ends at the step k = 0 … 3 that is refused first, with probability p(1 − p)ᵏ, and takes back the k before it.
  const p = 0.2;
  const stands = 1 - p;
  const compensations = p * (stands + 2 * stands * stands + 3 * stands * stands * stands);

  it("completes with (1 − p)⁴, and takes back Σ k p (1 − p)ᵏ steps in the mean", () => {
    const takenBack: number[] = [];
    expectMean(stands * stands * stands * stands, (seed) => {
      const { started, completed, compensations } = toTheEnd(refused(p, seed)).sagas.coordinator!;
      takenBack.push(compensations.mean);
      expect([started, compensations.count]).toEqual([600, 600]);
      return completed / started;
    });
    expectMean(compensations, (seed) => takenBack[seed - 1]!);
  });
});

/** 600 instances of such a saga, led by a coordinator that hears of its steps by messages. */
function refused(probability: number, seed: number): Simulation {
  const answer = (step: StepName, how: string) => ({ do: "reply", message: `${step}${how}` });
  return run({
    ...fourSteps({
      arrivals: { process: "constant", rate: "20/s" },
      limit: 600,
      carryOut: (step) => [
        {
          do: "branch",
          choices: [{ when: { probability }, steps: [answer(step, "Refused")] }],
          otherwise: [answer(step, "Done")],
        },
      ],
    }),
    scenario: { duration: "60 s", drain: true, seed },
  });
}
