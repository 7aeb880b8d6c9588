import { describe, expect, it } from "vitest";
import { line, run } from "../experiment/testing.ts";

interface Parts {
  readonly publish?: object;
  readonly after?: readonly object[];
  readonly publisher?: object;
  readonly consumer?: object;
  readonly queue?: object;
  readonly nodes?: object;
  readonly link?: object;
  readonly count?: number;
  readonly type?: object;
  readonly faults?: object;
  readonly standby?: object;
}

/** Three messages a second apart, of each of which a handler tells a queue, and waits until it knows. */
function telling(parts: Parts) {
  const { publish, after = [], publisher = {}, consumer, queue, nodes, link, faults = {} } = parts;
  const tell = { do: "publish", message: "Told", effect: "told", onFailure: "fail", ...publish };
  const simulation = run({
    messageTypes: {
      M: { kind: "event", size: "100 B" },
      Told: { kind: "event", size: "100 B", ...parts.type },
    },
    nodes: {
      p: {
        kind: "producer",
        messages: { M: 1 },
        arrivals: { process: "constant", rate: "1/s" },
        limit: parts.count ?? 3,
      },
      q: { kind: "queue" },
      c: { kind: "consumer", publisher, handlers: { M: [tell, ...after] }, ...consumer },
      out: { kind: "queue", ...queue },
      dead: { kind: "queue" },
      ...nodes,
    },
    links: {
      in: line("publish", "p", "q"),
      take: line("subscribe", "q", "c"),
      tell: line("publish", "c", "out", link),
      die: line("dead-letter", "q", "dead"),
      ...(parts.standby && { standby: parts.standby }),
    },
    scenario: { duration: "60 s", drain: true, seed: 1, faults },
  });
  while (!simulation.isDone && simulation.step()) expect(simulation.checkInvariants()).toEqual([]);
  const { nodes: summaries, effects } = simulation.summary();
  const { c, out, dead } = summaries;
  if (c?.kind !== "consumer" || out?.kind !== "queue" || dead?.kind !== "queue")
    throw new Error("No such nodes.");
  return {
    attempts: c.attempts,
    completed: c.completed,
    failed: c.failed.transient ?? 0,
    refused: out.refused,
    lost: simulation.summary().lost,
    in: out.published - out.refused,
    dead: dead.published,
    told: effects.told?.happened ?? 0,
    time: c.responseTime.mean ?? 0,
  };
}

const FULL = { capacity: { messages: 1, overflow: "reject" } };
const THRICE = { retry: { attempts: 3, backoff: { kind: "fixed", delay: "100 ms" } } };

