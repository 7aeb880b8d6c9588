import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RewindableRun, Scenario, type Span, System, type Trace } from "../index.ts";
import { numbers } from "./random/numbers.testing.ts";
import { randomSystem } from "./random/randomSystem.ts";
import { type Draft, line, run } from "./testing.ts";

const example = JSON.parse(
  readFileSync(
    new URL("../../public/examples/order-processing.sluice.json", import.meta.url),
    "utf8",
  ),
);

/** A run of a draft, one fault or none, in which one can go back. */
function rewindable(draft: Draft): RewindableRun {
  const { system } = run(draft).world;
  return new RewindableRun({ system, scenario: Scenario.parse(draft.scenario ?? {}) });
}

const line1 = { in: line("publish", "p", "q"), out: line("subscribe", "q", "c") };
const oneMessage = {
  kind: "producer",
  messages: { M: 1 },
  arrivals: { process: "burst", at: "1 s", count: 1 },
};

/** A span in a few words. */
const words = (span: Span) =>
  [span.kind, span.node, span.attempt, span.start, span.end, span.outcome, span.cause]
    .filter((part) => part !== undefined && part !== "")
    .join(" ");

describe("a trace", () => {
  it("tells the life of a message from link to line to handler", () => {
    const sim = rewindable({
      nodes: {
        p: oneMessage,
        q: { kind: "queue", latency: "1 s" },
        c: { kind: "consumer", handlers: { M: [{ do: "work", time: "4 s" }] } },
      },
      links: line1,
    });
    sim.advanceTo(10);
    const [trace] = sim.trace([0]);
    expect(trace!.spans.map(words)).toEqual([
      "link p 1 2 entered",
      "wait q 2 2 delivered",
      "buffer c 1 2 2 started",
      "handling c 1 2 6 completed",
    ]);
  });

  it("tells why a message was handled twice: delivered, at work, lease over, delivered again", () => {
    const sim = rewindable({
      nodes: {
        p: oneMessage,
        q: { kind: "queue", lease: { timeout: "2 s" } },
        c: {
          kind: "consumer",
          instances: 2,
          handlers: { M: [{ do: "work", time: "3 s", effect: "charge" }] },
        },
      },
      links: line1,
    });
    sim.advanceTo(20);
    const found = sim.simulation.summary().exemplars;
    expect(found).toContainEqual({
      trouble: "effect-repeated",
      cause: "lease-expired",
      effect: "charge",
      node: "c",
      count: expect.any(Number),
      roots: [0],
    });
    const [trace] = sim.trace(found[0]!.roots);
    const handlings = trace!.spans.filter((span) => span.kind === "handling");
    expect(handlings.slice(0, 2).map(words)).toEqual([
      "handling c 1 1 4 completed",
      "handling c 2 3 6 completed",
    ]);
    expect(handlings[0]!.marks.map(({ time, event, detail }) => [time, event, detail])).toEqual(
      expect.arrayContaining([
        [3, "taken-back", "lease-expired"],
        [4, "effect", "charge"],
      ]),
    );
  });

  it("hangs what a handler publishes and calls below that handling", () => {
    const sim = rewindable({
      nodes: {
        p: oneMessage,
        q: { kind: "queue" },
        q2: { kind: "queue" },
        d: { kind: "dependency", latency: "1 s" },
        c: {
          kind: "consumer",
          handlers: {
            M: [
              { do: "call", to: "d" },
              { do: "publish", message: "M", to: "q2" },
            ],
          },
        },
        c2: { kind: "consumer", handlers: { M: [{ do: "fail", with: "permanent" }] } },
      },
      links: {
        ...line1,
        ask: line("call", "c", "d"),
        more: line("publish", "c", "q2"),
        out2: line("subscribe", "q2", "c2"),
      },
    });
    sim.advanceTo(10);
    const [trace] = sim.trace([0]);
    const { spans } = trace!;
    const handling = spans.findIndex((span) => span.kind === "handling");
    const call = spans.find((span) => span.kind === "call")!;
    expect([call.node, call.start, call.end, call.parent]).toEqual(["d", 1, 2, handling]);
    const child = spans.filter((span) => span.message === 1);
    expect(new Set(child.map((span) => span.parent))).toEqual(new Set([handling]));
    expect(child.map((span) => span.kind)).toEqual(["link", "wait", "buffer", "handling"]);
    expect(child[3]).toMatchObject({ node: "c2", outcome: "failed", cause: "permanent" });
  });

  it("of whoever was charged twice in the order example shows two charges, and leaves the run alone", () => {
    const input = {
      system: System.parse(example.system),
      scenario: Scenario.parse({ ...example.scenarios["bad-afternoon"], duration: "60 s" }),
    };
    const straight = new RewindableRun(input);
    straight.advanceTo(Infinity);
    const traced = new RewindableRun(input);
    traced.advanceTo(45);
    const twice = traced.simulation
      .summary()
      .exemplars.filter(({ trouble }) => trouble === "effect-repeated");
    expect(twice.length).toBeGreaterThan(0);
    const roots = [...new Set(twice.flatMap((exemplar) => exemplar.roots))];
    const before = traced.simulation.digest;
    const traces = traced.trace(roots);
    expect(traced.simulation.digest).toBe(before);
    expect(traces.map((trace) => trace.root)).toEqual([...roots].sort((a, b) => a - b));
    for (const trace of traces) expect(mostRepeated(trace)).toBeGreaterThan(1);
    traced.advanceTo(Infinity);
    expect(traced.simulation.digest).toBe(straight.simulation.digest);
    expect(traced.simulation.summary()).toEqual(straight.simulation.summary());
  }, 60_000);

  it("of any message of any random system begins with its root, in order of time, each span within the run", () => {
    fc.assert(
      fc.property(numbers, fc.nat(), (list, pick) => {
        const text = randomSystem(list);
        const random = new RewindableRun({
          system: System.parse(text.system),
          scenario: Scenario.parse(text.scenario),
        });
        random.advanceTo(Infinity, { maxEvents: 20_000 });
        const { digest, now, world } = random.simulation;
        const count = world.context.messages.createdCount;
        if (count === 0) return;
        const root = random.rootsOf([pick % count]).get(pick % count);
        if (root === undefined) return;
        const [trace] = random.trace([root]);
        expect(trace!.root).toBe(root);
        for (const span of trace!.spans) {
          expect(span.start).toBeGreaterThanOrEqual(trace!.start);
          expect(span.end ?? now).toBeGreaterThanOrEqual(span.start);
          expect(span.end ?? now).toBeLessThanOrEqual(now);
          expect(span.node).not.toBe("");
          expect(span.parent).toBeLessThan(trace!.spans.length);
        }
        expect(random.simulation.digest).toBe(digest);
      }),
      { numRuns: 150, seed: 5 },
    );
  }, 120_000);
});

/** How often the most frequent effect of a trace happened. */
function mostRepeated(trace: Trace): number {
  const counts = new Map<string, number>();
  for (const { event, detail } of trace.spans.flatMap((span) => span.marks))
    if (event === "effect") counts.set(detail, (counts.get(detail) ?? 0) + 1);
  return Math.max(0, ...counts.values());
}
