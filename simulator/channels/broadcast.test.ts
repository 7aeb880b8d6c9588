import { describe, expect, it } from "vitest";
import type { Simulation } from "../experiment/Simulation.ts";
import { consumerOf, line, run } from "../experiment/testing.ts";
import { NODE_COLUMN, NODE_COLUMNS } from "../measure/frame.ts";

interface Heard {
  readonly kind: "topic" | "stream";
  readonly cursor?: object;
  readonly consumer?: object;
  readonly stream?: object;
  readonly faults?: object;
}

/** One message a second, number n at n s, of one key, that each of three instances is to hear of. */
function broadcast({
  kind,
  cursor = {},
  consumer = {},
  stream = {},
  faults = {},
}: Heard): Simulation {
  return run({
    keys: { k: { values: { values: "uniform", count: 1 } } },
    messageTypes: { M: { kind: "event", key: "k", ordering: "per-key", size: "0 B" } },
    nodes: {
      p: {
        kind: "producer",
        messages: { M: 1 },
        arrivals: { process: "constant", rate: "1/s" },
      },
      s: { kind, ...stream, subscriptions: { g: { assign: { mode: "broadcast" }, cursor } } },
      c: {
        kind: "consumer",
        instances: 3,
        handlers: { M: [{ do: "work", time: "1 ms" }] },
        ...consumer,
      },
      dead: { kind: "queue" },
    },
    links: {
      in: line("publish", "p", "s"),
      out: line("subscribe", "s", "c", { subscription: "g" }),
      die: line("dead-letter", "s", "dead", { subscription: "g" }),
    },
    scenario: { duration: "40.5 s", faults },
  });
}

const end = (sim: Simulation) => {
  sim.advanceTo(40.5);
  expect(sim.checkInvariants()).toEqual([]);
  const { completed, duplicates, overtaken } = consumerOf(sim, "c");
  return { completed, duplicates, overtaken };
};
const KINDS = ["topic", "stream"] as const;

describe.each(KINDS)("a subscription of a %s that broadcasts", (kind) => {
  it("D32: each instance handles each message once, and nothing is a duplicate", () => {
    const sim = broadcast({ kind });
    expect(end(sim)).toEqual({ completed: 120, duplicates: {}, overtaken: 0 });
    expect(sim.world.feeds.get("s")!.map(({ id }) => id)).toEqual([
      "s/g#c.0",
      "s/g#c.1",
      "s/g#c.2",
    ]);
  });

  it("D32: an instance that was down finds its own copy as it left it, unless it is ephemeral", () => {
    const crash = { fault: "crash", target: "c", instance: 1, at: "10.5 s", for: "10 s" };
    expect(end(broadcast({ kind, faults: { crash } })).completed).toBe(120);
    const ephemeral = broadcast({ kind, cursor: { idleExpiry: "0 s" }, faults: { crash } });
    expect(end(ephemeral)).toEqual({ completed: 110, duplicates: {}, overtaken: 0 });
    expect(ephemeral.summary().lost).toEqual({});
  });

  it("D32: who is slow is late for himself, and overtakes nobody", () => {
    const slow = { fault: "pause", target: "c", instance: 0, at: "5.5 s", for: "10 s" };
    expect(end(broadcast({ kind, faults: { slow } }))).toEqual({
      completed: 120,
      duplicates: {},
      overtaken: 0,
    });
  });

  it("D32: who comes gets what comes, and who goes for good takes its copy along", () => {
    const faults = {
      more: { fault: "scale", target: "c", instances: 5, at: "10.5 s" },
      fewer: { fault: "scale", target: "c", instances: 1, at: "20.5 s" },
    };
    const sim = broadcast({ kind, faults });
    expect(end(sim).completed).toBe(3 * 10 + 5 * 10 + 20);
    expect(sim.summary().lost).toEqual({});
    const present = sim.world.feeds.get("s")!.map(({ depth }) => depth);
    expect(present).toEqual([0, 0, 0, 0, 0]);
  });

  it("D32: a frame counts the copies of those who came in mid-run", () => {
    // Each message takes three seconds where one comes every second, and nobody is given two: each copy grows.
    const faults = { more: { fault: "scale", target: "c", instances: 4, at: "0.5 s" } };
    const handlers = { M: [{ do: "work", time: "3 s" }] };
    const sim = broadcast({ kind, consumer: { handlers, concurrency: 1, prefetch: 1 }, faults });
    sim.frame();
    sim.advanceTo(20.5);
    const { nodes } = sim.frame();
    const waiting = (node: string) =>
      nodes[sim.world.nodeIds.indexOf(node) * NODE_COLUMNS + NODE_COLUMN.ready];
    const depths = sim.world.feeds.get("s")!.map(({ depth }) => depth);
    expect(depths.every((depth) => depth > 5)).toBe(true);
    expect(depths).toHaveLength(4);
    expect([waiting("c"), waiting("s")]).toEqual(
      new Array(2).fill(depths.reduce((sum, depth) => sum + depth, 0)),
    );
  });

  it.runIf(kind === "stream")("S17, D32: a copy that comes later has all partitions", () => {
    const more = { fault: "scale", target: "c", instances: 4, at: "20.5 s" };
    const repartition = { at: "10.5 s", partitions: 7 };
    const stream = { partitioner: "round-robin", repartition };
    const sim = broadcast({ kind, stream, faults: { more } });
    expect(end(sim).completed).toBe(3 * 40 + 20);
  });

  it("D32: each copy is given up by itself", () => {
    const handlers = { M: [{ do: "fail", with: "permanent" }] };
    const sim = broadcast({ kind, consumer: { handlers } });
    sim.advanceTo(40.5);
    expect(sim.summary().deadLettered).toBe(120);
  });
});
