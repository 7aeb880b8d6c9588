import { describe, expect, it } from "vitest";
import { line, run } from "../experiment/testing.ts";

/** A handler that publishes into a queue with room for one message, which is read slowly. */
function narrow(consumer: object, count: number, faults: object) {
  const publish = { do: "publish", message: "Told", to: "out", count };
  const work = { do: "work", time: "1 s" };
  const simulation = run({
    messageTypes: { M: { kind: "event" }, Told: { kind: "event" } },
    nodes: {
      p: {
        kind: "producer",
        messages: { M: 1 },
        arrivals: { process: "constant", rate: "2/s" },
        limit: 6,
      },
      q: { kind: "queue" },
      c: { kind: "consumer", instances: 2, handlers: { M: [publish, work] }, ...consumer },
      out: { kind: "queue", capacity: { messages: 1, counted: "stored", overflow: "block" } },
      reader: { kind: "consumer", handlers: { Told: [{ do: "work", time: "700 ms" }] } },
    },
    links: {
      in: line("publish", "p", "q"),
      take: line("subscribe", "q", "c"),
      tell: line("publish", "c", "out"),
      read: line("subscribe", "out", "reader"),
    },
    scenario: { duration: "60 s", drain: true, faults },
  });
  while (!simulation.isDone && simulation.step()) expect(simulation.checkInvariants()).toEqual([]);
  const { nodes, lost } = simulation.summary();
  const { c, reader } = nodes;
  if (c?.kind !== "consumer" || reader?.kind !== "consumer") throw new Error("No consumers.");
  return {
    attempts: c.attempts,
    done: c.completed,
    failed: c.failed,
    read: reader.completed,
    lost,
  };
}

describe("C4: a handler that waits for room to publish", () => {
  it("goes on once, when all that it has sent is in", () => {
    const { attempts, done, read, lost } = narrow({}, 3, {});
    expect({ attempts, done, read, lost }).toEqual({ attempts: 6, done: 6, read: 18, lost: {} });
  });

  it("is gone with its instance, and what it has sent wakes nobody", () => {
    const crash = { fault: "crash", target: "c", instance: "all", at: "2.2 s", for: "300 ms" };
    const { attempts, done, read } = narrow({}, 3, { crash });
    expect(done).toBe(6);
    expect(attempts).toBe(8);
    expect(read).toBe(3 * attempts);
  });

  it("fails when its time is over, and what it has sent wakes nobody", () => {
    const retry = { attempts: 1 };
    const { attempts, done, failed, read } = narrow({ timeLimit: "1500 ms", retry }, 2, {});
    expect(attempts).toBe(6);
    expect(failed.timeout).toBeGreaterThan(0);
    expect(done + (failed.timeout ?? 0)).toBe(6);
    expect(read).toBe(12);
  });
});