describe("P14: a publish step that heeds its failure", () => {
  it("holds its slot until the confirm is there", () => {
    const far = {
      link: { latency: "200 ms" },
      nodes: { b: { kind: "broker", confirmLatency: "100 ms" } },
    };
    const waits = telling({ ...far, queue: { broker: "b" } });
    expect(waits).toMatchObject({ completed: 3, in: 3, told: 3 });
    expect(waits.time).toBeCloseTo(0.5, 3);
    const goesOn = telling({ ...far, queue: { broker: "b" }, publish: { onFailure: undefined } });
    expect(goesOn.time).toBeCloseTo(0, 3);
  });

  it.each([
    ["at once", {}],
    ["over a link that takes time", { link: { latency: "50 ms" } }],
  ])("fails when it is refused %s, and is tried again: nothing is lost that way", (_, way) => {
    const result = telling({ ...way, queue: FULL, consumer: THRICE });
    expect(result).toEqual({
      ...result,
      attempts: 1 + 3 + 3,
      completed: 1,
      failed: 6,
      refused: 6,
      in: 1,
      told: 1,
      dead: 2,
      lost: {},
    });
  });

  const exponential = { distribution: "exponential", mean: "300 ms" };
  it.each([
    ["over a link whose crossings differ", { link: { latency: exponential }, count: 20 }, {}],
    [
      "over a link that has become slow",
      { link: { latency: "10 ms" } },
      { slow: { fault: "latency", link: "tell", add: exponential, at: "0 s" } },
    ],
    [
      "over a link that is cut meanwhile",
      {},
      { cut: { fault: "cut-off", target: { link: "tell" }, at: "0 s", for: "20 s" } },
    ],
    [
      "by who stands in",
      {
        nodes: { b: { kind: "broker" }, far: { kind: "queue", ...FULL } },
        queue: { broker: "b" },
        publish: { to: "out" },
        standby: { kind: "publish", source: "c", target: "far", standby: true, latency: "50 ms" },
      },
      { o: { fault: "outage", target: "b", publishes: "error", at: "0 s" } },
    ],
  ])("knows of each message whether it was taken, %s", (_, parts, faults) => {
    const result = telling({ queue: FULL, consumer: { retry: { attempts: 1 } }, faults, ...parts });
    const count = ("count" in parts ? parts.count : undefined) ?? 3;
    expect(result).toMatchObject({ completed: 1, told: 1, failed: count - 1, lost: {} });
  });

  it("goes on when a later confirm comes, over a link that takes time as well", () => {
    const faults = {
      l: { fault: "loss", link: "tell", of: "confirm", probability: 1, at: "0 s", for: "3.5 s" },
    };
    const publisher = { retryAfter: "300 ms", attempts: 30 };
    const result = telling({ faults, publisher, link: { latency: "10 ms" } });
    expect(result).toMatchObject({ completed: 3, failed: 0, told: 3, lost: {} });
  });

  it.each([
    ["what it sends", "publish", 0],
    ["what comes back", "confirm", 3],
  ])("fails at once when %s is lost and nobody would try again", (_, of, taken) => {
    const faults = { l: { fault: "loss", link: "tell", of, probability: 1, at: "0 s" } };
    const result = telling({ faults, consumer: { retry: { attempts: 1 } } });
    expect(result).toMatchObject({ completed: 0, failed: 3, told: 0, in: taken, lost: {} });
  });

  it("without it the handler goes on, and what is refused is lost", () => {
    const result = telling({ queue: FULL, publish: { onFailure: undefined } });
    expect(result).toMatchObject({
      completed: 3,
      dead: 0,
      told: 3,
      lost: { "rejected-when-full": 2 },
    });
  });

  it("goes on to a branch that looks at the outcome, without the step's effect", () => {
    const choices = [{ when: { outcome: "refused" }, steps: [{ do: "work", time: "1 s" }] }];
    const result = telling({
      queue: FULL,
      publish: { onFailure: "continue" },
      after: [{ do: "branch", choices }],
    });
    expect(result).toMatchObject({ completed: 3, told: 1, lost: { "rejected-when-full": 2 } });
    expect(result.time).toBeGreaterThan(0.6);
  });

  it.each([
    ["and goes on when that succeeds", "1.1 s", { attempts: 3, completed: 3, dead: 0 }],
    ["and fails when that gives up", "30 s", { attempts: 9, completed: 0, dead: 3 }],
  ])("waits while its publisher tries again, %s", (_, lasts, expected) => {
    const faults = {
      l: { fault: "loss", link: "tell", of: "publish", probability: 1, at: "0 s", for: lasts },
    };
    const publisher = { retryAfter: "200 ms", attempts: 3 };
    const result = telling({ publisher, faults, consumer: THRICE });
    expect(result).toMatchObject({ ...expected, lost: {}, told: expected.completed });
    expect(result.in).toBe(expected.completed);
  });

  it("waits in the client's buffer, and fails when it is held there for too long", () => {
    const publisher = {
      inFlight: 1,
      buffer: { messages: 0, blockFor: "300 ms" },
    };
    const slow = {
      nodes: { b: { kind: "broker", confirmLatency: "2 s" } },
      queue: { broker: "b" },
    };
    const result = telling({
      ...slow,
      publisher,
      publish: { count: 2 },
      consumer: { retry: { attempts: 1 } },
      count: 1,
    });
    expect(result).toMatchObject({ completed: 0, failed: 1, in: 1, dead: 1, lost: {}, told: 0 });
  });

  it("waits for its batch to go", () => {
    const publisher = { batching: { size: 10, linger: "400 ms" } };
    const result = telling({ publisher });
    expect(result).toMatchObject({ completed: 3, in: 3 });
    expect(result.time).toBeCloseTo(0.4, 3);
  });

  it.each(["0 s", "50 ms"])(
    "waits for room where the channel lets it wait in front, %s away",
    (latency) => {
      const nodes = { r: { kind: "consumer", handlers: { Told: [{ do: "work", time: "3 s" }] } } };
      const block = { capacity: { messages: 1, counted: "stored", overflow: "block" } };
      const simulation = run({
        messageTypes: { M: { kind: "event" }, Told: { kind: "event" } },
        nodes: {
          p: {
            kind: "producer",
            messages: { M: 1 },
            arrivals: { process: "constant", rate: "1/s" },
            limit: 2,
          },
          q: { kind: "queue" },
          c: {
            kind: "consumer",
            handlers: { M: [{ do: "publish", message: "Told", onFailure: "fail" }] },
          },
          out: { kind: "queue", ...block },
          ...nodes,
        },
        links: {
          in: line("publish", "p", "q"),
          take: line("subscribe", "q", "c"),
          tell: line("publish", "c", "out", { latency }),
          read: line("subscribe", "out", "r"),
        },
        scenario: { duration: "60 s", drain: true },
      });
      simulation.advanceTo(3.9);
      expect(simulation.summary().nodes.c).toMatchObject({ attempts: 2, completed: 1 });
      simulation.advanceTo(4.2);
      expect(simulation.summary().nodes.c).toMatchObject({ attempts: 2, completed: 2 });
    },
  );

  it("is forgotten when its instance crashes: what it has sent wakes nobody", () => {
    const faults = { x: { fault: "crash", target: "c", at: "1.1 s", for: "500 ms" } };
    const slow = {
      nodes: { b: { kind: "broker", confirmLatency: "1 s" } },
      queue: { broker: "b" },
    };
    const result = telling({ ...slow, faults });
    expect(result).toMatchObject({ attempts: 4, completed: 3, in: 4, told: 3, lost: {} });
  });

  it("stands still with its process, and goes on afterwards", () => {
    const faults = { x: { fault: "pause", target: "c", at: "1.05 s", for: "5 s" } };
    const slow = {
      nodes: { b: { kind: "broker", confirmLatency: "100 ms" } },
      queue: { broker: "b" },
    };
    const result = telling({ ...slow, faults, count: 1 });
    expect(result).toMatchObject({ completed: 1, told: 1 });
    expect(result.time).toBeCloseTo(5.05, 3);
  });

  it("waits for nothing where nobody confirms", () => {
    const result = telling({ queue: FULL, publisher: { confirm: "none" } });
    expect(result).toMatchObject({ completed: 3, failed: 0, told: 3, refused: 2 });
  });
});

