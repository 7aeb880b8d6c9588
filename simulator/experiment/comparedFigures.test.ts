import { describe, expect, it } from "vitest";
import type { SystemText } from "../model/index.ts";
import { figuresOf } from "./comparedFigures.ts";
import { line, run } from "./testing.ts";

/** A message a second, and 0.4 s of work for each: 0.4 messages are unsettled on average. */
function figures(channel: object, consumer: object) {
  const nodes = {
    p: { kind: "producer", messages: { M: 1 }, arrivals: { process: "constant", rate: "1/s" } },
    q: channel,
    c: { kind: "consumer", handlers: { M: [{ do: "work", time: "400 ms" }] }, ...consumer },
  };
  const links = { in: line("publish", "p", "q"), out: line("subscribe", "q", "c") };
  const simulation = run({ nodes, links, scenario: { duration: "100.5 s" } });
  simulation.advanceTo(100.5);
  return figuresOf({ nodes, links } as unknown as SystemText, simulation.summary(), 0);
}

describe("lag", () => {
  it("counts what is handed out and not settled, however much a consumer may hold", () => {
    for (const prefetch of [1, "unlimited"]) {
      const { lag, lagTime } = figures({ kind: "queue" }, { prefetch });
      expect(lag).toBeCloseTo(40 / 100.5, 10);
      expect(lagTime).toBeCloseTo(0.4, 10);
    }
  });

  it("counts in a log what the committed position has not passed", () => {
    // A commit after every second message: one of two waits for the next one to be handled.
    const { lag, lagTime } = figures({ kind: "stream" }, { commit: { every: 2 } });
    expect(lagTime).toBeCloseTo(0.4 + 1 / 2, 10);
    expect(lag).toBeCloseTo((0.4 * 100 + 50) / 100.5, 10);
  });
});
