import { describe, expect, it } from "vitest";
import type { Simulation } from "../index.ts";
import { expectMean } from "./expectMean.testing.ts";
import { line, run } from "./testing.ts";

interface Station {
  readonly rate: string;
  readonly duration: string;
  readonly seed: number;
  readonly steps: readonly object[];
  readonly queue?: object;
  readonly consumer?: object;
  readonly drain?: boolean;
}

/** A producer, a queue and a consumer, run to the end. */
function station({
  rate,
  duration,
  seed,
  steps,
  queue,
  consumer,
  drain = false,
}: Station): Simulation {
  const simulation = run({
    nodes: {
      p: { kind: "producer", messages: { M: 1 }, arrivals: { process: "poisson", rate } },
      q: { kind: "queue", ...queue },
      c: { kind: "consumer", handlers: { M: steps }, ...consumer },
    },
    links: { in: line("publish", "p", "q"), out: line("subscribe", "q", "c") },
    scenario: { duration, seed, drain },
  });
  simulation.advanceTo(Infinity);
  expect(simulation.checkInvariants()).toEqual([]);
  return simulation;
}

function consumerSummary(simulation: Simulation) {
  const node = simulation.summary().nodes.c;
  if (node?.kind !== "consumer") throw new Error("c is no consumer");
  return node;
}

function queueSummary(simulation: Simulation) {
  const node = simulation.summary().nodes.q;
  if (node?.kind !== "queue") throw new Error("q is no queue");
  return { ...node, ...node.subscriptions.q! };
}

const work = { do: "work", time: { distribution: "exponential", mean: "100 ms" } };

describe("path identities of a run that is empty at its end", () => {
  const simulation = station({
    rate: "30/s",
    duration: "100 s",
    seed: 1,
    steps: [work, { do: "fail", probability: 0.1 }],
    consumer: { instances: 2, concurrency: 2, prefetch: 5, retry: { attempts: 4 } },
    drain: true,
  });
  const consumer = consumerSummary(simulation);
  const queue = queueSummary(simulation);

  it("Little's law: the integral of the number in the system is the sum of the times in it", () => {
    const inSystem = queue.ready.mean + queue.delayed.mean + queue.inFlight.mean;
    const { count, mean } = consumer.responseTime;
    expect(count).toBe(queue.entered);
    expect((inSystem * simulation.now) / (count * mean)).toBeCloseTo(1, 9);
  });

  it("utilization law: busy slots are arrivals a second times work", () => {
    const free = station({
      rate: "30/s",
      duration: "100 s",
      seed: 2,
      steps: [work],
      consumer: { concurrency: 4 },
      drain: true,
    });
    const { utilization, serviceTime } = consumerSummary(free);
    expect((utilization * 4 * free.now) / (serviceTime.count * serviceTime.mean)).toBeCloseTo(1, 9);
  });
});

describe("closed forms", () => {
  it("a failure of probability p with n attempts: (1 − pⁿ)/(1 − p) attempts a message", () => {
    expectMean((1 - 0.4 ** 3) / (1 - 0.4), (seed) => {
      const { attempts } = consumerSummary(retried(seed));
      return attempts / queueSummary(retried(seed)).entered;
    });
  });

  it("… of which pⁿ are dead-lettered", () => {
    expectMean(0.4 ** 3, (seed) => {
      const { deadLettered, entered } = queueSummary(retried(seed));
      return (deadLettered.attempts ?? 0) / entered;
    });
  });

  it("Erlang's B formula: share refused by 3 slots without a queue at a load of 2", () => {
    // Kleinrock, Queueing Systems I (1975), section 3.6: (a³/3!) / (1 + a + a²/2! + a³/3!).
    expectMean(8 / 6 / (1 + 2 + 2 + 8 / 6), (seed) => {
      const queue = queueSummary(
        station({
          rate: "20/s",
          duration: "250 s",
          seed,
          steps: [work],
          consumer: { concurrency: 3 },
          queue: { capacity: { messages: 0, overflow: "reject" } },
        }),
      );
      return queue.refused / queue.published;
    });
  });
});

const byRetries = new Map<number, Simulation>();

/** About 3,000 messages whose handler fails with probability 0.4, three attempts. */
function retried(seed: number): Simulation {
  const known = byRetries.get(seed);
  if (known !== undefined) return known;
  const made = station({
    rate: "100/s",
    duration: "30 s",
    seed,
    steps: [
      { do: "work", time: "1 ms" },
      { do: "fail", probability: 0.4 },
    ],
    consumer: {
      retry: { attempts: 3, backoff: { kind: "exponential", first: "10 ms", jitter: "full" } },
    },
    drain: true,
  });
  byRetries.set(seed, made);
  return made;
}