describe("a branch that looks at an outcome", () => {
  it("sees that of its own handler only, not of one that was there before", () => {
    const call = { do: "call", to: "shop", onFailure: "continue" };
    const simulation = run({
      messageTypes: { A: { kind: "event" }, B: { kind: "event" } },
      nodes: {
        p: { kind: "producer", messages: { A: 1 }, arrivals: { process: "times", at: ["1 s"] } },
        r: { kind: "producer", messages: { B: 1 }, arrivals: { process: "times", at: ["2 s"] } },
        q: { kind: "queue" },
        shop: { kind: "dependency", errorRate: 1 },
        c: {
          kind: "consumer",
          handlers: {
            A: [call],
            B: [
              {
                do: "branch",
                choices: [
                  {
                    when: { outcome: "failed" },
                    steps: [{ do: "work", time: "1 s", effect: "wrong" }],
                  },
                ],
              },
            ],
          },
        },
      },
      links: {
        a: line("publish", "p", "q"),
        b: line("publish", "r", "q"),
        take: line("subscribe", "q", "c"),
        ask: line("call", "c", "shop"),
      },
      scenario: { duration: "10 s" },
    });
    simulation.advanceTo(Infinity);
    expect(simulation.summary().nodes.c).toMatchObject({ completed: 2 });
    expect(simulation.summary().effects.wrong?.happened ?? 0).toBe(0);
  });
});
