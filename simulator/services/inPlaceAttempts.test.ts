import { describe, expect, it } from "vitest";
import { consumerOf, line, run } from "../experiment/testing.ts";
import { RewindableRun, Scenario } from "../index.ts";

describe("a retry in place whose lease has ended meanwhile", () => {
  it("H6: counts what it knows of, and nobody makes more attempts than he may", () => {
    const { system } = run({
      nodes: {
        p: { kind: "producer", messages: { M: 1 }, arrivals: { process: "burst", count: 1 } },
        q: { kind: "queue", lease: { timeout: "3.5 s" } },
        c: {
          kind: "consumer",
          instances: 2,
          retry: { attempts: 5, backoff: { kind: "fixed", delay: "1 s" }, mode: "in-place" },
          handlers: {
            M: [
              { do: "work", time: "1 s" },
              { do: "fail", with: "transient" },
            ],
          },
        },
      },
      links: { in: line("publish", "p", "q"), out: line("subscribe", "q", "c") },
    }).world;
    const sim = new RewindableRun({ system, scenario: Scenario.parse({ duration: "30 s" }) });
    sim.advanceTo(30);
    const attempts = (instance: number) =>
      sim
        .trace([0])[0]!
        .spans.filter(({ kind }) => kind === "handling")
        .filter((span) => span.instance === instance)
        .map(({ start, attempt }) => [start, attempt]);
    // The first begins at 0 and 2 s; its lease ends at 3.5 s, and the second goes on with attempt 3. The first does not
    // know of it, and begins its own third, whose failure has no consequence. When the second lease has ended too, the
    // fifth attempt is the last.
    expect(attempts(0)).toEqual([
      [0, 1],
      [2, 2],
      [4, 3],
      [7, 5],
    ]);
    expect(attempts(1)).toEqual([
      [3.5, 3],
      [5.5, 4],
      // Begun in ignorance too.
      [7.5, 5],
    ]);
  });
});

describe("a rebuild from a database", () => {
  const rebuilt = (from: string) => {
    const simulation = run({
      messageTypes: { M: { kind: "event" }, Told: { kind: "event" } },
      nodes: {
        p: { kind: "producer", messages: { M: 1 }, arrivals: { process: "burst", count: 10 } },
        q: { kind: "queue" },
        c: {
          kind: "consumer",
          handlers: { M: [{ do: "publish", message: "Told", to: "s", via: { outbox: "db" } }] },
        },
        db: { kind: "database", outbox: { relay: { by: "log-tailing", latency: "10 ms" } } },
        s: { kind: "stream", partitions: 1 },
        view: { kind: "consumer", handlers: { Told: [{ do: "work", time: "1 ms" }] } },
        other: { kind: "stream", partitions: 1 },
        also: {
          kind: "producer",
          messages: { Told: 1 },
          arrivals: { process: "burst", count: 5 },
        },
      },
      links: {
        in: line("publish", "p", "q"),
        take: line("subscribe", "q", "c"),
        write: line("write", "c", "db"),
        relay: line("publish", "db", "s"),
        read: line("subscribe", "s", "view"),
        beside: line("publish", "also", "other"),
        readAlso: line("subscribe", "other", "view"),
      },
      scenario: {
        duration: "1 min",
        faults: { again: { fault: "rebuild", target: "view", from, at: "30 s" } },
      },
    });
    simulation.advanceTo(Infinity);
    return consumerOf(simulation, "view").completed;
  };

  it("F11: reads again what the database has published", () => {
    expect(rebuilt("db")).toBe(15 + 10);
    expect(rebuilt("s")).toBe(15 + 10);
    expect(rebuilt("other")).toBe(15 + 5);
  });
});

describe("a trace of a request", () => {
  it("says that nobody tries it again", () => {
    const { system } = run({
      nodes: {
        p: { kind: "producer", messages: { M: 1 }, arrivals: { process: "burst", count: 1 } },
        e: {
          kind: "endpoint",
          handler: [
            { do: "work", time: "1 s" },
            { do: "fail", with: "permanent" },
          ],
        },
      },
      links: { asks: line("call", "p", "e") },
    }).world;
    const sim = new RewindableRun({ system, scenario: Scenario.parse({ duration: "30 s" }) });
    sim.advanceTo(30);
    const { spans } = sim.trace([0])[0]!;
    const marks = spans.flatMap((span) => span.marks.map(({ event, detail }) => [event, detail]));
    expect(marks).toContainEqual(["given-up", "failed"]);
    expect(spans.every(({ end }) => end !== undefined)).toBe(true);
  });
});
